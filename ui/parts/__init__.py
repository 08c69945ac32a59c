"""What every page is made of: markup, words, states of failure."""
