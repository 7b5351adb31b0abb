"""Whose figure a place of a sentence gives (scope), and whether of the whole or of a part (subset).

A sentence names its subjects one after the other: 全市收到申请96件，其中区住建局31件，我局9件. A subject holds for
every clause behind it until the next one; one named in brackets ends with them. A figure of another body is *other*,
a restricted one (5个工作日内答复20件) is *part*, and only what is neither can be held against a total of the tables.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from nianbao.report.patterns import HAN, regex
from nianbao.report.short_name import spelled_in
from validators.claims.model import Measure, Scope
from validators.prose.sentences import Span

# --- whose ----------------------------------------------------------------------------------------------------

_NUMBER = r"(?:\d+|[一二三四五六七八九十百两]+)"
_TIME = r"(?:20\d\d年度?|今年(?:以来)?|全年度?|本年度?|年内|[上下]半年|截[至止][^,]{2,12}?[日底末止]|\d{1,2}月|报告期内?|一年来)"
_LEAD = rf"(?:\s|其中|此外|另外|另有|另|同时|目前|而|但|且|还|仅|据统计|经统计|共?有|{_TIME})*"
_NOT_IN_NAME = (
    r"收到|受理|申请|公开(?!办)|答复|办结|办理|结转|诉讼|复议|信息(?!化|中心|产业)|依法|依申请|按照|按[期时]|均|通过|[由被将把向]|涉及|"
    r"关于|因|未|无|没|不予|予以|发生|提起|维持|各|其[余他它]|20\d\d|年度|全年"
)
_NAME = rf"(?:(?!{_NOT_IN_NAME}){HAN}){{0,16}}?"
_ORGAN = (
    rf"{_NAME}(?:本级(?:机关)?|局机关|机关本级|政府办(?:公室|公厅)?|政府(?!信息|网站?|公报|采购|部门)|管委会|委员会|办公室|办公厅|分局|局(?!长|机关)|厅|"
    r"委(?!托|员)|办事处|街道|镇(?!街)|乡(?!镇)|(?<!集)中心(?!工作)|法院|检察院|公安|支队|大队|研究院|(?<![法])院|派出所|(?:复议|应诉|法制)(?:机构|机关|处|科)|系统)"
)
_SEVERAL = (
    rf"(?:[省市州县区旗镇乡]?(?:人民)?政府(?=[^,]{{0,4}}(?:部门|单位|机构)))?(?:各|其[余他它]|剩余|余下|多数|部分|所有)?(?:的)?(?:{_NUMBER}\s*[余多]?\s*[个家])?(?:区|市|县|省)?(?:所属|下属|直属|派驻|基层|[省市县区镇][级直])?"
    rf"(?:职能|组成|工作|成员|责任)?"
    rf"(?:部门|镇街道?|街镇|乡镇(?:街道)?|(?:(?<=[个家各余他它])|(?<=[属级直]))(?:单位|机关|镇|乡|街道(?:办事处)?|县区|区县|市县|县|区|分局|中心|科室|股室|地区|地方|设区市|园区|村))"
)
_BODY = rf"(?:{_SEVERAL}|{_ORGAN})"
_GROUP = rf"(?:上级|下属|直属|所属|辖区)?{_BODY}(?:\s*(?:、|和|及其?|与|以及)\s*{_BODY}){{0,8}}(?:等?\s*{_NUMBER}?\s*[个家]?(?:部门|单位|机关|镇街|街镇|乡镇))?"
_OURS = r"(?:我|本)(?:省|市|州|盟|县|旗|区|镇|乡|街道|局|厅|委|办|部|院|校|所|站|中心|单位|机关|部门|处|队|府|园区|新区|开发区|行政机关|馆|台)"
_EVERYWHERE = r"全(?:国|省|市|州|盟|县|旗|区|镇|乡|街道|局|厅|委|院|校|园区|系统)(?!年|部|面|程|文|力|体)"
_ADVERBS = rf"(?:\s|共计?|一共|总共|{_TIME}|年度|累计|新|也|均|都|全部|分别|已经?|合计|总计|直接|另|作出|做出|实际|依法|按[期时]|仅|还|及时|尚)*"
_PREDICATE = (
    r"(?=收|受理|接|登记|办|答复|回复|未|无|没|零|结转|发生|审|被|行政|复议|诉讼|应诉|申请|予以|不予|部分公开|无法提供|维持|"
    r"作为|转来|名义|告知|\d|[:,()]|占|$)"
)
_SUBJECT = regex(
    rf"{_LEAD}(?:(?P<own>{_OURS})(?!{_NAME}(?:局|厅|委|镇|乡|街道|部门|单位|系统|本级|办公室)(?!面)){_ADVERBS}"
    rf"|(?P<all>{_EVERYWHERE})(?!{_NAME}系统)"
    rf"|(?P<body>(?:[我本全][省市州县旗区]?)?{_GROUP}){_ADVERBS}{_PREDICATE})"
)
_ITEM_FIGURE = regex(r"\d+\s*(?:件|条|起|宗|份)")
_ROW_GOES_ON = regex(rf"\s*[、,和及]\s*{_GROUP}\s*\d")
_ROW_BEFORE = regex(r"\d\s*(?:件|条|起|宗|份)\s*[、,和及][^,、\d]{2,20}$")
_STARTS = regex(r"(?:^|[,:(、]|(?<=件)[和及与])")
_WITHIN = regex(
    rf"(?P<body>(?!年|度|月|日)(?:(?!{_NOT_IN_NAME}){HAN}){{2,8}}?(?:局|委|街道|镇|乡)){_ADVERBS}(?=收到|接到|受理|新收|办结|答复)"
)
_AFTERWARDS = regex(
    rf"(?:申请|复议|诉讼|案件)的\s*(?:有|为|共)?\s*(?:{_NUMBER}\s*[个家]|部门|单位|镇街|街镇|乡镇|街道|县区|地区)"
)
"""未收到申请的部门有11个: whom it is about is said behind it."""
_IN_OTHERS_PLACE = regex(
    rf"以[^,]{{1,14}}名义|代(?:为)?{HAN}{{2,8}}(?:拟|答复|起草|办理)|(?:指导|督促|协助|配合|协调)[^,]{{0,16}}?(?=办结|答复|办理|受理|处理)"
    rf"|(?:移交|转交|移送|转送|交由)[^,]{{0,16}}?(?=办结|答复|办理|受理|处理)|由{HAN}{{1,8}}(?:政府|厅|局|院|委|办|中心)(?=审理|受理|收到|办理|办结|答复|审结)|以(?![我本]){HAN}{{2,10}}为(?:被申请人|被告)"
)
_AS_JUDGE = regex(
    r"作为(?:行政)?复议(?:机关|机构)|法院[^,]{0,10}(?:审结|受理|审理|收到)|(?<![在待一二再])审理(?=[^,]{0,24}(?:复议|诉讼)[^,]{0,8}\d)"
)
_AS_PARTY = regex(r"作为(?:行政复议|行政诉讼)?(?:被申请人|被告|被复议)|为(?:被申请人|被告)")


_OURSELVES = regex(
    r"(?:[我本](?:局|厅|委|办|部|院|校|所|站|中心|单位|机关|部门|处|队|府|行政机关|馆|台)|全[局厅委院校])$"
)
_OUR_PLACE = regex(r"[我本全](街道|园区|新区|开发区|[国省市州盟县旗区镇乡])$")
_NEVER_OURS = regex(r"本级|局机关$|系统$|[各余]|\d|部门|单位|镇街|街镇|乡镇|及其办|法院|检察院")

_OUR_OFFICE = regex(r"(?:局|厅|委|镇|乡|街道|处|机关)?(?:机关|党政|综合|行政|党委)*(?:综合)?办(?:公室)?$")
_AND_OUR_DEPARTMENTS = regex(r"[^,、]{0,8}政府(?:及其?|和|、)(?:各|所属|组成|工作|职能)*(?:部门|单位)$")
_JUDGES = regex(r"维持|纠正|撤|驳回|审|判|裁|确认")
"""Whoever does that to our answers gives no figures of its own: 县政府维持2件."""
_ALL_OF_US = regex(r"各(?:(?:承办|责任|有关|相关|级)?(?:单位|行政机关)|科室|股室)$")


class Turn(NamedTuple):
    """From ``start`` (of the sentence's text) to ``end`` the figures are the reporting agency's own, or another's."""

    start: int
    end: int
    own: bool


class Reporter(NamedTuple):
    """The reporting agency as its prose names it. ``one_of_many``: the report counts a whole place (全区收到…), so its
    government's name stands for one of those bodies."""

    name: str
    one_of_many: bool = False

    def owns(self, body: str) -> bool:
        """True when a name in the prose is the agency's: 柳溪镇, 县教育局, 市局, 我局; not its 本级 or its office."""
        body = body.strip()
        if not self.name or _OURSELVES.match(body) or _ALL_OF_US.match(body):
            return True
        if place := _OUR_PLACE.match(body):
            return place[1] in own_places(self.name)
        body = re.sub(r"^[我本全](?!级)", "", body)
        places = own_places(self.name)
        if _OUR_OFFICE.match(body) and not (places & {"省", "市", "县", "区"}):
            return True
        with_departments = _AND_OUR_DEPARTMENTS.match(body) is not None
        if _NEVER_OURS.search(body) and not with_departments:
            return False
        first = re.split(r"、|和(?=.{3,})|及其?|与|以及", body)[0]
        if self.one_of_many and first.endswith("政府") and places and not with_departments:
            return False
        return spelled_in(first, _tail(self.name)) or (len(first) > 2 and first in self.name)


_OF_A_PLACE = regex(r"(街道|园区|[省市州盟县旗区镇乡])(?:人民政府|政府|管理委员会|管委会|行政公署|办事处|工作委员会)+$")


@lru_cache(maxsize=64)
def own_places(name: str) -> frozenset[str]:
    """The place words (县, 镇 …) that mean the whole of what an agency reports on; of a department there is none."""
    match = _OF_A_PLACE.search(name)
    if not match:
        return frozenset({"街道"} if name.endswith("街道") else {"园区", "区"} if name.endswith("区") else ())
    if match[1] in ("县", "区", "旗", "园区"):
        return frozenset({"县", "区", "旗", "园区", "新区", "开发区"})
    return frozenset({match[1], "乡", "镇"} if match[1] in ("乡", "镇") else {match[1]})


def _tail(name: str) -> str:
    """The agency's name without the places above it: 青禾县教育局 of 示例省云岭市青禾县教育局."""
    return re.sub(rf"^.*[省市州区县旗盟](?={HAN}{{1,8}}?(?:[市区县旗镇]|(?<!城)乡|街道))", "", name)


def turns(sentence: Span, clauses: tuple[Span, ...], reporter: Reporter) -> tuple[Turn, ...]:
    """The subjects that a sentence names, each with how far it holds unless another comes before."""
    text = sentence.text
    closing = _closings(text)
    found: list[Turn] = []

    def turn(at: int, own: bool, until: int | None = None) -> None:
        inside = [close for opened, close in closing if opened < at < close]
        found.append(Turn(at, until or min(inside, default=len(text)), own))

    for start in _STARTS.finditer(text):
        match = _SUBJECT.match(text, start.end())
        if match and match.end() > start.end():
            body = match["own"] or match["all"] or match["body"]
            own = reporter.owns(body)
            if own and _AS_PARTY.match(text, match.end()) and not re.match(r"[我本]", body):
                own = False
            if match["body"] and _JUDGES.match(text, match.end()):
                continue
            until = _end_of_item(text, match.end()) if _in_a_row(text, match.end()) else None
            turn(start.end(), own, until)
    for clause in clauses:
        at, end = clause.start - sentence.start, clause.end - sentence.start
        for match in _WITHIN.finditer(clause.text):
            if not reporter.owns(match["body"]) and not _named_at(found, at, at + match.start()):
                turn(at + match.start(), False)
        for match in _IN_OTHERS_PLACE.finditer(clause.text):
            behind_amount = re.search(r"\d\s*件\s*$", clause.text[: match.start()])
            turn(at if behind_amount else at + match.start(), False, end)
        for match in _AS_JUDGE.finditer(clause.text):
            turn(at + match.start(), False)
        if _AFTERWARDS.search(clause.text):
            turn(at, False, end)
    return tuple(sorted(found, key=lambda t: t.start))


def _in_a_row(text: str, position: int) -> bool:
    """True for one of several bodies in a row, each with no more than its figure: 县水务局53件、县林业局20件，办结130件."""
    item = _ITEM_FIGURE.match(text, position)
    return bool(item and (_ROW_GOES_ON.match(text, item.end()) or _ROW_BEFORE.search(text, 0, position)))


def _end_of_item(text: str, position: int) -> int:
    match = re.search(r"[、,)]", text[position:])
    return position + match.start() if match else len(text)


def _named_at(found: list[Turn], start: int, end: int) -> bool:
    return any(start <= turn.start <= end for turn in found)


def _closings(text: str) -> list[tuple[int, int]]:
    pairs, opened = [], []
    for position, char in enumerate(text):
        if char == "(":
            opened.append(position)
        elif char == ")" and opened:
            pairs.append((opened.pop(), position))
    return pairs


def is_others(found: tuple[Turn, ...], position: int) -> bool:
    """True when what stands at ``position`` of the sentence is another body's."""
    holding = [turn for turn in found if turn.start <= position < turn.end]
    return bool(holding) and not holding[-1].own


# --- of which part --------------------------------------------------------------------------------------------

_EVERYBODY = regex(r"公民[、,和]*法人[和或者及与、]*(?:者)?其[他它]组织(?:提交|提出|递交)?的?")
_PART = regex(
    r"网络|网上|网站|在线|邮寄|信函|来函|当面|现场|平台|电话|邮件|传真|窗口|EMS|自然人|法人|企业|公民|个人|商业|组织|机构|律师|"
    r"(?<!均)(?<!都)(?<!部)(?:按期|按时|如期)(?=(?:答复|办结)(?:申请)?\s*\d)|(?:期限|时限)内(?!均|全)|延期|延长|当场|当[日天]|逾期|重复|撤回|撤销|补正|"
    r"涉及|关于|类(?:申请|答复|办结)|不予|予以|部分公开|无法提供|月份|跨月|跨年|\d\s*个?工作日|最[短长快慢早多少高低]|每(?:个?[月日天周季年]|新?[收接受]|\d)|[月日周季]均|一天|单[日月周]|"
    r"退回|合并|满足|满意|根据[^,]{0,12}第[^,]{1,8}条|(?:^|[^\d])另\s*\d|(?<!含)(?<!同)(?<!上)结转的|除[^,]{1,20}外"
)
_CASES_PART = regex(r"新(?:收|增|发生)|上年|结转|维持|纠正|纠错|撤|驳回|责令|败诉|胜诉|确认违法")
_OUT_OF_SOME = regex(r"\d\s*(?:件次?|条|起|宗|份)[^\d,、]{0,10}?中(?!心)")
_CARRIED_BEFORE = regex(r"(?<!含)(?<!上)结转的?[^、]*\d[^、]*$")
_BESIDES = regex(r"跨[月年]|合计(?:办结|答复)|共(?:办结|答复)")
_PERIOD = regex(
    r"(?P<some>[上下]半年|[一二三四前]季度|(?:截[至止])?(?:20\d\d年)?(?<!\d)(?:[1-9]|1[01])月(?:份|底|末|\d{1,2}日|(?=收到|接到|新收|受理))(?!.{0,2}(?:至|—|-|~))"
    r"|(?:1|一)月?(?:至|—|-|~)(?:[1-9]|1[01])月(?!\d))|(?P<all>全年|年底|年末|12月|合计|共计|总计|累计)"
)


def is_part(measure: Measure, sentence: Span, clause: Span, amount_start: int) -> bool:
    """True when the clause, or the period the sentence has come to, restricts the amount to a part of its measure."""
    colon = clause.text.find(":", amount_start)
    text = clause.text[:colon] if colon > 0 else clause.text
    if measure in ("litigation_direct", "litigation_after"):
        return _CASES_PART.search(text[:amount_start]) is not None  # 直接起诉的6件全部是上年的旧案: all of them
    if measure in ("reconsideration", "litigation"):
        return _CASES_PART.search(text) is not None
    if measure not in ("received", "accepted", "answered"):
        return False
    if _PART.search(_EVERYBODY.sub("", text)) or ("当年" in text and _BESIDES.search(sentence.text)):
        return True
    said = text[:amount_start]
    base = _OUT_OF_SOME.search(said)
    if base or (measure == "answered" and _CARRIED_BEFORE.search(said)):
        return True
    periods = list(_PERIOD.finditer(sentence.text[: clause.start - sentence.start + amount_start]))
    return bool(periods) and periods[-1]["some"] is not None


def scope_of(
    measure: Measure, sentence: Span, clause: Span, found: tuple[Turn, ...], claim_start: int, amount_start: int
) -> Scope:
    """Scope of a claim at ``claim_start`` of a clause, whose amount stands at ``amount_start`` of it."""
    if is_others(found, clause.start - sentence.start + claim_start):
        return "other"
    return "part" if is_part(measure, sentence, clause, amount_start) else "whole"
