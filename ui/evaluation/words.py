"""Chinese words for what the evaluation names in English."""

VIEWS = {
    "overview": "总览",
    "kinds": "分组",
    "compare": "对比",
    "misses": "错题",
    "own": "我的题目",
}
SPLITS = {"test": "测试集", "dev": "开发集"}
SYSTEMS = {
    "hybrid": "本系统：关键词、整体含义、逐词比对三路合并，并参考示例问题",
    "reader": "本系统，再逐条读过前八条重新排序",
    "untaught": "本系统，不参考示例问题",
    "late": "只用逐词比对",
    "dense": "只用整体含义（向量）",
    "lexical": "只用关键词（BM25）",
    "plain": "三路按固定比例混合",
    "langchain": "通用做法：每 500 字切一块，向量检索",
    "langchain-ensemble": "通用做法：500 字切块，向量与 BM25 合并",
    "answers": "回答",
}
KINDS = {
    "responsibility": "责任分工",
    "department_list": "部门任务",
    "figure": "数值指标",
    "front_matter": "文件信息",
    "list": "列举",
    "support": "惠企支持",
    "comparison": "两份文件对比",
    "term": "名词术语",
    "validity": "文件效力",
    "content": "条款内容",
}
VARIETIES = {
    "simplified": "简体",
    "traditional": "繁体",
    "cantonese": "粤语",
    "english": "英文",
    "typo": "有错别字",
}
USERS = {"enterprise": "企业主", "official": "工作人员", "evaluator": "评测人员"}
LABELS = {"kind": "题型", "variety": "语言", "user": "提问人"}
VALUES = {"kind": KINDS, "variety": VARIETIES, "user": USERS}
# In which script a question of the benchmark is written.
LANGUAGES = {"traditional": "zh-Hant", "cantonese": "zh-Hant", "english": "en"}

METRICS_AT = {
    "nDCG": "前 {k} 条里，答案越靠前越高：回答问题的计 2 分，有帮助的计 1 分",
    "MAP": "前 {k} 条里，每遇到一条答案算一次准确率，再平均（MAP）",
    "MRR": "第一个答案排在前 {k} 条的第几条，取倒数后平均",
    "success": "前 {k} 条里有答案的题所占比例",
    "recall": "答案中，前 {k} 条找到的比例",
    "P": "前 {k} 条中，答案所占比例（P@k）",
}
METRICS = {
    "R-precision": "一题有 R 条答案，前 R 条中答案所占比例（只看前 10 条）",
    "char_precision@3": "前 3 条的文字中，属于答案的比例",
    "char_recall@3": "答案的文字中，前 3 条含有的比例",
    "correct": "该答的答对（事实齐全、条款引对），不该答的说明没有",
    "facts": "回答中含有的事实占应有事实的比例",
    "all_facts": "该答的题中，事实齐全的比例",
    "right_clause": "该答的题中，引用了答案所在条款的比例",
    "clause_precision": "引用的条款中，含有答案的比例",
    "citation_precision": "引文中，落在答案里的比例",
    "citation_recall": "答案中，引文引到的比例",
    "verbatim": "引文与原文逐字一致的回答比例",
    "refusal_precision": "说“没有”的回答中，确实没有的比例",
    "refusal_recall": "文件没有答案的题中，如实说“没有”的比例",
    "false_refusal": "文件有答案却说“没有”的比例，越低越好",
}
METRIC_NAMES = {
    "R-precision": "R 准确率",
    "char_precision@3": "文字准确率@3",
    "char_recall@3": "文字召回率@3",
    "correct": "答对",
    "facts": "事实",
    "all_facts": "事实齐全",
    "right_clause": "引对条款",
    "clause_precision": "条款准确率",
    "citation_precision": "引文准确率",
    "citation_recall": "引文覆盖率",
    "verbatim": "逐字一致",
    "refusal_precision": "拒答准确率",
    "refusal_recall": "该拒则拒",
    "false_refusal": "误拒",
}
MISSES = {"1": "第 1 条不是答案", "3": "前 3 条没有答案", "10": "前 10 条没有答案"}
CHANGES = {"": "全部", "lower": "甲低于乙", "higher": "甲高于乙"}
GRADES = {2: ("✓", "答案"), 1: ("△", "有帮助"), 0: ("✗", "无关")}
ORIGINS = {
    "commit": "程序版本",
    "data": "题目与标注校验和",
    "model": "模型",
    "model_fingerprint": "模型指纹",
    "index": "索引校验和",
    "machine": "机器",
    "packages": "软件包",
    "made": "评测时间",
}
CHART_WORDS = {
    "nDCG@10 (0–1), line: 95 % interval": "nDCG@10（0–1），横线为 95% 区间",
    "this project": "本项目",
    "baseline": "对照",
    "median": "中位数",
    "95th percentile": "95 百分位",
    "milliseconds a query (median)": "每题毫秒数（中位数）",
    "milliseconds a query: median / 95th percentile": "每题毫秒数：中位数 / 95 百分位",
    "coverage: share of questions answered": "覆盖率：作答的题所占比例",
    "risk: share of them wrong": "风险：其中答错的比例",
    "risk {risk:.2f} at coverage {coverage:.2f}": "覆盖率 {coverage:.2f} 时风险 {risk:.2f}",
    "all questions": "全部题目",
    "answers": "回答",
    **KINDS,
    **VARIETIES,
    **USERS,
}
FAULTS = {
    "large": "文件超过 1 MB，请分成几份。大小（字节）：",
    "encoding": "不是 UTF-8 文本，请另存为 UTF-8。出错的字节位置：",
    "empty": "文件里没有题目，请每行写一题。",
    "many": "题目超过 500 道，请分成几份。题数：",
    "heads": "CSV、TSV 的第一行要写列名，其中有 id，且不重复。现在是：",
    "cells": "这一行的格数比列名多，请检查引号和分隔符。格数：",
    "table": "不是可读的 CSV 或 TSV：",
    "zip": "不是可读的 ZIP 文件：",
    "zip_many": "ZIP 里的文件超过 200 个，请只留 queries.jsonl 和 qrels。文件数：",
    "zip_large": "ZIP 解开后太大，请只留 queries.jsonl 和 qrels。上限（字节）：",
    "beir": "ZIP 里没有 queries.jsonl（BEIR 格式）。现有的文件：",
    "beir_line": "queries.jsonl 的每行要有 _id 和 text。",
    "qrels": "qrels 无法读取：",
    "json": "不是一个 JSON 对象，请写成 {…} 一行一题。",
    "form": "要有 query（检索）或 question（问答）其中一项。这一行有：",
    "mixed": "与前面各行的形式不同，一份文件只用一种。前面各行用的是：",
    "id": "要有 id：文字或整数，不含空格。现在是：",
    "repeated": "id 与前面某一行重复，请改成不同的。id：",
    "text": "问题不是文字，或含有损坏的字符，请改正。",
    "blank": "问题里没有字，请写一句话。",
    "long": "问题太长，请缩短到 1,000 字以内。",
    "list": '这一项要写成文字的列表，如 ["…"]。名称：',
    "clause": "relevant 里的条款编号不在当前索引中，请改正。编号：",
}
