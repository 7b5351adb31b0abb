"""``draft`` without a workbook: last year's report, a register and notes are material enough to begin with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nianbao.assistant.material import Material
from nianbao.assistant.understanding import signs
from nianbao.report.patterns import regex
from nianbao.work.draft import load_inputs
from nianbao.work.handed.downloads import report_year
from nianbao.work.handed.upload import Upload
from nianbao.work.register import most_common_year
from nianbao.work.template import Sources

NO_AGENCY = "材料里没有写明机关名称：请说一声是哪个机关（全称）的年报，或下载填好的资料表补上机关名称后传回来。"
BEGUN = (
    "初稿是按这些材料能填的先写的，没有的、对不上的都标了出来，没有代填。沿用自上年的做法和问题要您逐条选“保留”才进初稿："
    "请下载填好的资料表，补齐后传回来，我再写一稿。"
)

REGISTER_BESIDE = "一起交来的申请台账没有用：初稿的表三、表四按资料表写，两边的数没有核对。要看台账的数，说“统计台账”；要按台账填，请把台账单独传来，用程序填好的资料表再起草。"
REGISTER_FILLED = "台账里的数已经能填进资料表：请下载填好的资料表，补上其余各格后传回来，我就写初稿。"
BLANK_WORKBOOK = (
    "起草从资料表开始：上面是{year}年度的空白资料表，可以在结果下面下载（网页左边“模板下载”里是同一张；"
    "用命令行的，nianbao template 资料表.xlsx 也能得到）。填好后上传，我就写初稿；没填的会在初稿里标出来，不会代填。"
    "有上年年报、申请台账或工作记录的，也可以先传给我，我把能填的填好。"
)
ANOTHERS = (
    "这里的资料表是“{agency}”的，不是{name}的，没有起草。请上传{name}的资料表；没有的话，说“给我一张空白资料表”。"
)
_I_AM = regex(
    r"我们?(?:是|们?这里是)(?P<name>[\u4e00-\u9fff]{1,10}?(?:镇|乡|街道))(?:的|人民政府|政府|办事处|[，,。！\s]|$)"
)
_WORKBOOK = regex(r"(?:空白?|新)的?(?:资料)?表格?(?!格式|二|三|四)|资料表(?:格)?(?:模板|样表)?|填报模板|起草模板")
_BLANK = regex(r"空白?的?(?:资料)?表|资料表(?:的)?模板|起草模板")
_REPORT = regex(r"年报|年度报告|信息公开(?:工作)?报告")
_OTHER_PAPER = regex(r"新闻|通报|通知|讲话|发言|总结|方案|汇报|计划|作文|论文|解读|宣传|标语|邮件")
_GIVE = regex(r"给|要|发|下载|有没有|没有?|哪里|哪儿|在哪|怎么|拿|来|领|模板|空")


def wants_a_blank(said: str) -> bool:
    """Whether it is the blank workbook that is asked for, whatever else lies here."""
    return bool(_BLANK.search(said))


def wants_a_workbook(said: str) -> bool:
    """Whether the workbook to fill in is asked for, or is missing."""
    return bool(_WORKBOOK.search(said) and _GIVE.search(said))


def not_mine(said: str, material: Material) -> str:
    """That the workbook which lies here is another agency's than the one that speaks (我是青石镇的); "" where it is not."""
    spoken = _I_AM.search(said)
    workbook = None if any(material.kind(u) == "inputs" for u in material.uploads) else material.workbook
    if spoken is None or workbook is None:
        return ""
    agency = load_inputs(workbook).agency
    return "" if spoken["name"] in agency else ANOTHERS.format(agency=agency, name=spoken["name"])


def orders_a_report(said: str) -> bool:
    """Whether an annual report is to be written, and no other paper about it."""
    ordered = signs.DRAFT.search(said) and not signs.FALSIFY.search(said)
    return bool(ordered and _REPORT.search(said) and not _OTHER_PAPER.search(said))


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
