"""A library of made-up documents that say of each other what they are, read from their texts."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest import Corpus, load_corpus

LAW = """临江市燃气管理条例

（2020年5月1日临江市人民代表大会常务委员会通过）

第一条 为了加强燃气管理，制定本条例。

第二条 本条例自2020年7月1日起施行。
"""
RULES = """临江市燃气管理条例实施细则

第一条 根据《临江市燃气管理条例》，制定本实施细则。

第二条 本细则自2021年3月1日起施行。
"""
DRAFT = """临江市燃气管理条例（修订草案）（征求意见稿）

第一条 为了加强燃气管理，制定本条例。

第二条 本条例自公布之日起施行。
"""
OLD = """临江市人民政府关于印发临江市公共租赁住房管理办法的通知

临府〔2016〕9号

各区人民政府：

现将《临江市公共租赁住房管理办法》印发给你们，请遵照执行。

临江市人民政府

2016年3月1日

临江市公共租赁住房管理办法

第一条 为规范公共租赁住房管理，制定本办法。

第二条 本办法自2016年4月1日起施行。
"""
NEW = """临江市人民政府关于印发临江市公共租赁住房管理办法的通知

临府〔2024〕8号

各区人民政府：

现将《临江市公共租赁住房管理办法》印发给你们，请遵照执行。

临江市人民政府

2024年5月1日

临江市公共租赁住房管理办法

第一条 为规范公共租赁住房管理，根据《临江市燃气管理条例》，制定本办法。

第二条 本办法自2024年7月1日起施行，有效期5年。

第三条 《临江市公共租赁住房管理办法》（临府〔2016〕9号）同时废止。
"""
# Of the same field and in nearly the same words as another one; neither speaks of the other.
ALIKE = """临河市公共租赁住房管理办法

第一条 为规范公共租赁住房管理，制定本办法。

第二条 本办法自2019年4月1日起施行。
"""
# Has what it forwards in a file of its own.
FORWARD = """临江市住房局转发《临江市公共租赁住房管理办法》的通知

临房〔2016〕12号

各区住房局：

现将《临江市公共租赁住房管理办法》转发给你们，请遵照执行。

临江市住房局

2016年3月20日
"""
TEXTS = {
    "law": LAW,
    "rules": RULES,
    "draft": DRAFT,
    "old": OLD,
    "new": NEW,
    "alike": ALIKE,
    "forward": FORWARD,
}


@cache
def make_shelf() -> Corpus:
    with TemporaryDirectory() as folder:
        for name, text in TEXTS.items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        return load_corpus(Path(folder))
