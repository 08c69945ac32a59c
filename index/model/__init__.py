"""The embedding model: its package and folder, its tokens and windows, and its vectors."""
