"""Registers made in many shapes, with their truth counted here from the applications, never from the file."""

import csv
import io
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

YEAR = 2024
WORDS = {
    "granted": ("予以公开", "同意公开", "已提供"),
    "partial": ("部分公开", "区分处理后公开"),
    "denied.process": ("不予公开：过程性信息", "讨论稿，属过程性信息"),
    "denied.third_party": ("不予公开（商业秘密）", "第三方不同意公开，不予公开"),
    "unable.not_held": ("信息不存在", "告知向县自然资源局申请"),
    "rejected.petition": ("信访事项", "属于投诉举报，告知渠道"),
    "other.misc": ("申请人撤回申请",),
}
KINDS = {
    "natural_person": ("公民", "个人"),
    "commercial": ("企业",),
    "legal_service": ("律师事务所",),
    "other": ("村民小组",),
}
NAMES = ("甲某", "乙某", "丙某", "丁某", "戊某", "己某")
CONTENTS = ("财政决算", "征地补偿方案", "宅基地审批材料", "道路招标文件")


@dataclass
class Made:
    """An application as made: ``key`` is its outcome, None for one that is open."""

    name: str
    content: str
    received: date
    kind: str
    kind_word: str
    answered: date | None
    key: str | None
    word: str
    extended: bool


def made(seed: int, size: int = 14) -> list[Made]:
    """Applications of the year before, of the year, and answers after it."""
    r = random.Random(seed)
    found = []
    for number in range(size):
        received = (
            date(YEAR - 1, 12, 12) + timedelta(r.randrange(19))
            if number < 3
            else date(YEAR, 1, 2) + timedelta(r.randrange(360))
        )
        key = r.choice([*WORDS])
        answered = received + timedelta(r.randrange(20, 45))
        is_open = received > date(YEAR, 11, 25) and r.random() < 0.5
        kind = r.choice([*KINDS])
        found.append(
            Made(
                f"{r.choice(NAMES)}{number}", r.choice(CONTENTS), received, kind, r.choice(KINDS[kind]),
                None if is_open else answered, None if is_open else key,
                r.choice(("", "办理中")) if is_open else r.choice(WORDS[key]), r.random() < 0.2,
            )
        )  # fmt: skip
    return sorted(found, key=lambda m: m.received)


def truth(applications: list[Made]) -> dict[str, dict[str, int]]:
    """Row → column → 件 of table three, cells above zero."""
    counts: Counter[tuple[str, str]] = Counter()
    for m in applications:
        if m.answered and m.answered.year < YEAR:
            continue
        end = m.key if m.answered and m.answered.year == YEAR and m.key else "carried_out"
        rows = ["new" if m.received.year == YEAR else "carried_in", end]
        for row in [*rows, *(["processed_total"] if end != "carried_out" else [])]:
            counts[row, m.kind] += 1
            counts[row, "total"] += 1
    table: dict[str, dict[str, int]] = {}
    for (row, column), count in counts.items():
        table.setdefault(row, {})[column] = count
    return table


# --- files ----------------------------------------------------------------------------------------------------------

HEAD = ("序号", "收到日期", "申请人", "申请人类型", "申请内容", "是否延期", "办理结果", "答复日期")


