"""What a question asks for that the documents do not say, and what is of another field."""
