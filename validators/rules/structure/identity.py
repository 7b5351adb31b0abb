"""STR-12: whose report it is and of which year, said alike wherever it is said."""

from collections.abc import Iterable, Iterator

from nianbao.report.agency import infer_agency
from nianbao.report.agency_place import split_places
from nianbao.report.model import STATEMENT_SOURCES, Statement, StatementSource
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.basis import ARTICLE_50, FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.prose.one_organ import another_bureau, another_place, is_short_for, slip_in_the_place

_OFFICE = regex(r"(?:人民)?政府(?:办公[室厅])?$|(?:党政)?(?:综合)?办公[室厅]$|委员会$|\(.*\)$")
_GOVERNMENT = regex(r"人民政府")

_MAKES = regex(r"编制|编写|制作|起草|撰写|公布|发布|报告|信息公开(?:工作|年度|情况)|现将")
_WRITES = regex(r"编制|编写|制作|撰写|形成|本(?:年度)?报告(?:是|为|系)")
_OPEN_FOR_OTHERS = regex(
    r"公开|政务|数据|审批|信息|电子|网信|网络|行政服务|办公[室厅]|政府办|司法|法制|宣传|新闻|融媒|委员?会|办事处|分局"
)
"""Those that write the report of their government, those that go by several names, and branches."""
_COMPARED: dict[str, tuple[StatementSource, ...]] = {
    "agency": ("title", "preamble", "signature", "file_name"),
    "year": ("title", "preamble", "signature", "file_name"),
}
"""What a site prints around a report is not the report's own word on itself."""


@rule(
    "STR-12",
    "机关与年度前后一致",
    "warning",
    (ARTICLE_50, FORMAT),
    related=("STR-09", "TM-02", "LK-01"),
    of_prose=False,
)
def said_alike(context: Context) -> Iterator[Hit | Remark]:
    """Preamble and signature name the agency of the title, the preamble its year; a file name may be a slip of the sender.

    The period of the statistics is TM-02's.
    """
    statements = [s for s in context.report.statements if s.source in _COMPARED[s.subject]]
    recognised = context.report.notice("recognised") is not None
    for subject in _COMPARED:
        said = [s for s in statements if s.subject == subject]
        if len(said) < 2:
            continue
        first = said[0]
        for other in said[1:]:
            if not _agree(first, other) or (not recognised and _slip(first, other)):
                yield _hit(first, other)
                break
    if len(statements) < 2:
        yield Remark("not_applicable", "只有一处写到机关和年度")


def _hit(first: Statement, other: Statement) -> Hit:
    what = "机关" if first.subject == "agency" else "年度"
    return Hit(
        f"{STATEMENT_SOURCES[first.source]}的{what}是“{first.value}”，{STATEMENT_SOURCES[other.source]}是“{other.value}”",
        Where(quote=other.quote),
        expression=f"{first.value} ≠ {other.value}",
        suggestion="核对是不是选错了文件，或者沿用了别处的文字；写错的一处改过来。",
        severity="info" if other.source == "file_name" else None,
    )


def two_agencies(statements: Iterable[Statement]) -> tuple[Statement, Statement] | None:
    """Title and preamble or signature that name organs of two places: nobody can tell whose report it is."""
    said = [s for s in statements if s.subject == "agency" and s.source in ("title", "preamble", "signature")]
    return next(((said[0], other) for other in said[1:] if _of_another_place(said[0], other)), None)


def _of_another_place(first: Statement, other: Statement) -> bool:
    """The preamble names higher organs besides: only one of the same rank is another there."""
    one, two = infer_agency(first.value), infer_agency(other.value)
    if "preamble" in (first.source, other.source) and one.level != two.level:
        return False
    return another_place(one, two)


def _agree(first: Statement, other: Statement) -> bool:
    """Years must be equal, agencies not of two places; names of governments must be one within the other."""
    if first.subject == "year":
        return first.value == other.value
    if _of_another_place(first, other):
        return False
    one, two = infer_agency(first.value), infer_agency(other.value)
    if one.kind == two.kind == "department" and _of_another_bureau(first, other):
        return False
    if "preamble" in (first.source, other.source):
        return other.source != "preamble" or not _written_elsewhere(first, other)
    if one.kind != "government" or two.kind != "government" or (one.level and two.level and one.level != two.level):
        return True  # an office signs for its government, a bureau is known by several names
    a, b = (_GOVERNMENT.sub("", _OFFICE.sub("", squeeze(name))) for name in (first.value, other.value))
    return is_short_for(a, b) or is_short_for(b, a)


def _of_another_bureau(first: Statement, other: Statement) -> bool:
    """民政局 signs what 教育局 reports. A preamble may name a third one; it is asked only who makes or publishes the report."""
    if any(s.source == "preamble" and not _MAKES.search(s.quote) for s in (first, other)):
        return False
    return another_bureau(infer_agency(first.value), infer_agency(other.value))


def _written_elsewhere(title: Statement, preamble: Statement) -> bool:
    """The preamble lets an organ of another level write the report, or a bureau write a government's, or a government a bureau's.

    False where one may go by the other's name, and for those that write for their government.
    """
    names = squeeze(title.value), squeeze(preamble.value)
    if not _WRITES.search(preamble.quote) or any(_OPEN_FOR_OTHERS.search(name) for name in names):
        return False
    one, two = (infer_agency(name) for name in names)
    kinds = {one.kind, two.kind}
    mine, theirs = (split_places(name)[0] for name in names)
    if not kinds <= {"government", "department"} or not mine or not theirs:
        return False
    if "zone" in (mine[-1].level, theirs[-1].level) or any(
        len(places[-1].name) < _SHORTEST for places in (mine, theirs)
    ):
        return False
    if len(kinds) > 1:
        return True
    rank = mine[-1].level, theirs[-1].level
    return rank[0] != rank[1] and set(rank) != {"city", "prefecture"} and mine[-1].name != theirs[-1].name


_SHORTEST = 3
"""Letters of a place that names one: 本县, 县 do not."""


def _slip(first: Statement, other: Statement) -> bool:
    """One letter of the place apart, or 镇 here and 乡 there: wrong in either case, unless a picture was read."""
    one, two = infer_agency(first.value), infer_agency(other.value)
    return first.subject == "agency" and one.level == two.level and slip_in_the_place(one, two)