def _dotted(day: date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def _real(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day) if day else None


def _row(number: int, m: Made, day: Any = _dotted) -> list[Any]:
    said = "是" if m.extended else ""
    return [number, day(m.received), m.name, m.kind_word, m.content, said, m.word, day(m.answered)]


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _book(title: str = "台账") -> tuple[Any, Any]:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = title
    return book, book.active


def plain(applications: list[Made]) -> dict[str, bytes]:
    book, sheet = _book()
    sheet.append(["柳西镇人民政府2024年政府信息公开申请台账"])
    sheet.append(HEAD)
    for number, m in enumerate(applications, start=1):
        sheet.append(_row(number, m, _real))
    sheet.append(["合计", f"{len(applications)}件"])
    return {"台账.xlsx": _saved(book)}


def pages(applications: list[Made]) -> dict[str, bytes]:
    """The head again every five rows, subtotals, blank rows, numbers prefilled below, a foot."""
    book, sheet = _book()
    for number, m in enumerate(applications, start=1):
        if number % 5 == 1:
            sheet.append(HEAD)
        sheet.append(_row(number, m, _real))
        if number % 5 == 0:
            sheet.append(["本页小计", 5])
            sheet.append([])
    for number in range(len(applications) + 1, len(applications) + 4):
        sheet.append([number, None, None, None, None, "否"])
    sheet.append(["填表人：某某", None, "审核人：某某"])
    return {"台账.xlsx": _saved(book)}


def two_row_text(applications: list[Made]) -> dict[str, bytes]:
    """A text whose head of two rows has lost its merges."""
    top = ["序号", "申请情况", "", "", "", "是否延期", "答复情况", ""]
    below = ["", "日期", "申请人", "类别", "内容", "", "结果", "时间"]
    rows = [top, below, *(_row(n, m) for n, m in enumerate(applications, start=1))]
    return {"导出.csv": _delimited(rows, ",").encode("gb18030")}


def unicode_text(applications: list[Made]) -> dict[str, bytes]:
    """What Excel calls Unicode text: UTF-16 between tabs; days with full-width figures."""
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    rows = [
        HEAD,
        *([str(v).translate(wide) if "." in str(v) else v for v in _row(n, m)] for n, m in enumerate(applications, 1)),
    ]
    return {"导出.txt": ("\ufeff" + _delimited(rows, "\t")).encode("utf-16-le")}


def _delimited(rows: Any, delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def ticked(applications: list[Made]) -> dict[str, bytes]:
    """Kinds and outcomes ticked, three rows of heads."""
    book, sheet = _book()
    kinds, outcomes = [*KINDS], [*WORDS]
    labels = {"natural_person": "自然人", "commercial": "商业企业", "legal_service": "法律服务机构", "other": "其他"}
    names = ["予以公开", "部分公开", "过程性信息", "商业秘密", "信息不存在", "信访举报", "撤回申请"]
    last = 3 + len(kinds)
    sheet.append(["序号", "收到申请日期", "申请人情况", *[None] * 3, "答复日期", "办理结果"])
    sheet.append([None, None, "自然人", "法人或其他组织", None, None, None, *names])
    sheet.append([None, None, None, *(labels[k] for k in kinds[1:])])
    for where in ("A1:A3", "B1:B3", "G1:G3", "C1:F1", "C2:C3", "D2:F2", "H1:N1"):
        sheet.merge_cells(where)
    for number, m in enumerate(applications, start=1):
        row: list[Any] = [
            number,
            _dotted(m.received),
            *[None] * len(kinds),
            _dotted(m.answered),
            *[None] * len(outcomes),
        ]
        row[2 + kinds.index(m.kind)] = "√"
        if m.key:
            row[last + outcomes.index(m.key)] = "√"
        sheet.append(row)
    return {"台账.xlsx": _saved(book)}


def merged(applications: list[Made]) -> dict[str, bytes]:
    """Neighbours of one day share a merged day; an application with three contents takes three lines."""
    book, sheet = _book()
    sheet.append(HEAD)
    line = 2
    day_from = line
    for number, m in enumerate(applications, start=1):
        sheet.append(_row(number, m, _real))
        if number > 1 and applications[number - 2].received == m.received:
            sheet.cell(line, 2).value = None
        else:
            if line - day_from > 1:
                sheet.merge_cells(start_row=day_from, end_row=line - 1, start_column=2, end_column=2)
            day_from = line
        line += 1
    if line - day_from > 1:
        sheet.merge_cells(start_row=day_from, end_row=line - 1, start_column=2, end_column=2)
    last = applications[-1]
    sheet.append([None, None, None, None, f"{last.content}附件"])
    for column in (1, 3, 4, 6, 7, 8):
        sheet.merge_cells(start_row=line - 1, end_row=line, start_column=column, end_column=column)
    if day_from == line - 1:
        sheet.merge_cells(start_row=line - 1, end_row=line, start_column=2, end_column=2)
    return {"台账.xlsx": _saved(book)}


def filtered(applications: list[Made]) -> dict[str, bytes]:
    """Saved with a filter on: rows are hidden, and they are applications all the same."""
    book, sheet = _book("2024")
    sheet.append(HEAD)
    for number, m in enumerate(applications, start=1):
        sheet.append(_row(number, m, _real))
        if m.kind == "commercial":
            sheet.row_dimensions[number + 1].hidden = True
    return {"台账.xlsx": _saved(book)}


def page_called_xls(applications: list[Made]) -> dict[str, bytes]:
    """What many systems export as .xls is a web page."""
    cells = "".join(
        "<tr>" + "".join(f"<td>{'' if v is None else v}</td>" for v in row) + "</tr>"
        for row in [HEAD, *(_row(n, m) for n, m in enumerate(applications, start=1))]
    )
    return {"导出.xls": f"<html><meta charset='utf-8'><body><table border=1>{cells}</table></body></html>".encode()}


def reasons(applications: list[Made]) -> dict[str, bytes]:
    """The outcome in two columns: the group, and the reason."""
    groups = {"denied": "不予公开", "unable": "无法提供", "rejected": "不予处理"}
    reason = {
        "denied.process": "过程性信息",
        "denied.third_party": "第三方商业秘密",
        "unable.not_held": "信息不存在",
        "rejected.petition": "信访事项",
    }
    rows: list[list[Any]] = [
        ["登记号", "申请人", "申请人性质", "受理日期", "所需信息名称", "答复类型", "具体情形", "办结日期"]
    ]
    for number, m in enumerate(applications, start=1):
        group = groups.get((m.key or "").partition(".")[0], m.word)
        day = "%Y-%m-%d %H:%M:%S"
        received = datetime.combine(m.received, datetime.min.time()).strftime(day)
        answered = datetime.combine(m.answered, datetime.min.time()).strftime(day) if m.answered else ""
        rows.append([number, m.name, m.kind_word, received, m.content, group, reason.get(m.key or "", ""), answered])
    return {"系统导出.csv": _delimited(rows, ",").encode("utf-8-sig")}


def years_apart(applications: list[Made]) -> dict[str, bytes]:
    """A sheet a year, days without their year, the answers of last year's applications in the next."""
    book, sheet = _book("2023年结转")
    other = book.create_sheet("2024年度")
    for target, year in ((sheet, YEAR - 1), (other, YEAR)):
        target.append(HEAD)
        mine = [m for m in applications if m.received.year == year]
        for number, m in enumerate(mine, start=1):
            target.append(_row(number, m, lambda d: f"{d.month}月{d.day}日" if d else "—"))
    return {"台账.xlsx": _saved(book)}


def word_tables(applications: list[Made]) -> dict[str, bytes]:
    """Two tables of a Word file, the second without a head, and a total."""
    from docx import Document

    document = Document()
    document.add_paragraph("柳西镇依申请公开登记表（2024年）")
    half = len(applications) // 2
    for part, (start, mine) in enumerate(((1, applications[:half]), (half + 1, applications[half:]))):
        table = document.add_table(rows=0, cols=len(HEAD))
        for row in [*([HEAD] if part == 0 else []), *(_row(n, m) for n, m in enumerate(mine, start))]:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = "" if value is None else str(value)
        document.add_paragraph()
    table.add_row().cells[0].text = "合计"
    out = io.BytesIO()
    document.save(out)
    return {"登记表.docx": out.getvalue()}


def two_files(applications: list[Made]) -> dict[str, bytes]:
    """Two halves of the year in files of different kinds."""
    half = len(applications) // 2
    first, second = plain(applications[:half]), two_row_text(applications[half:])
    return {"上半年.xlsx": first["台账.xlsx"], "下半年.csv": second["导出.csv"]}


SHAPES = {
    shape.__name__: shape
    for shape in (
        plain, pages, two_row_text, unicode_text, ticked, merged, filtered, page_called_xls, reasons, years_apart,
        word_tables, two_files,
    )
}  # fmt: skip
