"""签批单: one version of a filing on a page, with what each reader said; what is still open is a line to write on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nianbao.documents.paper.paper import Cell, Line, PaperBlock, PaperTable, PaperTitle, Prose, Row, cell
from nianbao.office.filings.states import ACT_NAMES, READINGS, Act
from nianbao.papers.wording import CONCLUSIONS, SEVERITIES, nothing_found
from validators.record import ReviewRecord

TITLE = "政府信息公开工作年度报告签批单"
_WIDTHS = (26, 52, 26, 52)
_OPEN = "姓名：　　　　　　　　　　　　　　　　年　　月　　日"
_STEP_NAMES: dict[Act, str] = {"first": "初审意见", "second": "复审意见", "final": "终审意见"}


@dataclass(frozen=True, slots=True)
class Signed:
    """A step as the sheet prints it; ``findings``: what it was returned for."""

    act: Act
    name: str
    on: date
    text: str
    findings: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class SignOff:
    """One version of a filing: ``steps`` are those of this version, in order, its filing first."""

    unit: str
    year: int
    due_on: date
    version: int
    record: ReviewRecord
    steps: Sequence[Signed]
    published: str = ""
    """In one sentence, when and where, and whether the page is as accepted; empty before."""


def sign_off_blocks(sheet: SignOff) -> Iterator[PaperBlock]:
    """The whole sheet."""
    yield PaperTitle(TITLE)
    yield PaperTable(_WIDTHS, (*_about(sheet), *_readings(sheet), *_end(sheet)))
    yield Prose("审核结论由程序按规则得出，各审意见由签署人负责；所附审核意见与本单为同一稿。", face="aside")


def _about(sheet: SignOff) -> Iterator[Row]:
    review, filed = sheet.record.review, next((s for s in sheet.steps if s.act == "file"), None)
    counts = [f.severity for f in review.findings]
    found = "、".join(f"{name}{counts.count(key)}项" for key, name in SEVERITIES.items() if key in counts)
    yield Row((_label("报送单位"), cell(sheet.unit), _label("报告年度"), cell(f"{sheet.year}年")))
    yield Row((_label("报告标题"), cell(review.report.title or "没有读到", span=3)))
    yield Row((_label("文件"), cell(f"第{sheet.version}稿　{sheet.record.file}", span=3)))
    yield Row((_label("文件校验值"), cell(Line(f"SHA-256：{sheet.record.sha256}", "aside"), span=3)))
    by = f"{filed.name}　{said(filed.on)}" if filed else ""
    yield Row((_label("报送人"), cell(by), _label("报送期限"), cell(said(sheet.due_on))))
    verdict = f"{CONCLUSIONS[review.verdict]}；{found or nothing_found(review).rstrip('。')}"
    yield Row((_label("规则审核"), cell(verdict, span=3)))


def _readings(sheet: SignOff) -> Iterator[Row]:
    """The three readings in their order, signed or to be signed."""
    for act in READINGS:
        step = next((s for s in sheet.steps if s.act == act), None)
        if step is None and _is_returned(sheet):
            continue
        if step is None:
            yield Row((_label(_STEP_NAMES[act]), _room()))
        else:
            words = step.text or f"{ACT_NAMES[act]}。"
            yield Row((_label(_STEP_NAMES[act]), cell(words, f"姓名：{step.name}　　{said(step.on)}", span=3)))


def _end(sheet: SignOff) -> Iterator[Row]:
    if returned := next((s for s in reversed(sheet.steps) if s.act == "return"), None):
        lines = [f"{n}．{f['rule']}　{f['message']}" for n, f in enumerate(returned.findings, 1)]
        words = [returned.text] if returned.text else []
        signed = f"姓名：{returned.name}　　{said(returned.on)}"
        yield Row((_label("退回意见"), cell(*words, *lines, signed, span=3)))
    if sheet.published:
        yield Row((_label("公布"), cell(sheet.published, span=3)))
    elif not _is_returned(sheet):
        yield Row((_label("公布"), cell("", "　　　　年　　月　　日　公布于：", span=3)))


def _is_returned(sheet: SignOff) -> bool:
    """Nobody signs a version that went back; the next one has a sheet of its own."""
    return any(s.act == "return" for s in sheet.steps)


def _label(text: str) -> Cell:
    return cell(Line(text, "strong"), centred=True, shaded=True)


def _room() -> Cell:
    return Cell((Line("　"), Line("　"), Line(_OPEN)), span=3)


def said(day: date) -> str:
    """``2025年1月31日``."""
    return f"{day.year}年{day.month}月{day.day}日"
