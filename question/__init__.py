"""What a question asks: its words, names, documents and kind, and what it goes on from."""
