"""The page 关于: what the answers rest on, and how far they can be relied on."""
