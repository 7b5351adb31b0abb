"""Whether a clause beside a retold one is advice, a question or an explanation in the closed vocabulary.

It asserts nothing: it asks, tells what to do, sets a condition, or says what a finding is about.
"""

from nianbao.assistant.words.plain import flat
from nianbao.assistant.words.stances import stances
from nianbao.assistant.words.vocabulary import pieces, strange
from nianbao.report.patterns import regex

_DIRECTS = regex(
    r"即可|就行|就够了|(?<!申)请|建议|可以|不妨|最好|先(?!后)|再|把|将|如果|若|要是|假如|记得|吗|呢|哪|什么|怎么|怎样|如何|是否|能否|是不是|有没有|要不要|我来|我再|我可以|帮|逐|优先|尽量|比如|例如|的话|然后|接着|最后|首先|其次|回头|重点|对照"
)
_WEAKLY = regex(r"需|要|得(?:您|请|自己|再)|可|也|同时|或|以便|方便|之前|以后|之后|时$|按")
_EXPLAINS = regex(
    r"不一定|未必|不见得|可能|我(?:这里|这边)?(?:判断不了|不能判断|无法判断|没法判断|看不出|不清楚|不知道)"
)
_ASSERTS = regex(
    r"是|在(?!这|上|下|哪|正文|表|句|后|前|文)|为(?!了|准|什么)|属|(?<!没)有(?!没有|疑问|空|关|出入|不同|哪|什么)|了(?=$)"
)
_AGAINST_THE_TRADE = regex(
    r"(?<!对照)(?<!核对)(?<!比照)(?<!参照)(?<![按照查翻看])(?:台账|登记|记录|原件|原文|原始|上年|去年|档案|依据)[^，。]{0,5}(?:改|删|换|调整|补|统一|填)|(?:改(?!用)|删|换|调整|统一)[^，。]{0,3}(?:台账|登记|记录|原件|档案)"
    r"|删[^，。]{0,8}(?:部分|那段|整段|标题|表|错误|警告|提示|问题|意见|规则|情况)|(?:部分|标题|表[二三四格]|错误|警告|提示|问题|意见|规则|结论)[^，。]{0,3}删"
    r"|(?:错误|警告|提示|结论|问题|规则)[^，。]{0,4}(?:改成|改为|换成|写成|当作|算作)|结论[^，。]{0,5}(?:会|就|可以|能|可)|(?:会|就)[^，。]{0,2}结论"
    r"|(?:申请人|自然人|企业)[^，。]{0,6}(?:公开|写明|列出|提供|告诉|告知|联系)|(?:照|原样)(?:写|填)(?:上年|去年)|(?:编|凑|随便|大概)"
    r"|直接(?:再)?(?:报送|上报|公布|定稿|发布|提交)|(?:按|以|照|参照|根据)(?:着)?(?:正文|表格|表[二三四]|表里|去年|上年|左边|右边|经办人)[^，。]{0,6}(?:改|填|写|为准|统一|补)"
    r"|(?:正文|表格|表里|表[二三四]|左边|右边)[^，。]{0,3}为准"
)
_NUMERAL = regex(r"[0-9]")


def sayable(clause: str, question: bool) -> bool:
    """Whether the model may say this clause as its own. ``question``: it stands in a question."""
    said = flat(clause)
    if not said or _NUMERAL.search(said) or _AGAINST_THE_TRADE.search(said) or not _harmless(said):
        return False
    if strange(said):
        return False
    if question or _DIRECTS.search(said) or _EXPLAINS.search(said) or _orders(said):
        return not _CAUSES.search(said)
    return not _ASSERTS.search(said) and (bool(_WEAKLY.search(said)) or all(kind != "act" for _, kind in pieces(said)))


def _orders(said: str) -> bool:
    """Whether a clause begins with something to do, and does not tell that it was done."""
    return not _DONE.search(said) and next((kind for _, kind in pieces(said) if kind != "glue"), "") == "act"


_DONE = regex(r"(?<![就好行够])了$")
_SAFE = frozenset({"求一致", "应等", "原因"})


def _harmless(said: str) -> bool:
    """Whether a clause takes no stand: one that is asked about, or sought, is none."""
    return stances(_ASKED.sub("", said)) <= _SAFE


_ASKED = regex(
    r"我?(?:这里|这边)?(?:不能|没法|无法|不便|不好)(?:替|代|帮)[您你]们?(?:填|定|写|编|改|估|决定|判断|下结论|出)?|不要(?:估|猜|编|凑|抄|照搬|留空|空着|混在一起|漏|急)|(?:换|传|交|发|找|给)[^，。]{0,4}完整的?|可能不是同一"
    r"|(?:是否|能否|是不是|有没有|能不能|对不对|平不平|一致不一致)[^，。]{0,6}|哪[^，。]{0,6}[对错]|谁对谁错|错在哪[一里]?[边处个项]?|差在哪里?|(?:不一致|对不上|不一样|不同|没有|漏写|缺少?|漏掉|有出入|有疑问|有问题|有错误|空着|空白)的"
    r"|(?:口径|范围|规模)(?:可能)?(?:不同|不一样)|不同(?:口径|范围)|[写算抄填]错|不要(?:只|直接|急着|照抄)|不(?:确定|清楚|明白)|拿不准|没有?把握|没有(?:内容|发生|收取|的|收)[^，。]{0,6}也|只供参考|仅供参考|不一定|未必|不见得|不妨|我(?:这里|这边)?(?:判断不了|不能判断|无法判断|没法判断|看不出|不清楚|不知道)|不止|不用着急|对应"
)
_CAUSES = regex(r"原因(?:就)?[是在]|因为|所以是|由于")


def hypothetical(clause: str) -> bool:
    """Whether a clause only sets a condition and takes no stand that matters (that nothing happened, that two differ)."""
    said = flat(clause)
    if _NUMERAL.search(said) or not _CONDITION.search(said):
        return False
    return stances(said) <= _HARMLESS and not strange(_HAPPENED.sub("", said))


_CONDITION = regex(r"^(?:如果|若|要是|假如|万一|凡是)|的话$|时$|的时候$")
_HARMLESS = frozenset({"无", "不等", "缺", "相等", "原因", "对", "错", "断言", "求一致"})
_HAPPENED = regex(
    r"确实|真的|没有?|没|未|不是|并非|不一致|不同|不一样|对不上|发生|另有|有误|写错|填错|算错|抄错|漏|正确|无误|对得上|对|错|因为|原因|口径|范围|缺少?|存在"
)
