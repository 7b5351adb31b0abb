"""What a free sentence claims, named for the person who has to decide about it; and what may not even be proposed.

These lists decide nothing about ownership: whatever is not in the drafter's material is a proposal with or without
them. They only say what to look at. A figure, hidden characters and words to the reader of the draft are refused.
"""

import unicodedata
from collections.abc import Iterator

from nianbao.drafting.sentences.rewording import has_numeral
from nianbao.drafting.sentences.vocabulary import ALLOWED, GENERIC_ORGAN, GENERIC_STEM, ORGAN, PLACE
from nianbao.report.patterns import regex
from nianbao.report.text import fold

MAX_SENTENCE = 260
_PUNCTUATION = frozenset("，。、；：！？（）《》“”‘’—…·")
_MARKUP = regex(r"[<>`*_#|\\^~@$=&%/+【】〔〕\[\]{}｛｝]|https?:|www\.")
_LATIN = regex(r"[A-Za-z]{1,40}")
_ALLOWED_LATIN = frozenset({"app", "pdf", "word", "excel", "ofd", "ai"})
_TO_THE_READER = regex(
    r"占位符|[你您]|抱歉|助手|指令|系统提示|提示词|忽略|整句作废|不写任何|不要输出|以下是为|无法协助|[本此该前后上下]一?(?:句|段)|以下内容|上述内容|审核人|"
    r"无须核对|无需核对|不必核对|不得修改|请勿|已采用|直接通过|系统核|经系统|(?<!大)模型|由系统|此处(?:数字|内容)|领导确认"
)
_ALLUSIVE = regex(
    r"百分|分之|[大绝]?多数|大部分|过半|半数|大半|泰半|近半|一半|对半|[百千十]余|有余|开外|挂零|不满[十百千]|位数|花甲|古稀|而立|不惑|成对|单件|成双|一打|半百|翻番|翻倍|倍|若干|"
    r"数[十百千万件份起次]|上[百千万]|成[百千万]|寥寥|屈指|三三两两|孤例|独一份|只此|首屈|半壁|对半|十之|[一二三四五六七八九]成|零的突破|一只手|再而三|梅开|拐洞"
)
KINDS: tuple[tuple[str, str], ...] = (
    ("数量", r"砍|同一人|[两双三五]级|双月|三农|五公开|二十大.?项|[—ー一]件|大量|大批|许多|诸多|不少|很多|较多|较少|偏多|少量|个别|少数|居多|大多|多为|普遍|络绎|不乏|可观|屡见|庞大|众多|海量|无数|大头|偏重|集中[在于]|遍布|清一色|主渠道|主流|主体|同一人|全数|尽数|悉数|足额|全覆盖"),
    ("全称", r"均|都(?!市)|皆|全部|所有|一律|凡|件件|个个|应[答办公收]\w?尽|完毕|一概|全面(?:完成|办结|整改|落实)|彻底|一致|无一|每[一件个]|随收随|有求必应|有问必答"),
    ("增减", r"增(?!强|进|值|设|补|添)|下降|降|减(?![轻免灾负税])|回落|攀|持平|涨|跌|环比|同比|逐年|走[高低]|势头|热度|上年|往年|去年|往岁|历年|连续|越来越|更[多少宽快]|变[多少]|渐|"
     r"上台阶|反弹|收窄|态势|趋|平稳|旺盛|大幅|显著|明显|井喷|膨胀|腰斩|跟头|较高|较低|不减|旗鼓|一年少似|提质|再上|肉眼可见|首次|再次|又|不再|扩大|压减|压缩|大为|新增"),
    ("否定", r"未(?!来|成年|然|经)|没|无(?!障碍|缝|线|纸|论|偿)|不存在|不曾|从不|从未|从来|杜绝|避免|零|清零|空白|鲜有|别无|销声|化解|已成过去|不再|仅限|解决|莫不|未尝"),
    ("时限", r"按期|按时|如期|准时|当[天日周]|即时|时限|期限|期内|限期|超期|逾期|延期|超时|过夜|拖|日清|随到随|时效|滞后|愆期|及时|迟|掉队|快|办结率|答复率"),
    ("结果", r"驳回|支持|撤[诉回销]|认可|息诉|罢访|胜诉|败诉|败走|告捷|必胜|纠[正错]|维持|满意|好评|称赞|点赞|肯定|表扬|反响|收效|成效|到位|达标|达到|完成|实现|得到|有着落|回音|采纳|通过|"
     r"风险|底线|畅通无阻|不再难|补足|配齐|配强|见效|落地见效|反映强烈|质量过硬|予以公开|不予公开|不予处理|无法提供|部分公开|作出|办结|处理|退回|计入|计为|转为|并入"),
    ("名次", r"表彰|先进|标杆|样板|荣|获评|获得|称号|领先|前[列头茅]|居前|上游|方阵|首位|首[创个批家]|率先|第一(?!时间|责任人|平台)|名列|位列|排名|最[好优多高佳]|之最|独占|鳌头|甲等|等次|优[于良秀异]|良好|得分|满分|突出|走在|推广|经验|名片|奖|品牌|典型|首选|KPI"),
    ("其他主体", r"[省市县区]委|人大|政协|法院|检察|纪委|监委|国务院|党委|党校|上级|下级|各(?:乡镇|部门|单位|地|村)|全[省市州区国县]|邻[镇县市]|兄弟单位|周边|同行|第三方|媒体|群众|申请人|代表|专家|司法|主管部门|保密局|融媒体|上海|机构"),
    ("原因", r"因(?!地|此)|由于|源于|缘于|归因|导致|造成|所致|引起|引发|使得|受.{0,10}影响|系.{0,8}(?:不同|所致|原因)|随之|相应|得益"),
    ("法条", r"第.{1,4}条|条例|法(?:律|规|定)|依法|依照|依据|按照.{0,12}规定|规定|前置|办法》"),
    ("范围", r"代表全|未计入|仅指|只统计|含|包含|不含|所涉|之外|以外|口径|按.{1,6}计|本级|范围|专区|专栏"),
    ("表格", r"表[一二三四]|上述|前述|该数|此数|以上|下列|以下|栏|笔误|更正|为准|空格|四舍五入|估算|台账|仅供参考|实际|数据|数字|有误|核实|不一致"),
    ("审核结论", r"核对|校验|审核|审查|合格|无误|准确|差错|合规|合法|依法|真实|完整|圆满|出处|备案|审议|同意|符合|过硬|经得起|滴水不漏|任务|要求"),
    ("日期", r"[年月日季周旬]|春|夏|秋|冬|国庆|元旦|清明|中秋|前夕|期间|定期|每日|每月|每周|上半|下半|年中|年初|年底|年末|数九|夜"),
    ("收费", r"费|收取|缴|免除|国库|金额|一分钱"),
)  # fmt: skip
"""Kinds of claims with the words that give them away, as shown to the person who decides."""
_KINDS = tuple((name, regex(pattern)) for name, pattern in KINDS)


