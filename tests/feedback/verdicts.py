"""A verdict to keep, and a text that tries to be more than text."""

from feedback import Feedback

HOSTILE = (
    "'); DROP TABLE feedback; --\n<script>alert(1)</script>\x00\x1b[2J\x9b31m \"“” {} [1] 😀\u202e"
)
VERDICT = Feedback(
    at="2024-05-06T07:08:09+08:00",
    verdict="useless",
    reason="没有写金额",
    question="人才引进有补贴吗",
    earlier=("技术改造有什么支持", "那资金呢"),
    status="partial",
    answer="支持企业引进人才。[1]\n所收文件没有写补贴金额。",
    citations=(("guangdong-2023/3.5.1", "引进人才。"),),
    fingerprint="9f2c",
)
