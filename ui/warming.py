"""What a server gets ready while it starts, so that no visitor waits for it."""

import logging
from datetime import date
from importlib import import_module

logger = logging.getLogger(__name__)

_PAGES = ("asking.conversation", "tasks.page", "support.page", "reading.page", "about.page")


def warm() -> None:
    """Open the index, and what is loaded only as questions are answered.

    What keeps the index from being opened is for the server's log here; each visitor is told it by
    the page, with what mends it.
    """
    from ui.desk import open_desk
    from ui.parts.failures import EXPECTED_FAILURES
    from ui.parts.words import EXAMPLES

    try:
        desk = open_desk()
        import_module(f"ui.{_PAGES[0]}")
        # What visitors ask first; between them they need every dictionary.
        for question in (question for questions in EXAMPLES.values() for question in questions):
            desk.answerer.answer(question, as_of=date.today())
    except EXPECTED_FAILURES as error:
        logger.warning("the index is not open: %s", error)
    for page in _PAGES[1:]:
        import_module(f"ui.{page}")
