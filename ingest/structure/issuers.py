"""Who issued a document: names in a line, in a title, in the note on its adoption."""

import re

_END = (
    "(?:厅|局|委员会|委|部|署|办公室|办公厅|政府|院|司|会|中心|银行|办|中央|总队|支队|海关|指挥部|领导小组|工作组"
    "|公司|集团|大学)"
)
ISSUER = rf"[一-鿿（）]{{2,32}}{_END}"
_NAME = re.compile(rf"[一-鿿]{{1,32}}?{_END}|国务院|[一-鿿]{{1,3}}部")
_ONE = re.compile(rf"(?:{ISSUER}|国务院|[一-鿿]部)")
# 科 技 部 is set apart to be as wide as the name below it.
_SPREAD = re.compile(r"[一-鿿](?:[ \u3000]+[一-鿿])+")
_SPLIT = re.compile(r"[\s、]+")
_OTHERS = re.compile(r"等?\s?[\d一二三四五六七八九十]+\s?(?:个)?(?:部门|单位|部委|机关)$|等$")
_HEAD = re.compile(r"(?:文件|令)$|[（(]?\s?(?:章|印|盖章)\s?[）)]?$")
# What the issuer does stands after its name in a title.
_ACT = re.compile("关于|印发|转发|批转|发布|公布|颁布|颁发|下发|制定|对(?=《)")
_SESSION = re.compile(
    r"(?P<body>[一-鿿]{2,40}?)第[\d一二三四五六七八九十百零〇]+次(?:全体|常务|部务|局务|办公)*会议"
)
_TERM = re.compile(r"第[\d一二三四五六七八九十百零〇]+届")
_BEFORE = re.compile(r"^(?:[年月日]|经|由|根据|业经|已经)+")
_STATE = "中华人民共和国"


def read_issuers(line: str) -> list[str]:
    """Return the names of bodies if `line` consists of them; white space or 、 parts them."""
    bare = _HEAD.sub("", line.strip())
    parts = [part for part in _SPLIT.split(bare) if part]
    if _SPREAD.fullmatch(bare) and len("".join(parts)) == len(parts):
        parts = ["".join(parts)]
    parts = _join_spread(parts)
    return parts if parts and all(_ONE.fullmatch(part) for part in parts) else []


def issuers_of_title(title: str) -> list[str]:
    """Return who issues, from the words of a title before 关于, 印发 or 转发.

    商务部等9部门 names one of nine, so that the title alone does not say who the others are.
    """
    act = _ACT.search(title)
    if act is None or act.start() < 2:
        return []
    return read_issuers(_OTHERS.sub("", title[: act.start()].strip()))


def issuer_of_session(note: str) -> str:
    """Return the assembly whose session adopts, without its term: 临江市人民代表大会常务委员会."""
    match = _SESSION.search(note)
    if match is None:
        return ""
    return _TERM.sub("", _BEFORE.sub("", match["body"]))


def issuer_of_number(number: str) -> str:
    """Return who gives an order or announcement, from its number: 国务院令第746号."""
    match = re.match("(?P<body>[一-鿿]{2,40}?)(?:令|公告)", number)
    body = match["body"] if match else ""
    return "" if body.endswith("主席") else body.removeprefix(_STATE) or body


def _join_spread(parts: list[str]) -> list[str]:
    """Join single characters that stand apart: 商 务 部 教育部."""
    joined: list[str] = []
    is_open = False
    for part in parts:
        if len(part) == 1 and is_open:
            joined[-1] += part
        else:
            joined.append(part)
        is_open = len(part) == 1 and not _ONE.fullmatch(joined[-1])
    return joined
