"""Chinese words for what the library says."""

from ui.parts.refusals import CAUTION_WORDS, REFUSAL_WORDS

KIND_WORDS = {
    "add": "收入",
    "replace": "替换",
    "remove": "移出",
    "undo": "撤销上一次改动",
    "index build": "重建索引",
}
BY_WORDS = {"local": "本机", "password": "知道密码的人"}
STAGE_WORDS = {"": "准备", "reading": "读取文件", "embedding": "编码条款"}
STAGE_UNITS = {"reading": "份", "embedding": "段"}
FINDING_WORDS = CAUTION_WORDS | {
    "recognised": "文字由程序从扫描页识别，请对照原件核对，可能有错字。",
    "unnumbered": "没有找到编号的标题，按段落切分。",
    "outside": "一半以上的文字在第一个编号之前或最后一个编号之后；请看看大纲是否合适。",
    "again": "编号在中间重新开始；文件里可能不止一份文件。",
    "gap": "条的序号不连续；可能是节选，或有的条没有认出。",
    "long": "有很长而没有断开的句子；检索时会分段比对。",
    "untitled": "没有找到标题；可以在 documents.toml 中写明。",
    "undated": "没有找到印发日期；现行与否只能按其他信息判断。",
}
PROBLEM_WORDS = REFUSAL_WORDS | {
    "name": "文件名不能用；请改名后再选。",
    "taken": "已经有同名（或同编号）的另一份文件；请改名后再选，或用它替换那一份。",
    "copy": "与已收的一份文件相同，不必再收。",
    "gone": "它已经不在这里，可能别人刚接受、移出或放弃了；请看看下面现在的情况。",
    "changed": "文件夹里的文件被人直接改过，与记录的不一样；请先看看那份文件，再试。",
    "registry": "documents.toml 的写法，本程序不敢改动；请手工改好那一处，再试。",
    "nothing": "没有可以撤销的改动。",
    "unwritable": "写不进文件夹或磁盘已满；请腾出空间，或让运行本程序的用户能写入，再试。",
    "lost": "存放的文件不见了或已损坏；请重新选择那份文件。",
    "made": "文件已经改动，索引也已重建，但随后的一步没有做完；请按提示处理。",
}
CLOSED_WORDS = {
    "off": "运营者关闭了在网页上收文件（POLICY_QA_ADDING=off）。",
    "far": (
        "在网页上收文件，只开放给运行本程序的这台机器（浏览器与程序在同一台机器上，并且程序只在"
        "本机地址上提供服务）。要开放给其他人，请运营者设置密码 POLICY_QA_ADDING_PASSWORD，"
        "或由代理写明用户的请求头 POLICY_QA_ADDING_HEADER（如 X-Remote-User），然后重新启动。"
    ),
    "header": (
        "在网页上收文件，要由代理写明你是谁（POLICY_QA_ADDING_HEADER），而这次访问没有；"
        "请从单位的登录入口进来。代理不在本机时，请运营者在 POLICY_QA_ADDING_PROXIES 写明它的地址。"
    ),
    "password": "收入、替换和移出文件要有密码；密码由运营者设置（POLICY_QA_ADDING_PASSWORD）。",
}
COMMAND_WORDS = "用命令行也可以收文件："
COMMAND = ".venv/bin/python -m library add FILE"
