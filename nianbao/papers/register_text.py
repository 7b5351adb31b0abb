"""A register as a page of plain Chinese: how it was understood, what to answer, the tables, deadlines, duplicates."""

from collections.abc import Iterator, Sequence

from nianbao.papers.register_ways import BY_MAPPING, Ways
from nianbao.register.answers import Answers
from nianbao.register.counting import TABLE
from nianbao.register.models import Application, Undecided
from nianbao.register.proceedings import CASE_KINDS
from nianbao.register.register import Register
from nianbao.register.rows import persons_hidden
from nianbao.register.wording import OUTCOMES
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.layout import LAYOUT_2021

FIELD_LABELS = {
    "number": "序号", "name": "申请人（只用于查找重复）", "kind": "申请人类别", "content": "申请内容（只用于查找重复）",
    "received": "收到日期", "result": "办理结果", "reason": "理由", "answered": "答复日期", "extended": "是否延期",
    "extension_notice": "延期告知日期", "correction_notice": "补正告知日期", "correction_received": "补正收到日期",
    "third_party": "征求第三方意见起止", "third_party_start": "征求第三方意见开始", "third_party_end": "征求第三方意见结束",
    "fee_notice": "收费通知日期", "fee_amount": "收费金额", "fee_paid": "实收", "review": "行政复议结果", "suit": "行政诉讼结果",
    "review_end": "复议决定日期", "suit_end": "诉讼裁判日期", "review_filed": "复议申请日期", "suit_filed": "起诉日期",
    "suit_way": "起诉方式", "suit_direct": "未经复议直接起诉", "suit_after": "复议后起诉", "review_flag": "是否复议", "suit_flag": "是否诉讼", "case": "复议或诉讼", "case_result": "复议诉讼结果",
}  # fmt: skip
_ASKED = {
    "result": "办理结果",
    "kind": "申请人类别",
    "received": "收到日期",
    "answered": "答复日期",
    "proceedings": "复议诉讼结果",
}
_LABELS = {c.key: c.label for c in TABLE.blocks[0].columns}
_CASE_LABELS = {c.key: c.label for c in LAYOUT_2021.tables["proceedings"].blocks[0].columns}
SHOWN_ROWS = 20


