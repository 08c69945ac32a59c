"""Texts that try to be more than text, and reports to put them in."""

from hypothesis import strategies as st

from export import Heading, Paragraph, Quote, Report, Table

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "'前导撇号",
    "{=1+1}",
    '=HYPERLINK("http://example.invalid","点此")',
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=http://example.invalid/a.png onerror=alert(1)>",
    "[点此](javascript:alert(1))",
    "![图](http://example.invalid/b.png)",
    "[引]: http://example.invalid '标题'\n[引]",
    "<http://example.invalid>",
    "http://example.invalid/路径?a=1&b=2，www.example.invalid。mailto:a@example.invalid",
    "*斜* **粗** _斜_ ~~删~~ `码` ``码`` $x^2$ $$y$$ &lt; &#60; :smile:",
    "1. 一\n2) 二\n- 三\n+ 四\n* 五",
    "# 一\n## 二 ##\n题\n===\n题\n---",
    "> 引\n```\n码\n```\n~~~\n码\n~~~\n***\n___",
    "    缩进四格\n\t制表",
    "|甲|乙|\n|---|---|\n|丙|丁|",
    "甲\n:-:",
    "行尾反斜杠\\\n下一行\\",
    "a\\|b\\",
    "| 竖线开头",
    "#12 GH-12 @someone",
    "_x0041_ _x000D_",
    "　　全角缩进的一段。\n\n\n　　又一段。",
)
# Characters that mean something to one of the formats, more often than chance would bring them.
TEXTS = st.one_of(
    st.sampled_from(MARKUP + FORMULAS),
    st.text("\\`*_{}[]<>()#+-.!|~$&=:;'\"@/ \t\n1a中　，", max_size=40),
    st.text(max_size=40),
)


def report_of(text: str) -> Report:
    """Return a report with `text` in every place that takes one."""
    return Report(
        text,
        (
            Heading(text),
            Paragraph(text),
            Quote(text, text),
            Table((text, "数"), ((text, 1),), text),
            Heading("完", level=2),
        ),
    )
