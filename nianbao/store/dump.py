"""Every row of the database as lines of JSON and back: the same on SQLite and PostgreSQL, so that one reads the other's."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

from sqlalchemy import Column, Connection, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import CompileError, StatementError

from nianbao.store.database import Database, StoreError
from nianbao.store.failures import said_of
from nianbao.store.models import Base

_BATCH = 500
TABLES: tuple[Table, ...] = tuple(Base.metadata.sorted_tables)
"""In an order in which each refers only to those before it."""


def dump(db: Database, open_part: Callable[[str], IO[bytes]]) -> dict[str, int]:
    """Write each table through ``open_part(name)``, as one moment of the database; returns table → rows."""
    counts = {}
    with db.engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        for table in TABLES:
            with open_part(table.name) as part:
                counts[table.name] = _write(connection, table, part)
    return counts


def load(db: Database, lines_of: Callable[[str], Iterator[bytes]], *, empty_first: bool = False) -> dict[str, int]:
    """Read each table's lines from ``lines_of(name)`` into the database, whole or not at all; returns table → rows.

    The database may have the form of an earlier program (``database.made_at``).

    ``empty_first``: what is there is thrown away in the same transaction. Raises ``StoreError`` for rows that do not fit.
    """
    counts = {}
    try:
        with db.engine.execution_options(writing=True).begin() as connection:
            if empty_first:
                _empty(connection)
            for table in _standing(connection):
                counts[table.name] = _read(connection, table, lines_of(table.name))
                _continue_numbering(connection, table)
    except (KeyError, ValueError, TypeError, CompileError, StatementError) as error:
        if said := said_of(error, db.engine.url):
            raise StoreError(said) from error
        raise StoreError(
            f"备份里的数据与本程序的数据库对不上，没有恢复任何内容：{getattr(error, 'orig', None) or error}"
        ) from error
    return counts


def _standing(connection: Connection) -> list[Table]:
    """The tables as they stand in the database, which may have the form of an earlier program: with columns of ours, as
    far as they were there already."""
    found = MetaData()
    found.reflect(connection)
    tables = []
    for ours in TABLES:
        if ours.name in found.tables:
            columns = (Column(c.name, ours.c[c.name].type if c.name in ours.c else c.type)
                       for c in found.tables[ours.name].columns)  # fmt: skip
            tables.append(Table(ours.name, MetaData(), *columns))
    return tables


def holds_work(db: Database) -> bool:
    """True when there is anything that did not come with the program: conversations, drafts, notes, uploads."""
    seeded = {"reports", "cells", "meta"}
    with db.engine.connect() as connection:
        if any(connection.scalar(select(func.count()).select_from(t)) for t in TABLES if t.name not in seeded):
            return True
        reports = Base.metadata.tables["reports"]
        own = select(func.count()).select_from(reports).where(reports.c.source.not_in(("corpus", "figures")))
        return bool(connection.scalar(own))


def _write(connection: Connection, table: Table, part: IO[bytes]) -> int:
    count = 0
    for row in connection.execute(select(table)).yield_per(_BATCH).mappings():
        part.write(json.dumps({k: _packed(v) for k, v in row.items()}, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count


def _read(connection: Connection, table: Table, lines: Iterator[bytes]) -> int:
    count, batch = 0, list[dict[str, Any]]()
    for line in lines:
        batch.append({key: _unpacked(value) for key, value in json.loads(line).items()})
        if len(batch) == _BATCH:
            connection.execute(insert(table), batch)
            count, batch = count + len(batch), []
    if batch:
        connection.execute(insert(table), batch)
    return count + len(batch)


def _empty(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # row triggers keep revisions from being deleted one by one
        connection.execute(text(f"TRUNCATE {', '.join(table.name for table in TABLES)} RESTART IDENTITY CASCADE"))
        return
    raise StoreError("SQLite 数据库请先移开再恢复。")


def _continue_numbering(connection: Connection, table: Table) -> None:
    """PostgreSQL counts on from where it was, not from what was put in by number."""
    if connection.dialect.name != "postgresql" or "id" not in table.c or table.c.id.type.python_type is not int:
        return
    connection.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"
            f" (SELECT COALESCE(MAX(id), 1) FROM {table.name}), (SELECT COUNT(*) > 0 FROM {table.name}))"
        )
    )


def _packed(value: Any) -> Any:
    """What JSON cannot hold goes by its kind."""
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, dict):
        return {"$json": value}
    return value


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    (kind, written), *more = value.items()
    if more or kind not in _KINDS:
        raise ValueError(f"unknown kind of value: {sorted(value)}")
    return _KINDS[kind](written)


_KINDS: dict[str, Callable[[Any], Any]] = {
    "$bytes": lambda written: base64.b64decode(written),
    "$time": datetime.fromisoformat,
    "$decimal": Decimal,
    "$json": lambda written: written,
}
