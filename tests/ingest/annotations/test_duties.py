"""Who does what in running text: the usual sentences of notices and statutes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations.duties import find_duties
from ingest.annotations.responsibilities import find_responsibilities
from ingest.annotations.vocabulary import default_vocabulary
from ingest.text.joined import JoinedText


def printed(text: str, *, first_leads: bool = False) -> str:
    """Return the names as printed, with + for a lead and - for a support."""
    found = find_responsibilities(
        JoinedText(text, tuple(range(len(text)))),
        region="广东省",
        vocabulary=default_vocabulary(),
        first_leads=first_leads,
    )
    return " ".join(f"{'+' if r.role == 'lead' else '-'}{r.printed}" for r in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市工信局负责受理申请，市财政局负责拨付资金。", "+市工信局 +市财政局"),
        ("市财政局、市审计局负责监督专项资金的使用。", "-市财政局 -市审计局"),
        ("第二条 市交通局应当会同市公安局制定方案。", "+市交通局 -市公安局"),
        ("(二)省财政厅商省审计厅确定比例。", "+省财政厅 -省审计厅"),
        ("区商务局会区有关部门对材料进行审查。", "+区商务局"),
        ("本办法由省科技厅负责解释。", "+省科技厅"),
        ("目录由省教育厅、省民政厅共同制定。", "-省教育厅 -省民政厅"),
        ("名单由市残联另行公布。", "+市残联"),
        ("逾期未改正的,由公安机关处五百元以下罚款。", "+公安机关"),
        ("登记机关收到申请后，应当在三日内答复。", "+登记机关"),
        ("市林业局在公示结束后五个工作日内，向申请人拨付资金。", "+市林业局"),
        ("省水利厅将名单上报。", "+省水利厅"),
        ("市住房保障办公室（以下称市住保办）是实施机构。", "+市住房保障办公室"),
        ("市城管局为牵头单位，市水务局为配合单位。", "+市城管局 -市水务局"),
        ("市气象局依法实施检查，市公安局予以配合。", "+市气象局 -市公安局"),
        ("市发展改革委牵头，会同市财政局研究制定办法。", "+市发展改革委 -市财政局"),
        ("市体育局履行下列职责：", "+市体育局"),
        ("（省教育厅牵头，2023年底前完成）", "+省教育厅"),
        ("做好工作。（省民政厅、省残联）", "-省民政厅 -省残联"),
        ("税务机关、银行应当协助核实。", "-税务机关"),
        (
            "材料经镇（街道）初审、区人社局复核后，由区财政局拨付。",
            "+镇（街道） +区人社局 +区财政局",
        ),
        ("汇总后报省水利厅审批。", "+省水利厅"),
        ("市商务局联合市邮政局开展检查。", "+市商务局 -市邮政局"),
        ("市体育局在公园设立站点，与市公安局联合巡查。", "+市体育局 -市公安局"),
        ("专班由市水务局牵头、市气象局等市直有关部门参加。", "+市水务局 -市气象局"),
        ("发放补贴（市民政局、市残联）。", "-市民政局 -市残联"),
        ("海关依企业申请，审核后办理。", "+海关"),
        ("由乡镇（街道）牵头做好排查。", "+乡镇（街道）"),
        ("国家林业委员会同财政部制定标准。", "+国家林业委员会 -财政部"),
        ("七、业务主管部门\n清河市商务局", "+清河市商务局"),
    ],
)
def test_what_an_office_is_to_do_makes_it_responsible(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国务院水行政主管部门负责全国的节水工作。", "+国务院水行政主管部门"),
        ("市、县人民政府应当建立储备制度。", "+市、县人民政府"),
        ("省、自治区、直辖市人民政府制定办法。", "+省、自治区、直辖市人民政府"),
        ("县级以上人民政府是本行政区域的主管机关。", "+县级以上人民政府"),
        ("国务院及其有关部门应当加强指导。", "+国务院"),
        ("负有安全监管职责的部门应当公开目录。", "+负有安全监管职责的部门"),
        ("各街道办事处（镇人民政府）负责受理。", "+各街道办事处（镇人民政府）"),
        ("公安、财政和水务等部门按照职责做好工作。", "-公安 -财政 -水务"),
        ("医保、教育及税务等部门将联动。", "-医保 -教育 -税务"),
        ("省、设区的市人民政府应当建立机制。", "+省、设区的市人民政府"),
        ("主管机关应于年度开始前订定计划。", "+主管机关"),
        ("省委组织部加强考核。", "+省委组织部"),
        ("各级体育和民政部门要加强检查。", "-体育 -民政部门"),
        ("省工业和信息化部门负责审核。", "+省工业和信息化部门"),
        ("宣传、网信部门负责宣传。", "-宣传 -网信部门"),
        ("人社部门、经办机构要优化流程。", "-人社部门 -经办机构"),
        ("街道办事处、居委会应当做好登记。", "-街道办事处 -居委会"),
        ("县级及以上农业部门、水利部门负责。", "-县级及以上农业部门 -水利部门"),
        ("标准专责机关为经济部标准检验局。", "+经济部标准检验局"),
        ("学校应当建立制度。", "+学校"),
        ("在中央为经济部；在县(市)为县(市)政府。", "+经济部 +县(市)政府"),
    ],
)
def test_names_are_told_by_their_form(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "国务院发布的条例于2020年施行。",
        "经市人民政府批准，可以延期。",
        "申请人应当向市住房城乡建设局申请。",
        "方案报市财政局备案。",
        "省政府印发的文件有效。",
        "根据财政部文件执行。",
        "公安机关颁发的证书应当随身携带。",
        "由国务院或者财政部批准设立的政府性基金；",
        "企业应当建立台账。",
        "单位主要负责人负责安全生产工作。",
        "投保人应当投保责任保险。",
        "市科技局局长负责签发。",
        "全社会应当爱护环境。",
        "各部门按照职责做好相关工作。",
        "小组由市教育局、市公安局组成。",
        "财政部 税务总局公告2019年第35号",
        "国家地震局在总结经验的基础上，确定了重点地区。",
        "登记机关作出决定的，企业应当缴回执照。",
        "省政府履行出资人职责的公司，以及合伙企业，不适用本办法。",
        "行业协会应当加强自律。",
        "我局将尽快答复。",
        "经本级人民政府同意后启用设施。",
        "应当报水利主管部门核准。",
        "2月3日，市教育局开展检查。",
        "联合高等学校、科研机构攻关。",
        "向主管部门（市财政局）。",
        "系统负荷：指县级调度机构管理的负荷。",
        "海岸线最突出部向南延伸。",
        "当事人自行选择材料和办理地点。",
        "督促各市县政府落实责任。",
        "自由贸易试验区、理由、事由",
    ],
)
def test_an_office_that_is_only_named_is_not_responsible(text: str) -> None:
    assert printed(text) == ""


def test_a_name_that_borrows_its_head_is_made_whole() -> None:
    text = "发展改革、财政等行政主管部门在各自职责范围内做好工作。"
    found = find_responsibilities(
        JoinedText(text, tuple(range(len(text)))), vocabulary=default_vocabulary()
    )
    assert [r.department for r in found] == ["发展改革行政主管部门", "财政行政主管部门"]


OFFICES = [
    "市",
    "省财政厅",
    "市、县人民政府",
    "部门",
    "等部门",
    "公安",
    "中央",
    "县级以上",
    "负责人",
]
VERBS = ["由", "其", "应当", "会同", "负责", "的", "在", "后", "及", "按照职责", "将", "是主管部门"]
WORDS = st.sampled_from(OFFICES) | st.sampled_from(VERBS) | st.sampled_from(list("，。、（）\n "))


@given(st.lists(WORDS, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_gives_spans_within_it(text: str) -> None:
    for groups in find_duties(text):
        for group in groups:
            for start, end in group.names:
                assert 0 <= start < end <= len(text)
                assert re.search(r"\S", text[start:end])
