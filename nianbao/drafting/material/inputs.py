"""What the drafter hands in: leaf cells, facts, problems, measures, results. Totals are computed, never typed.

Nothing has to be complete. A blank stays blank and what cannot be read is kept with the reason: both become marked
places of the draft, and neither is ever taken for zero.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from nianbao.drafting.material.readings import Reading, read_number
from nianbao.report.agency import AgencyKind, AgencyLevel
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.layout import LAYOUT_2021, TableKey, TableLayout

Aspect = Literal["active", "on_request", "management", "platform", "supervision"]
ASPECT_TITLES: dict[Aspect, str] = {
    "active": "主动公开",
    "on_request": "依申请公开",
    "management": "政府信息管理",
    "platform": "政府信息公开平台建设",
    "supervision": "监督保障",
}
_OTHER_NAMES: dict[str, Aspect] = {
    "依申请": "on_request",
    "申请公开": "on_request",
    "信息管理": "management",
    "平台": "platform",
    "平台建设": "platform",
    "公开平台建设": "platform",
    "信息公开平台建设": "platform",
    "政府信息公开平台": "platform",
}
"""What an aspect is called in short, in reports and by the review."""


def aspects_by_name() -> dict[str, Aspect]:
    """Name, with the ordinal of its heading or without, and short name → aspect."""
    whole: dict[str, Aspect] = {title: key for key, title in ASPECT_TITLES.items()}
    numbered = {f"({ordinal}){title}": key for ordinal, (title, key) in zip("一二三四五", whole.items(), strict=True)}
    return _OTHER_NAMES | numbered | whole


Count = Annotated[int, Field(ge=0, strict=True)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Row = Annotated[str, Field(max_length=2000)]
"""A line that may be empty: problems and measures stand in rows beside each other."""
Leaf = int | Decimal | None


class _Inputs(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Fact(_Inputs):
    """A figure about the year's work: ``label`` reads as the words before it (通过政府网站公开信息), then value and unit.

    ``value`` is None where the number could not be read; why stands in ``DraftInputs.unread``.
    """

    aspect: Aspect
    label: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^{}]*$")]
    value: Annotated[Decimal, Field(ge=0)] | None
    unit: Annotated[str, Field(max_length=8, pattern=r"^[^{}\d]*$")] = ""


class Practice(_Inputs):
    """Something done this year, in the drafter's words (制定公开审查流程); its numbers are taken over as they stand."""

    aspect: Aspect
    text: Text


class Results(_Inputs):
    """Article 50(四): results of 工作考核, 社会评议, 责任追究, in the drafter's words. None = not filled in."""

    assessment: Text | None = None
    public_appraisal: Text | None = None
    accountability: Text | None = None


class Fees(_Inputs):
    """信息处理费 (国办函〔2020〕109号): notices in 件, amounts in 元. None = not filled in, or not read."""

    notices: Count | None = None
    charged: Annotated[Decimal, Field(ge=0)] | None = None
    collected: Annotated[Decimal, Field(ge=0)] | None = None


class DraftInputs(_Inputs):
    """Everything a draft is made from. ``tables`` holds leaf cells only: table → row → column → number or None.

    Counts are in 件, ``active_disclosure.fees.amount`` in 万元. ``problems`` and ``measures`` stand in rows: the measure
    of a row answers its problem, an empty string keeps the row. ``unread``: place → why (“约200”是约数，请填确切的数);
    ``where``: place → cell of the workbook (表三 申请办理!C7), for places that are blank or unread. Places are
    ``table.row.column``, ``facts.N``, ``on_time``, ``fees.notices``. ``signed_on``: 成文日期, printed under the agency's name.
    """

    agency: Annotated[str, Field(min_length=2, max_length=80)]
    kind: AgencyKind | None = None
    level: AgencyLevel | None = None
    year: Annotated[int, Field(ge=2021, le=2100)]
    signed_on: date | None = None
    tables: dict[TableKey, dict[str, dict[str, Any]]]
    on_time: Count | None = None
    facts: list[Fact] = Field(default_factory=list, max_length=60)
    practices: list[Practice] = Field(default_factory=list, max_length=60)
    problems: list[Row] = Field(default_factory=list, max_length=12)
    measures: list[Row] = Field(default_factory=list, max_length=12)
    results: Results = Field(default_factory=Results)
    fees: Fees = Field(default_factory=Fees)
    other_matters: list[Text] = Field(default_factory=list, max_length=12)
    unread: dict[str, str] = Field(default_factory=dict)
    where: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _read_numbers(cls, raw: Any) -> Any:
        """Every number through the one reading; what is none is kept with its reason, blanks stay None."""
        return _with_readings(raw) if isinstance(raw, dict) else raw

    @field_validator("tables")
    @classmethod
    def _only_official_cells(
        cls, tables: dict[TableKey, dict[str, dict[str, Any]]]
    ) -> dict[TableKey, dict[str, dict[str, Any]]]:
        """Exactly the leaf cells of the three tables; a cell that no table has is an error of the file."""
        unknown = [
            f"{layout.name}没有“{row}.{column}”这一格"
            for key, layout in LAYOUT_2021.tables.items()
            for row, columns in tables.get(key, {}).items()
            for column in columns
            if (row, column) not in leaf_addresses(layout)
        ]
        if unknown:
            raise ValueError("\n".join(unknown))
        whole: dict[TableKey, dict[str, dict[str, Any]]] = {}
        for key, layout in LAYOUT_2021.tables.items():
            for row, column in leaf_addresses(layout):
                value = tables.get(key, {}).get(row, {}).get(column)
                whole.setdefault(key, {}).setdefault(row, {})[column] = value
        return whole

    @field_validator("problems", "measures")
    @classmethod
    def _no_empty_end(cls, rows: list[str]) -> list[str]:
        while rows and not rows[-1]:
            rows = rows[:-1]
        return rows

    @model_validator(mode="after")
    def _where_of_open_places(self) -> "DraftInputs":
        """Only open places keep their cell of the workbook: two complete inputs are equal wherever they came from."""
        from nianbao.drafting.tables import unbalanced  # it stands on this module

        places = {place for place, _ in self.blanks()} | set(self.unread)
        places |= {f"applications.new.{wrong.column}" for wrong in unbalanced(self)} if self.where else set()
        self.__dict__["where"] = {place: cell for place, cell in self.where.items() if place in places}
        return self

    def leaf(self, table: TableKey, row: str, column: str) -> Leaf:
        """A leaf: int for counts (件), Decimal for money (万元), None where it is blank or could not be read."""
        value: Leaf = self.tables[table][row][column]
        return value

    def blanks(self) -> Iterator[tuple[str, str]]:
        """Leaf cells that nobody filled in: place and official label, in the order of the form."""
        for key, layout in LAYOUT_2021.tables.items():
            for row, column in leaf_addresses(layout):
                place = f"{key}.{row}.{column}"
                if self.leaf(key, row, column) is None and place not in self.unread:
                    yield place, layout.label(row, column)


