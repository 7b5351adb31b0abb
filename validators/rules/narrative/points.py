"""NT-15: how many points the prose announces, and how many it lists."""

import re
from collections.abc import Iterator

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import fold
from validators.basis import FORMAT
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule
from validators.prose.enumerations import Enumeration, enumerations
from validators.prose.saying import parts_named
from validators.prose.sentences import sentences

_NOUN = r"(?:方面|问题|不足|短板|差距|薄弱环节|困难|弱项|点|举措|措施|做法|工作|任务|途径|原因|亮点|重点|要求|意见)"
_ACT = r"(?:改进|整改|发力|入手|着手|提升|推进|加强|完善|开展|落实|努力|下功夫|抓好|做好)"
_COUNT = r"(?<![\d第一二两三四五六七八九十百])(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,2})"
_END = r"(?:,?(?:主要|具体|分别)?(?:表现)?(?:如下|在于|是|为|在))?\s*[:。,]?\s*$"
_BEFORE = r"(?P<before>[^,。;:!?\n]{0,30}?)"
_ANNOUNCED = (
    regex(  # 存在三个方面的问题：  仍有三处短板：  从以下三个方面加以改进：
        rf"{_BEFORE}{_COUNT}\s*(?:个|项|条|处|类|大|点)?\s*(?:(?:主要|突出|具体|重点)的?)?{_NOUN}"
        r"(?:的?(?:主要|突出|具体)?(?:问题|不足|短板|差距|困难|举措|措施|工作|情况))?(?:[和与](?:不足|差距|问题))?"
        rf"(?:(?:来|去|上)?(?:加以|进行|予以|着力|持续|重点|下一步)?{_ACT}(?:工作)?)?{_END}"
    ),
    regex(  # 不足有两项：  主要问题有三：
        rf"{_BEFORE}(?<=[题足板距节难施法因]有){_COUNT}\s*(?:个方面|方面|个|项|条|处|类|点)?{_END}"
    ),
)
# The count is of something else than the list: of problems that measures answer, of names just listed, of another year.
_OF_SOMETHING_ELSE = regex(
    r"针对|围绕|对照|对于|聚焦|上述|以上|[这该此]|前述|反馈|整改|去年|上年|、|结合|根据|按照|依托"
)
_MORE_FOLLOWS = regex(r"此外|另外|还有|最后|再次|再者|同时|\[…\]|…|[;。]\s*是")
_ANOTHER_LEAD = regex(r"下一?步|改进|措施|针对|今后")
_REACH = 60
_OF_THE_REPORT = regex(r"(?<![十百第])(?P<count>[三四五六七八九])个?(?:大)?部分(?![^,。]{0,4}第)")
_ALL_PARTS = 6


@rule("NT-15", "所说的点数与所列的一致", "warning", (FORMAT,))
@through_disguise
def points_announced_and_listed(context: Context) -> Iterator[Hit | Remark]:
    """三个方面, 以下三点 … right before 一是…二是… or （一）（二）: as many as announced."""
    announced = False
    for section, text in context.report.prose():
        folded = fold(text)
        for run in enumerations(text):
            stated = _announced(run, folded)
            if stated is None or len(run) < 2 or run.slipped:
                continue
            announced = True
            count, start, end = stated
            if count == len(run) or _cannot_tell(run, count, folded):
                continue
            yield Hit(
                f"正文说“{text[start:end].strip(' ：:，,。')}”，后面列了{len(run)}点",
                Where(section=section, start=start, end=run.markers[-1].end, quote=text[start:end].strip()),
                expression=f"{count} ≠ {len(run)}",
                left=count,
                right=len(run),
                suggestion="改成一致：补上漏写的一点，或者改正所说的点数。",
            )
        for sentence in sentences(text):
            stated_parts = _OF_THE_REPORT.search(sentence.text)
            if stated_parts is None or parts_named(sentence.text) < _ALL_PARTS:
                continue
            announced = True
            count = chinese_to_int(stated_parts["count"]) or _ALL_PARTS
            if count != _ALL_PARTS:
                start, end = sentence.start + stated_parts.start(), sentence.start + stated_parts.end()
                yield Hit(
                    f"正文说年报由“{text[start:end]}”组成，列出的是六个部分",
                    Where(section=section, start=start, end=end, quote=text[start:end]),
                    expression=f"{count} ≠ {_ALL_PARTS}",
                    left=count,
                    right=_ALL_PARTS,
                    suggestion="改成“六个部分”。",
                )
    if not announced:
        yield Remark("not_applicable", "正文没有“三个方面：一是……”一类的表述")


def _announced(run: Enumeration, folded: str) -> tuple[int, int, int] | None:
    """The count announced right before a list, and where it stands."""
    since = max(0, run.start - _REACH)
    lead = folded[since : run.start]
    match = next((m for pattern in _ANNOUNCED if (m := pattern.search(lead))), None)
    if match is None or _OF_SOMETHING_ELSE.search(match["before"]):
        return None
    count = int(match["count"]) if match["count"].isdecimal() else chinese_to_int(match["count"])
    if count is None or count < 2:
        return None
    return count, since + match.start(), since + match.end()


def _cannot_tell(run: Enumeration, count: int, folded: str) -> bool:
    """Fewer: a further point may stand there unnumbered. More: the numbers may run on into another list."""
    if count > len(run):
        last = run.markers[-1]
        rest = folded[last.end :].split("\n", 1)[0]
        return bool(_MORE_FOLLOWS.search(folded[run.start : last.start] + rest))
    item = folded[run.markers[count - 1].start : run.markers[count].start]
    return item.count("\n") > 1 or bool(_ANOTHER_LEAD.search(re.split(r"[。;\n]", item)[-1]))
