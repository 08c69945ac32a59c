"""Answers in the words of a language model, as far as they hold."""
