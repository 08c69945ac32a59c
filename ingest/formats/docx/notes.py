"""Footnotes and endnotes of a .docx, and the marks that refer to them."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.formats.docx.numerals import format_number
from ingest.formats.docx.package import Package
from ingest.formats.docx.xml import find_all, value

KINDS = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_DEFAULT_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its mark as the text has it (empty where the author typed it), and its content."""

    mark: str
    content: Element


class Notes:
    """The notes of a document; counts as the text refers to them, in order."""

    def __init__(self, package: Package, body: Element) -> None:
        """Take the parts of the notes; their number format is that of the document's sections."""
        self._notes: dict[tuple[str, str], Element] = {}
        self._forms: dict[str, str] = {}
        self._counts = dict.fromkeys(_DEFAULT_FORMS, 0)
        settings = None
        for relation in package.relations(package.main).values():
            if relation.kind == "settings":
                settings = package.xml(relation.part)
            elif relation.kind in ("footnotes", "endnotes"):
                kind = relation.kind.removesuffix("s")
                root = package.xml(relation.part)
                for note in find_all(root, f"w:{kind}"):
                    # Other types are the lines that Word draws between text and notes.
                    if note.get("w:type", "normal") == "normal":
                        self._notes[kind, note.get("w:id", "")] = note
        for kind, default in _DEFAULT_FORMS.items():
            sections = (value(s, f"w:{kind}Pr/w:numFmt") for s in body.iter("w:sectPr"))
            form = next((f for f in sections if f), None)
            self._forms[kind] = form or value(settings, f"w:{kind}Pr/w:numFmt") or default

    def contents(self) -> tuple[Element, ...]:
        """Return what the notes hold that nothing has referred to yet."""
        return tuple(self._notes.values())

    def refer(self, reference: Element) -> Note | None:
        """Return the note that `reference` stands for, None where there is none any more.

        A note is given once, so that notes which refer to each other come to an end.
        """
        kind = KINDS[reference.tag]
        content = self._notes.pop((kind, reference.get("w:id", "")), None)
        if content is None:
            return None
        if reference.get("w:customMarkFollows") in ("1", "true", "on"):
            return Note("", content)
        self._counts[kind] += 1
        printed = format_number(self._counts[kind], self._forms[kind])
        # Word raises the mark; as plain digits it would run into a number before it.
        return Note(printed.translate(_RAISED), content)
