"""Placeholders that are talked about: 对出现“XX”“某某”等占位符的信息进行了清理 leaves none behind."""

from nianbao.report.patterns import regex

_QUOTED = regex(r"[“\"「『‘][^“”\"「」『』‘’\n]{0,40}[”\"」』’]")
_CLAUSE_END = "，,。；;：:！!\n"
_TALKED_OF = regex(
    r"占位|字样|字符|字段|符号|标记|提示语|批注|遗留|残留|遗漏|漏填|未填|未替换|空项|空白|模板|模版|清理|清除|删除|删去|替换|误写|误填|错写|错填|写成|写作|写为|填成|填为|标注为|显示为|表述|[写标挂印留]着|[还仍]写|这类|一类|之类|[更调]换|换成|改为|改成|[改更]正"
)


def is_mentioned(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands in quotation marks, in a clause that speaks of marks and leftovers."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    quote = next(
        (m for m in _QUOTED.finditer(text, line, stop) if m.start() < start and end < m.end()),
        None,
    )
    if quote is None:
        return False
    before = max(text.rfind(mark, line, quote.start()) for mark in _CLAUSE_END) + 1
    behind = min((at for mark in _CLAUSE_END if (at := text.find(mark, quote.end(), stop)) >= 0), default=stop)
    outside = text[max(before, line) : quote.start()] + text[quote.end() : behind]
    return _TALKED_OF.search(_QUOTED.sub("", outside)) is not None
