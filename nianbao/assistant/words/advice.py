"""Whether a clause is advice, a question, an order of work or an explanation in the closed vocabulary.

It asserts nothing: it asks, tells what to do, sets a condition, or says what a finding is about. Advice against the trade
(alter the register, delete a part, hide a finding) is not given.
"""

from nianbao.assistant.words.plain import clauses, flat
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
_MADE_SOMETHING_ELSE = r"(?:[写当算说记填][成作]|当作|[并归挪推]到|留给|交给|推给|让给)"
_A_FORM = r"一[句段行条项]|两[句段行]|中文|汉字|全称|规范|统一|表格|文字|大写|全角|半角|第[一二三四五六]部分|监督保障|总体情况|引言|正文|前面|后面|末尾|开头|一起|同一|我|一致"
_FALSIFIES = regex(
    rf"{_MADE_SOMETHING_ELSE}(?!(?:{_A_FORM})|$)|[去拿抹撤隐][掉去下]|剔除|略[过去]|省[掉去]|(?:不|别|只|少|多)[报提写填列](?!清|明|完|全)"
    r"|先[^，。]{0,6}[发挂报交登][^。]{0,10}[再后][补改说]|后补|(?<!不要)(?<!别)空着(?!的)|留空|[都全][填写][零0上]|一律填|好看|漂亮|体面"
    r"|(?:引用|借用|照搬|套用|借)[^，。]{0,3}(?:邻|别|其他|兄弟|外|上级|同县|几个镇)|[写加补填注][上明成][^，。]{0,4}(?:满意|优秀|良好|好评|合格|达标|先进|第一|表扬|认可|肯定)"
)
"""Advice to let a thing be another, to leave it out, to publish first and mend later, to take another's words or praise."""
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


def as_material(sentence: str) -> str:
    """A sentence in which material is asked for or handed in, its files without number, format and year: how many files, in
    which format and of which year somebody shall hand in is no figure of a report."""
    return _FILES.sub("文件", _OF_YEAR.sub("年报", sentence)) if _HANDED_IN.search(sentence) else sentence


_HANDED_IN = regex(
    r"上传|传上来|再传|重传|发给我|发来|告诉我|交给我|拆[开成出]|另存|换一?份|改用|下载|(?:请|再|先)打开|提供"
)
_FILES = regex(
    r"(?:各存)?(?:[这那同]?[一两二三四几]|每|各)(?:份|个文件|个附件|张截图|张照片|个数|页)(?:文件|报告|年报|稿子|文档)?|Word|WPS|PDF|Excel|OFD|docx?|xlsx?|ofd|pdf"
)
_OF_YEAR = regex(r"20\d\d年(?:度)?的?(?:年报|报告|年度报告)")


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


def against_the_trade(sentence: str) -> bool:
    """Whether a sentence advises what nobody should do."""
    return any(_AGAINST_THE_TRADE.search(flat(part)) for part in clauses(sentence)) or falsifies(sentence)


def falsifies(sentence: str) -> bool:
    """Whether a sentence advises to let the report say what is not so."""
    return bool(_FALSIFIES.search("，".join(flat(part) for part in clauses(sentence))))


def directs(sentence: str) -> bool:
    """Whether a sentence of such clauses says anything: something to do, a question, an explanation; what the model says
    that it will do itself is nothing."""
    parts = [part for part in clauses(sentence) if not _OF_ITSELF.search(part)]
    last = parts[-1] if parts else ""
    return bool(
        _DIRECTS.search(last) or _WEAKLY.search(last) or _orders(flat(last)) or _EXPLAINS.search("，".join(parts))
    )


_OF_ITSELF = regex(r"^(?:好的|您好|我(?:先|来|会|就|再|这就|帮))")


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
