"""What the documents hold, arranged for people who look for more than one answer."""
