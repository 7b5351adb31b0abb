"""The official layout (国办公开办函〔2021〕30号; before it 国办公开办函〔2019〕60号) as data.

The one home of every official label. Readers, writers, the workbook and the rules look here; nothing
else in the project spells a row or column label, and nothing matches a cell by position.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from nianbao.report.cells import Cell
from nianbao.report.patterns import regex

TableKey = Literal["active_disclosure", "applications", "proceedings"]
SectionKey = Literal["overview", "active_disclosure", "applications", "proceedings", "problems", "other"]
Unit = Literal["件", "万元", "项", "元"]
_MONEY: tuple[Unit, ...] = ("万元", "元")
_OF_MONEY, _OF_A_COUNT = regex(r"^[^(（]*元"), regex(r"^[^(（]*[件条项宗个]")
"""The unit that a cell states behind its number, before any remark."""


@dataclass(frozen=True)
class _Labelled:
    """Something printed with labels, from the outermost to its own; ``aliases`` of the last are met in the field."""

    key: str
    labels: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.labels[-1]


class Column(_Labelled):
    """A leaf column: ``labels`` are its headers."""


class Row(_Labelled):
    """A data row: ``labels`` are its groups and its own label."""

    @property
    def full_label(self) -> str:
        return "·".join(self.labels)


class Block(NamedTuple):
    """Rows that share one header: a 条例第二十条 item in table two, the whole of table three, a block of table four."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: Unit = "件"
    signed: bool = False
    """Holds increase/decrease columns, in which a negative number is legitimate (2019 layout only)."""


@dataclass(frozen=True)
class TableLayout:
    """One official table. Addresses are ``(row key, column key)``."""

    key: TableKey
    section: SectionKey
    name: str
    blocks: tuple[Block, ...]
    merged_rows: tuple[Row, ...] = ()
    """Rows of an earlier form still met in later reports: one ``other`` in place of ``other.*``."""

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Official rows by key, then the merged ones."""
        official = {row.key: row for block in self.blocks for row in block.rows}
        return official | {row.key: row for row in self.merged_rows}

    @cached_property
    def block_of(self) -> dict[str, Block]:
        official = {row.key: block for block in self.blocks for row in block.rows}
        return official | {row.key: self.blocks[0] for row in self.merged_rows}

    def read_cell(self, row: str, raw: str) -> Cell:
        """A printed cell understood as one of this row: 采购总金额 states its own unit, for the form names none; an amount
        of money where a count is asked (51934万元), or a count where money is, is no number of the column."""
        unit = self.block_of[row].unit
        cell = Cell.read(raw, own_unit=unit == "元")
        other = _OF_A_COUNT if unit in _MONEY else _OF_MONEY
        return cell.in_words() if cell.is_number and other.search(raw) else cell

    def columns_of(self, row: str) -> tuple[Column, ...]:
        return self.block_of[row].columns

    @cached_property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Every official cell, in reading order."""
        return tuple((r.key, c.key) for b in self.blocks for r in b.rows for c in b.columns)

    def label(self, row: str, column: str | None = None) -> str:
        """Where a cell is, for a reader: ``表三·（一）予以公开·自然人``."""
        parts = [self.name, self.rows[row].full_label]
        if column is not None and len(self.columns_of(row)) > 1:
            parts.append(next(c.label for c in self.columns_of(row) if c.key == column))
        return "·".join(parts)


class SectionLayout(NamedTuple):
    key: SectionKey
    ordinal: str
    title: str
    aliases: tuple[str, ...] = ()


class Layout(NamedTuple):
    """The form of one period: six sections and three tables."""

    key: Literal["2021", "2019"]
    first_year: int
    sections: tuple[SectionLayout, ...]
    tables: dict[TableKey, TableLayout]


SECTIONS = (
    SectionLayout("overview", "一", "总体情况"),
    SectionLayout("active_disclosure", "二", "主动公开政府信息情况"),
    SectionLayout("applications", "三", "收到和处理政府信息公开申请情况"),
    SectionLayout(
        "proceedings",
        "四",
        "政府信息公开行政复议、行政诉讼情况",
        ("因政府信息公开工作被申请行政复议、提起行政诉讼情况",),
    ),
    SectionLayout("problems", "五", "存在的主要问题及改进情况"),
    SectionLayout("other", "六", "其他需要报告的事项"),
)

# --- table three (25 rows x 7 columns) -----------------------------------------------------------------------

BALANCE_HINT = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = "申请人情况"
ORGANISATIONS = "法人或其他组织"

