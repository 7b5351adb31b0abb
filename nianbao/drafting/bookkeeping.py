"""Keeping the books of a draft: inputs and derived values into the ledger.

Derived entries carry their formula, so that a reader can recompute them; percentages are rounded half up to
one digit.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from nianbao.drafting.cell_terms import RESULT_TERMS, ROW_TERMS, cell_context, cell_terms, cell_whole
from nianbao.drafting.inputs import ASPECT_TITLES, Aspect, DraftInputs
from nianbao.drafting.ledger import Entry, Ledger, UnbalancedError
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS, Balance, equations, evaluate
from nianbao.report.cells import Cell, Number
from nianbao.report.layout import LAYOUT_2021, OUTCOME_GROUPS, TABLE_KEYS, TableKey, outcome_group
from nianbao.report.model import Report, Table

FORMAT_NOTICE = "国办公开办函〔2021〕30号"


def build_tables(inputs: DraftInputs) -> dict[TableKey, Table | None]:
    """The three official tables: leaves from the inputs, totals by the equations of the form."""
    tables: dict[TableKey, Table | None] = {}
    for key in TABLE_KEYS:
        layout = LAYOUT_2021.tables[key]
        values: dict[tuple[str, str], Number] = {}
        for row, column in layout.addresses:
            if key == "applications":
                values[row, column] = _application(inputs, row, column)
            elif key == "proceedings" and column == "total":
                values[row, column] = sum(int(inputs.leaf(key, row, c)) for c in RESULT_KEYS)
            else:
                values[row, column] = inputs.leaf(key, row, column)
        tables[key] = Table(layout, {address: Cell.of(value) for address, value in values.items()})
    return tables


def _application(inputs: DraftInputs, row: str, column: str) -> int:
    if column == "total":
        return sum(_application(inputs, row, c) for c in APPLICANT_KEYS)
    if row == "processed_total":
        rows = LAYOUT_2021.tables["applications"].rows
        official = {r for r, _ in LAYOUT_2021.tables["applications"].addresses}
        return sum(int(inputs.leaf("applications", r, column)) for r in rows if r in official and outcome_group(r))
    return int(inputs.leaf("applications", row, column))


def build_ledger(inputs: DraftInputs, previous: Report | None = None) -> Ledger:
    """All inputs and derived values of a draft. ``previous`` is last year's report, for changes and trends.

    Raises ``UnbalancedError`` with one Chinese line a column when the four lines of table three do not balance:
    a draft is not written over numbers that contradict each other.
    """
    ledger = Ledger(inputs.year)
    tables = build_tables(inputs)
    _check_balance(tables["applications"])
    period = f"{inputs.year}年"
    ledger.add(Entry("year", "报告年度", "phrase", inputs.year, "年", period, period, source="基本情况·年度"))
    start, end = f"{inputs.year}年1月1日", f"{inputs.year}年12月31日"
    ledger.add(Entry("period.start", "统计期限起", "phrase", start, "", period, start, formula="year·1月1日"))
    ledger.add(Entry("period.end", "统计期限止", "phrase", end, "", period, end, formula="year·12月31日"))
    ledger.add(
        Entry("law.format", "年报格式文号", "phrase", FORMAT_NOTICE, "", "", FORMAT_NOTICE, source="年报统一格式")
    )
    _add_cells(ledger, tables, period)
    _add_groups(ledger, period)
    _add_inputs(ledger, inputs, period)
    _add_denials(ledger, inputs, period)
    if previous is not None and previous.year == inputs.year - 1:
        _add_changes(ledger, previous, period)
    return ledger


def _check_balance(table: Table | None) -> None:
    assert table is not None
    wrong = []
    for equation in equations(table):
        outcome = evaluate(equation, table)
        if isinstance(outcome, Balance) and not outcome.holds:
            column = next(c.label for c in table.layout.blocks[0].columns if c.key == equation.line)
            wrong.append(f"表三·{column}列不平：新收＋上年结转 ≠ 办理结果总计＋结转下年度（{outcome.expression}）")
    if wrong:
        raise UnbalancedError("\n".join(wrong))


def _add_cells(ledger: Ledger, tables: dict[TableKey, Table | None], period: str) -> None:
    for key, table in tables.items():
        assert table is not None
        layout = table.layout
        for row, column in table.addresses():
            cell = table.cells[row, column]
            assert cell.value is not None
            unit = layout.block_of[row].unit
            entry_id = f"{key}.{row}.{column}"
            ledger.add(
                Entry(
                    entry_id,
                    layout.label(row, column),
                    "number",
                    cell.value,
                    unit,
                    period,
                    f"{cell.value}{unit}",
                    cell_terms(key, row, column),
                    source=None if _formula(key, row, column) else f"输入·{layout.label(row, column)}",
                    formula=_formula(key, row, column),
                    context=cell_context(key, row, column),
                    part_of=cell_whole(key, row, column),
                )
            )


def _formula(table: TableKey, row: str, column: str) -> str | None:
    if table == "applications" and column == "total":
        return "+".join(f"{table}.{row}.{c}" for c in APPLICANT_KEYS)
    if table == "applications" and row == "processed_total":
        official = dict.fromkeys(r for r, _ in LAYOUT_2021.tables[table].addresses if outcome_group(r))
        return "+".join(f"{table}.{r}.{column}" for r in official)
    if table == "proceedings" and column == "total":
        return "+".join(f"{table}.{row}.{c}" for c in RESULT_KEYS)
    return None


def _add_groups(ledger: Ledger, period: str) -> None:
    """Sums and shares of table three and of both litigation blocks; a share needs a base above zero."""
    rows = dict.fromkeys(r for r, _ in LAYOUT_2021.tables["applications"].addresses)
    whole: str | None
    for group, word in OUTCOME_GROUPS.items():
        members = [r for r in rows if outcome_group(r) == group]
        if len(members) > 1:
            parts = [f"applications.{r}.total" for r in members]
            whole = "applications.processed_total.total"
            _add_sum(ledger, f"applications.{group}.total", f"表三·{word}", parts, (word,), period, part_of=whole)
        _add_share(
            ledger, f"share.{group}", f"{word}占办理结果总计的比例", f"applications.{group}.total", (word,), period
        )
    organisations = [f"applications.new.{c}" for c in APPLICANT_KEYS if c != "natural_person"]
    label, whole = "表三·本年新收·法人或其他组织", "applications.new.total"
    context = ROW_TERMS["new"]
    _add_sum(ledger, "applications.new.organisations", label, organisations, ("法人",), period, context, part_of=whole)
    disclosed = ["applications.granted.total", "applications.partial.total"]
    _add_sum(
        ledger, "applications.disclosed.total", "表三·予以公开和部分公开", disclosed, ("予以公开和部分公开",), period
    )
    _add_share(
        ledger, "share.disclosed", "公开率", "applications.disclosed.total", ("公开率", "予以公开和部分公开"), period
    )
    handled = ["applications.new.total", "applications.carried_in.total"]
    _add_sum(
        ledger, "applications.handled.total", "表三·新收与上年结转合计", handled, ("合计", "共办理", "应办"), period
    )
    for column in (*RESULT_KEYS, "total"):
        parts = [f"proceedings.{block}.{column}" for block in ("litigation_direct", "litigation_after")]
        terms = ("行政诉讼", "诉讼") if column == "total" else RESULT_TERMS[column]
        label = "行政诉讼" + ("总计" if column == "total" else RESULT_TERMS[column][0])
        context = () if column == "total" else ("行政诉讼",)
        whole = None if column == "total" else "proceedings.litigation.total"
        _add_sum(
            ledger, f"proceedings.litigation.{column}", f"表四·{label}", parts, terms, period, context, part_of=whole
        )


def _add_sum(
    ledger: Ledger,
    id: str,
    label: str,
    parts: list[str],
    terms: tuple[str, ...],
    period: str,
    context: tuple[str, ...] = (),
    part_of: str | None = None,
) -> None:
    value = sum(ledger.count(p) for p in parts)
    formula = "+".join(parts)
    entry = Entry(
        id, label, "number", value, "件", period, f"{value}件", terms, formula=formula, context=context, part_of=part_of
    )
    ledger.add(entry)


def _add_share(ledger: Ledger, id: str, label: str, part: str, terms: tuple[str, ...], period: str) -> None:
    base = "applications.processed_total.total"
    if ledger.count(base) > 0:
        value = percent(ledger.count(part), ledger.count(base))
        ledger.add(
            Entry(id, label, "number", value, "%", period, f"{value}%", terms, formula=f"{part}/{base}", partner=part)
        )


def percent(part: int, base: int) -> Decimal:
    """Per cent with one digit, rounded half up; ``base`` above zero."""
    return (Decimal(part) * 100 / Decimal(base)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _add_inputs(ledger: Ledger, inputs: DraftInputs, period: str) -> None:
    if inputs.on_time is not None:
        done = ledger.count("applications.processed_total.total")
        if inputs.on_time > done:
            raise UnbalancedError(f"按期答复件数（{inputs.on_time}）多于表三办理结果总计（{done}）")
        ledger.add(
            Entry(
                "on_time",
                "按期答复件数",
                "number",
                inputs.on_time,
                "件",
                period,
                f"{inputs.on_time}件",
                ("按期", "期限"),
                source="基本情况·按期答复件数",
                part_of="applications.processed_total.total",
            )
        )
        _add_share(ledger, "share.on_time", "按期答复率", "on_time", ("按期答复率",), period)
    for number, fact in enumerate(inputs.facts, start=1):
        # A fact is printed with its own words (通过政府网站公开信息156条): nothing can come between the two.
        shown = f"{fact.label}{_plain(fact.value)}{fact.unit}"
        source = f"工作情况·{ASPECT_TITLES[fact.aspect]}·{fact.label}"
        ledger.add(Entry(f"fact.{number}", fact.label, "phrase", fact.value, fact.unit, period, shown, source=source))
    for id, label, text in texts(inputs):
        ledger.add(Entry(id, label, "text", text, "", period, text, source=label))
    fees = inputs.fees
    for key, label, value, unit in (
        ("notices", "收费通知件数", fees.notices, "件"),
        ("charged", "收费通知总金额", fees.charged, "元"),
        ("collected", "实际收取总金额", fees.collected, "元"),
    ):
        if value is not None:
            shown = f"{_plain(value)}{unit}"
            ledger.add(
                Entry(
                    f"fee.{key}",
                    label,
                    "number",
                    value,
                    unit,
                    period,
                    shown,
                    ("收费", "收取", "费"),
                    source=f"信息处理费·{label}",
                )
            )


def texts(inputs: DraftInputs) -> Iterator[tuple[str, str, str]]:
    """The drafter's own sentences as (ledger id, label, text); numbers inside them are the drafter's."""
    aspects: dict[Aspect, int] = {}
    for practice in inputs.practices:
        aspects[practice.aspect] = aspects.get(practice.aspect, 0) + 1
        number = aspects[practice.aspect]
        yield (
            f"practice.{practice.aspect}.{number}",
            f"工作做法·{ASPECT_TITLES[practice.aspect]}·{number}",
            sentence(practice.text),
        )
    for name, items in (("problem", inputs.problems), ("measure", inputs.measures), ("other", inputs.other_matters)):
        label = {"problem": "存在问题", "measure": "改进措施", "other": "其他事项"}[name]
        for number, text in enumerate(items, start=1):
            yield f"{name}.{number}", f"{label}·{number}", sentence(text)
    for name, label in (
        ("assessment", "工作考核结果"),
        ("public_appraisal", "社会评议结果"),
        ("accountability", "责任追究结果"),
    ):
        if text := getattr(inputs.results, name):
            yield f"result.{name}", label, sentence(text)


def sentence(text: str) -> str:
    """The drafter's words without the full stop, which the sentence that takes them in will set."""
    return text.strip().rstrip("。；;，, \n").replace("\n", "")


