"""The pages: they draw what the rooms below found. One folder a page, `parts` for all of them."""
