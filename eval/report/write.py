"""Report of a results folder: Markdown with charts beside it, and one HTML file that needs none."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.report.sections import lead_of, sections_of, title_of
from eval.runs.results import ResultsError, read_all_scores, read_summaries, writing

_TEMPLATES = Path(__file__).parent / "templates"
# A full address or `www.` would become a link by itself.
_MARKUP = re.compile(r"[\\`*_\[\]<>|&~#$]|:(?=//)|(?<=www)\.")


def write_report(folder: Path, out: Path | None = None) -> list[Path]:
    """Write `report.md`, its charts, and `report.html`; return their paths.

    Args:
        folder: Holds results.
        out: Where the report goes; beside the results if not given.

    Raises:
        ResultsError: the folder holds no results, they are damaged, or it cannot be written to.
    """
    summaries = read_summaries(folder)
    try:
        sections = list(sections_of(summaries, read_all_scores(folder)))
        values = {"title": title_of(summaries), "lead": lead_of(summaries), "sections": sections}
    except KeyError as error:
        raise ResultsError(f"{folder}: a summary lacks {error}; run: python -m eval run") from error
    files: dict[str, str] = {
        "report.md": _environment(markdown=True).get_template("report.md.j2").render(values),
        "report.html": _environment(markdown=False).get_template("report.html.j2").render(values),
    }
    files |= {section.figure.file: section.figure.wide for section in sections if section.figure}
    out = out or folder
    with writing(out):
        for name, text in files.items():
            (out / name).write_text(text, encoding="utf-8")
    return [out / name for name in files]


def escape_markdown(value: object) -> str:
    """Return a value as one line of Markdown that shows it as it is."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(str(value).split()))


def _environment(*, markdown: bool) -> Environment:
    # Whatever a template prints is escaped, in Markdown too: no value can be forgotten.
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=not markdown,
        finalize=escape_markdown if markdown else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
