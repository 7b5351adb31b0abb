"""STR: sections, headings, tables in their places, leftovers."""

from collections.abc import Iterator
from itertools import pairwise

from nianbao.report.layout import LAYOUT_2019, LAYOUT_2021, SECTIONS, TABLE_KEYS, SectionKey
from nianbao.report.model import ProblemCode, Report, Table
from validators.basis import ARTICLE_50, FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.lexicon.leftovers import Leftover, leftovers
from validators.preconditions import WholeText, missing_table
from validators.profile import Severity
from validators.prose.empty import nothing_told


@rule("STR-01", "六个部分齐全", "error", (ARTICLE_50, FORMAT), WholeText(), of_prose=False)
def six_sections(context: Context) -> Iterator[Hit | Remark]:
    """Each of the six sections is present, under its title or a known variant of it; a text without any is one finding.

    The last one is nothing but prose: empty, it is as good as missing. Of an empty section one CON-01 speaks, of five CON-03.
    """
    report = context.report
    if not report.sections:
        official = "、".join(f"“{s.ordinal}、{s.title}”" for s in (SECTIONS[0], SECTIONS[-1]))
        yield Hit(
            f"没有找到六个部分中任何一个的标题（从{official.replace('、“', '到“')}）",
            Where(),
            suggestion="按统一格式写出六个部分的标题；标题在原件里有的，可能是没有读出来，请对照原件核对。",
        )
        return
    unknown = {h.ordinal: h for h in report.headings if h.key is None}
    for number, layout in enumerate(SECTIONS, start=1):
        official = f"{layout.ordinal}、{layout.title}"
        if (section := report.section(layout.key)) is not None:
            if section.heading is None:
                yield Hit(
                    f"没有“{official}”这个标题，它的内容直接写在引言之后",
                    Where(section=layout.key),
                    suggestion=f"在这部分内容前加上标题“{official}”。",
                    severity="warning",
                )
            elif section.heading.key is None:
                yield Hit(
                    f"“{official}”的位置上标题是“{section.heading.raw}”，请确认是否改了名",
                    Where(section=layout.key, quote=section.heading.raw),
                    suggestion=f"标题改为统一格式的“{official}”。",
                    severity="info",
                )
            if layout.key == SECTIONS[-1].key and nothing_told(report, layout.key):
                yield Hit(
                    f"“{official}”只有标题，下面没有内容",
                    Where(section=layout.key),
                    suggestion="写明信息处理费的收取情况和其他要报告的事项；没有的写“无”。",
                )
            continue
        if report.lies_behind_end(layout.key):
            continue  # said once, below
        reworded = unknown.get(number)
        if reworded is not None:
            yield Hit(
                f"没有找到“{official}”，同一序号处的标题是“{reworded.raw}”，请确认是否改了名",
                Where(section=layout.key, quote=reworded.raw),
                suggestion=f"标题改为统一格式的“{official}”。",
                severity="warning",
            )
        else:
            yield Hit(
                f"缺少“{official}”这一部分",
                Where(section=layout.key),
                suggestion=f"补上“{official}”；没有内容的也应保留标题并写明“无”。",
            )
    yield from cut_off(report)


@rule("STR-02", "各部分依次编号一至六", "warning", (FORMAT,), of_prose=False)
def numbered_in_order(context: Context) -> Iterator[Hit | Remark]:
    """一…六 in order, one numbering system; Word's automatic numbers count."""
    order = [s.key for s in SECTIONS]
    headings = [h for h in context.report.headings if h.key is not None]
    if not headings:
        yield Remark("insufficient_data", "没有找到任何一个部分的标题")
        return
    position = -1
    for heading in headings:
        assert heading.key is not None
        number = order.index(heading.key) + 1
        wanted = f"{SECTIONS[number - 1].ordinal}、"
        where = Where(section=heading.key, quote=heading.raw)
        if number - 1 < position:
            yield Hit(f"“{heading.raw}”排在了后面的部分之后", where, suggestion="按统一格式的顺序排列六个部分。")
        position = max(position, number - 1)
        if heading.numbering == "auto":
            continue
        if heading.numbering != "chinese" or heading.ordinal != number:
            said = "没有序号" if heading.numbering == "none" else "序号与统一格式不同"
            yield Hit(f"“{heading.raw}”{said}，应为“{wanted}”", where, suggestion=f"序号改为“{wanted}”。")


@rule("STR-05", "三张表各在其部分", "error", (ARTICLE_50, FORMAT), WholeText(), of_prose=False)
def tables_in_place(context: Context) -> Iterator[Hit | Remark]:
    """Tables two, three, four stand in sections two, three, four."""
    report = context.report
    for key in TABLE_KEYS:
        layout = report.layout.tables[key]
        home = next(s for s in SECTIONS if s.key == layout.section)
        where = Where(section=home.key, table=key)
        if report.table(key) is None:
            if report.stops_before_end_of(key):
                continue  # said once, below
            remark = missing_table(report, key)
            unread = [report.layout.tables[k].name for k in TABLE_KEYS if report.problem(k) is not None]
            if remark.state == "parse_error":
                yield remark
            elif unread:
                yield Remark(
                    "parse_error", f"没有找到{layout.name}；{'、'.join(unread)}也没有完整读出，不能断定是没有这张表"
                )
            else:
                yield Hit(
                    f"没有找到{layout.name}（“{home.ordinal}、{home.title}”的表格）",
                    where,
                    suggestion="按统一格式补上表格；没有发生的填0。",
                )
            continue
        found = report.tables_found_in.get(key)
        if found != home.key and report.section(home.key) is not None:
            yield Hit(
                f"{layout.name}不在“{home.ordinal}、{home.title}”之下"
                + (f"，而在“{_title(found)}”之下" if found else ""),
                where,
                suggestion=f"把{layout.name}移到“{home.ordinal}、{home.title}”之下。",
            )
    yield from cut_off(report)


