import pytest

from question.answer_type import asked_kinds, stated_kinds


@pytest.mark.parametrize(
    ("question", "clause", "kind"),
    [
        ("装一台最多补多少钱", "每台补贴不超过5万元。", "amount"),
        ("how much is the fine", "处3万元以下罚款。", "amount"),
        ("多久给答复", "应当在3个工作日内作出决定。", "length"),
        ("申请要几个月", "三个月内完成。", "length"),
        ("什么时候截止", "受理时间为8月20日至9月25日。", "date"),
        ("不办登记怎么处罚", "由登记机关责令改正。", "penalty"),
        ("不办登记会受什么处分", "責令改正，沒收違法所得。", "penalty"),
    ],
)
def test_a_question_asks_for_what_the_clause_that_answers_states(
    question: str, clause: str, kind: str
) -> None:
    assert kind in asked_kinds(question) & stated_kinds(clause)


def test_a_question_for_a_duty_asks_for_no_such_words() -> None:
    assert asked_kinds("谁牵头检验检测") == frozenset()
    assert stated_kinds("省市场监管局牵头检验检测。") == frozenset()
