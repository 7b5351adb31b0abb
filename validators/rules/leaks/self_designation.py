"""What an organ calls itself, a part of LK-01: 我镇 in a bureau's report, 全市 before a county's own figures.

A word once in somebody's sentence (我局 in a town's report) is no proof. It is one where the sentence gives with it what
a report tells of its own agency, or where the word stands twice.
"""

from collections.abc import Iterator

from nianbao.report.patterns import regex
from validators.engine import Context, Hit, Where
from validators.prose.agency_names import AgencyName
from validators.prose.own_words import own_words
from validators.rules.leaks.telling import OWN_TOTAL, TELLS
from validators.rules.narrative.counts import measure_values

_WE = regex(r"(?<!自)我(镇|乡|街道|局|厅|校|院|委(?![员托会]))(?!静|定)")
_NOT_OURS = {
    "局": ("镇", "乡", "街道", "厅", "校", "院", "委"),
    "厅": ("镇", "乡", "街道", "局", "校", "院"),
    "镇": ("乡", "街道", "局", "厅", "校", "院"),
    "乡": ("镇", "街道", "局", "厅", "校", "院"),
    "民族乡": ("镇", "街道", "局", "厅", "校", "院"),
    "街道": ("镇", "乡", "局", "厅", "校", "院"),
    "县": ("镇", "乡", "街道", "局", "厅", "校", "院"),
    "自治县": ("镇", "乡", "街道", "局", "厅", "校", "院"),
    "市": ("镇", "乡", "街道", "局", "厅", "校", "院"),
    "区": ("镇", "乡", "街道", "局", "厅", "校", "院"),
}
"""What an organ does not call itself, by the end of its name. A town is in a county (我县) and a bureau in a city (我市)."""
_OUR_ANSWER = regex(
    r"(?:维持|纠正|撤销)了?(?P<said>[我本](?P<suffix>省|市|州|县|区|旗|镇|乡|街道|局|厅|委(?!员)))(?:作出|所作|做出)?的"
    r"[^,。;]{0,8}(?:答复|决定|告知|行政行为)"
)
"""Whose answer was upheld: the reporting organ's, never its superior's."""
_LED_BY = regex(r"公开(?:工作)?由[^,。;]{0,6}?(?P<said>副?(?P<suffix>[镇乡局])长)[^,。;]{0,4}(?:分管|负责)")
_AREA = regex(r"(?:^|(?<=[。,;、，；\n年度]))(?P<said>[我全](?P<suffix>区))")
"""In a province without autonomous region no county is in a 区; zones have names before 全区."""
_MEDIA = regex(r"(?:政府)?(?:政务新媒体|门户网站)")
_TOWNS = ("镇", "乡", "街道")
_WHOLE = regex(r"全(?P<suffix>[省市县区州旗])")
_NOT_MENDED = "像是套用其他机关的报告时没有改净，核对后改正。"


def called_otherwise(context: Context, own: AgencyName) -> Iterator[Hit]:
    """Each word once."""
    said_once = {hit.where.quote: hit for hit in _said_of_ours(context, own)}
    yield from said_once.values()
    strange = _NOT_OURS.get(own.body[-1:] if not own.is_government else own.last.suffix, ())
    found: dict[str, list[Where]] = {}
    telling: set[str] = set()
    for section, text in context.report.prose():
        words = own_words(text)
        for match in _WE.finditer(words):
            if match[1] in strange:
                where = Where(section=section, start=match.start(), end=match.end(), quote=match.group())
                found.setdefault(match.group(), []).append(where)
                if TELLS.match(words, match.end()):
                    telling.add(match.group())
    for said, places in found.items():
        if said in said_once:
            continue
        sure = len(places) > 1 or said in telling
        if sure or (own.last.is_town and said.removeprefix("我") in _TOWNS):
            yield Hit(
                f"正文自称“{said}”，共{len(places)}处，本机关是“{context.agency.name}”",
                places[0],
                suggestion=_NOT_MENDED,
                severity=None if sure else "info",
            )
    yield from (hit for hit in _whole_of_another(context, own) if hit.where.quote not in said_once)


def _said_of_ours(context: Context, own: AgencyName) -> Iterator[Hit]:
    """复议机关维持了我局的答复 in a town's report, 由一名副镇长分管 in a bureau's, 全区没有发出收费通知 in a county's."""
    mine = _suffix(own)
    for section, text in context.report.prose() if mine else ():
        words = own_words(text)
        area = _AREA.finditer(words) if mine == "县" and own.places[0].suffix == "省" else ()
        for match in (*_OUR_ANSWER.finditer(words), *_LED_BY.finditer(words), *area):
            if match["suffix"] != mine and (match.re is not _AREA or _tells_of_the_area(words, match.end())):
                start, end = match.span("said")
                yield Hit(
                    f"正文说的是“{match['said']}”，本机关是“{context.agency.name}”",
                    Where(section=section, start=start, end=end, quote=match["said"]),
                    suggestion=_NOT_MENDED,
                )


def _tells_of_the_area(words: str, end: int) -> bool:
    """What follows is told of the whole place that reports."""
    return bool(TELLS.match(words, end) or _MEDIA.match(words, end))


def _suffix(own: AgencyName) -> str:
    """The word by which an organ is 我县, 我局; empty where it may have several."""
    if not own.is_government:
        return own.body[-1:] if own.body[-1:] in ("局", "厅") else ""
    return {"自治县": "县", "自治旗": "旗", "自治州": "州", "民族乡": "乡"}.get(own.last.suffix, own.last.suffix)


def _whole_of_another(context: Context, own: AgencyName) -> Iterator[Hit]:
    """全市新收申请128件, in a county's report whose table has these 128."""
    if not own.is_government or own.last.is_town:
        return
    for claim in context.claims:
        if claim.measure not in ("received", "accepted") or claim.amount is None or claim.amount < OWN_TOTAL:
            continue
        text = next(text for section, text in context.report.prose() if section == claim.section)
        since = max(text.rfind(stop, 0, claim.start) for stop in "。；，,\n") + 1
        match = _WHOLE.search(text, since, claim.end)
        values = [value for _, value in measure_values(context.report, claim.measure)]
        if match and not own.last.suffix.endswith(match["suffix"]) and claim.amount in values:
            yield Hit(
                f"{claim.amount}件是本机关表中的数，正文却说是“{match.group()}”的，本机关是“{context.agency.name}”",
                Where(section=claim.section, start=match.start(), end=match.end(), quote=match.group()),
                suggestion=_NOT_MENDED,
            )
            return
