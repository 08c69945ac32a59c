"""The page 对照: two documents side by side, by subject."""
