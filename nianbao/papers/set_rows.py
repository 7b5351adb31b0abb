"""The review of a set in Chinese, a report a line: for the screen, the list and the summary page alike."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.papers.wording import ITEM_VERDICTS, SEVERITIES, STATES, VERDICTS_IN_A_LIST, verdict_reason_of
from nianbao.report.text import printable
from validators.article50 import IN_ORDER
from validators.causes import STEP_OF_THE_MODEL, Entry, causes
from validators.reviewed import Reviewed

NOT_READ = "没有读出"
"""In place of a verdict, for a file that could not be read at all."""
NO_ITEM = "—"
"""An item that this agency does not owe."""
_SHOWN = 3
"""Errors of one report that the screen tells."""


@dataclass(frozen=True, slots=True)
class SetRow:
    """One file of the set. ``items``: item of Article 50 → what became of it; ``counts``: severity → findings."""

    file: str
    agency: str
    year: int | None
    verdict: str
    items: dict[str, str]
    counts: dict[str, int]
    errors: tuple[str, ...]
    note: str
    in_order: bool = False
    """Whether the report may be published as it is, or after its warnings were looked at."""

    @property
    def name(self) -> str:
        return f"{self.agency or '（未读到机关名称）'}{'' if self.year is None else f' {self.year}年'}（{self.file}）"


def set_row(reviewed: Reviewed) -> SetRow:
    """The line of a file, of one that could not be read too."""
    if reviewed.error is not None:
        return SetRow(
            printable(reviewed.path.name), "", None, NOT_READ, {}, dict.fromkeys(SEVERITIES, 0), (), reviewed.error
        )
    data = reviewed.data
    counts = Counter(f["severity"] for f in data["findings"])
    return SetRow(
        printable(reviewed.path.name),
        data["report"]["agency"]["name"],
        data["report"]["year"],
        VERDICTS_IN_A_LIST[data["verdict"]],
        {item["item"]: ITEM_VERDICTS[item["verdict"]] for item in data["article50"]},
        {severity: counts[severity] for severity in SEVERITIES},
        tuple(f"{f['rule']} {f['message']}" for f in data["findings"] if f["severity"] == "error"),
        "；".join(_notes(data)),
        data["verdict"] in IN_ORDER,
    )


def _notes(data: dict[str, Any]) -> list[str]:
    """What made the verdict, and what of the set concerns this report."""
    notes = [reason] if (reason := verdict_reason_of(data).rstrip("。")) else []
    if previous := data["set"]["previous"]:
        notes.append(f"上年年报：{previous}")
    if same := same_report_said(data["set"]["same_report"]):
        notes.append(same)
    return notes


def same_report_said(files: Sequence[str]) -> str:
    """That a set holds a report more than once; empty where it does not."""
    return f"同一机关同一年度还有：{'、'.join(files)}" if files else ""


def undecided(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """``(rules, state, reason)`` of what could not be decided or read; rules with the same reason in one line."""
    found = causes(
        Entry(rule["rule"], rule["state"], rule["reasons"])
        for rule in data["rules"]
        if rule["rule"] != STEP_OF_THE_MODEL
    )
    said = {cause.reason for cause in found}
    return [("、".join(cause.rules), STATES[cause.state], cause.reason) for cause in found] + [
        ("", STATES["parse_error"], problem["message"])
        for problem in data["report"]["problems"]
        if problem["message"] not in said
    ]


def verdict_counts(rows: Sequence[SetRow]) -> dict[str, int]:
    """Verdict → reports, in the order of the verdicts; those that none has are left out."""
    counts = Counter(row.verdict for row in rows)
    return {verdict: counts[verdict] for verdict in (*VERDICTS_IN_A_LIST.values(), NOT_READ) if counts[verdict]}


def set_summary(rows: Sequence[SetRow]) -> str:
    """For the screen: reports by verdict, then those with errors, those without a verdict, those not read."""
    counts = "，".join(f"{verdict} {count} 份" for verdict, count in verdict_counts(rows).items())
    lines = [f"共 {len(rows)} 份年报：{counts}。"]
    lines += _listed("有错误的：", [_with_errors(row) for row in rows if row.errors])
    doubtful = [row for row in rows if row.verdict != NOT_READ and not row.in_order]
    lines += _listed(
        "没有错误，但内容缺失、未能读出或不能判断的：", [f"{r.name}：{r.note}" for r in doubtful if not r.errors]
    )
    lines += _listed("没有读出的：", [f"{r.file}：{r.note}" for r in rows if r.verdict == NOT_READ])
    warned = sum(bool(row.counts["warning"]) for row in rows)
    if warned:
        lines += ["", f"另有 {warned} 份有警告；逐条内容请用 -o 清单.xlsx 写出。"]
    return "\n".join(lines)


def _with_errors(row: SetRow) -> str:
    more = f"；……共{len(row.errors)}项" if len(row.errors) > _SHOWN else ""
    return f"{row.name}：{'；'.join(row.errors[:_SHOWN])}{more}"


def _listed(title: str, entries: list[str]) -> list[str]:
    return ["", title, *(f"- {entry}" for entry in entries)] if entries else []
