"""A page in reading order holds every character of its text layer once."""

from dataclasses import replace

import pypdfium2 as pdfium

from ingest.formats.pdf.page import Draft, Ruled, finish, keeps_all, read_draft
from tests.ingest.formats.printed import LEFT, Printer


def make_draft() -> Draft:
    printer = Printer()
    printer.put("第一条 为了加强管理。", LEFT, 90)
    printer.put("第二条 本办法所称企业。", LEFT, 130)
    for x in (LEFT, 200, 400):
        printer.cell(["资金"], x, 200)
    printer.grid([LEFT, 200.0, 400.0, 500.0], [200.0, 240.0])
    document = pdfium.PdfDocument(printer.save())
    return read_draft(document[0])


def test_a_page_keeps_its_characters() -> None:
    draft = make_draft()
    page = finish(draft, None)
    assert page.is_kept
    assert page.characters == 27
    assert sum(isinstance(item, Ruled) for flow in page.flows for item in flow) == 1


def test_a_line_that_is_lost_or_doubled_is_noticed() -> None:
    draft = make_draft()
    page = finish(draft, None)
    (flow,) = page.flows
    assert not keeps_all(draft.layer, replace(page, flows=(flow[1:],)))
    assert not keeps_all(draft.layer, replace(page, flows=(flow, flow[:1])))


def test_a_page_that_would_lose_characters_is_given_as_plain_lines() -> None:
    draft = make_draft()
    draft.rows.pop()
    page = finish(draft, None)
    assert not page.is_kept
    assert [line.text for line in page.lines()] == [
        "第一条 为了加强管理。",
        "第二条 本办法所称企业。",
        "资金",
        "资金",
        "资金",
    ]
