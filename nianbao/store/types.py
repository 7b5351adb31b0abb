"""Column types that give back exactly what was put in, on every database; and what goes into none, cleaned here for all."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Numeric, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from nianbao.report.cells import Number
from nianbao.report.text import storable

DIGITS, PLACES = 20, 6
_SCALE = 10**PLACES
_LARGEST = 2**63 - 1
"""SQLite holds millionths in 64 bits: up to 9.2 万亿 (万元 or 件), far above anything a report can count."""


class ExactNumber(TypeDecorator[Number]):
    """A count (件) or an amount (万元) as ``Numeric(20, 6)``; on SQLite, which has no decimals, millionths as integers.

    Gives back an int where the number is whole, else a Decimal without trailing zeros. Ask ``fits`` first:
    binding a number that does not fit raises ``ValueError`` rather than rounding it.
    """

    impl = Numeric(DIGITS, PLACES)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int] | TypeEngine[Decimal]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(Numeric(DIGITS, PLACES))

    def process_bind_param(self, value: Number | None, dialect: Dialect) -> Number | None:
        if value is None:
            return None
        if not fits(value):
            raise ValueError(f"not exactly storable in Numeric({DIGITS}, {PLACES}): {value}")
        return int(value * _SCALE) if dialect.name == "sqlite" else Decimal(value)

    def process_result_value(self, value: Number | None, dialect: Dialect) -> Number | None:
        if value is None:
            return None
        exact = Decimal(value).scaleb(-PLACES) if dialect.name == "sqlite" else Decimal(value)
        return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def fits(value: Number) -> bool:
    """True when ``ExactNumber`` holds this number without rounding on every database."""
    if value == 0:
        return True
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) >= DIGITS):
        return False
    scaled = Fraction(value) * _SCALE
    return bool(scaled.denominator == 1 and abs(scaled) <= _LARGEST)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone. SQLite forgets zones, so everything is kept in UTC and given back as such."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Cleaned(TypeDecorator[str]):
    """Text without what a database refuses (``report.text.storable``).

    SQLite would keep NUL where PostgreSQL refuses it, and neither takes half a surrogate pair: so both get �.
    """

    __abstract__ = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Words(_Cleaned):
    """Text of any length."""

    impl = Text
    cache_ok = True


class Line(_Cleaned):
    """Text of at most so many characters: ``Line(64)``."""

    impl = String
    cache_ok = True


def to_json(value: Any) -> str:
    """JSON as it is kept, cleaned as ``Words`` are; money keeps its digits as a string, as everywhere in our JSON."""
    written = json.dumps(value, ensure_ascii=False, default=_decimal_as_text)
    if "\\u0000" in written:  # written out, so that it has to be looked for in the value
        written = json.dumps(_without_nul(json.loads(written)), ensure_ascii=False)
    return storable(written)


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {storable(key): _without_nul(item) for key, item in value.items()}
    return value


def _decimal_as_text(value: Any) -> str:
    """Anything but a decimal is the caller's mistake."""
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"not JSON: {type(value).__name__}")


def now() -> datetime:
    return datetime.now(UTC)
