"""A random report as plain data: what stands in every cell, known before anything is written or read."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from nianbao.report.cells import CellKind
from nianbao.report.layout import LAYOUT_2019, LAYOUT_2021, Layout, TableKey, outcome_group

APPLICANTS = ("natural_person", "commercial", "research", "social", "legal_service", "other")
RESULTS = ("upheld", "corrected", "other", "pending")
PROVINCES = ("江岭省", "云溪省", "海澜省", "北陵自治区", "")
CITIES = ("青禾市", "临川湾市", "白榆市", "安屏市", "石鼓州")
COUNTIES = ("柳溪县", "望山区", "东篱县", "三桥市", "乌兰泉旗", "南浦区")
TOWNS = ("杏花镇", "金沙塘镇", "双井乡", "临河街道", "马头营镇", "五星乡")
BUREAUS = ("财政局", "教育局", "卫生健康局", "市场监督管理局", "自然资源和规划局", "交通运输局", "司法局", "审计局")
MARKS = ("", "/", "—", "-", "不适用")
"""What is printed in place of a zero."""

Address = tuple[str, str]


@dataclass(frozen=True)
class TrueCell:
    """What is printed and what it means; ``value`` is None unless ``kind`` is NUMBER or ZERO."""

    raw: str
    kind: CellKind
    value: int | Decimal | None = None


@dataclass
class TrueReport:
    """A report that is right by construction: the three equations of table three and every total hold."""

    agency: str
    year: int
    layout: Layout
    tables: dict[TableKey, dict[Address, TrueCell]]
    prose: dict[str, list[str]] = field(default_factory=dict)


def number(value: int | Decimal) -> TrueCell:
    return TrueCell(str(value), CellKind.ZERO if value == 0 else CellKind.NUMBER, value)


def mark(text: str) -> TrueCell:
    """A cell in which no number stands."""
    if not text:
        return TrueCell("", CellKind.BLANK)
    return TrueCell(text, CellKind.NA if text == "不适用" else CellKind.DASH)


def random_report(rng: Random) -> TrueReport:
    """2019 layout for 2019 and 2020 (and sometimes 2022, as is still seen), else the layout of 2021."""
    year = rng.choice((2019, 2020, 2021, 2022, 2023, 2024, 2025, 2023, 2024, 2025))
    layout = LAYOUT_2019 if year < 2021 or (year == 2022 and rng.random() < 0.2) else LAYOUT_2021
    tables: dict[TableKey, dict[Address, TrueCell]] = {
        "active_disclosure": _active(rng, layout),
        "applications": _applications(rng, layout),
        "proceedings": _proceedings(rng),
    }
    for cells in tables.values():
        _print_otherwise(rng, cells)
    report = TrueReport(_agency(rng), year, layout, tables)
    report.prose = _prose(rng, report)
    return report


def _agency(rng: Random) -> str:
    province, city, county = rng.choice(PROVINCES), rng.choice(CITIES), rng.choice(COUNTIES)
    kind = rng.randrange(6)
    if kind == 0:
        return f"{province}{city}人民政府"
    if kind == 1:
        return f"{city}{county}人民政府" + rng.choice(("", "办公室"))
    if kind == 2:
        return f"{county}{rng.choice(TOWNS)}" + rng.choice(("人民政府", "人民政府", ""))
    if kind == 3:
        return f"{province}{city}{rng.choice(TOWNS)}人民政府"
    return f"{rng.choice((city, county, city + county))}{rng.choice(BUREAUS)}"


def _count(rng: Random, scale: int) -> int:
    """Mostly nothing, sometimes some, rarely very much."""
    chance = rng.random()
    if scale == 0 or chance < 0.6:
        return 0
    if chance < 0.97:
        return rng.randint(1, scale)
    return rng.choice((1234, 93842, 10471, 2017, 2024)) if scale >= 100 else rng.randint(1, 500)


def _active(rng: Random, layout: Layout) -> dict[Address, TrueCell]:
    scale = rng.choice((0, 20, 500, 5000))
    cells: dict[Address, TrueCell] = {}
    for row, column in layout.tables["active_disclosure"].addresses:
        if column == "change":
            change = rng.choice((0, 0, rng.randint(1, 40), -rng.randint(1, 40)))
            raw = f"+{change}" if change > 0 and rng.random() < 0.4 else str(change)
            cells[row, column] = TrueCell(raw, number(change).kind, change)
        elif column == "amount":
            places = rng.choice((0, 1, 2, 4, 6))
            amount = Decimal(rng.randint(1, 9_999_999)).scaleb(-places) if rng.random() < 0.6 else 0
            cells[row, column] = number(amount if places else int(amount))
        else:
            cells[row, column] = number(_count(rng, scale if row != "regulations" else min(scale, 3)))
    for row in ("regulations", "normative_documents"):
        if (row, "in_force") in cells:
            made, gone = (cells[row, c].value for c in ("issued", "repealed"))
            cells[row, "in_force"] = number(max(0, int(made or 0) - int(gone or 0)) + _count(rng, scale))
    return cells


def _applications(rng: Random, layout: Layout) -> dict[Address, TrueCell]:
    scale = rng.choice((0, 3, 40, 500))
    form = layout.tables["applications"]
    rows = list(dict.fromkeys(row for row, _ in form.addresses))
    if form.merged_rows and rng.random() < 0.08:  # one row 其他处理 in place of three
        at = rows.index("other.overdue_correction")
        rows = [*rows[:at], "other", *(r for r in rows[at:] if not r.startswith("other."))]
    outcomes = [row for row in rows if outcome_group(row)]
    values: dict[Address, int] = {}
    for column in APPLICANTS:
        for row in outcomes:
            values[row, column] = _count(rng, scale) if column == "natural_person" or rng.random() < 0.3 else 0
        done = values["processed_total", column] = sum(values[row, column] for row in outcomes)
        ahead = values["carried_out", column] = _count(rng, min(scale, 30))
        values["carried_in", column] = min(_count(rng, min(scale, 30)), done + ahead)
        values["new", column] = done + ahead - values["carried_in", column]
    for row in rows:
        values[row, "total"] = sum(values[row, column] for column in APPLICANTS)
    return {(row, column): number(values[row, column]) for row in rows for column in (*APPLICANTS, "total")}


def _proceedings(rng: Random) -> dict[Address, TrueCell]:
    scale = rng.choice((0, 2, 60))
    cells: dict[Address, TrueCell] = {}
    for row in ("reconsideration", "litigation_direct", "litigation_after"):
        values = {column: _count(rng, scale) for column in RESULTS}
        cells |= {(row, column): number(value) for column, value in values.items()}
        cells[row, "total"] = number(sum(values.values()))
    return cells


def _print_otherwise(rng: Random, cells: dict[Address, TrueCell]) -> None:
    """Zeros printed as a mark or left blank; numbers with a unit, a remark or in another style of digits."""
    if rng.random() < 0.3:
        text, share = rng.choice(MARKS), rng.choice((0.2, 0.6, 1.0))
        for address, cell in cells.items():
            if cell.kind is CellKind.ZERO and rng.random() < share:
                cells[address] = mark(text)
    if rng.random() < 0.3:
        for address, cell in cells.items():
            if cell.kind is CellKind.NUMBER and rng.random() < 0.15:
                cells[address] = TrueCell(_remarked(rng, cell, address[1]), cell.kind, cell.value)


def _remarked(rng: Random, cell: TrueCell, column: str) -> str:
    styles = [f"{cell.raw} ", f" {cell.raw}", cell.raw.translate({48 + i: 0xFF10 + i for i in range(10)})]
    if isinstance(cell.value, int) and cell.value > 999:
        styles.append(f"{cell.value:,}")
    if column == "amount":
        styles.append(f"{cell.raw}万元")
    elif cell.raw.isdigit():
        styles += [f"{cell.raw}（其中修订{rng.randint(1, 16)}件）", f"{cell.raw}件"]
    return rng.choice(styles)


def _prose(rng: Random, report: TrueReport) -> dict[str, list[str]]:
    """Paragraphs by section, full of the words and numbers that also stand in the tables."""
    some = lambda: rng.choice((0, rng.randint(1, 500), rng.randint(1000, 99999)))  # noqa: E731
    overview = [
        f"{report.year}年，本机关认真贯彻落实《中华人民共和国政府信息公开条例》，持续做好政府信息公开工作。",
        f"（一）主动公开。全年主动公开政府信息{some()}条，其中规章{some()}件、行政规范性文件{some()}件。",
        f"（二）依申请公开。全年收到政府信息公开申请{some()}件，予以公开{some()}件，无法提供{some()}件。",
        "（三）政府信息管理。完善信息发布审核机制，定期开展自查。",
        "（四）政府信息公开平台建设。优化门户网站栏目设置，方便群众查询。",
        "（五）监督保障。明确专人负责，组织业务培训，全年开展培训2次。",
    ]
    if rng.random() < 0.3:
        overview = overview[: rng.randint(1, 3)]
    return {
        "preamble": [
            f"根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。数据统计期限为{report.year}年1月1日至"
            f"{report.year}年12月31日。"
        ],
        "overview": overview,
        "problems": ["（一）存在的问题", "公开内容还不够丰富。", "（二）改进措施", f"下一步，计划新增栏目{some()}个。"],
        "other": [
            rng.choice(("无。", "本年度未收取信息处理费。", f"本年度发出收费通知{some()}件，总金额{some()}元。"))
        ],
    }
