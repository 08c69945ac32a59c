"""What the name of an office looks like: told by its head and what stands before, not by a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ingest.annotations.acts import ACTS_ON_OTHERS
from ingest.annotations.groups import Span
from ingest.annotations.vocabulary import default_vocabulary
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
    "|(?:领导|工作|协调|协作|专项|推进|指导|保障|防控|宣传|综合|督导|检查|巡查|帮扶)小?组|专班|工作队|(?<=[省市])[高中]院|法院|检察院|部门|机关|人大|政协"
    f"|{_AGENCY}|中央|海关|总队|支队|大队|派出所|司法所|税务所|交易所|管理[所站处]"
    "|中心|(?:医|科)学会|基金会|仲裁庭|居委会|村委会|共青团|学校|工会|妇联|工商联"
    "|残联|科协|文联|侨联|贸促会|团委|红十字会|联合会|协会|总社|供销社"
    "|人民银行|中支|证监会|银保监会|银监会|保监会|国务院|立法会|行政会议|行政长官(?!任)|[分支]行|[厅局署委办]"
    f"|{_MINISTRY}|(?<![公官打上])司(?![法机令])|(?<![到住好坏益何四各用短长])处(?![理罚置分于在])"
)
HEAD = re.compile(f"(?:{_BODIES})(?![长员])")
# Villages and townships stand for who governs them: 由乡镇（街道）负责.
_SETTLEMENT = (
    "(?:[乡镇](?=[（(])|乡镇|镇街|街镇|街道社区|街道|社区|村居|村(?![民级委干庄镇里集务]))"
)
SETTLEMENT = re.compile(f"(?:属地|当地|所在地?|辖区|基层)?(?:{_SETTLEMENT}|[乡镇])(?:{INNER})?")
# Where a list of offices can end, of which some may be none.
LIST_END = re.compile(
    f"(?:{_BODIES}|{_SETTLEMENT}(?:{INNER})?|企业|公司|机构|单位|组织|团体|个人|学校|医院|银行)(?![长员])"
)
# 全部, 干部 … end in such a character and are no office.
_NO_OFFICE = re.compile(
    ".*(?:[全内外西东南北中上下顶底头腹背腰胸本局][部]|俱乐部|干部|总部|[格布结大当全残变破僵]局"
    "|部署|签署|常委|编委|客厅|餐厅|大厅|[主承举开协督经代包查申创停续补催]办|业主委员会|行业协会|用人部门|事业部"
    ")",
    re.DOTALL,
)
# What ends so is an office only with its place or level before it: 市科委, but 评委.
_WEAK = re.compile(".*(?:[办委司处行]|中心|学校|[学金]会)", re.DOTALL)
_FIRM = re.compile(
    "(?:[全各本]?[省市区县州镇乡旗]|国家|国务院|中央|中国|中共|自治区|[一-鿿]{2,8}[省市区县州镇旗]).*"
    "|(?:发展(?:和)?改革|发改|卫生健康|卫健|国资|商务|经济(?:和)?信息化|经信|教|科|住房(?:和)?城乡建设|住建|交通|城管)委"
    "|律政司|部.{2,}中心|中心|中华.*|(?:各级各类|各|所在)?(?:中小)?学校|.*部.+司|.*(?:事务|劳工|税务)处|(?:人民银行|农发行|.*银行).*|.*街道办事处|团[省市县区州]委"
)
# No name holds these, nor begins so.
_FOREIGN = re.compile(
    "[的了，,。；：！？!?;:《》把被将0-9A-Za-z→/%.]|第[一二三四五六七八九十百]+[条款章项]|(?<!定)向|应当|应该|应[与按]|必须|(?<!许)可(?![再持])|负责|依法|依照|按照|根据"
    "|会同|牵头|配合|提请|申请|建议|委托|经过|通过|对于|关于|进行|分析|属于|深入|报(?![社刊纸业])"
    "|经(?![济贸信营办开])|(?<!国)有(?![关色线])|[是由让给持到]|[局厅部]长|主任|书记|使(?!用)|本人|请(?!求)|征得|需(?!求)|须(?!知)|协助|督促|引导|指导全"
)
_BAD_START = re.compile(
    f"{'|'.join(ACTS_ON_OTHERS)}|指导(?!委|小?组|中心)|(?:监督|协调|组织)(?=[各相有市县区省地下基所])"
    "|含|指(?![导挥定])|便于|结合|拒绝|阻碍|妨碍|要求|切实|充分|依托|符合|需要|涉及|转交|坚持|实行|深化|改革完善|争取|优先|入围|严禁|包括|任何|委派|适用|不服|违反"
    "|除|受|令|年|上年|应(?![急用对])|不(?!动产)|后(?!勤)|其(?!他|它)|自(?![然治])|经(?![济贸信营办])"
    "|[对使与及或并以按从到凡因如若未无有在于给待随据依和等但则即且而又也均已]"
)
_LEVEL = (
    "(?:属地|设区的|不设区的|地级(?:以上)?|县级以上|所在地|当地|地方|全|各级|各)*"
    "(?:省|自治区|直辖市|计划单列市|地级市|县级市|自治[州县]|[市州盟县区旗镇乡]|市辖区|乡镇|街道|市县|各地"
    "|[省市县区]级|中央|国家|上级|新疆生产建设兵团)(?:及?以上|及?以下)?"
)
_LEVELS = re.compile(f"{_LEVEL}(?:{INNER})?(?:(?:和|与|及|或者?)?{_LEVEL}(?:{INNER})?)*")
_NOBODY = re.compile(
    "(?!(?:中央|地方|该管)?主管机关)(?:各|其他|其它|全?[省市县区]|国家|[省市]直|[省市]级|有关|相关|职能|成员|责任|涉及|上述|政府|人民|业务"
    "|行政|主管|上级|下级|该|本|地方|同级|等|多个|[0-9一二三四五六七八九十两]+个)*"
    "(?:单位|部门|方面|机构|机关|地区|地方)"
)
# 县级以上人民政府有关部门 is nobody in particular either, 县级以上人民政府 is.
_SOME_OF = re.compile(
    ".*(?:有关|相关|各|其他|所属|职能)(?:主管|职能|行政|业务|行业)*(?:单位|部门|机构|机关)"
)
# Who is no office may stand in the list too: 监管部门和银行保险机构.
_OTHER_BODY = re.compile(
    ".*(?:企业|公司|集团|机构|单位|组织|团体|个人|学校|院校|高校|医院|中心|银行|协会|商会|社区|经营者|主体|站)"
)
_NO_WORK = re.compile(".*(?:法律|法规|规章|规定|标准|文件|要求|群众|公民|人员|人)")
# 我局, 本部门: the issuer, whoever it is.
_OURS = re.compile("[我本该贵](?:[局部厅委办署]|机关|部门)")
_OTHERS = re.compile(
    "等(?:[省市区县][直级]|有关|相关|各|其他|职能|政府|行业|行政|主管|业务|国家|执法|司法|\\s|[0-9一二三四五六七八九十]+个?)*"
    "(?:单位|部门|方面|机构|机关)?$"
)
_DUTY = "(?:负有|负责|承担|履行|行使|主管|具有|依法)"
RELATIVE = re.compile(
    f"{_DUTY}(?:[^，,。；;、的]|、(?!{_DUTY})){{2,40}}的(?:行政)?(?:主管)?(?=部门|机构|机关)"
    "|(?:受理|接受|收到|作出|核发|颁发)[^，,。；;、的]{2,20}的(?=各级|上级|原|[一-鿿]{0,8}(?:部门|机构|机关|法院))"
    "|(?:或者?|及)?其?(?:授权|委托|指定|确定)的"
)
_LENT_HEAD = re.compile("(?:行政)?(?:主管|监管|执法|监督管理|管理)?(?:部门|机关)$")
# 同级财政、医保部门: what is said of all of them is no part of the first name.
_SHARED_LEVEL = re.compile("(?:各级|同级|本级|当地|所在地|属地)+")
_TWO_LINES = re.compile("(?P<first>[一-鿿]{2,12}?)[和与及](?P<second>[一-鿿]{2,12}?)(?:部门|机关)?")
_DEFINITION = re.compile("[（(]以下[^（()）]*[）)]$")
_CHINESE = re.compile(f"[一-鿿“”]+(?:{INNER})?")
_SPLIT = re.compile(
    f"(?P<inner>{INNER})|、|(?:和|与|或者?|以?及)(?=其(?![他它]))|以及|(?<!普)及(?!以[上下])"
    "|(?<=[厅局委部办署院关会门构府心组所队社室处位行）)])(?:\\s+|和|与|或者|或)"
)
# 国家能源局及其派出机构: whoever belongs to the name before.
_OWN = re.compile("其(?!授权|委托|指定|确定)")
_SHORTEST = 2
_LONGEST_NAME = 40
_LONGEST_LENT = 14


@dataclass(slots=True)
class Names:
    """The names of a list.

    `lent` holds the heads of names that stand without one: 部门 for 财政 in 财政、审计等部门.
    `size` counts also who is not named (等有关部门).
    """

    spans: list[Span] = field(default_factory=list)
    lent: dict[Span, str] = field(default_factory=dict)
    size: int = 0


def read_names(text: str, start: int, end: int, *, lends: str = "") -> Names | None:
    """Return the offices that `text[start:end]` lists, or None if it is no list of offices.

    A list may share its last head: 农业农村、财政部门. A level alone goes with the name that
    follows: 市、县人民政府 is one name. Lines of work at the end of the list have the head `lends`.
    """
    reader = _Reader(text)
    for first, last in _pieces(text, start, end):
        others = _OTHERS.search(text, first, last)
        if not reader.add(first, others.start() if others else last, has_others=bool(others)):
            return None
        if others:
            reader.end_list(others)
    reader.end()
    if lends and all(is_line_of_work(text[slice(*span)]) for span in reader.headless):
        reader.lend(lends)
    if reader.headless or reader.level is not None:
        return None
    named = [span for span in sorted(reader.names) if not _SOME_OF.fullmatch(text, *span)]
    size = reader.others + len(reader.names)
    return Names(named, {span: reader.lent[span] for span in named if span in reader.lent}, size)


class _Reader:
    """Reads a list piece by piece."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: list[Span] = []
        self.headless: list[Span] = []
        self.lent: dict[Span, str] = {}
        self.others = 0
        self.level: int | None = None
        self.level_end = 0

    def add(self, start: int, end: int, *, has_others: bool) -> bool:
        """Take `text[start:end]` and say whether it can stand in a list of offices."""
        piece = self.text[start:end]
        if _LEVELS.fullmatch(piece) and not has_others:
            self.level = start if self.level is None else self.level
            self.level_end = end
            return True
        start, self.level = (start if self.level is None else self.level), None
        if _OWN.match(piece) or not piece:
            return True
        if _NOBODY.fullmatch(piece) or _OURS.fullmatch(piece):
            self.others += 1
        elif SETTLEMENT.fullmatch(piece):
            self.names.append((start, end))
        elif both := _two_lines(piece):
            self._add_work(start, start + both[0])
            add = self._add_office if _LENT_HEAD.search(piece) else self._add_work
            add(start + both[1], end)
        elif _is_office(piece):
            self._add_office(start, end)
        elif _OTHER_BODY.fullmatch(piece) and _is_plain(piece):
            self.others += 1
        elif len(piece) <= _LONGEST_LENT and _is_work(piece):
            self._add_work(start, end)
        else:
            return False
        return True

    def end_list(self, others: re.Match[str]) -> None:
        """Lend the head of 等有关部门 to the names before."""
        self.others += 1
        head = _LENT_HEAD.search(others.group())
        if head:
            self.lend(head.group())

    def end(self) -> None:
        """Take a township at the end of the list for the one that governs it."""
        if self.level is not None and SETTLEMENT.fullmatch(self.text, self.level, self.level_end):
            self.names.append((self.level, self.level_end))
            self.level = None

    def _add_work(self, start: int, end: int) -> None:
        shared = _SHARED_LEVEL.match(self.text, start, end)
        first = shared.end() if shared and end - shared.end() >= _SHORTEST else start
        self.headless.append((first, end))

    def _add_office(self, start: int, end: int) -> None:
        head = _LENT_HEAD.search(self.text, start, end)
        if head:
            self.lend(head.group())
        definition = _DEFINITION.search(self.text, start, end)
        self.names.append((start, definition.start() if definition else end))

    def lend(self, head: str) -> None:
        """Give the names that stand without a head this one."""
        self.names.extend(self.headless)
        self.lent.update(dict.fromkeys(self.headless, head))
        self.headless = []


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the spans between the separators of a list, without white space around."""
    first = start
    for match in _SPLIT.finditer(text, start, end):
        if match["inner"] is None:
            yield _strip(text, first, match.start())
            first = match.end()
    yield _strip(text, first, end)


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _is_office(piece: str) -> bool:
    """Say whether `piece` is the name of one office."""
    bare = re.sub(INNER, "", piece)
    if re.search(r"[（()）]", bare):
        return False
    core = RELATIVE.sub("", bare).replace("设区的市", "市")
    if "\t" in bare or len(bare) > _LONGEST_NAME or _FOREIGN.search(core) or _BAD_START.match(core):
        return False
    heads = list(HEAD.finditer(bare))
    ends = bool(heads) and heads[-1].end() == len(bare)
    if not ends or len(core) < _SHORTEST or _NO_OFFICE.fullmatch(bare):
        return False
    has_place = bool(_FIRM.fullmatch(bare)) or default_places().starts(bare)
    return has_place or not _WEAK.fullmatch(bare)


def _two_lines(piece: str) -> tuple[int, int] | None:
    """Return the end of the first and the start of the second line of work of 民政和公安部门.

    None where both are one line of work: 住房和城乡建设部门.
    """
    match = _TWO_LINES.fullmatch(piece)
    if not match or not is_line_of_work(match["second"]) or not _is_plain(match["first"]):
        return None
    first = _SHARED_LEVEL.sub("", match["first"])
    is_one = any(
        f"{first[i:]}{word}{match['second']}" in _lines_of_work()
        for word in "和与及"
        for i in range(len(first) - 1)
    )
    return None if is_one else (match.end("first"), match.start("second"))


def is_line_of_work(word: str) -> bool:
    """Say whether the name of a known department begins with `word`."""
    return f"\n{word}" in _lines_of_work()


@cache
def _lines_of_work() -> str:
    return "\n" + "\n".join(default_vocabulary().words())


def _is_plain(piece: str) -> bool:
    return not (_FOREIGN.search(piece) or _BAD_START.match(piece))


def _is_work(piece: str) -> bool:
    """Say whether `piece` can be a line of work whose head follows later in the list."""
    is_name = len(piece) >= _SHORTEST and _CHINESE.fullmatch(piece) and _is_plain(piece)
    return bool(is_name) and not _NO_WORK.fullmatch(piece)
