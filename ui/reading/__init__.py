"""The page 原文: the documents whole, with an address for every clause."""
