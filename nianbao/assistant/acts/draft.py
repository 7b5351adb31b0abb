"""``draft`` without a workbook: last year's report, a register and notes are material enough to begin with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nianbao.assistant.material import Material
from nianbao.report.patterns import regex
from nianbao.work.handed.downloads import report_year
from nianbao.work.handed.upload import Upload
from nianbao.work.register import most_common_year
from nianbao.work.template import Sources

NO_AGENCY = "材料里没有写明机关名称：请说一声是哪个机关（全称）的年报，或下载填好的资料表补上机关名称后传回来。"
BEGUN = (
    "初稿是按这些材料能填的先写的，没有的、对不上的都标了出来，没有代填。沿用自上年的做法和问题要您逐条选“保留”才进初稿："
    "请下载填好的资料表，补齐后传回来，我再写一稿。"
)


def name_said(said: str) -> str:
    """The name in an answer to that question, without what is said around it."""
    return regex(r"20\d\d年?度?|[的吧呢啊]+$|年报|[\s。，,]|^(?:是|我们是|就是)").sub("", said)


def sources_for(material: Material, year: int | None, said: Mapping[str, Any]) -> Sources | None:
    """The material of a conversation, or None when there is neither last year's report nor notes.

    ``year``: of the report, when it was said; else the one after last year's, else that of most applications. ``said``: what
    was answered to the register's questions.
    """
    registers, notes = material.of_kind("register"), material.of_kind("notes")
    papers = [p for p in material.papers() if not p.is_draft and p.report.year is not None]
    if year is None:
        if papers:
            year = max(p.report.year or 0 for p in papers) + 1
        else:
            year = most_common_year(tuple(registers)) if registers else report_year(date.today())
    last = next((p for p in reversed(papers) if p.report.year == year - 1), None)
    if last is None and not notes:
        return None
    previous = None if last is None else Upload(last.name, last.content)
    services = material.services
    return Sources(
        year,
        previous,
        tuple(notes),
        tuple(registers),
        services.settings.data_dir,
        services.model if notes else None,
        said or None,
    )
