"""TX-04: a number that is missing before its unit (共主动公开条)."""

from collections.abc import Iterator

from nianbao.report.patterns import regex
from validators.basis import FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.lexicon import any_of
from validators.prose.sentences import Span, sentences

UNITS = ("条次", "件次", "人次", "条", "件", "篇", "份", "项", "次", "起", "宗", "期", "场", "个")
IN_ALL = r"(?:(?<![公一总])共|一共|总共|累计|总计|合计)"
COUNTED_DOING = (
    "主动公开",
    "公开",
    "发布",
    "收到",
    "新收",
    "受理",
    "办结",
    "答复",
    "制发",
    "推送",
    "处理",
    "接收",
    "结转",
    "更新",
)
OF_WHAT = ("政府", "各类", "各项", "相关", "信息", "公开", "依申请", "申请", "文件", "行政规范性文件", "规范性文件")
COUNTED_THINGS = ("规范性文件", "行政许可", "行政处罚", "行政强制", "行政复议", "行政诉讼")
PUBLISHED_THINGS = ("信息", "政策", "文件", "解读", "材料", "图解", "视频", "动态", "公告", "通知", "稿件")
_END = r"(?=[,、)]|其中|$)"
_LOST = (
    regex(rf"{IN_ALL}{any_of(*COUNTED_DOING)}{any_of(*OF_WHAT)}*{any_of(*UNITS)}{_END}"),
    regex(
        rf"(?:公开|发布|推送|制作|编发|刊发|制发|出台){any_of('各类', '政府', '政务', '相关')}*{any_of(*PUBLISHED_THINGS)}+"
        rf"(?:条|件|篇|份|则|个){_END}"
    ),
    regex(rf"(?:召开|举办|举行)(?:新闻|政策|线上|专题)*(?:发布会|培训会|培训班|座谈会)(?:场|次|期){_END}"),
    regex(rf"{any_of(*COUNTED_THINGS)}(?:案件)?(?:件|起|宗){_END}"),
    regex(rf"(?:收到|受理|新收|接到)(?:政府)?(?:信息)?(?:公开)?申请(?:件|条|宗){_END}"),
    regex(
        r"(?:年内|全年|本年度?)(?:共|已|均)*(?:办结|受理|收到|新收|答复|办理)(?:申请)?[件条宗](?=[,、)]|:(?!\s*\d)|$)"
    ),
    regex(r"占比?(?:为|达)?\s*%"),
)
_IN_FORCE = regex(r"(?:^|,)\s*(?:截[至止][^,]{0,14}?)?(?:目前|现有|共有|尚有|仍有)?现行有效的?(?:行政)?规范性文件$")
"""现行有效的规范性文件。 — a sentence that ends where its number should stand."""
_STOPS = "。；;"


@rule("TX-04", "数字没有漏写", "info", (FORMAT,))
def numbers_there(context: Context) -> Iterator[Hit | Remark]:
    """A count whose number is missing: 共主动公开条, 规范性文件件, 占%, 现行有效的规范性文件。"""
    if context.report.notice("recognised"):
        yield Remark("insufficient_data", "文字是从图片识别出来的，漏了数字的不作判断")
        return
    for section, text in context.report.prose():
        for sentence in sentences(text):
            for start, end in _lost(sentence, text):
                quote = text[start:end]
                yield Hit(
                    f"“{quote}”像是漏写了数字",
                    Where(section=section, start=start, end=end, quote=quote),
                    suggestion="对照台账补上数字；没有发生的写0。",
                )


def _lost(sentence: Span, text: str) -> Iterator[tuple[int, int]]:
    found = {match.span() for pattern in _LOST for match in pattern.finditer(sentence.text)}
    match = _IN_FORCE.search(sentence.text)
    if match and text[sentence.end : sentence.end + 1] in _STOPS and sentence.end < len(text):
        found.add((match.start() + len(match[0]) - len(match[0].lstrip(", ")), match.end()))
    reached = 0
    for start, end in sorted(found):
        if start >= reached:
            yield sentence.start + start, sentence.start + end
            reached = end
