"""What the drafter hands in: leaf cells, facts, problems, measures, results. Totals are computed, never typed."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

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
Count = Annotated[int, Field(ge=0, strict=True)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class _Inputs(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Fact(_Inputs):
    """A figure about the year's work: ``label`` reads as the words before it (通过政府网站公开信息), then value and unit."""

    aspect: Aspect
    label: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^{}]*$")]
    value: Annotated[Decimal, Field(ge=0)]
    unit: Annotated[str, Field(min_length=1, max_length=8, pattern=r"^[^{}\d]*$")]


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
    """信息处理费 (国办函〔2020〕109号): notices in 件, amounts in 元. None = not filled in."""

    notices: Count | None = None
    charged: Annotated[Decimal, Field(ge=0)] | None = None
    collected: Annotated[Decimal, Field(ge=0)] | None = None


class DraftInputs(_Inputs):
    """Everything a draft is made from. ``tables`` holds leaf cells only: table → row → column → number.

    Counts are in 件, ``active_disclosure.fees.amount`` in 万元. Every leaf must be there: a blank is asked for,
    never taken as zero.
    """

    agency: Annotated[str, Field(min_length=2, max_length=80)]
    kind: AgencyKind | None = None
    level: AgencyLevel | None = None
    year: Annotated[int, Field(ge=2021, le=2100)]
    tables: dict[TableKey, dict[str, dict[str, Any]]]
    on_time: Count | None = None
    facts: list[Fact] = Field(default_factory=list, max_length=60)
    practices: list[Practice] = Field(default_factory=list, max_length=60)
    problems: list[Text] = Field(default_factory=list, max_length=12)
    measures: list[Text] = Field(default_factory=list, max_length=12)
    results: Results = Field(default_factory=Results)
    fees: Fees = Field(default_factory=Fees)
    other_matters: list[Text] = Field(default_factory=list, max_length=12)

    @field_validator("tables")
    @classmethod
    def _whole_tables(
        cls, tables: dict[TableKey, dict[str, dict[str, Any]]]
    ) -> dict[TableKey, dict[str, dict[str, Any]]]:
        """Exactly the leaf cells of the three tables, each a non-negative number of its kind: int, or Decimal for money."""
        errors: list[str] = []
        for key, layout in LAYOUT_2021.tables.items():
            given = tables.get(key, {})
            leaves = leaf_addresses(layout)
            for row, columns in given.items():
                errors += [f"{layout.name}没有“{row}.{c}”这一格" for c in columns if (row, c) not in leaves]
            blanks: dict[str, int] = {}
            for row, column in leaves:
                value = given.get(row, {}).get(column)
                if value is None or (isinstance(value, str) and not value.strip()):
                    blanks[row] = blanks.get(row, 0) + 1
                elif problem := _wrong(value, money=layout.block_of[row].unit == "万元"):
                    errors.append(f"{layout.label(row, column)}：{problem}")
            errors += [f"{layout.label(row)}：{count}格空白，没有发生请填0" for row, count in blanks.items()]
        if errors:
            raise ValueError("\n".join(errors))
        return {
            key: {
                row: {c: _exact(LAYOUT_2021.tables[key], row, v) for c, v in columns.items()}
                for row, columns in rows.items()
            }
            for key, rows in tables.items()
        }

    def leaf(self, table: TableKey, row: str, column: str) -> int | Decimal:
        """A validated leaf: int for counts (件), Decimal for money (万元)."""
        value: int | Decimal = self.tables[table][row][column]
        return value


def leaf_addresses(layout: TableLayout) -> list[tuple[str, str]]:
    """The cells a drafter fills in: no totals of rows or columns."""
    if layout.key == "applications":
        return [(r, c) for r, c in layout.addresses if c in APPLICANT_KEYS and r != "processed_total"]
    if layout.key == "proceedings":
        return [(r, c) for r, c in layout.addresses if c in RESULT_KEYS]
    return list(layout.addresses)


def _exact(layout: TableLayout, row: str, value: object) -> int | Decimal:
    """A checked value in its own type; money without superfluous zeros, so that equal inputs are equal."""
    number = Decimal(str(value))
    if layout.block_of[row].unit != "万元":
        return int(number)
    whole = number == number.to_integral_value()
    return Decimal(int(number)) if whole else number.normalize()


def _wrong(value: object, money: bool) -> str | None:
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return f"“{value}”不是数字"
    if isinstance(value, bool) or not number.is_finite():
        return f"“{value}”不是数字"
    if number < 0:
        return f"“{value}”不能是负数"
    if not money and number != number.to_integral_value():
        return f"“{value}”应为整数"
    return None
