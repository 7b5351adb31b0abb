"""Made-up reports for measuring a set: names, figures that reconcile, sentences put together anew for each.

A tenth are last year's reports of agencies of the set. Sentences come from a grammar with made-up names in every
clause, so that long stretches are shared only where a report copies (one in fifty does), or where all say the same.
"""

import random
from dataclasses import replace
from pathlib import Path

from nianbao.documents import read
from nianbao.documents.word.writing.report import write_docx
from nianbao.paths import CORPUS_DIR
from nianbao.report.agency import infer_agency
from nianbao.report.cells import Cell
from nianbao.report.layout import APPLICATION_COLUMNS, layout_for_year
from nianbao.report.model import Report, Section, Table

_SYLLABLES = "东西南北青白金玉云石松柳桃梅荷清长安平宁兴永福泉溪河湖山林田桥塘坪岭"
_ACTORS = ("{}村委会", "{}社区", "{}小学", "{}水库管理所", "{}合作社", "{}路口", "{}服务站", "{}园区")
_ACTIONS = (
    "把{}的办事材料改成一张表",
    "在{}门口设了公示栏",
    "请{}的居民试用查询终端",
    "向{}寄送了政策明白纸",
    "清理了{}的过期通知",
    "补录了{}的历史文件",
    "为{}配了方言讲解",
    "公布了{}的工程进度",
    "走访{}收集意见",
    "抽查了{}的答复文书",
)
_RESULTS = ("共{}份", "涉及{}户", "用时{}天", "收到意见{}条", "群众来电{}次", "参加{}人次", "整改{}处", "办结{}件")
_EVERYBODY = "全年按照县里统一部署开展政务公开主题日活动，设置展板、发放折页、现场解答群众提问。"
_COPY_EVERY = 50
_PREVIOUS_EVERY = 10


def write_set(folder: Path, count: int, seed: int = 1) -> None:
    """``count`` reports as Word files named in order. The same seed gives the same set."""
    pattern = read(CORPUS_DIR / "reports" / "liuxi-town-2024.md")
    names = _names(count, random.Random(seed))
    copied = ""
    for number, name in enumerate(names):
        chance = random.Random(seed * 1_000_003 + number)
        year = 2024
        if number % _PREVIOUS_EVERY == _PREVIOUS_EVERY - 1:
            name, year = names[number - 1], 2023
        overview = _overview(chance)
        if number % _COPY_EVERY == 1:
            overview += f"\n{copied}"
        copied = overview.split("\n")[1]
        write_docx(_report(pattern, name, year, overview, chance), folder / f"{number:05}.docx")


def _names(count: int, chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        county = "".join(chance.sample(_SYLLABLES, 2))
        town = "".join(chance.sample(_SYLLABLES, 2))
        found[f"示例省云岭市{county}县{town}镇人民政府"] = None
    return list(found)


def _overview(chance: random.Random) -> str:
    aspects = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    lines = []
    for number, aspect in enumerate(aspects):
        lines.append(f"（{'一二三四五'[number]}）{aspect}")
        lines.append("".join(_sentence(chance) for _ in range(4)) + (_EVERYBODY if number == 4 else ""))
    return "\n".join(lines)


def _sentence(chance: random.Random) -> str:
    clauses = []
    for _ in range(3):
        place = chance.choice(_ACTORS).format("".join(chance.sample(_SYLLABLES, 2)))
        clauses.append(
            chance.choice(_ACTIONS).format(place) + "，" + chance.choice(_RESULTS).format(chance.randint(2, 999))
        )
    return "，".join(clauses) + "。"


def _report(pattern: Report, name: str, year: int, overview: str, chance: random.Random) -> Report:
    sections = tuple(_section(section, overview, chance) for section in pattern.sections)
    return replace(
        pattern,
        agency=infer_agency(name),
        year=year,
        title=f"{name}{year}年政府信息公开工作年度报告",
        preamble=f"根据《中华人民共和国政府信息公开条例》第五十条编制，统计期限为{year}年1月1日至{year}年12月31日。",
        sections=sections,
        tables={**pattern.tables, "applications": _applications(chance), "active_disclosure": _disclosure(chance)},
    )


def _section(section: Section, overview: str, chance: random.Random) -> Section:
    if section.key == "overview":
        return section._replace(text=overview)
    if section.key == "problems":
        text = f"存在的问题：一是{_sentence(chance)}改进情况：一是{_sentence(chance)}"
        return section._replace(text=text)
    return section


def _applications(chance: random.Random) -> Table:
    """Table three that balances: what came in was granted, partly granted, not held, or carried over."""
    layout = layout_for_year(2024).tables["applications"]
    figures = dict.fromkeys(layout.addresses, 0)
    for column in APPLICATION_COLUMNS:
        if column.key == "total":
            continue
        parts = {row: chance.randint(0, 40) for row in ("granted", "partial", "unable.not_held", "carried_out")}
        carried_in = chance.randint(0, min(9, sum(parts.values())))
        done = sum(parts.values()) - parts["carried_out"]
        parts |= {"new": sum(parts.values()) - carried_in, "carried_in": carried_in, "processed_total": done}
        for row, value in parts.items():
            figures[row, column.key] = value
            figures[row, "total"] += value
    return Table(layout, {address: Cell.of(value) for address, value in figures.items()})


def _disclosure(chance: random.Random) -> Table:
    layout = layout_for_year(2024).tables["active_disclosure"]
    figures = dict.fromkeys(layout.addresses, 0)
    figures["normative_documents", "in_force"] = chance.randint(1, 90)
    figures["licensing", "decisions"] = chance.randint(1, 9000)
    figures["penalties", "decisions"] = chance.randint(1, 900)
    return Table(layout, {address: Cell.of(value) for address, value in figures.items()})
