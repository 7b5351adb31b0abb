"""By which places a report's text calls its agency, where its name was not read."""

from collections import Counter
from functools import lru_cache

from nianbao.report.gazetteer import divisions, short_names
from nianbao.report.model import Report
from nianbao.report.patterns import regex

_LEAST = 2
"""A place that is named once may be anybody's."""
_TOWN = regex(r"(?:^|[，,。；;、\s\d年在由])([\u4e00-\u9fff]{2,3}?(?:镇|乡|街道))(?![村级化镇域])")
_OURS = regex(r"^(?:我|本|全|各|该|其|某|为|将|对|向)|[各个的]")
_LONGEST = 4


def calls_itself(report: Report) -> tuple[str, ...]:
    """The places that a report without a name names most, none of one with a name."""
    if report.agency.name:
        return ()
    text = "\n".join((report.title, report.preamble, *(section.text for section in report.sections)))
    often = {name: n for name, n in _places(text) if n >= _LEAST}
    return tuple(name for name, n in often.items() if n == max(often.values()))


@lru_cache(maxsize=64)
def _places(text: str) -> tuple[tuple[str, int], ...]:
    """Divisions, zones (平潭综合实验区) and towns, each with how often its short name stands there."""
    found = Counter(m[1] for m in _TOWN.finditer(text) if not _OURS.search(m[1]))
    for at in range(len(text)):
        for length in range(_LONGEST, 1, -1):
            name = text[at : at + length]
            if name in short_names() and (whole := _whole(name, text[at + length : at + length + 6])):
                found[whole] = text.count(name)
    return tuple(found.items())


def _whole(name: str, behind: str) -> str:
    """The full name that begins here; empty for a short one alone."""
    if zone := _ZONE.match(behind):
        return f"{name}{zone.group()}"
    return next((f"{name}{behind[:n]}" for n in (1, 2, 3) if f"{name}{behind[:n]}" in divisions()), "")


_ZONE = regex(r"(?:综合|经济|技术|高新|开发|实验)+区|新区")
