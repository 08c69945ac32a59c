"""Rows that a web page or register puts above a document: 索引号：…, 成文日期：…, 来源：…."""

import re
from dataclasses import dataclass

# By what they state of the document; the rest is of the page alone.
_NAMES = {
    "number": "文号|发文字号|發文字號|文件编号|公文文号",
    "issuer": "发文机关|发文机构|发布机构|发布机关|制定机关|颁布机构|发文单位|发布单位|公布机关",
    "date": "成文日期|印发日期|发文日期|發文日期|颁布日期|制定日期|签发日期",
    "published": "发布日期|公布日期|发布时间|公开日期|公开时间|发文时间",
    "effective": "生效日期|实施日期|施行日期|执行日期|生效时间",
    "expires": "失效日期|废止日期|失效时间|有效期至|废止时间",
    "title": "标题|名称|文件名称|信息名称",
    "status": "文件状态|效力状态|时效性|有效性|状态|是否有效|效力级别|效力",
    "": "索引号|统一编号|信息索引|主题分类|主题词|分类|体裁分类|体裁|公文种类|类别"
    "|公开范围|公开类别|关键词"
    "|来源|信息来源|文章来源|浏览次数|浏览量|点击数|点击次数|访问量|阅读次数|字体|字号|字体大小|作者|编辑|责任编辑"
    "|速别|密等及解密条件或保密期限",
}
_NAME_OF = {name: fact for fact, names in _NAMES.items() for name in names.split("|")}
_SPACED = "|".join(
    r"\s{0,2}".join(name) for name in sorted(_NAME_OF, key=lambda name: (-len(name), name))
)
_KEY = re.compile(rf"(?:^|(?<=[\s（(【\[|]))(?P<name>{_SPACED})(?:\s?[:：]|\t)")


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of a row: its name without white space, its value, its span in the line.

    `fact` says what of the document it states (`number`, `issuer`, …), "" for the page alone.
    """

    fact: str
    name: str
    value: str
    start: int
    end: int


def is_metadata(line: str) -> bool:
    """Say whether `line` begins with the name of such a row."""
    return _KEY.match(line.lstrip("【[（( ")) is not None


def read_metadata(text: str) -> list[Row]:
    """Return the statements in `text`, which is one row or several; a value may be empty."""
    keys = list(_KEY.finditer(text))
    rows = []
    for index, key in enumerate(keys):
        end = keys[index + 1].start() if index + 1 < len(keys) else len(text)
        value = " ".join(text[key.end() : end].split()).strip("】] ）)|")
        name = "".join(key["name"].split())
        rows.append(Row(_NAME_OF[name], name, value, key.start(), end))
    return rows
