"""Problems of notes with the measures that answer them.

As many measures as problems go one by one, in their order, unless their words say otherwise. Else each measure, and each clause of
one, goes to the only problem that it shares words with; what shares none with any, or with two, is paired with nothing.
"""

from collections.abc import Sequence

from nianbao.report.patterns import HAN, regex

_EVERYWHERE = (
    "政府|政务|信息|公开|工作|问题|不足|不够|不强|不高|不到|到位|存在|加强|进一步|提高|提升|完善|强化|加大|力度|质量|水平|内容|方面|情况|有的|部分|个别"
    "|及时|落实|推进|开展|建立|健全|机制|制度|单位|部门|人员|需要|有待|还不|没有|能力|意识|定期|增加|丰富|主动|全面|规范|要求|做好|严格"
)
"""Words that say nothing of what a problem is about."""
_COMMON = regex(_EVERYWHERE)
_HAN_RUNS = regex(f"{HAN}{{2,}}")
_CLAUSES = regex(r"[,，;；]")


def paired(problems: Sequence[str], measures: Sequence[str]) -> list[tuple[str, str]]:
    """Each problem with its measure, either empty where there is none; measures that answer no certain one last.

    >>> paired(["村级公开不及时", "政策解读形式单一"], ["每月督查一次，解读增加图解"])
    [('村级公开不及时', ''), ('政策解读形式单一', '解读增加图解'), ('', '每月督查一次')]
    """
    count = len(problems)
    if len(measures) == count and all(_answers(m, problems) in (n, None) for n, m in enumerate(measures)):
        return list(zip(problems, measures, strict=True))
    if count <= 1:
        rows = max(count, len(measures))
        return list(zip([*problems, *[""] * (rows - count)], [*measures, *[""] * (rows - len(measures))], strict=True))
    answers: list[list[str]] = [[] for _ in problems]
    alone: list[str] = []
    for measure in measures:
        for words in _parts(measure, problems):
            at = _answers(words, problems)
            (alone if at is None else answers[at]).append(words)
    return [*zip(problems, map("，".join, answers), strict=True), *(("", words) for words in alone)]


def _parts(measure: str, problems: Sequence[str]) -> list[str]:
    """A measure as a whole where all that its clauses answer is one problem; else clause by clause."""
    clauses = [c for c in _CLAUSES.split(measure) if c]
    one = {at for c in clauses if (at := _answers(c, problems)) is not None}
    return [measure] if len(one) <= 1 and all(_answers(c, problems) is not None for c in clauses) else clauses


def _answers(words: str, problems: Sequence[str]) -> int | None:
    """The only problem that shares most words with these; None where none does, or two as many."""
    shared = [len(_topics(words) & _topics(problem)) for problem in problems]
    most = max(shared, default=0)
    return shared.index(most) if most and shared.count(most) == 1 else None


def _topics(words: str) -> set[str]:
    """Pairs of characters that say what is spoken of."""
    runs = _HAN_RUNS.findall(_COMMON.sub("，", words))
    return {run[n : n + 2] for run in runs for n in range(len(run) - 1)}
