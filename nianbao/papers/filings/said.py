"""Filings in words: a line a unit, a line a step, a line a difference; for the screen and the command line alike."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol, cast

from nianbao.office.filings.overview import Line, Summary
from nianbao.office.filings.page import PageComparison
from nianbao.office.filings.states import ACT_NAMES, Act
from nianbao.office.filings.states import STATE_NAMES as STATE_NAMES
from nianbao.office.roster import RosterChange
from nianbao.papers.filings.publication import page_said
from nianbao.papers.wording import VERDICTS_IN_A_LIST, section_name

SHOWN_DIFFERENCES = 40
NOT_COMPARED = "没有比雷同"
SAME_FILE = "与第{n}稿是同一份文件，一字未改"


class StepTaken(Protocol):
    """What the store gives of a step, as far as it is said."""

    @property
    def version(self) -> int: ...
    @property
    def act(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...
    @property
    def created_at(self) -> datetime: ...


def filing_line(line: Line) -> str:
    """Where a unit stands, on one line."""
    parts = [STATE_NAMES[line.state], line.unit, f"期限 {line.due_on}", line.punctuality.said]
    if line.verdict:
        parts.append(f"第{line.version}稿 {VERDICTS_IN_A_LIST[line.verdict]}，错误{line.errors}、警告{line.warnings}")
        parts += [] if line.compared else [NOT_COMPARED]
    if line.publication:
        late = "" if line.publication.in_time else "（晚于期限）"
        parts.append(f"{line.publication.on} 公布{late}，与审定稿{page_said(line)}")
    return "　".join(parts)


def summary_said(counts: Summary) -> str:
    """The counts of a year in one sentence."""
    share = f"（{counts.share_in_time}）" if counts.share_in_time else ""
    return (
        f"应报 {counts.due}，已报 {counts.filed}（按时 {counts.in_time}，迟报 {counts.late}），逾期未报 {counts.overdue}；"
        f"已公布 {counts.published}，按期公布 {counts.published_in_time}{share}，与审定稿一致 {counts.same_as_accepted}"
    )


def step_said(step: StepTaken) -> str:
    """``2025-01-20 09:30　第1稿　退回　王五：请核对……（附 3 处问题）``."""
    told, act = step.detail, cast(Act, step.act)
    at = f"{step.created_at.astimezone():%Y-%m-%d %H:%M}"
    said = [at, f"第{step.version}稿", ACT_NAMES[act], step.name + (f"：{step.text}" if step.text else "")]
    if act == "file":
        verdict = VERDICTS_IN_A_LIST[told["verdict"]]
        said.append(f"{told['file']}，{verdict}，错误{told['errors']}、警告{told['warnings']}")
        said += [f"{told['received']}收到"] if told.get("received") else []
        said += [SAME_FILE.format(n=told["same_as"])] if told.get("same_as") else []
        said.append(copies_said(told))
    elif act == "return" and told["findings"]:
        said.append(f"附{len(told['findings'])}处需要修改的问题")
    elif act == "publish":
        count, unread = len(told["differences"]), told["not_compared"]
        same = f"与审定稿有{count}处不同" if count else "与审定稿一致"
        said.append(f"{told['published_on']}公布，网页{'没能比对全部内容' if unread and not count else same}")
        if (on_page := told.get("date_on_page", "")) not in ("", told["published_on"]):
            said.append(f"网页上写的发布日期是{on_page}")
    return "　".join(said)


def copies_said(told: Mapping[str, Any]) -> str:
    """Whether a version was compared with what the other units had filed: a verdict says nothing of copies otherwise."""
    if n := told.get("compared"):
        return f"已与其他单位报送的{n}份比过雷同"
    return f"{NOT_COMPARED}（当时没有其他单位的稿子可比）"


def roster_change_lines(change: RosterChange) -> list[str]:
    """What a new roster changes, a line a kind; that it changes nothing is said too."""
    said = [
        f"{what} {len(units)} 个：{'、'.join(units)}"
        for what, units in (
            ("新列入", change.added),
            ("移出", change.gone),
            ("不在新名单上、因已报送而保留", change.kept),
        )
        if units
    ]
    said += [f"{unit}的期限由 {before} 改为 {then}" for unit, before, then in change.dates[:SHOWN_DIFFERENCES]]
    if (more := len(change.dates) - SHOWN_DIFFERENCES) > 0:
        said.append(f"另有 {more} 个单位的期限改了")
    return said or ["单位和期限都与现在的名单相同"]


def difference_lines(compared: PageComparison) -> Iterator[str]:
    """What the page has otherwise, and what could not be compared."""
    yield from (f"没有比对：{said}" for said in compared.not_compared)
    for change in compared.differences[:SHOWN_DIFFERENCES]:
        where = section_name(change.section)
        yield f"{where}　审定稿：{change.before or '（没有）'}　网页：{change.after or '（没有）'}"
    if (more := len(compared.differences) - SHOWN_DIFFERENCES) > 0:
        yield f"另有{more}处不同"


def line_as_json(line: Line) -> dict[str, Any]:
    """A unit's filing as ``filings list --json`` prints it."""
    published = line.publication
    return {
        "id": line.id,
        "unit": line.unit,
        "due": line.due_on.isoformat(),
        "state": line.state,
        "version": line.version,
        "filed": line.first_filed.isoformat() if line.first_filed else None,
        "standing": line.punctuality.standing,
        "days_late": line.punctuality.days,
        "verdict": line.verdict,
        "errors": line.errors,
        "warnings": line.warnings,
        "readers": list(line.readers),
        "published": None
        if published is None
        else {
            "on": published.on.isoformat(),
            "by": published.by.isoformat(),
            "in_time": published.in_time,
            "address": published.address,
            "differences": published.differences,
            "not_compared": published.not_compared,
        },
    }