def cut_off(report: Report) -> Iterator[Remark]:
    """That the file stops in the middle, where it does: what would have stood behind is nobody's fault."""
    if notice := report.notice("cut"):
        yield Remark("insufficient_data", notice.message)


def _title(key: SectionKey) -> str:
    return next(f"{s.ordinal}、{s.title}" for s in SECTIONS if s.key == key)


@rule("STR-06", "表格的行列齐全", "error", (FORMAT,), of_prose=False)
def rows_and_columns(context: Context) -> Iterator[Hit | Remark]:
    """Every official row and column is there, by label."""
    report = context.report
    read_any = False
    for key in TABLE_KEYS:
        table = report.table(key)
        if table is None:
            if (problem := report.problem(key)) is not None:
                yield missing_table(report, key)
                if problem.code in _OF_THE_FILE and report.notice("recognised") is None:
                    yield Hit(
                        problem.message,
                        Where(section=report.layout.tables[key].section, table=key),
                        suggestion="照统一格式改正表格的行名、表头；印了两次的，留下正确的一处。改好后再审核一次。",
                        severity="warning",
                    )
            continue
        read_any = True
        layout = table.layout
        missing_rows = [r for r in table.rows() if not table.has_row(r)]
        if report.stops_before_end_of(key):
            continue  # said once, below
        if missing_rows and table.unknown_rows:
            yield Remark("parse_error", f"{layout.name}有行标签没能识别：{'、'.join(table.unknown_rows[:3])}")
            continue
        for row in missing_rows:
            yield Hit(
                f"{layout.name}缺少“{layout.rows[row].full_label}”一行",
                Where(section=layout.section, table=key, row=row),
                suggestion="按统一格式补上这一行；没有发生的填0。",
            )
        if swapped := _columns_out_of_order(table):
            yield Hit(
                f"{layout.name}的列没有按统一格式的顺序排（“{swapped[0]}”在“{swapped[1]}”之前），数是照表头读的",
                Where(section=layout.section, table=key),
                suggestion="核对表头；数是按统一格式的顺序填的，把表头改回来。",
                severity="warning",
            )
        for row, column in table.addresses():
            if row not in missing_rows and table.get(row, column) is None:
                yield Hit(
                    f"{layout.label(row, column)}没有这一格",
                    Where(section=layout.section, table=key, row=row, column=column),
                    suggestion="按统一格式恢复这一列。",
                )
    if report.ends_in is not None:
        yield from cut_off(report)
    elif not read_any:
        yield Remark("insufficient_data", "没有读到任何一张表格")


_OF_THE_FILE: tuple[ProblemCode, ...] = ("contradiction", "renamed")
"""Why a table was not read that is the file's own doing, not ours."""


def _columns_out_of_order(table: Table) -> tuple[str, str] | None:
    """Two columns of a block that are printed in another order than the form's, the first printed first."""
    for block in table.layout.blocks:
        for row in block.rows:
            cells = [(c.label, cell.place) for c in block.columns if (cell := table.get(row.key, c.key)) is not None]
            for (first, a), (second, b) in pairwise(cells):
                if a and b and a.row == b.row and a.block == b.block and (a.cell or 0) > (b.cell or 0):
                    return second, first
    return None


@rule("STR-07", "表格用2021年的统一格式", "warning", (FORMAT,), of_prose=False)
def present_form(context: Context) -> Iterator[Hit | Remark]:
    """Labels of the 2019 layout in a report for 2021 or later."""
    report = context.report
    if report.year is None:
        yield Remark("insufficient_data", "没有读到报告年度")
    elif all(report.table(key) is None for key in TABLE_KEYS):
        yield Remark("insufficient_data", "没有读到任何一张表格")
    elif report.layout.key == "2019" and report.year >= LAYOUT_2021.first_year:
        old = "、".join(c.label for c in LAYOUT_2019.tables["active_disclosure"].blocks[0].columns)
        yield Hit(
            f"{report.year}年度的报告用了2019年的旧表样（如“{old}”）",
            Where(section="active_disclosure", table="active_disclosure"),
            suggestion="自2021年度起使用国办公开办函〔2021〕30号附的格式，三张表都要换成新表样。",
        )


@rule("STR-08", "没有遗留的提示语和占位符", "error", (FORMAT,))
def no_leftovers(context: Context) -> Iterator[Hit | Remark]:
    """Notes to the compiler, （文字描述）, XX, 〔待填〕, TODO left in a final text; info in a draft."""
    severity: Severity = "info" if context.draft else "error"
    report = context.report
    for section, text in (("title", report.title), *report.prose()):
        for left in leftovers(text):
            where = Where(section=section, start=left.start, end=left.end, quote=left.quote)
            yield _left_over("正文", left, where, severity)
    for heading in (s.heading for s in report.sections if s.heading is not None):
        for left in leftovers(heading.raw):
            yield _left_over(f"标题“{heading.raw}”", left, Where(section=heading.key, quote=left.quote), severity)


def _left_over(place: str, left: Leftover, where: Where, severity: Severity) -> Hit:
    """The words as they stand in the file: so they are found again there."""
    return Hit(
        f"{place}里遗留了{left.kind}：“{left.quote}”",
        where,
        suggestion="删去，或换成真实内容后再定稿。",
        severity=severity,
    )
