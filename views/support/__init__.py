"""Which support applies to a firm: offers of the documents, matched with who asks."""

from views.support.match import Support, find_support
from views.support.profile import Profile, list_choices

__all__ = ["Profile", "Support", "find_support", "list_choices"]
