"""信息处理费 as a register has it: notices of the year, what they charged, what was paid (国办函〔2020〕109号)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.register.models import Application

FEE_FIELDS = ("fee_notice", "fee_amount", "fee_paid")
Figures = dict[str, tuple[Decimal, list[int]]]


@dataclass(slots=True)
class Fees:
    """``figures``: notices (件), charged, collected (元), each with the rows it was counted from; what the register does not
    say, or says in words that are no amount, is not among them but in ``notices`` as a line."""

    figures: Figures = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def count_fees(applications: Sequence[Application], columns: Sequence[str], year: int) -> Fees | None:
    """The fees of a year: those whose notice went out in it. None for a register without such columns.

    ``columns``: the fields that the register has.
    """
    if not set(FEE_FIELDS) & set(columns):
        return None
    found = Fees()
    if applications and not _says(applications, columns):
        found.notices.append("收费一栏空着，空着不当作0元，信息处理费没有填入。")
        return found
    if "fee_notice" not in columns:
        if any(a.fee_amount or a.fee_paid for a in applications):
            found.notices.append("台账有收费金额而没有收费通知日期一列，不知道属于哪一年，信息处理费没有填入。")
            return found
        if any(a.fees_unclear for a in applications):
            found.notices.append("收费一列的写法没有读懂，信息处理费没有填入。")
            return found
    undated = [a.row for a in applications if "fee_notice" in a.fees_unclear]
    if undated:
        found.notices.append(f"{_rows(undated)}的收费通知日期不是日期，信息处理费没有填入。")
        return found
    noticed = [a for a in applications if a.fee_notice is not None and a.fee_notice.year == year]
    found.figures["notices"] = Decimal(len(noticed)), [a.row for a in noticed]
    for name, amount in (("charged", "fee_amount"), ("collected", "fee_paid")):
        _sum(found, name, amount, noticed, columns)
    return found


def _says(applications: Sequence[Application], columns: Sequence[str]) -> bool:
    """Whether a blank says something: in a column of notices beside filled cells it is no notice;
    without one each row must say itself that nothing was charged."""
    said = [a.fees_said for a in applications]
    return any(said) if "fee_notice" in columns or any(a.fee_amount or a.fee_paid for a in applications) else all(said)


def _sum(found: Fees, name: str, amount: str, noticed: Sequence[Application], columns: Sequence[str]) -> None:
    """The sum of a column over the rows of the notices; open where the column is missing or an amount is not said.

    Nothing in 实收 is nothing paid; nothing in 金额 behind a notice is an amount that is not said.
    """
    label = {"charged": "收费金额", "collected": "实收"}[name]
    if amount not in columns:
        found.notices.append(f"台账没有{label}一列，这一项没有填入。")
        return
    values = {a.row: getattr(a, amount) for a in noticed}
    unclear = [a.row for a in noticed if amount in a.fees_unclear]
    unclear += [row for row, value in values.items() if value is None and name == "charged" and row not in unclear]
    if unclear:
        found.notices.append(f"{_rows(unclear)}的{label}没有读出，这一项没有填入。")
        return
    paid = {row: value for row, value in values.items() if value}
    found.figures[name] = sum(paid.values(), Decimal(0)), list(paid)


def _rows(rows: Sequence[int]) -> str:
    return "、".join(f"第{row}件" for row in rows)
