"""Chinese words for what the records name in English."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from answer import Answer

STATUS_WORDS = {
    "answered": "直接回答",
    "partial": "部分找到",
    "not_found": "没有找到",
    "out_of_scope": "不在文件范围内",
}
# An answer whose clauses are related to the question, and were not read as saying it.
NEAR_WORDS = "相关条款，未直接写明"
VALIDITY_WORDS = {
    "in_force": "现行",
    "not_yet": "尚未施行",
    "draft": "征求意见稿",
    "period_ended": "规划期已结束",
    "expired": "有效期已过",
    "repealed": "已废止",
    "replaced": "已被代替",
}
CHANNEL_WORDS = {
    "late": "逐词比对",
    "dense": "整体含义",
    "lexical": "关键词",
    "place": "问题写明的条款序号",
    "kind": "写有所问的金额、时间或处罚",
    "examples": "相像的示例问题由它回答",
    "fact": "文件信息（文号、日期、电话等）",
    "other_document": "问题指的是另一份文件",
    "superseded": "草案或旧文件，另有现行的一份",
}
EXAMPLES = {
    "企业主": (
        "我在佛山做家具，想改造数字化产线，有什么支持？",
        "中小企业走专精特新道路有什么支持？",
        "企业挂牌上市有什么金融支持？",
    ),
    "工作人员": (
        "检验检测和认证由谁牵头？",
        "强化产业人才队伍建设由哪些部门负责？",
        "征求意见的截止日期和联系电话是什么？",
    ),
    "评测人员": (
        "2025年产业规模目标是多少？",
        "陶瓷制品制造主要分布在哪些城市？",
        "智能制造示范工厂要建设多少家？",
    ),
}


def status_words(answer: "Answer") -> str:
    """Return what was found for a question, in Chinese."""
    return NEAR_WORDS if answer.support == "near" else STATUS_WORDS[answer.status]
