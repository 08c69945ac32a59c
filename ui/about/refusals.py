"""Files that were not read, and what may be wrong where they were."""

from pathlib import PurePath

from ingest import Corpus
from ingest.documents import Doubt, LeftOut
from ui.parts.lists import write_folded
from ui.parts.markup import Html, element, join, source_text
from ui.parts.refusals import CAUTION_WORDS, REFUSAL_WORDS
from ui.parts.script import say


def write_left_out(corpus: Corpus) -> Html:
    """Return the files of the folder that are not used, each with the reason; nothing for none."""
    if not corpus.left_out:
        return join(())
    return element(
        "section",
        element("h2", say(f"没有收入的文件（{len(corpus.left_out)} 份）")),
        element("p", say("这些文件与所收文件放在一起，但回答不依据它们。")),
        write_folded([_write_file(file) for file in corpus.left_out]),
    )


def write_doubts(corpus: Corpus, source: str) -> Html | str:
    """Return what may be wrong with the reading of the document of `source`, "" for nothing."""
    doubts = [doubt for doubt in corpus.doubts if doubt.source == source]
    if not doubts:
        return ""
    return join(
        element("div", say(CAUTION_WORDS[doubt.kind]), _write_detail(doubt)) for doubt in doubts
    )


def _write_file(file: LeftOut) -> Html:
    return element(
        "li",
        source_text("strong", PurePath(file.source).name, class_="file"),
        element("div", say(REFUSAL_WORDS[file.kind])),
        _write_detail(file),
    )


def _write_detail(said: LeftOut | Doubt) -> Html:
    """Return what the program that read the file says, in English, for who mends it."""
    reason = said.reason.removeprefix(f"{said.source}: ")
    return element("div", reason, lang="en", class_="detail")
