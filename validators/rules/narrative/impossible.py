"""NT-18: no sentence says what cannot be."""

from collections.abc import Iterator

from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50, FORMAT_1
from validators.claims.impossible import impossible
from validators.claims.passages import Passage
from validators.claims.shares import rate_claims
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule

_IN_TIME = regex(r"^(?:按期|按时|及时)(?:办结|答复|回复)?率$")
_LATE = regex(
    r"(?P<n>[1-9]\d*|[一二两三四五六七八九十])\s*件(?![^,。]{0,20}(?:缴|补正|起诉))[^,。\d]{0,16}(?:超期|逾期(?:答复|办结|办理))"
)
_NOT_SO = regex(r"未|没有|无|避免|防止|险些|上年|去年|临近|风险|预警|留言|信访|建议|提案|工单")
ALL = 100


@rule("NT-18", "正文的数不自相矛盾", "warning", (ARTICLE_50, FORMAT_1), related=("NT-16", "TM-02"))
@through_disguise
def nothing_impossible(context: Context) -> Iterator[Hit | Remark]:
    """A part is not above its whole, no rank is below the last, no score above the full one, no day missing from the
    calendar; where all was answered in time nothing was late."""
    found = [wrong for passage in context.passages for wrong in impossible(passage)]
    for wrong in found:
        yield Hit(
            f"正文写“{wrong.quote}”，{wrong.why}",
            Where(section=wrong.section, start=wrong.start, end=wrong.end, quote=wrong.quote),
            expression=wrong.expression,
            suggestion="核对后改正。",
        )
    yield from _late(context.passages)


def _late(passages: list[Passage]) -> Iterator[Hit]:
    """按期办结率100%, and elsewhere an application that was answered late."""
    rates = [
        r for p in passages for r in rate_claims(p) if _IN_TIME.match(r.name) and r.percent == ALL and p.of_applications
    ]
    for passage in passages if rates else ():
        match = _LATE.search(passage.sentence.text)
        if (
            match is None
            or _NOT_SO.search(match.group())
            or _NOT_SO.search(passage.sentence.text[: match.start()][-8:])
        ):
            continue
        rate = rates[0]
        at = passage.sentence.start
        quote = passage.text[at + match.start() : at + match.end()]
        yield Hit(
            f"正文写“{rate.quote}”，又写“{quote}”，有超期的就不是100%",
            Where(section=rate.section, start=rate.start, end=rate.end, quote=rate.quote),
            suggestion="核对后改成一致。",
        )
        return
