"""Text to an outline: lines, numbering marks, levels, clauses with exact spans."""