def register_text(register: Register, ways: Ways = BY_MAPPING) -> str:
    """The whole page; persons appear as row numbers only. ``ways``: how what is asked is answered."""
    places = {a.row: a for a in register.read.applications}
    parts = [
        [
            f"{register.year}年申请台账：共{len(places)}件" + (f"　{register.agency}" if register.agency else ""),
            "下面的“第几件”按台账里的先后数，几份文件、几张表连着数。",
        ],
        [f"读作这些列{ways.columns}：", *_columns(register)],
        list(_questions(register, places, ways)),
        list(_table_three(register, ways)),
        list(_table_four(register, ways)),
        list(_fees(register)),
        list(_deadlines(register, places)),
        _numbered("可能重复登记（已照计，请核对）：", [_rows(rows) for rows in register.duplicates]),
        _numbered("说明：", register.notices),
        [ways.missing] if ways.missing and register.notices else [],
        ["下一步：" + _next_step(register, ways)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _columns(register: Register) -> Iterator[str]:
    for name, printed in register.read.columns.items():
        field, _, key = name.partition(".")
        if field == "case":
            yield f"  复议诉讼（打勾）：“{printed}”"
            continue
        label = FIELD_LABELS.get(name) or (f"{_ASKED.get(field, field)}·{_column(key)}（打勾）" if key else name)
        yield f"  {label}：“{printed}”"


def _column(key: str) -> str:
    return _LABELS.get(key) or outcome_label(key)


def outcome_label(row: str) -> str:
    """The label of a row of table three with its group, without the words that explain it."""
    labels = [label.partition("（区分")[0] for label in TABLE.rows[row].labels]
    return "·".join(labels[1:] or labels)


def _questions(register: Register, places: dict[int, Application], ways: Ways) -> Iterator[str]:
    asked, proposals = register.undecided, register.counted.proposals
    remembered = [
        f"“{raw}”→{key if name == 'columns' else _column(key)}"
        for name, part in register.answers.remembered.items()
        for raw, key in part.items()
    ]
    if remembered:
        yield "沿用这个机关以前的回答：" + "、".join(remembered)
    if said := answers_told(register.answers):
        yield f"按您的回答：{'、'.join(said)}"
    if not asked and not proposals:
        return
    yield "需要您确认（没有猜，回答一次以后不再问）："
    for question in asked:
        yield f"  {_ASKED[question.field]}“{persons_hidden(question.raw) or '（空白）'}”：{_rows(question.rows, places)}"
        if hint := _candidates(question, register.year, ways):
            yield f"    {hint}"
    if any(question.field == "result" for question in asked):
        named = [f"{row} {outcome_label(row)}" if ways.keys else outcome_label(row) for row in OUTCOMES]
        yield f"    {ways.result.format(rows='、'.join(named))}"
    for key, rows in proposals.items():
        suggestion = f"按名称像是“{_column(key)}”" if key else "看不出类别"
        yield f"  申请人类别没有写：{_rows(rows, places)}，{suggestion}"
    if proposals:
        yield f"    {ways.names.format(row=min(row for rows in proposals.values() for row in rows))}"


def _candidates(question: Undecided, year: int, ways: Ways) -> str:
    if question.field == "received" and question.candidates:
        how = ways.receipt.format(first=question.candidates[0])
        return f"哪一列是收到申请的日期：{'、'.join(question.candidates)}{how}"
    if question.field in ("received", "answered"):
        what = {"received": "收到", "answered": "答复"}[question.field]
        return ways.day.format(row=question.rows[0], field=question.field, what=what, year=year)
    if question.candidates == OUTCOMES:
        return "可能是任何一种办理结果"
    labels = _CASE_LABELS if question.field == "proceedings" else _LABELS
    named = [
        f"{labels.get(key) or outcome_label(key)}" + (f"（{key}）" if ways.keys else "") for key in question.candidates
    ]
    return f"可能是：{'、'.join(named)}" if named else ""


def _rows(rows: Sequence[int], places: dict[int, Application] | None = None) -> str:
    """Rows by number; the first ones with their sheet and line."""
    shown = "、".join(f"第{row}件" for row in rows[:SHOWN_ROWS])
    more = f"等{len(rows)}件" if len(rows) > SHOWN_ROWS else ""
    if not places or not rows:
        return shown + more
    return f"{shown}{more}（第{rows[0]}件在{_at(places[rows[0]])}）"


def _at(application: Application) -> str:
    """Where a row stands: file, sheet and line."""
    place = application.place
    return f"{place.file}{f' {place.sheet}' if place.sheet else ''}第{place.line}行"


def _table_three(register: Register, ways: Ways) -> Iterator[str]:
    yield f"表三{ways.cells}："
    for row, line in register.counted.table.items():
        if line is None:
            yield f"  {TABLE.rows[row].label}：待上面的内容确认后得出"
        elif line["total"] or row in ("new", "carried_in", "processed_total", "carried_out"):
            parts = [f"{_LABELS[key]}{line[key]}" for key in APPLICANT_KEYS if line[key]]
            yield f"  {outcome_label(row)}：{line['total']}" + (f"（{'、'.join(parts)}）" if parts else "")
    if register.counted.outside:
        yield f"  不属于{register.year}年，没有计入：{_rows(register.counted.outside)}"


def _table_four(register: Register, ways: Ways) -> Iterator[str]:
    cases = register.cases
    if cases is None:
        yield "表四：台账没有复议、诉讼的列，请另行填写。"
        return
    yield "表四（件）："
    layout = LAYOUT_2021.tables["proceedings"]
    for kind in CASE_KINDS:
        parts = [f"{label}{cases.table[kind][key]}" for key, label in _CASE_LABELS.items()]
        yield f"  {layout.rows[kind].full_label}：{'、'.join(parts)}"
    if cases.to_confirm:
        yield f"  台账没有写审结日期：{_rows(cases.to_confirm)}的案件是否都属于{register.year}年，请确认{ways.proceedings.format(year=register.year)}"


def _fees(register: Register) -> Iterator[str]:
    if register.fees is None or not register.fees.figures:
        return
    labels = {"notices": ("发出收费通知", "件"), "charged": ("通知收费", "元"), "collected": ("实际收取", "元")}
    parts = [f"{labels[name][0]}{value}{labels[name][1]}" for name, (value, _) in register.fees.figures.items()]
    yield f"信息处理费：{'，'.join(parts)}"


def _deadlines(register: Register, places: dict[int, Application]) -> Iterator[str]:
    yield f"期限（条例第三十三条，20个工作日，延期的40个；截至{register.as_of}）：按期答复{register.on_time}件"
    not_said = sorted({n for q in register.counted.undecided if q.field in ("received", "answered") for n in q.rows})
    if not register.overdue:
        yield "  能判断的里面没有超期的。" if not_said or register.not_running else "  没有超期的。"
    for late in register.overdue:
        ended = f"{late.answered}答复" if late.answered else "尚未答复"
        yield f"  第{late.row}件（{_at(places[late.row])}）：{late.received}收到，应于{late.due}前答复，{ended}，超过{late.working_days_late}个工作日"
    if not_said:
        yield f"  日期没有定，没有判断或可能变：{_rows(not_said)}"
    if register.not_running:
        yield f"  期限没有起算或中止，没有判断：{_rows(register.not_running)}（补正材料未收到，或正在征求第三方意见）"
    if unknown := sorted(register.calendar.unknown_years):
        yield f"  {'、'.join(map(str, unknown))}年的放假安排还不知道，按周一至周五为工作日计算，请核对涉及的日期。"


def _numbered(title: str, lines: Sequence[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines)] if lines else []


def _next_step(register: Register, ways: Ways) -> str:
    return ways.done if register.is_decided else ways.open.format(example=_example(register))


def _example(register: Register) -> str:
    """How an answer to the first question sounds, without an answer in it."""
    for asked in register.counted.undecided:
        if asked.field in ("result", "kind") and asked.raw:
            return f"{persons_hidden(asked.raw)}算……（表三里的一项）"
        if asked.field == "received" and asked.candidates:
            return f"收到日期用{asked.candidates[0]}那一列"
    rows = [row for asked in register.counted.undecided for row in asked.rows]
    return f"第{rows[0]}件还没有答复" if rows else "按名称提议的都对"


def answers_told(answers: Answers) -> list[str]:
    """What was answered this time, each as ``“告知”→（一）予以公开``; what is remembered of earlier times is not among it."""
    told = [
        f"“{persons_hidden(raw) or '（空白）'}”→{_column(key)}"
        for name in ("result", "kind")
        for raw, key in getattr(answers, name).items()
        if raw not in answers.remembered.get(name, {})
    ]
    for field, column in answers.columns.items():
        if field not in answers.remembered.get("columns", {}):
            told.append(f"{FIELD_LABELS.get(field, '收到日期')}→“{column}”一列")
    for row, said in answers.rows.items():
        told += [f"第{row}件→{_said_of_row(name, value)}" for name, value in said.items()]
    told += ["申请人类别→按名称提议的"] if answers.names else []
    told += ["复议、诉讼→都属于本年度"] if answers.all_proceedings else []
    return told + [f"“{name}”这张表→不计" for name in answers.skip_sheets]


def _said_of_row(name: str, value: object) -> str:
    if name in ("received", "answered"):
        what = {"received": "收到", "answered": "答复"}[name]
        return f"{value}{what}" if value else "还没有答复"
    return _column(str(value))
