"""What the name of an office looks like: told by its head and what stands before, not by a list."""

import re

from ingest.annotations.acts import ACTS, ACTS_ON_OTHERS
from ingest.text.places import default_places

INNER = r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]"
# A 检测机构 or 医疗机构 is no office, but these are.
_AGENCY = (
    "(?:管理|监督|监管|主管|派出|派驻|登记|经办|救援|执法|核对|预防控制|稽查|征收|征管|运营|调度|交易"
    "|仲裁|审判|检察|审查|办事|授权|直属|国家|政府|处罚|许可|监察|稽核|统计|指定|(?:公共|就业|人才)服务)机构"
)
# Too many words end in 部: these are the ministries of the mainland and Taiwan and party organs.
_MINISTRY = (
    "(?:外交|国防|教育|科技|科学技术|信息化|工信|信息产业|公安|国家安全|民政|司法|法务|财政|社会保障|人社|人事|劳动|劳动保障"
    "|自然资源|国土资源|环境|环境保护|环保|建设|住建|交通运输|交通|铁道|水利|农业农村|农业|商务|经济|文化|旅游|文旅|卫生"
    "|卫生福利|退役军人事务|退役军人|应急管理|应急|监察|内政|数位发展|组织|宣传|统战|统一战线工作|社会工作|武装|联络)部(?![门分署队件位])"
)
_BODIES = (
    "委员会|管委会|工委|纪委|监委|常委会|[党军政]委|党组|政府|公署|办公室|办事处|指挥部|联席会议"
    "|(?:领导|工作|协调|协作|专项|推进|指导|保障|防控|宣传|综合|督导|检查|巡查|帮扶)小?组|专班|工作队|(?<=[省市])[高中]院|法院|检察院|部门|机关|人民代表大会|人大|政协|军分区|警备区|武警|研究室|学会"
    f"|{_AGENCY}|中央|海关|总队|支队|大队|派出所|司法所|税务所|交易所|管理[所站处]"
    "|中心|院校|高校|(?:医|科)学会|基金会|仲裁庭|居委会|村委会|共青团|学校|工会|妇联|工商联"
    "|残联|科协|文联|侨联|贸促会|团委|红十字会|联合会|协会|总社|供销社"
    "|人民银行|中支|证监会|银保监会|银监会|保监会|国务院|立法会|行政会议|行政长官(?!任)|[分支]行|[厅局署委办]"
    f"|{_MINISTRY}|(?<![公官打上])司(?![法机令])|(?<![到住好坏益何四各用短长])处(?![理罚置分于在])"
)
HEAD = re.compile(f"(?:{_BODIES})(?![长员])")
# Villages and townships stand for who governs them: 由乡镇（街道）负责.
_SETTLEMENT = (
    "(?:[乡镇](?=[（(])|乡镇|镇街|街镇|街道社区|街道|社区|村居|村(?![民级委干庄镇里集务]))"
)
SETTLEMENT = re.compile(f"(?:属地|当地|所在地?|辖区|基层|各)?(?:{_SETTLEMENT}|[乡镇])(?:{INNER})?")
# Where a list of offices can end, of which some may be none.
LIST_END = re.compile(
    f"(?:{_BODIES}|{_SETTLEMENT}(?:{INNER})?|企业|公司|机构|单位|组织|团体|个人|学校|医院|银行|专家)(?![长员])"
)
# 全部, 干部 … end in such a character and are no office.
_NO_OFFICE = re.compile(
    ".*(?:[全内外西东南北中上下顶底头腹背腰胸本局][部]|俱乐部|干部|总部|[格布结大当全残变破僵]局"
    "|部署|签署|常委|编委|客厅|餐厅|大厅|[主承举开协督经代包查申创停续补催]办|业主委员会|行业协会|用人部门|事业部"
    ")",
    re.DOTALL,
)
# What ends so is an office only with its place or level before it: 市科委, but 评委.
_WEAK = re.compile(".*(?:[办委司处行]|中心|[学院高]校|[学金]会|研究室|武警)", re.DOTALL)
_FIRM = re.compile(
    "(?:[全各本]?[省市区县州镇乡旗]|各地|当地|所在地|属地|同级|上级|国家|国务院|中央|中国|中共|自治区|[一-鿿]{2,8}[省市区县州镇旗]).*"
    "|(?:发展(?:和)?改革|发改|卫生健康|卫健|国资|商务|经济(?:和)?信息化|经信|教|科|住房(?:和)?城乡建设|住建|交通|城管)委"
    "|律政司|部.{2,}中心|中心|中华.*|(?:各级各类|各|所在)?(?:中小)?学校|(?:各|所在)(?:大中专|高等|职业)?[学院高]校|.*部.+司|.*(?:事务|劳工|税务)处|(?:人民银行|农发行|.*银行).*|.*街道办事处|团[省市县区州]委"
)
# 各级医疗机构 are public ones.
_PUBLIC_AGENCY = re.compile("(?:各级|县级以上|国务院|[省市县区]级).{2,12}机构")
# 督导组, 应对工作领导小组: a name may begin with a verb too.
_WORKING_GROUP = re.compile("[一-鿿]{2,6}(?:小组|组|办公室|指挥部|委员会|专班)")
# 省应对流感引起的疫情工作领导小组
_TASK_FORCE = re.compile("[一-鿿]{4,}的[一-鿿]{2,}(?:组|指挥部|办公室|专班|委员会)")
_SET_UP = re.compile(f"{'|'.join(ACTS_ON_OTHERS)}|成立|组建")
# 组织市财政局, 成立省指挥部: a verb and its object.
_ACT = re.compile(f"{'|'.join(ACTS)}|成立|内设|下设|召开|授权")
_OBJECT = re.compile("各|有关|相关|本[省市县区级]|[省市县](?![场政民域级直])")
# No name holds these, nor begins so.
_FOREIGN = re.compile(
    "[的了，,。；：！？!?;:《》把被将0-9A-Za-z→/%.]|第[一二三四五六七八九十百]+[条款章项]|(?<!定)向|应当|应该|应[与按]|必须|(?<!许)可(?![再持])|负责|依法|依照|按照|根据"
    "|会同|牵头|配合|提请|申请|建议|委托|经过|通过|对于|关于|进行|分析|属于|深入|报(?![社刊纸业])"
    "|经(?![济贸信营办开])|(?<!国)有(?![关色线])|[是由让给持到]|(?<![所存])在(?!线|职|建)|(?<=[府厅局委门办院署])(?:成立|设立|组建|建立|召开|印发|制定)|情况下|期间|之[前后]|依托|作为|授权(?!的)|[局厅部]长|主任|书记|使(?!用)|本人|请(?!求)|征得|需(?!求)|须(?!知)|协助|督促|引导|指导全"
)
_BAD_START = re.compile(
    f"{'|'.join(ACTS_ON_OTHERS)}|指导(?!委|小?组|中心)|(?:监督|协调|组织)(?=[各相有市县区省地下基所])"
    "|(?:推进|促进|服务|协调|指导|保障|监督)政府|要(?![素点害])|须|将|不得|必须|应当|可以|含|指(?![导挥定])|便于|结合|拒绝|阻碍|妨碍|要求|切实|充分|依托|符合|需要|涉及|转交|坚持|实行|深化|改革完善|争取|优先|入围|严禁|包括|任何|委派|适用|不服|违反"
    "|除|受|令|年|上年|应(?![急用对])|不(?!动产)|后(?!勤)|其(?!他|它)|自(?![然治])|经(?![济贸信营办])"
    "|[对使与及或并以按从到凡因如若未无有在于给待随据依和等但则即且而又也均已]"
)
_DUTY = "(?:负有|负责|承担|履行|行使|主管|具有|依法)"
RELATIVE = re.compile(
    f"{_DUTY}(?:[^，,。；;、的]|、(?!{_DUTY})){{2,40}}的(?:行政)?(?:主管)?(?=部门|机构|机关)"
    "|(?:受理|接受|收到|作出|核发|颁发)[^，,。；;、的]{2,20}的(?=各级|上级|原|[一-鿿]{0,8}(?:部门|机构|机关|法院))"
    "|(?:或者?|及)?其?(?:授权|委托|指定|确定)的"
)
_SHORTEST = 2
_LONGEST = 40


