"""Chinese words for what the catalogue names in English."""

LEVEL_WORDS = {
    "nation": "国家",
    "province": "省级",
    "city": "市级",
    "county": "县区级",
    "unstated": "未写明",
}
FIELD_WORDS = {
    "status": "状态",
    "kind": "种类",
    "level": "层级",
    "region": "地区",
    "year": "年份",
    "issuer": "发文机关",
}
# What a document says that it is to another one, and what that one then is to it.
SAID_WORDS = {
    "replaces": "废止或代替",
    "ends_part": "停止执行部分内容",
    "amends": "修改",
    "would_end": "拟废止",
    "draft_of": "正式文件",
    "would_revise": "拟修订",
    "forwards": "印发或转发",
    "implements": "依据并实施",
    "based_on": "制定依据",
}
HEARD_WORDS = {
    "replaces": "被它废止或代替",
    "ends_part": "部分内容被它停止执行",
    "amends": "被它修改",
    "would_end": "草案，拟废止本文件",
    "draft_of": "草案",
    "would_revise": "草案，拟修订本文件",
    "forwards": "由它印发或转发",
    "implements": "实施规定",
    "based_on": "以本文件为依据",
}
# What a day at the end of a document is the day of.
END_WORDS = {
    "replaced": "起被代替",
    "expires": "有效期到期",
    "period": "规划期结束",
    "deadline": "意见截止",
}
