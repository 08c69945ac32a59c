"""Answers, tables and reports as files: Markdown, Word, Excel."""

from export.excel import to_excel
from export.markdown import to_markdown
from export.report import Heading, Paragraph, Quote, Report, Table
from export.word import to_word

__all__ = [
    "Heading",
    "Paragraph",
    "Quote",
    "Report",
    "Table",
    "to_excel",
    "to_markdown",
    "to_word",
]