APPLICATION_COLUMNS = (
    Column("natural_person", (APPLICANTS, "自然人")),
    Column("commercial", (APPLICANTS, ORGANISATIONS, "商业企业")),
    Column("research", (APPLICANTS, ORGANISATIONS, "科研机构")),
    Column("social", (APPLICANTS, ORGANISATIONS, "社会公益组织")),
    Column("legal_service", (APPLICANTS, ORGANISATIONS, "法律服务机构")),
    Column("other", (APPLICANTS, ORGANISATIONS, "其他")),
    Column("total", (APPLICANTS, "总计"), ("合计",)),
)
_RESULT = "三、本年度办理结果"
_DENIED = (_RESULT, "（三）不予公开")
_UNABLE = (_RESULT, "（四）无法提供")
_REJECTED = (_RESULT, "（五）不予处理")
_OTHER = (_RESULT, "（六）其他处理")


def _application_rows(other_rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return (
        Row("new", ("一、本年新收政府信息公开申请数量",)),
        Row("carried_in", ("二、上年结转政府信息公开申请数量",)),
        Row("granted", (_RESULT, "（一）予以公开")),
        Row("partial", (_RESULT, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), ("（二）部分公开",)),
        Row("denied.state_secret", (*_DENIED, "1.属于国家秘密")),
        Row("denied.law_forbidden", (*_DENIED, "2.其他法律行政法规禁止公开")),
        Row("denied.security_stability", (*_DENIED, "3.危及“三安全一稳定”")),
        Row("denied.third_party", (*_DENIED, "4.保护第三方合法权益")),
        Row("denied.internal_affairs", (*_DENIED, "5.属于三类内部事务信息")),
        Row("denied.process", (*_DENIED, "6.属于四类过程性信息")),
        Row("denied.enforcement_file", (*_DENIED, "7.属于行政执法案卷")),
        Row("denied.admin_query", (*_DENIED, "8.属于行政查询事项")),
        Row("unable.not_held", (*_UNABLE, "1.本机关不掌握相关政府信息")),
        Row("unable.needs_creation", (*_UNABLE, "2.没有现成信息需要另行制作")),
        Row("unable.unclear_after_correction", (*_UNABLE, "3.补正后申请内容仍不明确")),
        Row("rejected.petition", (*_REJECTED, "1.信访举报投诉类申请")),
        Row("rejected.duplicate", (*_REJECTED, "2.重复申请")),
        Row("rejected.publication", (*_REJECTED, "3.要求提供公开出版物")),
        Row("rejected.excessive", (*_REJECTED, "4.无正当理由大量反复申请")),
        Row("rejected.reconfirm", (*_REJECTED, "5.要求行政机关确认或重新出具已获取信息")),
        *other_rows,
        Row("processed_total", (_RESULT, "（七）总计"), ("（七）合计",)),
        Row("carried_out", ("四、结转下年度继续办理",)),
    )


_OTHER_ROWS_2021 = (
    Row("other.overdue_correction", (*_OTHER, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")),
    Row("other.overdue_fee", (*_OTHER, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")),
    Row("other.misc", (*_OTHER, "3.其他")),
)
_OTHER_ROW_2019 = (Row("other", _OTHER, ("（六）其他",)),)
_OTHER_ROW_MERGED = (Row("other", _OTHER),)  # no alias: in the 2021 form 其他 alone is 3.其他


def _applications(other_rows: tuple[Row, ...], merged: tuple[Row, ...] = ()) -> TableLayout:
    block = Block("", APPLICATION_COLUMNS, _application_rows(other_rows))
    return TableLayout("applications", "applications", "表三", (block,), merged)


# --- table four (three blocks of five columns, one data row) --------------------------------------------------

RECONSIDERATION = "行政复议"
LITIGATION = "行政诉讼"
OUTCOME_COLUMNS = (
    Column("upheld", ("结果维持",)),
    Column("corrected", ("结果纠正",)),
    Column("other", ("其他结果",)),
    Column("pending", ("尚未审结",)),
    Column("total", ("总计",), ("合计",)),
)
_PROCEEDINGS = TableLayout(
    "proceedings",
    "proceedings",
    "表四",
    (
        Block(RECONSIDERATION, OUTCOME_COLUMNS, (Row("reconsideration", (RECONSIDERATION,)),)),
        Block(LITIGATION, OUTCOME_COLUMNS, (Row("litigation_direct", (LITIGATION, "未经复议直接起诉")),)),
        Block(LITIGATION, OUTCOME_COLUMNS, (Row("litigation_after", (LITIGATION, "复议后起诉"), ("经复议后起诉",)),)),
    ),
)

# --- table two ------------------------------------------------------------------------------------------------

CONTENT_HEADER = "信息内容"
_DECISIONS = (Column("decisions", ("本年处理决定数量",)),)
_ACTIVE_2021 = TableLayout(
    "active_disclosure",
    "active_disclosure",
    "表二",
    (
        Block(
            "第二十条第（一）项",
            (
                Column("issued", ("本年制发件数",), ("本年度制发数", "本年制发数")),
                Column("repealed", ("本年废止件数",), ("本年废止数", "本年废止（失效）件数")),
                Column("in_force", ("现行有效件数",)),
            ),
            (Row("regulations", ("规章",)), Row("normative_documents", ("行政规范性文件",), ("规范性文件",))),
        ),
        Block("第二十条第（五）项", _DECISIONS, (Row("licensing", ("行政许可",)),)),
        Block("第二十条第（六）项", _DECISIONS, (Row("penalties", ("行政处罚",)), Row("coercion", ("行政强制",)))),
        Block(
            "第二十条第（八）项",
            (
                Column(
                    "amount",
                    ("本年收费金额（单位：万元）",),
                    ("本年收费金额", "本年收费金额单位：万元", "本年收费金额万元"),
                ),
            ),
            (Row("fees", ("行政事业性收费",)),),
            unit="万元",
        ),
    ),
)

_CHANGE = (Column("last_year_items", ("上一年项目数量",)), Column("change", ("本年增/减",)))
_CHANGE_AND_DECISIONS = (*_CHANGE, Column("decisions", ("处理决定数量",)))
_ACTIVE_2019 = TableLayout(
    "active_disclosure",
    "active_disclosure",
    "表二",
    (
        Block(
            "第二十条第（一）项",
            (
                Column("created", ("本年新制作数量",)),
                Column("published", ("本年新公开数量",)),
                Column("published_total", ("对外公开总数量",)),
            ),
            (Row("regulations", ("规章",)), Row("normative_documents", ("规范性文件",), ("行政规范性文件",))),
        ),
        Block(
            "第二十条第（五）项",
            _CHANGE_AND_DECISIONS,
            (Row("licensing", ("行政许可",)), Row("other_services", ("其他对外管理服务事项",))),
            unit="项",
            signed=True,
        ),
        Block(
            "第二十条第（六）项",
            _CHANGE_AND_DECISIONS,
            (Row("penalties", ("行政处罚",)), Row("coercion", ("行政强制",))),
            unit="项",
            signed=True,
        ),
        Block("第二十条第（八）项", _CHANGE, (Row("fees", ("行政事业性收费",)),), unit="项", signed=True),
        Block(
            "第二十条第（九）项",
            (Column("items", ("采购项目数量",)), Column("amount", ("采购总金额",))),
            (Row("procurement", ("政府集中采购",)),),
            unit="元",
        ),
    ),
)

LAYOUT_2021 = Layout(
    "2021",
    2021,
    SECTIONS,
    {
        "active_disclosure": _ACTIVE_2021,
        "applications": _applications(_OTHER_ROWS_2021, merged=_OTHER_ROW_MERGED),
        "proceedings": _PROCEEDINGS,
    },
)
LAYOUT_2019 = Layout(
    "2019",
    2019,
    SECTIONS,
    {
        "active_disclosure": _ACTIVE_2019,
        "applications": _applications(_OTHER_ROW_2019),
        "proceedings": _PROCEEDINGS,
    },
)
LAYOUTS = (LAYOUT_2021, LAYOUT_2019)
TABLE_KEYS: tuple[TableKey, ...] = ("active_disclosure", "applications", "proceedings")
SECTION_KEYS: tuple[SectionKey, ...] = tuple(s.key for s in SECTIONS)

OUTCOME_GROUPS: dict[str, str] = {
    "granted": "予以公开",
    "partial": "部分公开",
    "denied": "不予公开",
    "unable": "无法提供",
    "rejected": "不予处理",
    "other": "其他处理",
}
"""The six outcomes of table three by the first part of their row keys, with the word prose uses for them."""


def layout_for_year(year: int) -> Layout:
    """The form in use for a report year: 2021 layout from 2021 on, the 2019 layout for 2019 and 2020."""
    return LAYOUT_2021 if year >= LAYOUT_2021.first_year else LAYOUT_2019


def outcome_group(row: str) -> str | None:
    """The outcome (``denied``) that a row of table three (``denied.process``) belongs to, if any."""
    group = row.partition(".")[0]
    return group if group in OUTCOME_GROUPS else None


def cell_label(cell: str) -> str:
    """``applications.new.total`` → the words that a reader finds it by (表三·…·总计)."""
    table, _, address = cell.partition(".")
    row, _, column = address.rpartition(".")
    return next(layout.label(row, column) for key, layout in LAYOUT_2021.tables.items() if key == table)
