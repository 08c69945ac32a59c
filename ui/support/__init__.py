"""The page 惠企支持: which support of the documents applies to a firm, and whom to ask."""
