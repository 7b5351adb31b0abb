"""What cannot be, whatever the tables hold: more adopted than proposed, the 14th of 12, the 30th of February."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.report.patterns import regex
from validators.claims.passages import Passage

_UNIT = r"(?:批次|件次|人次|件|条|份|篇|个|项|人|名|户|家|处|卷|位|宗|起|场|期|张)"
_N = r"(?<![\d.])(?P<{0}>\d{{1,6}})\s*(?P<{0}_unit>" + _UNIT + r")"
_WHOLE, _PART = _N.format("whole"), _N.format("part")
_OTHERS = regex(r"上年|上一年|去年|往年|历年|累计|以来|含|另|每|各|约|近|余|万|增|超额")
_OUT_OF = regex(rf"{_WHOLE}[^,、:()\d]{{0,10}}(?:中|里)(?!心)[,]?(?:有|共)?\s*{_PART}")
_PAIRS = tuple(
    regex(pattern)
    for pattern in (
        rf"(?:意见|建议)(?:和建议|建议)?\s*{_WHOLE}[^\d。]{{0,6}}采纳了?\s*{_PART}",
        rf"(?:反馈|发现|查出|查找|排查|梳理|检查出)[^,\d]{{0,8}}{_WHOLE}[^\d。]{{0,12}}(?:整改|改完|解决|改正|更正|完成|办结)了?\s*{_PART}",
        rf"(?:发出|发送|寄出|发放)[^,\d]{{0,14}}{_WHOLE}[^\d。]{{0,6}}(?:收到回复|收到反馈|收回|回收|回函|收到回函)\s*{_PART}",
        rf"{_WHOLE}(?:参考|参加|参训|应考)[^\d。]{{0,10}}{_PART}(?:补考|缺考|合格|通过|未通过|优秀)",
        rf"(?:过筛|筛查|复核|审核|核对|清理|标注|抽查|复查)(?:了|出)?[^,\d]{{0,8}}{_WHOLE},[^\d。,]{{0,12}}(?:改为|转为|调整为|更正|纠正|整改)[^,\d]{{0,8}}\s*{_PART}",
    )
)
_GRADE = r"[“\"]?(?:优秀|优|良好|良|较好|好|一般|中|不合格|基本合格|合格|较差|差|达标|不达标)[”\"]?(?:等次|档次|单位|卷)?的?(?:有|为)?"
_GRADES = regex(
    rf"{_WHOLE}(?P<between>[^。\d:()]{{0,24}}?)(?P<list>{_GRADE}\s*\d{{1,6}}\s*(?P=whole_unit)(?:[、,和]\s*(?:评为|评定为)?{_GRADE}\s*\d{{1,6}}\s*(?P=whole_unit))+)"
)
_NUMBERS = regex(r"\d{1,6}")
_RANK = regex(
    r"(?<!\d)(?P<whole>\d{1,4})\s*(?:个|家)[^,。\d]{0,10}(?:中|里)?[,]?(?:排名?|位列|列|居|名列|位居)\s*第?\s*(?P<part>\d{1,4})\s*(?:位|名)"
)
_SCORE = regex(r"满分(?:为|是)?\s*(?P<whole>\d{1,4})\s*分[^。\d]{0,12}?(?P<part>\d{1,4}(?:\.\d+)?)\s*分")
_EXTRA = regex(r"加分|附加|奖励|折算")
_DAY = regex(
    r"(?<![\d.])(?:(?P<year>20\d\d)\s*年\s*)?(?P<month>\d{1,2})\s*月(?!数|均|度(?!假))(?:\s*(?P<day>\d{1,2})\s*日)?"
)
_HOUR = regex(r"(?:上午|下午|每[天日]|[至到—-]|\d日)\s*(?P<hour>\d{1,2})\s*[时点](?![间段期候长效])")
_MONTHS, _HOURS, _LEAP = 12, 24, 2024


@dataclass(frozen=True, slots=True)
class Impossible:
    """``why`` is a sentence's end for the clerk; ``expression`` the two figures where there are two."""

    why: str
    expression: str | None
    section: str
    start: int
    end: int
    quote: str


def impossible(passage: Passage) -> Iterator[Impossible]:
    """What no reading of one sentence can make true."""
    text = passage.sentence.text
    said: list[tuple[re.Match[str], str, str | None]] = [*_above(text), *_graded(text), *_places(text), *_times(text)]
    at = passage.sentence.start
    ended = -1
    for match, why, expression in sorted(said, key=lambda found: found[0].start()):
        if match.start() >= ended:
            ended = match.end()
            start, end = at + match.start(), at + match.end()
            yield Impossible(why, expression, passage.section, start, end, passage.text[start:end])


def _above(text: str) -> Iterator[tuple[re.Match[str], str, str | None]]:
    for pattern in (_OUT_OF, *_PAIRS):
        for match in pattern.finditer(text):
            whole, part = int(match["whole"]), int(match["part"])
            if match["whole_unit"] == match["part_unit"] and part > whole and not _OTHERS.search(match.group()):
                yield match, f"{part}{match['part_unit']}多于全部的{whole}{match['whole_unit']}", f"{part} > {whole}"


def _graded(text: str) -> Iterator[tuple[re.Match[str], str, str | None]]:
    """Grades of one assessment, each thing graded once: together not more than there are."""
    for match in _GRADES.finditer(text):
        whole, parts = int(match["whole"]), [int(n) for n in _NUMBERS.findall(match["list"])]
        if sum(parts) > whole and not _OTHERS.search(match.group()) and "其中" not in match["between"]:
            listed = "+".join(str(part) for part in parts)
            yield (
                match,
                f"各等次相加是{sum(parts)}{match['whole_unit']}，多于{whole}{match['whole_unit']}",
                f"{listed} > {whole}",
            )


def _places(text: str) -> Iterator[tuple[re.Match[str], str, str | None]]:
    for match in _RANK.finditer(text):
        if int(match["part"]) > int(match["whole"]):
            yield match, f"{match['whole']}个里没有第{match['part']}位", f"{match['part']} > {match['whole']}"
    for match in _SCORE.finditer(text):
        if float(match["part"]) > int(match["whole"]) and not _EXTRA.search(text):
            yield match, f"得分{match['part']}高于满分{match['whole']}", f"{match['part']} > {match['whole']}"


def _times(text: str) -> Iterator[tuple[re.Match[str], str, str | None]]:
    for match in _DAY.finditer(text):
        month, day = int(match["month"]), match["day"]
        if not 1 <= month <= _MONTHS:
            yield match, f"一年没有{month}月", None
        elif day and not 1 <= int(day) <= calendar.monthrange(int(match["year"] or _LEAP), month)[1]:
            yield match, f"没有{month}月{int(day)}日这一天", None
    for match in _HOUR.finditer(text):
        if int(match["hour"]) > _HOURS:
            yield match, f"一天没有{match['hour']}时", None
