"""``register``: what was answered to the open questions of a register, as it was read, and what has become of the counts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nianbao.assistant.acts.figure_of_register import balance, rows_told
from nianbao.assistant.understanding.register_wordings import Said, Wording
from nianbao.papers.register_text import FIELD_LABELS, outcome_label
from nianbao.report.layout import LAYOUT_2021
from nianbao.work.register_words import OPEN, OUTCOMES

Json = Mapping[str, Any]
_TABLE = LAYOUT_2021.tables["applications"]
_COLUMNS = {c.key: c.label for c in _TABLE.blocks[0].columns}
_ASKED = {
    "result": "办理结果",
    "kind": "申请人类别",
    "received": "收到日期",
    "answered": "答复日期",
    "proceedings": "复议诉讼结果",
}
_UNDO = "说“撤回”就改回原来的；单改一条，再说一遍就行，如“××算……”。"


def answered(before: Json, after: Json, said: Said) -> str:
    """What was read as what, the counts, what was not understood, what is still open, and how to take it back."""
    lines = [f"- {line}" for line in _read(before, said)]
    lead = "已改回原来的。" if said.back else "按您说的读作：" if said.mapping else "已撤回："
    parts = [lead, *lines, "", f"已重新统计。{balance(after)}"]
    agency = after.get("agency")
    if agency and not said.back and any(said.mapping.get(name) for name in ("result", "kind")):
        parts.append(f"以后统计{agency}的台账也这样读，每次都会列出来。")
    parts += _unclear(said)
    if still := list(still_open(after)):
        parts += ["还没有定的：", *(f"- {line}" for line in still)]
    return "\n".join([*parts, _UNDO] if not said.back else parts)


def nothing_done(known: Json, said: Said) -> str:
    """That nothing was changed, and why."""
    lines = _unclear(said)
    same = [f"- {line}" for line in _read(known, said)]
    if same:
        lines = ["原来就是这样，没有重新统计：", *same, *lines]
    if still := list(still_open(known)):
        lines += ["还没有定的：", *(f"- {line}" for line in still)]
    return "\n".join(lines)


def nothing_to_undo(known: Json) -> str:
    """That no answer of this conversation is left to take back, and how one of an earlier one is."""
    remembered = known.get("remembered") or {}
    kept = [raw for name in ("result", "kind") for raw in remembered.get(name, {})]
    more = f"以前回答、现在沿用的要改，说“{kept[0]}先不定”或“{kept[0]}算……”。" if kept else ""
    return f"没有可以再撤回的了：在这里回答过的都已经改回。{more}"


def about_wordings(known: Json, wordings: Sequence[Wording]) -> str:
    """Where the wordings stand that were asked about, and what they may be: that is for the clerk to say."""
    lines = []
    for wording in wordings:
        asked = next((u for u in known["undecided"] if (u["field"], u["raw"]) == (wording.field, wording.raw)), None)
        if asked is None:
            continue
        candidates = asked["candidates"]
        some = [_label(key) for key in candidates] if len(candidates) < len(OUTCOMES) else []
        may = f"，可能是{'、'.join(some)}" if some else ""
        lines.append(
            f"- {_ASKED[wording.field]}{_named(wording.raw)}：{rows_told(wording.rows)}，还没有定算哪一项{may}。"
        )
    told = "看答复书上实际怎么答复的来定，我不猜；定了就告诉我，如“××算……（表三里的一项）”，我重新统计。"
    return "\n".join([*lines, told])


def still_open(data: Json) -> Iterator[str]:
    """One line a question that is open."""
    for asked in data.get("undecided") or ():
        yield f"{_ASKED[asked['field']]}{_named(asked['raw'])}：{rows_told(asked['rows'])}"
    for one in data.get("proposed") or ():
        yield f"申请人类别没有写：{rows_told(one['rows'])}"


def _unclear(said: Said) -> list[str]:
    return ["没有照办的：", *(f"- {line}" for line in said.unclear)] if said.unclear else []


def _read(known: Json, said: Said) -> Iterator[str]:
    mapping = said.mapping
    rows = {(u["field"], u["raw"]): u["rows"] for u in known.get("undecided") or ()}
    for name in ("result", "kind"):
        for raw, key in mapping.get(name, {}).items():
            where = next((f"（{rows_told(r)}）" for (f, w), r in rows.items() if f == name and _same(w, raw)), "")
            yield f"{_named(raw)}{where} → {_label(key)}"
    for row, one in mapping.get("rows", {}).items():
        yield from (f"第{row}件 → {_said_of_row(name, value)}" for name, value in one.items())
    for name, column in mapping.get("columns", {}).items():
        yield f"{FIELD_LABELS.get(name, name)} → “{column}”一列"
    if mapping.get("names"):
        yield "申请人类别没有写的 → 按名称提议的"
    if mapping.get("proceedings"):
        yield "台账里的复议、诉讼 → 都属于本年度"
    yield from (f"“{name}”这张表 → 不计" for name in mapping.get("skip_sheets", ()))
    yield from (f"{_named(w.raw)} → 不定，等您说" for w in said.taken_back)
    yield from (f"第{row}件单独说的 → 不再算" for row in said.rows_back)


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _said_of_row(name: str, value: str) -> str:
    if name in ("received", "answered"):
        return "还没有答复" if value == OPEN else f"{value}{'收到' if name == 'received' else '答复'}"
    return _label(value)


def _label(key: str) -> str:
    return _COLUMNS.get(key) or (outcome_label(key) if key in _TABLE.rows else key)


def _named(raw: str) -> str:
    return f"“{raw or '（空白）'}”"
