from ingest import Clause
from ingest.documents import parse_data
from library.versions import compare_versions


def _clauses(text: str) -> list[Clause]:
    return parse_data(text.encode(), {}, source="x.txt").clauses


_OLD = """某某办法

第一条 为了规范资金管理，制定本办法。
第二条 企业可以申请补助，最高100万元。
第三条 申请人应当提交营业执照和财务报表。
第四条 本办法自2024年1月1日起施行。
"""
_NEW = """某某办法

第一条 为了规范资金管理，制定本办法。
第二条 本办法所称企业，是指在本省登记的法人。
第三条 企业可以申请补助，最高300万元。
第四条 申请人应当提交营业执照和财务报表。
第五条 主管部门在二十日内作出决定。
"""


def test_clauses_are_told_to_be_new_gone_changed_or_only_renumbered() -> None:
    found = compare_versions(_clauses(_OLD), _clauses(_NEW))
    told = [
        (d.kind, d.old.number if d.old else "", d.new.number if d.new else "")
        for d in found.differences
    ]
    assert ("added", "", "第二条") in told
    assert ("changed", "第二条", "第三条") in told
    assert ("added", "", "第五条") in told
    assert ("removed", "第四条", "") in told
    assert len(told) == 4
    assert found.renumbered == 1


def test_the_same_document_has_no_differences() -> None:
    found = compare_versions(_clauses(_OLD), _clauses(_OLD))
    assert found.differences == ()
    assert found.renumbered == 0
    assert found.same == len([c for c in _clauses(_OLD) if c.text.strip()])
