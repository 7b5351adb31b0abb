"""The audit log on paper: a table of what was done, and whether the chain of hashes holds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from nianbao.documents.paper.paper import Line as CellLine
from nianbao.documents.paper.paper import PaperBlock, PaperTable, PaperTitle, Prose, Row, cell, header_row
from nianbao.office.filings.states import ACT_NAMES, STATE_NAMES
from nianbao.office.roles import ROLE_NAMES
from nianbao.papers.wording import DECISIONS

TITLE = "审计日志"
EVENT_NAMES = {
    "login": "登录",
    "person": "人员",
    "roster": "名单",
    "filing": "报送件",
    "decision": "处理意见",
    "delete": "删除",
    "retention": "到期清除",
}
_HEADS = ("序号", "时间", "谁", "事项", "对象", "校验值")
_WIDTHS = (12, 28, 22, 20, 48, 26)
_SHOWN_HASH = 12
_WORDS: Mapping[str, Mapping[Any, str]] = {"act": ACT_NAMES, "state": STATE_NAMES, "decision": DECISIONS}
_KEYS = {
    "act": "做了", "state": "现状", "version": "稿次", "decision": "意见", "office": "单位", "roles": "角色",
    "active": "可登录", "why": "依据", "bytes": "字节", "files": "文件", "units": "单位数", "new": "新列入", "off": "移出",
}  # fmt: skip


class AuditLine(Protocol):
    """What the store gives of a line, as far as it is printed."""

    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def name(self) -> str: ...
    @property
    def act(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...
    @property
    def hash(self) -> str: ...


def audit_blocks(lines: Sequence[AuditLine], whole: int, broken: str) -> Iterator[PaperBlock]:
    """``whole``: lines of the whole log that were verified; ``broken``: where it does not hold, empty when it does."""
    yield PaperTitle(TITLE)
    held = f"全部{whole}条首尾相接，没有改动。" if not broken else f"校验不通过：{broken}。"
    yield Prose(f"本单位{len(lines)}条。{held}")
    rows = (
        Row(
            (
                cell(str(line.number), centred=True),
                cell(_at(line)),
                cell(line.name or "本机"),
                cell(EVENT_NAMES[line.act]),
                cell(_about(line)),
                cell(CellLine(line.hash[:_SHOWN_HASH], "aside")),
            )
        )
        for line in lines
    )
    yield PaperTable(_WIDTHS, tuple(rows), header_row(*_HEADS))


def audit_sheet(lines: Sequence[AuditLine]) -> bytes:
    """The log as a table (.xlsx), hashes whole."""
    from nianbao.papers.filings.sheets import workbook

    columns = dict(zip(_HEADS, (8, 20, 14, 12, 60, 70), strict=True))
    rows = ((x.number, _at(x), x.name or "本机", EVENT_NAMES[x.act], _about(x), x.hash) for x in lines)
    return workbook(TITLE, columns, rows)


HEADS = _HEADS[:-1]


def audit_rows(lines: Sequence[AuditLine]) -> list[tuple[str, ...]]:
    """For a screen: the columns of ``HEADS``."""
    return [(str(x.number), _at(x), x.name or "本机", EVENT_NAMES[x.act], _about(x)) for x in lines]


def line_said(line: AuditLine) -> str:
    """A line of the log, on one line."""
    return f"{line.number:6}　{_at(line)}　{line.name or '本机'}　{EVENT_NAMES[line.act]}　{_about(line)}"


def _at(line: AuditLine) -> str:
    return f"{line.at.astimezone():%Y-%m-%d %H:%M:%S}"


def _about(line: AuditLine) -> str:
    """What it was done to, and what else is worth knowing; ids and hashes stay in the log."""
    told = [f"{_KEYS[key]}{_value(key, value)}" for key, value in line.detail.items() if key in _KEYS]
    return "　".join([line.subject, *told])


def _value(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(ROLE_NAMES.get(each, each)) for each in value)
    return _WORDS.get(key, {}).get(value, str(value))
