import pytest

from tests.ui.fakes import HOSTILE
from tests.ui.reading import read_html
from ui.parts.addresses import OuterLink, PageLink
from ui.parts.markup import code_span, element, join, write_address


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</p><a href='javascript:alert(1)'>x</a>",
        '" onmouseover="alert(1)',
        "&lt;b&gt; &amp; &#60;",
        "一行\n二行\n\n四行",
        HOSTILE,
    ],
)
def test_text_is_shown_as_it_is_and_never_becomes_markup(text: str) -> None:
    page = read_html(element("p", text, class_=text).code)
    assert page.text == text
    assert page.tags == [("p", {"class": text})]


def test_elements_nest_and_only_text_is_escaped() -> None:
    inner = element("mark", "a<b")
    assert element("p", "1 ", inner, " 2").code == "<p>1 <mark>a&lt;b</mark> 2</p>"
    assert join(["<", inner]).code == "&lt;<mark>a&lt;b</mark>"


@pytest.mark.parametrize("tag", ["script", "img", "iframe", "style", "P", "p onclick=x"])
def test_a_tag_the_page_has_no_use_for_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="is no tag of this page"):
        element(tag, "x")


@pytest.mark.parametrize("name", ["onclick", "style", "src"])
def test_an_attribute_the_page_has_no_use_for_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not allowed"):
        element("p", "x", **{name: "x"})


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "http://example.invalid", "cite-1", "#", ""]
)
def test_a_link_leads_nowhere_but_to_a_place_on_the_page(href: str) -> None:
    with pytest.raises(ValueError, match="href is"):
        element("a", "x", href=href)


def test_an_own_link_stays_in_the_tab_and_another_leaves_no_way_back_in() -> None:
    own = read_html(element("a", "x", href=PageLink("about")).code)
    assert own.tags == [("a", {"href": "./about"})]
    outer = read_html(write_address("http://www.gd.gov.cn/zwgk/content/post_1.html").code)
    assert outer.tags[0][1]["target"] == "_blank"
    assert outer.tags[0][1]["rel"] == "noopener noreferrer"
    assert "↗" in outer.text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)//www.gd.gov.cn",
        "http://www.gd.gov.cn.example.com/",
        "http://gov.cn@example.com/",
        "http://example.com/?.gov.cn",
        "//www.gd.gov.cn/",
        "http://www.gd.gov.cn:8080/",
        "http://[www.gd.gov.cn/",
        "http://www.gd.gov.cn/ onclick=x",
        "见官网",
    ],
)
def test_an_address_that_is_not_the_governments_is_text(address: str) -> None:
    page = read_html(write_address(address).code)
    assert page.text == address
    assert not page.links()
    with pytest.raises(ValueError, match="OuterLink"):
        OuterLink(address)


def test_an_id_takes_no_other_characters() -> None:
    with pytest.raises(ValueError, match="id is"):
        element("p", "x", id="a b")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("run: x", "` run: x `"),
        ("a ` b", "`` a ` b ``"),
        ("```\n[x](http://y)\n```", "```` ``` [x](http://y) ``` ````"),
    ],
)
def test_a_code_span_holds_any_text_on_one_line(text: str, span: str) -> None:
    assert code_span(text) == span