def why_refused(text: str) -> str:
    """Why a free sentence may not even be proposed (Chinese); empty when it may."""
    if not text.strip():
        return "句子是空的"
    if len(text) > MAX_SENTENCE:
        return f"句子超过{MAX_SENTENCE}字"
    if "{" in text or "}" in text:
        return "数字由程序写，自己的句子里不能有占位符"
    if odd := _odd_character(text):
        return odd
    if has_numeral(text):
        return "自己的句子里不能有数字"
    if match := _TO_THE_READER.search(fold(text)):
        return f"“{match.group()}”是对读者或审核人说的话，不是正文"
    if measure := claims_a_measure(text):
        return f"“{measure}”的数量、有无和时限由程序写，不能自己说"
    return ""


_OF_THE_FORM = regex(
    r"复议|诉讼|起诉|败诉|胜诉|涉诉|被诉|结转|办结|申请(?=[量数件]|[^，。；]{0,8}(?:收到|占|多|少|增|减|降|升|全部|均|按|件件|公开$))|收到[^，。；]{0,12}申请|(?:许可|处罚|收费)(?:数|实际)"
)
_INTENDED = regex(r"下一步|今后|后续工作|将(?:进一步|继续|持续|不断)")
_CLAIMED, _OF_ALL, _TREND = ("数量", "否定", "时限"), "全称", "增减"


def claims_a_measure(text: str) -> str:
    """The measure of the form about which a sentence claims an amount, a denial or a deadline; else empty. What is only
    intended claims nothing; a trend without a number is proposed, with what it claims named."""
    if _INTENDED.search(fold(text)):
        return ""
    match = _OF_THE_FORM.search(fold(text))
    claims = claims_of(text) if match else []
    every = any(c.startswith(_OF_ALL) for c in claims) and not any(c.startswith(_TREND) for c in claims)
    return match.group() if match and (every or any(c.startswith(_CLAIMED) for c in claims)) else ""


def claims_of(text: str) -> list[str]:
    """What a sentence claims, by kind with the word that says so: 时限“按时”."""
    plain = ALLOWED.sub(lambda m: "※" * len(m.group()), fold(text))
    named = [f"{name}“{match.group()}”" for name, pattern in _KINDS if (match := pattern.search(plain))]
    if match := _ALLUSIVE.search(fold(text)):
        named.insert(0, f"数量“{match.group()}”")
    return named + [f"其他机关“{name}”" for name in _other_agencies(plain)]


def _odd_character(text: str) -> str:
    """Only common ideographs, Chinese marks and known letters: whatever else could hide a figure or a word."""
    rest = ALLOWED.sub("", text.replace(",", "，").replace(";", "；").replace(":", "："))
    if match := _MARKUP.search(rest):
        return f"含有标记符号“{match.group()}”"
    for word in _LATIN.findall(rest):
        if word.lower() not in _ALLOWED_LATIN:
            return f"含有外文“{word}”"
    for c in rest:
        if c in _PUNCTUATION or (c.isascii() and c.isalpha()) or c in "()\"'!?":
            continue
        if unicodedata.numeric(c, None) is not None and not "\u4e00" <= c <= "\u9fff":
            return f"自己的句子里不能有数字“{c}”"
        if not ("\u4e00" <= c <= "\u9fff" and _common(c)):
            return (
                "含有不常用的字符，可能藏着别的意思" if c.isprintable() and c.strip() else "含有空格、换行或不可见字符"
            )
    return ""


def _common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _other_agencies(text: str) -> Iterator[str]:
    """Names of places and organs that a sentence brings in."""
    for match in PLACE.finditer(text):
        if not GENERIC_STEM.search(match["stem"]) and "※" not in match["stem"]:
            yield match.group()
    for organ in ORGAN.finditer(text):
        if not GENERIC_ORGAN.search(organ["name"]):
            yield organ.group()
