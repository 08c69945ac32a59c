"""Texts that the assistant writes, as templates with named variables."""

from prompts.templates import TemplateError, fill, template_names, variables_of

__all__ = ["TemplateError", "fill", "template_names", "variables_of"]
