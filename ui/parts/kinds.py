"""Chinese words for the kinds of nodes of an outline."""

KIND_WORDS = {
    "front": "文件头（标题、文号、日期、通知正文等）",
    "heading": "章节标题",
    "clause": "条款",
    "paragraph": "段落",
    "bullet": "破折号列项",
    "box": "专栏标题",
    "box_item": "专栏列项",
    "table": "表头",
    "row": "表格行",
    "annex": "附件",
    "back": "文件尾",
    "toc": "目录",
    "furniture": "页面标记（页码、页眉页脚等）",
}
