"""An application as the register has it. Names, telephones and numbers of persons are read, compared and let go:
no model holds them, so that nothing that is printed, logged, asked or drafted can."""

from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from nianbao.report.text import squeeze

CaseKind = Literal["reconsideration", "litigation_direct", "litigation_after"]
AskedField = Literal["result", "kind", "received", "answered", "proceedings"]


def digest(text: str) -> str:
    """A short sign for a text that is to be compared and not to be kept."""
    return blake2b(squeeze(text).encode(), digest_size=16).hexdigest()


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Fact):
    """Where a row stands: ``line`` from 1 in its sheet, table or text; ``record`` where a text's rows run over lines."""

    file: str
    sheet: str | None = None
    line: int
    record: int | None = None


class Case(_Fact):
    """A review or a suit over an application: its result's words, and the days it began and ended."""

    words: str
    filed: date | None = None
    ended: date | None = None


class Application(_Fact):
    """One row of the register. ``row`` counts the data rows over all files from 1; days are None where none is said."""

    row: int
    place: Place
    number: str = Field(default="", repr=False, exclude=True)
    """Its number as the register has it; empty for one that may be a person's."""
    fields: frozenset[str] = Field(default=frozenset(), repr=False, exclude=True)
    """What its table has columns for."""
    received: date | None = None
    received_words: str = ""
    """What stands as the day of receipt when that is none."""
    receipts: dict[str, date] = Field(default_factory=dict)
    """Column → day, where two columns may be the receipt and differ in this row."""
    answered: date | None = None
    answered_words: str = ""
    """What stands as the day of the answer when that is none."""
    has_answer_column: bool = True
    kind: str | None = None
    kind_words: str = ""
    kind_name: str = Field(default="", repr=False, exclude=True)
    """A digest of the name that stands where a kind should: the words are then empty."""
    proposed_kind: str | None = None
    result_words: str = ""
    extended: bool = False
    correction_notice: date | None = None
    correction_received: date | None = None
    third_party: tuple[date, date | None] | None = None
    """First and last day of asking the third party; without a last one it goes on."""
    review: Case | None = None
    suit: Case | None = None
    suit_after_review: bool | None = None
    fee_notice: date | None = None
    fee_amount: Decimal | None = None
    fee_paid: Decimal | None = None
    """元."""
    fees_said: bool = False
    """Some cell of the fee is filled, be it with 无."""
    fees_unclear: tuple[str, ...] = ()
    """Fields of the fee whose words are neither a day (an amount) nor nothing."""
    same: str = Field(default="", repr=False, exclude=True)
    """A digest of applicant, day and content, equal for what may have been entered twice; empty when not known."""


class Undecided(_Fact):
    """Words that code does not decide: what they stand for is asked, once, and remembered for the agency."""

    field: AskedField
    raw: str
    rows: tuple[int, ...]
    candidates: tuple[str, ...] = ()


class Overdue(_Fact):
    """An application answered after its due day, or open past it. ``working_days_late`` in 工作日 after the due day."""

    row: int
    received: date
    due: date
    answered: date | None
    working_days_late: int
