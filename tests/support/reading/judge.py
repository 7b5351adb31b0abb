"""What a reader made of a case: equal, declared unreadable, or wrong without a word."""

from dataclasses import dataclass
from typing import Literal

from nianbao.documents import UnreadableFileError, read
from nianbao.report.layout import TABLE_KEYS, TableKey
from nianbao.report.model import Report, Table
from tests.support.reading.cases import Case
from tests.support.reading.truth import Address, TrueCell

Verdict = Literal["equal", "declared", "refused", "silent"]


@dataclass(frozen=True)
class Judgement:
    """About one table of one case. ``declared``: the reader says that it could not read it, or leaves out a row that
    the damage tore; ``refused``: the whole file."""

    table: TableKey
    verdict: Verdict
    errors: tuple[str, ...] = ()
    said: str = ""


def judge(case: Case) -> list[Judgement]:
    """A judgement for each official table."""
    try:
        report = read(case.data, case.name)
    except UnreadableFileError as error:
        return [Judgement(key, "refused", said=str(error)) for key in TABLE_KEYS]
    except Exception as error:  # a crash is worse than a wrong cell, and no test of ours should hide it
        return [Judgement(key, "silent", (f"crash: {type(error).__name__}: {error}",)) for key in TABLE_KEYS]
    return [_judge_table(case, report, key) for key in TABLE_KEYS]


def _judge_table(case: Case, report: Report, key: TableKey) -> Judgement:
    table, problem = report.table(key), report.problem(key)
    said = problem.message if problem else ""
    if table is None:
        if problem is not None:
            return Judgement(key, "declared", said=said)
        return Judgement(key, "silent", ("the table is lost and nothing says so",))
    truth = case.draft.truth.tables[key]
    errors = [f"{address}: nothing such was printed, read {cell.raw!r}" for address, cell in _made_up(table, truth)]
    absent = []
    for address, cell in truth.items():
        read_cell = table.get(*address)
        if (key, address) in case.draft.lost:
            if read_cell is not None and read_cell.is_number:
                errors.append(f"{address}: the cell is not in the file, read {read_cell.raw!r}")
            absent.append(address)
        elif read_cell is None:
            absent.append(address)
            if not problem and not _may_be_absent(case, table, key, address):
                errors.append(f"{address}: printed {cell.raw!r}, absent without a word")
        elif (read_cell.kind, read_cell.value) != (cell.kind, cell.value):
            errors.append(
                f"{address}: printed {cell.raw!r}, read {read_cell.kind} {read_cell.value} from {read_cell.raw!r}"
            )
    if errors:
        return Judgement(key, "silent", tuple(errors), said)
    return Judgement(key, "declared" if absent or problem else "equal", said=said)


def _made_up(table: Table, truth: dict[Address, TrueCell]) -> list[tuple[Address, object]]:
    return [(address, cell) for address, cell in table.cells.items() if address not in truth]


def _may_be_absent(case: Case, table: Table, key: TableKey, address: Address) -> bool:
    torn = (key, address[0]) in case.draft.torn
    return torn or ((key, address[0]) in case.draft.relabelled and bool(table.unknown_rows))
