"""Column types that give back exactly what was put in, on every database."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import BigInteger, DateTime, Dialect, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine

from nianbao.report.cells import Number

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


def now() -> datetime:
    return datetime.now(UTC)