def _plain(value: Number) -> str:
    """1300 → 1300, 3.50 → 3.5; never an exponent."""
    number = Decimal(value)
    whole = number == number.to_integral_value()
    return str(int(number)) if whole else format(number.normalize(), "f")


CHANGES: dict[str, tuple[TableKey, tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "applications.new.total": ("applications", (("new", "total"),), ("收到", "新收", "申请")),
    "applications.processed_total.total": ("applications", (("processed_total", "total"),), ("办结", "答复", "办理")),
    "proceedings.reconsideration.total": ("proceedings", (("reconsideration", "total"),), ("复议",)),
    "proceedings.litigation.total": (
        "proceedings",
        (("litigation_direct", "total"), ("litigation_after", "total")),
        ("诉讼",),
    ),
}
"""Measures compared with last year: ledger id → table, cells that add up to it, terms."""


def _add_changes(ledger: Ledger, previous: Report, period: str) -> None:
    """Last year's value, the difference, the rate and the trend phrase; a blank of last year leaves them out."""
    for id, (key, addresses, terms) in CHANGES.items():
        table = previous.table(key)
        values = [table.integer(*a) if table else None for a in addresses]
        if any(v is None for v in values):
            continue
        before, now, label = sum(v for v in values if v is not None), ledger.count(id), ledger[id].label
        ledger.add(
            Entry(
                f"previous.{id}",
                f"上年·{label}",
                "number",
                before,
                "件",
                f"{previous.year}年",
                f"{before}件",
                terms,
                source=f"{previous.year}年度报告",
            )
        )
        difference = f"{id}-previous.{id}"
        phrase = "与上年持平"
        if now != before:
            phrase = f"较上年{'增加' if now > before else '减少'}{abs(now - before)}件"
            _derived(ledger, f"change.{id}", f"{label}较上年变化", abs(now - before), "件", period, f"|{difference}|")
            if before > 0:
                rate = percent(abs(now - before), before)
                formula = f"|{difference}|/previous.{id}"
                _derived(ledger, f"rate.{id}", f"{label}较上年变化幅度", rate, "%", period, formula)
        ledger.add(
            Entry(
                f"versus.{id}",
                f"{label}与上年相比",
                "phrase",
                phrase,
                "",
                period,
                phrase,
                formula=difference,
                follows=id,
            )
        )


def _derived(ledger: Ledger, id: str, label: str, value: Number, unit: str, period: str, formula: str) -> None:
    """A figure kept for the record; prose states it only inside its phrase."""
    ledger.add(Entry(id, label, "number", value, unit, period, f"{value}{unit}", formula=formula))


_DENIALS: tuple[tuple[str, str, str, str], ...] = (
    ("no_new", "applications.new.total", "未收到申请", "未收到政府信息公开申请"),
    ("no_carried_in", "applications.carried_in.total", "无上年结转", "无上年结转申请"),
    ("no_carried_out", "applications.carried_out.total", "无结转下年度", "无结转下年度继续办理的申请"),
    (
        "no_reconsideration",
        "proceedings.reconsideration.total",
        "无行政复议",
        "未发生因政府信息公开被申请行政复议的情况",
    ),
    ("no_litigation", "proceedings.litigation.total", "无行政诉讼", "未发生因政府信息公开被提起行政诉讼的情况"),
)


def _add_denials(ledger: Ledger, inputs: DraftInputs, period: str) -> None:
    """Statements that nothing happened are figures too: they exist only while the figure is 0."""
    for name, id, label, phrase in _DENIALS:
        if ledger.count(id) == 0:
            ledger.add(Entry(f"phrase.{name}", label, "phrase", phrase, "", period, phrase, formula=f"{id}=0"))
    done, left = ledger.count("applications.processed_total.total"), ledger.count("applications.carried_out.total")
    if done > 0 and left == 0:
        formula = "applications.carried_out.total=0"
        ledger.add(
            Entry("phrase.all_done", "全部办结", "phrase", "已全部办结", "", period, "已全部办结", formula=formula)
        )
    if inputs.fees.notices == 0 and not inputs.fees.collected:
        phrase = "未发出收费通知，未收取信息处理费"
        ledger.add(
            Entry("phrase.no_fee", "未收取信息处理费", "phrase", phrase, "", period, phrase, formula="fee.notices=0")
        )
