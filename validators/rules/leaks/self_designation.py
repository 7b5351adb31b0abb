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
}
"""What an organ does not call itself, by the end of its name. A town is in a county (我县) and a bureau in a city (我市)."""
_TOWNS = ("镇", "乡", "街道")
_WHOLE = regex(r"全(?P<suffix>[省市县区州旗])")
_NOT_MENDED = "像是套用其他机关的报告时没有改净，核对后改正。"


def called_otherwise(context: Context, own: AgencyName) -> Iterator[Hit]:
    """Each word once."""
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
        sure = len(places) > 1 or said in telling
        if sure or (own.last.is_town and said.removeprefix("我") in _TOWNS):
            yield Hit(
                f"正文自称“{said}”，共{len(places)}处，本机关是“{context.agency.name}”",
                places[0],
                suggestion=_NOT_MENDED,
                severity=None if sure else "info",
            )
    yield from _whole_of_another(context, own)


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
