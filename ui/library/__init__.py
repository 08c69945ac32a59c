"""The page 文件库."""
