"""``figure`` of a register: counts of its single applications, of any days, kinds, results and of what else is written of them.

Every number is counted from the rows that it names. A row of which it is not known whether it belongs is told beside the number,
never in it; a column that is not there gives no 0, and words that are not understood give no number at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from nianbao.assistant.acts.application_told import application_told
from nianbao.assistant.acts.figure_of_register import (
    COLUMNS_TOLD,
    figure_lines,
    head,
    on_time_lines,
    rows_told,
    twice_lines,
)
from nianbao.assistant.acts.overdue import overdue
from nianbao.assistant.acts.register_answered import still_open
from nianbao.assistant.acts.register_sets import (
    COLUMN_OF_FLAG,
    DAYS,
    FLAG_LABELS,
    ApplicationSet,
    Condition,
    of_days,
    of_flag,
    of_kinds,
    of_row,
    of_words,
    set_of,
)  # fmt: skip
from nianbao.assistant.understanding.periods import Period, by_month, by_quarter
from nianbao.assistant.understanding.register_questions import Part, only_late, parts_of
from nianbao.papers.register_text import outcome_label
from nianbao.report.layout import outcome_group
from nianbao.work.register_words import OUTCOMES

Json = Mapping[str, Any]
_CAN = "能数的有：收到、答复、到期在哪几天（哪个月、季度）的，申请人的六类，各项办理结果，延期、补正、征求第三方意见（台账有这些列时），按期和超期；也可以问第几件。"


def of_applications(data: Json, refers: Sequence[str], said: str) -> str:
    """What a question asks of the register that lies here, part by part."""
    parts = parts_of(said, data)
    if len(parts) == 1 and only_late(parts[0]) and not parts[0].left:
        return overdue(data, said)
    lines: list[str] = []
    for part in parts:
        lines += [line for line in _part(data, part, refers if len(parts) == 1 else ()) if line not in lines]
    notes = [note for part in parts if _is_counted(data, part) for note in _basis(data, part)]
    return "\n".join([head(data), "", *(lines or figure_lines(data, refers, said)), *dict.fromkeys(notes)])


def _part(data: Json, part: Part, refers: Sequence[str]) -> Iterator[str]:
    wants = part.wants
    if part.named:
        yield from (f"- {application_told(data, row)}" for row in part.named)
    elif "twice" in wants:
        yield from twice_lines(data)
    elif "missing" in wants:
        yield from _missing(data)
    elif part.left:
        yield f"- “{part.left}”没有看懂，或者台账里没有读出这样一列，没有数（不拿全部的数代替）。{_CAN}"
    elif part.tables and (part.periods or part.flags):
        yield f"- “{part.said}”：这个数台账里没有分开的，数不出。{_CAN}"
    elif not _is_counted(data, part):
        yield from figure_lines(data, part.rows or refers, part.said)
    elif lacking := _lacking(data, part):
        yield from lacking
    else:
        for conditions in _combinations(data, part):
            yield from _told(data, part, conditions)


def _is_counted(data: Json, part: Part) -> bool:
    """Whether the single applications tell it, and all of the part is understood."""
    other = (
        part.named or part.left or part.wants & {"twice", "missing"} or (part.tables and (part.periods or part.flags))
    )
    return not other and (part.of_rows or (part.inherits and not part.tables))


def _lacking(data: Json, part: Part) -> list[str]:
    """Flags that no table of the register has a column for."""
    each = (data.get("each") or {}).values()
    return [
        f"- 台账没有“{COLUMN_OF_FLAG[flag]}”这样的列，数不出{FLAG_LABELS[flag][0 if wanted else 1]}有几件，不当作0。{_results_of(data, flag)}"
        for flag, wanted in part.flags
        if flag in COLUMN_OF_FLAG and not any(flag in one.get("has", COLUMN_OF_FLAG) for one in each)
    ]


def _results_of(data: Json, flag: str) -> str:
    """What the results say of corrections, where no column does."""
    rows = ("other.overdue_correction", "unable.unclear_after_correction") if flag == "corrected" else ()
    told = [
        f"{outcome_label(row)}{n}件"
        for row in rows
        if (n := (data["tables"]["applications"].get(row) or {}).get("total"))
    ]
    return f"办理结果里写到补正的：{'、'.join(told)}。" if told else ""


def _missing(data: Json) -> Iterator[str]:
    """What is still to be said of the register, and what it has not."""
    open_ = list(still_open(data))
    yield "- 还要您定的：" if open_ else "- 台账里没有要您定的写法了，表三各项都数出来了。"
    yield from (f"  - {line}" for line in open_)
    if data.get("proceedings_to_confirm"):
        yield f"- {rows_told(data['proceedings_to_confirm'])}的复议、诉讼是否属于本年度，还没有确认。"
    if data["tables"].get("proceedings") is None:
        yield "- 台账没有复议、诉讼的列，表四要另外填。"
    if data.get("fees") is None:
        yield "- 台账没有收费的列，信息处理费要另外填。"
    yield from (f"- {n}" for n in data.get("notices") or ())


# --- what is told of them -----------------------------------------------------------------------------------------


def _combinations(data: Json, part: Part) -> Iterator[list[Condition]]:
    """The conditions of each line that is wanted."""
    for one in _pulled_apart(part):
        kinds: list[tuple[str, ...]] = [one.kinds] if one.but else [(kind,) for kind in one.kinds] or [()]
        for rows, kind in product(_rows_of(one), kinds):
            rest = [
                *(of_row(data, row) for row in rows),
                *([of_kinds(kind, one.but)] if kind else []),
                *([of_words(one.words)] if one.words else []),
                *(of_flag(data, flag, wanted) for flag, wanted in one.flags),
            ]
            for spans in product(*one.periods):
                for days in product(*(_dated(span, one, rows[-1] if rows else None) for span in spans)):
                    yield [*(of_days(data, span) for span in days), *rest]


def _rows_of(part: Part) -> list[tuple[str, ...]]:
    """The rows of each line: results among those that came or were carried in, where both are named and not told apart."""
    if not part.rows:
        return [()]
    if part.rows_apart or not (part.bases and part.outcomes):
        return [(row,) for row in part.rows]
    return list(product(part.bases, part.outcomes))


def _pulled_apart(part: Part) -> list[Part]:
    """One part for each thing that is told by itself."""
    if not part.apart:
        return [part]
    alone = replace(part, rows=(), kinds=(), flags=(), words=(), apart=False, rows_apart=True)
    return [
        *(replace(alone, rows=(row,)) for row in part.rows),
        *(replace(alone, kinds=(kind,), but=part.but) for kind in part.kinds),
        *(replace(alone, flags=(flag,)) for flag in part.flags),
        *(replace(alone, words=(words,)) for words in part.words),
    ]


def _dated(span: Period, part: Part, row: str | None) -> list[Period]:
    """A span with the day that it speaks of; both days where a result is asked and the words do not say."""
    if part.rows_apart and row in ("new", "processed_total"):
        return [replace(span, by="received" if row == "new" else "answered")]
    if span.by:
        return [span]
    if "rate" in part.wants or "took" in part.wants:
        return [replace(span, by="answered")]
    if row is not None and row not in ("new", "carried_in", "carried_out"):
        return [replace(span, by="answered"), replace(span, by="received")]
    return [replace(span, by="received")]


def _told(data: Json, part: Part, conditions: list[Condition]) -> Iterator[str]:
    found, wants = set_of(data, conditions), part.wants
    if "rate" in wants:
        yield from _rate(data, found) if conditions else on_time_lines(data)
    elif "longest" in wants:
        yield from _longest(data, set_of(data, [*conditions, of_flag(data, "late", True)]))
    elif "took" in wants:
        yield from _took(data, found)
    elif "share" in wants:
        yield from _share(data, part, conditions, found)
    elif wants & {"months", "quarters"}:
        yield from _by_days(data, part, conditions)
    else:
        yield f"- {found.label}：{len(found.rows)}件{_behind(found.rows, 'which' in wants)}"
        if "results" in wants:
            yield from _by_result(data, found)
        if "kinds" in wants:
            yield from _by_kind(data, found)
    yield from _open(found)


def _behind(rows: Sequence[int], which: bool) -> str:
    return f"（{rows_told(rows, which)}）" if rows else ""


def _open(found: ApplicationSet) -> Iterator[str]:
    for what, rows in found.open.items():
        yield f"- 另有{len(rows)}件的{what}没定（{rows_told(rows)}），没有算进去。"


def _by_result(data: Json, found: ApplicationSet) -> Iterator[str]:
    each, groups = data["each"], dict[str, list[int]]()
    for n in found.rows:
        ends = [r for r in each[str(n)]["rows"] if outcome_group(r) or r == "carried_out"]
        groups.setdefault(ends[0] if ends else "", []).append(n)
    for row in (*OUTCOMES, "carried_out", ""):
        if rows := groups.get(row):
            label = (
                "还没有定算哪一项"
                if not row
                else "本年没有办结（结转下年度）"
                if row == "carried_out"
                else outcome_label(row)
            )
            yield f"  - {label}：{len(rows)}件（{rows_told(rows)}）"


def _by_kind(data: Json, found: ApplicationSet) -> Iterator[str]:
    groups = dict[str, list[int]]()
    for n in found.rows:
        groups.setdefault(data["each"][str(n)]["kind"] or "", []).append(n)
    for kind, label in {**COLUMNS_TOLD, "": "类别没有定"}.items():
        if rows := groups.get(kind):
            yield f"  - {label}：{len(rows)}件（{rows_told(rows)}）"


def _by_days(data: Json, part: Part, conditions: Sequence[Condition]) -> Iterator[str]:
    by = part.happened or ("answered" if "processed_total" in part.rows else "received")
    spans = by_month if "months" in part.wants else by_quarter
    sets = [set_of(data, [of_days(data, replace(span, by=by)), *conditions]) for span in spans(int(data["year"]))]
    for found in sets:
        yield f"- {found.label}：{len(found.rows)}件"
    yield f"- 合计{'＋'.join(str(len(s.rows)) for s in sets)}＝{sum(len(s.rows) for s in sets)}件"


def _rate(data: Json, found: ApplicationSet) -> Iterator[str]:
    """按期答复率 of some applications: those answered in the year and not late, of those answered."""
    late = {o["row"] for o in data.get("overdue") or ()}
    each = data["each"]
    answered = [n for n in found.rows if str(each[str(n)]["answered"] or "")[:4] == str(data.get("year"))]
    on_time = [n for n in answered if n not in late]
    unknown = [n for n in answered if each[str(n)]["due"] is None and n not in (data.get("not_running") or ())]
    if unknown or found.open:
        yield f"- {found.label}：按期答复率现在算不出，有的日期没定。"
    elif not answered:
        yield f"- {found.label}：按期答复率算不出，没有本年答复的。"
    else:
        share = f"{100 * len(on_time) / len(answered):.1f}%"
        yield f"- {found.label}：按期答复{len(on_time)}件，本年答复{len(answered)}件，按期答复率{len(on_time)}÷{len(answered)}＝{share}（期限按条例第三十三条的工作日算）"


def _longest(data: Json, found: ApplicationSet) -> Iterator[str]:
    late = [o for o in data.get("overdue") or () if o["row"] in found.rows]
    if not late:
        yield f"- {found.label}：0件。"
        return
    most = max(int(o["working_days_late"]) for o in late)
    yield f"- {found.label}共{len(late)}件，超得最久的超{most}个工作日（没有答复的算到{data.get('as_of')}）："
    for o in late:
        if int(o["working_days_late"]) == most:
            ended = f"{o['answered']}答复" if o["answered"] else "还没有答复"
            yield f"  - 第{o['row']}件：{o['received']}收到，应在{o['due']}前答复，{ended}，超{most}个工作日"


def _took(data: Json, found: ApplicationSet) -> Iterator[str]:
    """Working days to the answer, of all that were answered."""
    days = {n: t for n in found.rows if (t := data["each"][str(n)].get("took")) is not None}
    if not days:
        yield f"- {found.label}：没有收到、答复两个日期都有的，算不出用了几天。"
        return
    whole, low, high = sum(days.values()), min(days.values()), max(days.values())
    yield (
        f"- {found.label}：收到、答复日期都有的{len(days)}件，从收到的次日到答复当天共{whole}个工作日，平均{whole}÷{len(days)}＝{whole / len(days):.1f}个工作日；"
        f"最快{low}个（{rows_told([n for n, t in days.items() if t == low], False)}），最慢{high}个（{rows_told([n for n, t in days.items() if t == high], False)}）。补正、征求第三方意见的时间没有扣除。"
    )


def _share(data: Json, part: Part, conditions: list[Condition], found: ApplicationSet) -> Iterator[str]:
    """The share of those meant in all of the same days; of results in what was dealt with, of kinds in what came."""
    days = [c for c in conditions if any(c.label.endswith(word) for word in DAYS.values())]
    bases = [of_row(data, row) for row in part.bases]
    whole_of = [of_row(data, "processed_total")] if part.outcomes and not bases else bases
    if not (days or whole_of) and not part.flags:
        whole_of = [of_row(data, "new")]
    whole = set_of(data, [*days, *whole_of])
    part_of = set_of(data, [*conditions, *whole_of])
    if part_of.open or whole.open or not whole.rows:
        yield f"- {found.label}的占比现在算不出：已定{len(part_of.rows)}件，还有没定的。"
        return
    n, of = len(part_of.rows), len(whole.rows)
    yield f"- {part_of.label}：{n}件，占{whole.label}{of}件的{n}÷{of}＝{100 * n / of:.1f}%"


def _basis(data: Json, part: Part) -> Iterator[str]:
    """Of how many these are, by which columns, and what of other years cannot be told here."""
    columns, year = data.get("columns") or {}, data.get("year")
    spans = [span for group in part.periods for span in group]
    used = {
        c.of.removesuffix("日期")
        for conditions in _combinations(data, part)
        for c in conditions
        if c.of.endswith("日期")
    }
    named = [f"{what}日期按“{columns[by]}”一列" for by, what in DAYS.items() if what in used and by in columns]
    whole = not part.is_empty and not part.bases and used != {"收到"}
    if whole and not part.wants & {"share", "months", "quarters"} and not _lacking(data, part):
        new, carried = (len(set_of(data, [of_row(data, row)]).rows) for row in ("new", "carried_in"))
        named.append(f"从{year}年的{new + carried}件（新收{new}件、上年结转{carried}件）里数")
    if named:
        yield f"- {'；'.join(named)}。"
    if any(span.first.year != year or span.last.year != year for span in spans):
        yield f"- 台账是按{year}年统计的，只数属于{year}年的申请（新收和上年结转）；要别的年份的全数，请说“按××年统计台账”。"