def leaf_addresses(layout: TableLayout) -> list[tuple[str, str]]:
    """The cells a drafter fills in: no totals of rows or columns."""
    if layout.key == "applications":
        return [(r, c) for r, c in layout.addresses if c in APPLICANT_KEYS and r != "processed_total"]
    if layout.key == "proceedings":
        return [(r, c) for r, c in layout.addresses if c in RESULT_KEYS]
    return list(layout.addresses)


# --- readings -------------------------------------------------------------------------------------------------


def _with_readings(raw: dict[str, Any]) -> dict[str, Any]:
    """The raw inputs with numbers read, and the reasons of those that could not be under ``unread``."""
    unread: dict[str, str] = dict(raw.get("unread") or {})

    def taken(place: str, reading: Reading) -> Leaf:
        if reading.why:
            unread[place] = reading.why
        return reading.value

    found = dict(raw)
    if isinstance(raw.get("tables"), dict):
        found["tables"] = {key: _rows(key, rows, taken) for key, rows in raw["tables"].items()}
    found["on_time"] = taken("on_time", read_number(raw.get("on_time")))
    if isinstance(raw.get("fees"), dict):
        units = {"notices": "件", "charged": "元", "collected": "元"}
        found["fees"] = {
            name: taken(
                f"fees.{name}", read_number(value, "count" if name == "notices" else "money", units.get(name, "元"))
            )
            for name, value in raw["fees"].items()
        }
    if isinstance(raw.get("facts"), list):
        found["facts"] = [_fact(f"facts.{n}", fact, taken) for n, fact in enumerate(raw["facts"], start=1)]
    return found | {"unread": unread}


def _rows(key: str, rows: Any, taken: Any) -> Any:
    """A table with its cells read; what has not the shape of a table is left for pydantic to name."""
    if not isinstance(rows, dict):
        return rows
    return {
        row: {c: _cell(key, row, c, value, taken) for c, value in columns.items()}
        if isinstance(columns, dict)
        else columns
        for row, columns in rows.items()
    }


def _cell(key: str, row: str, column: str, value: Any, taken: Any) -> Leaf:
    layout = LAYOUT_2021.tables.get(key)  # type: ignore[call-overload]
    block = layout.block_of.get(row) if layout else None
    money = block is not None and block.unit == "万元"
    found: Leaf = taken(
        f"{key}.{row}.{column}", read_number(value, "money" if money else "count", "万元" if money else "件")
    )
    return found


def _fact(place: str, fact: Any, taken: Any) -> Any:
    """A fact with its number read; 213条 brings its unit along, and a unit that is missing or differs is asked about."""
    if not isinstance(fact, dict) or isinstance(fact.get("value"), int | Decimal):
        return fact
    unit = str(fact.get("unit") or "").strip()
    raw = fact.get("value")
    reading = read_number(raw, "any", unit or "件")
    if reading.value is not None and reading.unit and unit and reading.unit != unit:
        reading = Reading(None, "", f"“{raw}”与单位“{unit}”不一致")
    if reading.value is not None and not (unit or reading.unit):
        reading = Reading(None, "", f"“{raw}”没有填单位")
    return fact | {"value": taken(place, reading), "unit": unit or reading.unit}
