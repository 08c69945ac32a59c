"""A file as it was read, before it is accepted; and what a newer version changes."""

from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from ingest import Clause
from library import Staged
from library.versions import Comparison, Difference
from ui.library.adding_words import FINDING_WORDS, PROBLEM_WORDS
from ui.parts.document_rows import write_rows
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say

_SHOWN = 200
_MARKED = 2_000
_NAMES = {"changed": "改动", "added": "新增", "removed": "删去"}


def write_staged(staged: Staged, day: date, older: str) -> Html:
    """Return what a file that waits says of itself, what may be wrong with it, and its outline.

    Args:
        staged: The file.
        day: The day on which it is in force or not.
        older: The title of the document that it may be a newer version of, "" for none.
    """
    document = staged.document
    if document is None:
        return write_refused(staged)
    hint = []
    if older:
        words = "它与已收的这一份同名" if staged.taken else "它可能是已收的这一份的新版本"
        hint = [element("p", say(f"{words}："), source_text("span", older), class_="hint")]
    return element(
        "article",
        element("h3", source_text("span", staged.title)),
        *hint,
        _write_findings(staged),
        write_rows(replace(document, source=staged.name), day),
        _write_outline(staged),
        class_="staged",
    )


def write_refused(staged: Staged) -> Html:
    """Return why a file is not taken, and what mends it."""
    return element(
        "article",
        element("h3", say("没有收："), source_text("span", staged.name, class_="file")),
        element("p", say(PROBLEM_WORDS[staged.refusal])),
        element("p", staged.reason, lang="en", class_="detail"),
        class_="staged refused",
        role="alert",
    )


def write_comparison(comparison: Comparison) -> Html:
    """Return what a newer version changes, clause by clause."""
    counts = "，".join(f"{name} {comparison.count(kind)} 条" for kind, name in _NAMES.items())
    same = f"没有变的 {comparison.same} 条"
    if comparison.renumbered:
        same += f"，其中 {comparison.renumbered} 条只换了编号"
    shown = comparison.differences[:_SHOWN]
    rest = len(comparison.differences) - len(shown)
    more = [element("p", say(f"另外还有 {rest} 处没有列出。"))] if rest else []
    return element(
        "div",
        element("p", say(f"与已收的版本相比：{counts}；{same}。")),
        element(
            "div",
            *map(_write_difference, shown),
            class_="differences",
            tabindex="0",
            role="region",
            aria_label=say("两个版本的不同"),
        ),
        *more,
        class_="comparison",
    )


def _write_findings(staged: Staged) -> Html:
    if not staged.findings:
        return element("p", say("读取时没有发现疑点；仍请看一眼大纲。"), class_="fine")
    items = []
    for finding in staged.findings:
        said: list[str | Html] = [say(FINDING_WORDS[finding.kind])]
        if finding.place:
            said += [say("（见 "), source_text("span", finding.place), say("）")]
        detail = element("div", finding.text, lang="en", class_="detail")
        items.append(element("li", *said, detail))
    return element("ul", *items, class_="findings")


def _write_outline(staged: Staged) -> Html:
    lines = [
        source_text("li", line.words, class_=f"{line.kind} deep{min(line.depth, 4)}")
        for line in staged.outline
        if line.kind != "furniture" and line.words
    ]
    return element(
        "details",
        element("summary", say(f"大纲（{len(lines)} 段）")),
        element("ol", *lines, tabindex="0", aria_label=say("大纲"), class_="lines"),
        class_="outline",
        open="",
    )


def _write_difference(difference: Difference) -> Html:
    old, new = difference.old, difference.new
    shown = new or old
    place = " ".join(shown.citation.split()) if shown else ""
    texts: list[Html] = []
    if old is not None and new is not None:
        before, after = _mark(old, new)
        texts = [_write_text("原", before), _write_text("新", after)]
    elif shown is not None:
        texts = [_write_text("", [shown.text])]
    return element(
        "div",
        element("strong", say(_NAMES[difference.kind])),
        " ",
        source_text("span", place, class_="place"),
        *texts,
        class_=f"difference {difference.kind}",
    )


def _write_text(name: str, pieces: list[str | Html]) -> Html:
    named = [element("span", say(name), class_="version")] if name else []
    return element("div", *named, source_text("span", *pieces), class_="said")


def _mark(old: Clause, new: Clause) -> tuple[list[str | Html], list[str | Html]]:
    """Return both texts with marks around what the other has not."""
    if max(len(old.text), len(new.text)) > _MARKED:
        return [old.text], [new.text]
    before: list[str | Html] = []
    after: list[str | Html] = []
    matcher = SequenceMatcher(None, old.text, new.text, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for pieces, part in ((before, old.text[i1:i2]), (after, new.text[j1:j2])):
            if part:
                pieces.append(part if tag == "equal" else element("mark", part))
    return before, after


def join_titles(titles: tuple[str, ...]) -> Html:
    """Return titles one after the other."""
    pieces: list[str | Html] = []
    for title in titles:
        pieces += ["、", source_text("span", title)] if pieces else [source_text("span", title)]
    return join(pieces)
