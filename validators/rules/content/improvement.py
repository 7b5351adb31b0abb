"""CON-04 and CON-05: section five against last year's, and its problems against its measures."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import fold, squeeze
from validators.basis import ARTICLE_50_4, FORMAT_5
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import NeedsPrevious
from validators.prose.enumerations import Enumeration, enumerations
from validators.prose.spaced import close_up
from validators.rules.years.last_year import with_last_year

MIN_CHARACTERS = 30
"""A shorter section five (无) holds nothing that could be copied; CON-03 speaks of it."""


_PAUSE = regex(r"[。:,;\n]")
_STOP = regex(r"[。;\n]")


@rule("CON-04", "第五部分不与上年雷同", "warning", (ARTICLE_50_4, FORMAT_5), NeedsPrevious())
@with_last_year
def not_last_years_problems(context: Context, previous: Report) -> Iterator[Hit | Remark]:
    """Section five is less than 0.9 (profile) the same as last year's, by pairs of characters."""
    now, before = squeeze(context.report.text("problems")), squeeze(previous.text("problems"))
    if not now or not before:
        yield Remark("insufficient_data", "今年或上年的第五部分没有读到正文")
        return
    if min(len(now), len(before)) < MIN_CHARACTERS:
        yield Remark("not_applicable", "第五部分太短，不比较")
        return
    limit = context.profile.threshold("CON-04.similarity")
    same = similarity(now, before)
    if same < limit:
        return
    yield Hit(
        f"第五部分与上年年报相同的文字占{same:.0%}",
        Where(section="problems", start=0, end=len(context.report.text("problems"))),
        suggestion="写本年度新发现的问题和实际采取的措施；上年的问题没有解决的，写明进展和原因。",
    )


def similarity(one: str, other: str) -> float:
    """Share of pairs of neighbouring characters that two texts have in common (Dice), 0 to 1; order does not count."""
    pairs, others = (Counter(pairwise(text)) for text in (one, other))
    return 2 * (pairs & others).total() / max(1, pairs.total() + others.total())


_PROBLEM = regex(r"问题|不足|差距|短板|薄弱|困难|弱项")
_MEASURE = regex(r"改进|整改|措施|举措|下一步|下步|今后|针对|为此|对此|采取|应对|做法|办法|打算|2\d{3}年将")
_PART_HEAD = regex(
    r"(?:当前|目前|工作中|存在|主要|突出|政府信息公开|工作|的)*(?:问题|不足|差距)(?:[和及与](?:不足|差距|原因))?(?:方面)?"
    r"|(?:下一?步|今后|主要|具体|工作|改进|整改|完善|的|[及和])*(?:措施|情况|打算|计划|举措|思路|安排|方向|改进)(?:方面)?"
)


@rule("CON-05", "问题与改进措施条数对应", "info", (ARTICLE_50_4, FORMAT_5))
def as_many_measures_as_problems(context: Context) -> Iterator[Hit | Remark]:
    """One list of problems and one of measures, both clearly enumerated, are equally long."""
    text = context.report.text("problems")
    said = close_up(fold(text))
    pair = _problems_and_measures(said.text)
    if pair is None:
        yield Remark("not_applicable", "问题和措施没有分别逐条列出，不比较条数")
        return
    problems, measures = pair
    if len(problems) == len(measures):
        return
    start, end = said.places[measures.start], said.places[measures.markers[-1].end - 1] + 1
    yield Hit(
        f"第五部分列了{len(problems)}个问题、{len(measures)}项改进措施，条数不一致",
        Where(section="problems", start=start, end=end, quote=text[start:end][:40]),
        expression=f"{len(problems)} ≠ {len(measures)}",
        left=len(problems),
        right=len(measures),
        suggestion="每个问题都写出对应的改进措施；一项措施针对几个问题的，请在句中写明。",
    )


def _problems_and_measures(folded: str) -> tuple[Enumeration, Enumeration] | None:
    """The list of problems and that of measures; None unless each is one, and each says what it lists."""
    runs = [run for run in enumerations(folded) if not _divides_the_section(run, folded)]
    lists = [run for run in runs if not any(_inside(run, other, folded) for other in runs)]
    if len(lists) != 2 or any(run.slipped for run in lists):
        return None
    problems, measures = lists
    if len(problems) < 2 or (len(measures) < 2 and not _stands_alone(measures, folded)):
        return None
    lead = _lead(problems, folded, 0)
    if not _PROBLEM.search(lead) or not _MEASURE.search(_lead(measures, folded, problems.markers[-1].end)):
        return None
    return problems, measures


_GOES_ON = regex(r",\s*(?:其次|再次|再者|另|此外|同时|还(?!是)|第?二)")


def _stands_alone(run: Enumeration, folded: str) -> bool:
    """A 一是 without 二是 that ends the section with its own sentence: no other measure follows in other words."""
    rest = folded[run.markers[-1].end :].strip().rstrip("。;")
    return run.kind == "是" and not re.search(r"[。;\n]", rest) and not _GOES_ON.search(rest)


def _divides_the_section(run: Enumeration, folded: str) -> bool:
    """（一）存在的问题 （二）改进措施 are sub-headings, not a list."""
    for marker in run.markers:
        title = _PAUSE.split(folded[marker.end :].lstrip(), maxsplit=1)[0]
        if _PART_HEAD.fullmatch(title.strip()):
            return True
    return False


def _inside(run: Enumeration, other: Enumeration, folded: str) -> bool:
    """Whether ``run`` details an item of ``other``: between its markers, or after the last and announcing no measures."""
    if run.kind == other.kind or run.start <= other.start:
        return False
    last = other.markers[-1]
    return run.start < last.start or not _MEASURE.search(_lead(run, folded, last.end))


def _lead(run: Enumeration, folded: str, since: int) -> str:
    """What announces a list: the rest of its sentence, the sentence before it and the heading above."""
    before = folded[since : run.start].rstrip(" :,。;\n")
    pieces = _STOP.split(before)
    return "。".join(pieces[-2:])