def is_office(piece: str, *, is_listed: bool = False) -> bool:
    """Say whether `piece` is the name of one office; beside others it may be a weak one."""
    bare = re.sub(INNER, "", piece)
    if re.search(r"[（()）]", bare):
        return False
    core = RELATIVE.sub("", bare).replace("设区的市", "市")
    if _TASK_FORCE.fullmatch(core) and not _SET_UP.search(core.partition("的")[0]):
        core = core.replace("的", "", 1)
    if "\t" in bare or len(bare) > _LONGEST or _FOREIGN.search(core):
        return False
    if _BAD_START.match(core) and not _WORKING_GROUP.fullmatch(core):
        return False
    heads = list(HEAD.finditer(bare))
    ends = bool(heads) and heads[-1].end() == len(bare)
    ends = ends or bool(_PUBLIC_AGENCY.fullmatch(bare))
    if not ends or len(core) < _SHORTEST or _NO_OFFICE.fullmatch(bare) or _holds_act(core):
        return False
    has_place = bool(_FIRM.fullmatch(bare)) or default_places().starts(bare)
    return has_place or is_listed or not _WEAK.fullmatch(bare)


def _holds_act(name: str) -> bool:
    """Say whether `name` holds a verb and whom it is done to: 市政府成立清河市指挥部."""
    return any(
        _OBJECT.match(name, act.end()) or default_places().starts(name[act.end() :])
        for act in _ACT.finditer(name)
    )


def is_plain(piece: str) -> bool:
    """Say whether `piece` holds and begins with nothing that is foreign to names."""
    return not (_FOREIGN.search(piece) or _BAD_START.match(piece))
