"""CON-07 and CON-08: quantities in 总体情况, and how long it is."""

from collections.abc import Iterator

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import fold, squeeze
from validators.basis import ARTICLE_50_1, FORMAT_1
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import OfLayout, WholeSection
from validators.prose.empty import is_empty
from validators.prose.lines import lines, numbered
from validators.prose.sentences import Span, sentences
from validators.rules.content.aspects import aspect_evidence

_DISCLOSURE = regex(
    r"主动公开|公开(?!申请)[^,。]{0,8}信息|发布|推送|推文|更新|上网|制发|网站|网页|公众号|微博|新媒体|平台|栏目|专栏"
)
_OTHER_TOPIC = regex(r"申请|复议|诉讼|答复|办结|培训|会议|考核|评议|评估|领导小组|督查|检查|人员")
_SEE_TABLE = regex(r"(?:详见|参见|见)(?:下|附|后|表|本报告第?二)|如下表")
# Dates, numbers of documents and articles, ordinals and hours are figures, but count nothing.
_NO_QUANTITY = regex(
    r"[〔\[【(]\s*\d{4}\s*[〕\]】)]\s*第?\s*\d+\s*号|\d{2,4}\s*年|\d{1,2}\s*月(?:份|\s*\d{1,2}\s*日)?|\d{1,2}\s*日"
    r"|第\s*\d+\s*[条章项款]?|\d+\s*[×xX*]\s*\d+|\d+\s*(?:小时|个?工作日|天|分钟)|^\s*\(?\d{1,2}\s*[).、]|[A-Za-z]\d+"
)
_QUANTITY = regex(
    r"\d|(?:[一二两三四五六七八九十百千万]|几十|数百)+\s*[余多]?\s*(?:条次|条|件|篇|份|则|期|人次|次|项|个|场|批)"
    r"(?!工作|制度|措施|方面|部分|环节|阶段|问题|主体|层面|系列)"
)
_WORDS = regex(r"举一反三|一系列|第[一二三四五六七八九十]+|[一二三四五六七八九十]+是|一件事|一次办|每一[条件项次]|逐一")

_HEADING = regex(r"主动公开(?!.*依申请)")
_HEADING_REACH = 16
"""Characters of a numbered line within which it names what it is about."""
# The total may stand before the five aspects; 由不公开转为主动公开 counts something else.
_COUNTED_ELSEWHERE = regex(
    r"(?<![改转换调变]为)主动公开[^。,]{0,20}(?:信息|文件|事项)[^。,]{0,12}?\d+\s*[余多]?\s*万?[余多]?\s*(?:条次|条|件|篇|份|则|项|个)"
    r"|(?:公开(?:各类|各项)?(?:政府)?|发布(?:各类|各项)?政府)信息(?:总数|总量)?[^。,申请]{0,6}\d+\s*[余多]?\s*万?[余多]?\s*条"
)


def counted(text: str) -> str:
    """A sentence without the figures that count nothing: dates, numbers of documents, ordinals, hours."""
    return _WORDS.sub("", _NO_QUANTITY.sub("", text))


def says_quantity(text: str) -> bool:
    return _QUANTITY.search(counted(text)) is not None


@rule("CON-07", "主动公开有数据", "info", (ARTICLE_50_1, FORMAT_1), WholeSection("overview"))
def disclosure_in_figures(context: Context) -> Iterator[Hit | Remark]:
    """主动公开 in 总体情况 is described with at least one quantity; figures of applications and training do not count."""
    text = context.report.text("overview")
    told = aspect_evidence(context.report, "主动公开")
    if told is None:
        yield Remark("not_applicable", "“一、总体情况”没有写主动公开")
        return
    if _SEE_TABLE.search(fold(text)):
        yield Remark("not_applicable", "“一、总体情况”写明数据见表格")
        return
    part = _disclosure_part(text)
    for sentence in sentences(text):
        if part is None or part.start <= sentence.start < part.end:
            others = _OTHER_TOPIC.search(sentence.text) and not _DISCLOSURE.search(sentence.text)
            if says_quantity(sentence.text) and not others:
                return
        elif _COUNTED_ELSEWHERE.search(counted(sentence.text)):
            return
    yield Hit(
        "“一、总体情况”写到主动公开，但没有一个数量",
        Where(section="overview", start=told.start, end=told.end, quote=told.quote),
        suggestion="补写公开的总条数，以及渠道、类别等分项数。",
    )


def _disclosure_part(text: str) -> Span | None:
    """What stands under （一）主动公开, up to the next heading of its kind; None where the overview has no such one."""
    part: Span | None = None
    style = None
    for line in lines(text):
        heading = numbered(line)
        if part is not None and heading is not None and heading.style == style:
            return Span(part.text, part.start, line.start)
        if part is None and heading is not None and _HEADING.search(squeeze(line.text)[:_HEADING_REACH]):
            part, style = Span(line.text, line.start, len(text)), heading.style
    return part


@rule("CON-08", "总体情况不超过一千字", "info", (FORMAT_1,), OfLayout("2021"), of_prose=False)
def overview_length(context: Context) -> Iterator[Hit | Remark]:
    """Characters of 总体情况 without white space, sub-headings and punctuation included (格式: 原则上不超过一千字)."""
    report = context.report
    length = len("".join(report.text("overview").split()))
    if length == 0:
        yield _nothing_to_count(report)
        return
    limit = int(context.profile.threshold("CON-08.characters"))
    if length <= limit:
        return
    if report.section("active_disclosure") is None:
        yield Remark("insufficient_data", "没有找到第二部分的标题，不能确定“一、总体情况”到哪里为止")
        return
    yield Hit(
        f"“一、总体情况”约{length}字，超过{limit}字",
        Where(section="overview"),
        expression=f"{length} > {limit}",
        left=length,
        right=limit,
        suggestion="删去套话和与信息公开无关的内容，客观、平实地写做法和数据。",
    )


def _nothing_to_count(report: Report) -> Remark:
    if is_empty(report, "overview"):
        return Remark("not_applicable", "“一、总体情况”下面没有内容，见 CON-01")
    return Remark("insufficient_data", "没有读到“一、总体情况”的正文")
