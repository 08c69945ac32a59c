"""What is seen from Enter on: the question, the stages of its answer, a model's checked lines."""

from streamlit.delta_generator import DeltaGenerator

from ui.parts.markup import Html, element, source_text
from ui.parts.script import say

_BEGUN = "正在查找"
_WORDS = {
    "understand": "理解问题",
    "search": "查找条款",
    "write": "组织语言，逐句核对",
    "check": "核对引文",
}


def write_question(question: str) -> Html:
    """Return the question that is answered below."""
    return element("div", source_text("p", question), class_="question")


class Progress:
    """Stages and lines, drawn in one place of the page that is cleared at the end."""

    def __init__(self, place: DeltaGenerator) -> None:
        """Draw in `place`, an `st.empty()`."""
        self._place = place
        self._stages: list[str] = []
        self._lines: list[str] = []

    def begin(self) -> None:
        """Show that the answer is being looked for, before anything else is known of it."""
        self._stages.append(_BEGUN)
        self._draw()

    def show_stage(self, stage: str) -> None:
        """Show a stage of `answer.answerer.STAGES` as begun, those before it as done."""
        # What was shown before the first stage was no stage.
        self._stages = [name for name in self._stages if name != _BEGUN]
        self._stages.append(_WORDS[stage])
        self._draw()

    def show_line(self, line: str) -> None:
        """Show one more line of the answer, written and checked."""
        self._lines.append(line)
        self._draw()

    def clear(self) -> None:
        """Make room for the whole answer."""
        self._place.empty()

    def _draw(self) -> None:
        done = [element("li", say(stage), class_="done") for stage in self._stages[:-1]]
        begun = [element("li", say(f"{stage}……")) for stage in self._stages[-1:]]
        lines: list[Html] = [element("p", say(line)) for line in self._lines]
        stages = element("ol", *done, *begun)
        # Read out by a screen reader as it changes.
        self._place.html(element("div", stages, *lines, class_="progress", role="status").code)
