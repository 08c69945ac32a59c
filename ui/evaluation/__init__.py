"""The page 评测: stored results, what was missed, and an evaluator's own questions."""
