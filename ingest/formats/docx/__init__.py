"""Reading .docx: XML in a zip, to paragraphs, tables and notes with the numbers that Word shows."""

from ingest.formats.docx.reader import read_docx

__all__ = ["read_docx"]
