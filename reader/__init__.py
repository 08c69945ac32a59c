"""A small trained model: does a clause answer a question, and with which words."""

from reader.hits import HitReader, HitReading
from reader.model import Passage, Reader, Reading

__all__ = ["HitReader", "HitReading", "Passage", "Reader", "Reading"]
