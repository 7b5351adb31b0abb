"""Keeping the books of a draft: inputs and derived values into the ledger.

Derived entries carry their formula, so that a reader can recompute them; percentages are rounded half up to
one digit. What rests on an open cell is open itself.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from nianbao.drafting.ledger.ledger import TO_CHECK, TO_FILL, Entry, Ledger
from nianbao.drafting.material.inputs import ASPECT_TITLES, Aspect, DraftInputs
from nianbao.drafting.sentences.rewording import without_list_number
from nianbao.drafting.tables import build_tables, parts_of
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.cells import Number
from nianbao.report.layout import LAYOUT_2021, OUTCOME_GROUPS, TableKey, outcome_group
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex

FORMAT_NOTICE = "国办公开办函〔2021〕30号"


def build_ledger(inputs: DraftInputs, previous: Report | None = None) -> Ledger:
    """All inputs and derived values of a draft. ``previous`` is last year's report, for changes and trends."""
    ledger = Ledger(inputs.year)
    period = f"{inputs.year}年"
    ledger.add(Entry("year", "报告年度", "words", inputs.year, "年", period, period, source="基本情况·年度"))
    start, end = f"{inputs.year}年1月1日", f"{inputs.year}年12月31日"
    ledger.add(Entry("period.start", "统计期限起", "words", start, "", period, start, formula="year·1月1日"))
    ledger.add(Entry("period.end", "统计期限止", "words", end, "", period, end, formula="year·12月31日"))
    ledger.add(
        Entry("law.format", "年报格式文号", "words", FORMAT_NOTICE, "", "", FORMAT_NOTICE, source="年报统一格式")
    )
    if inputs.signed_on is not None:
        day = f"{inputs.signed_on.year}年{inputs.signed_on.month}月{inputs.signed_on.day}日"
        ledger.add(Entry("signed_on", "成文日期", "words", day, "", "", day, source="基本情况·成文日期"))
    books = _Books(ledger, period)
    books.cells(build_tables(inputs))
    books.groups()
    books.inputs(inputs)
    for id, label, text in texts(inputs):
        ledger.add(Entry(id, label, "text", text, "", period, text, source=label))
    if previous is not None and previous.year == inputs.year - 1:
        books.changes(previous)
    return ledger


def percent(part: int, base: int) -> Decimal:
    """Per cent with one digit, rounded half up; ``base`` above zero."""
    return (Decimal(part) * 100 / Decimal(base)).quantize(Decimal("0.1"), ROUND_HALF_UP)


class _Books:
    """Entries of one period into a ledger."""

    def __init__(self, ledger: Ledger, period: str) -> None:
        self.ledger, self.period = ledger, period

    def number(
        self, id: str, label: str, value: Number | None, unit: str, *, source: str | None = None,
        formula: str | None = None, mark: str = TO_FILL, period: str = "",
    ) -> None:  # fmt: skip
        shown = f"{mark if value is None else _plain(value)}{unit}"
        entry = Entry(id, label, "number", value, unit, period or self.period, shown, source=source, formula=formula)
        self.ledger.add(entry)

    def sum(self, id: str, label: str, parts: list[str]) -> None:
        values = [self.ledger.count(part) for part in parts]
        known = [v for v in values if v is not None]
        value = sum(known) if len(known) == len(values) else None
        self.number(id, label, value, "件", formula="+".join(parts), mark=self.ledger.mark(*parts) or TO_FILL)

    def share(self, id: str, label: str, part: str) -> None:
        """A share of 办理结果总计; there is none without a base above zero or with anything open, nor one that is 100.0%
        by rounding alone."""
        base_id = "applications.processed_total.total"
        count, base = self.ledger.count(part), self.ledger.count(base_id)
        if base and count is not None and (percent(count, base) != 100 or count == base):
            self.number(id, label, percent(count, base), "%", formula=f"{part}/{base_id}")

    def cells(self, tables: dict[TableKey, Table]) -> None:
        for key, table in tables.items():
            for (row, column), cell in table.cells.items():
                label, parts = table.layout.label(row, column), parts_of(key, row, column)
                self.number(
                    f"{key}.{row}.{column}",
                    label,
                    cell.value,
                    table.layout.block_of[row].unit,
                    source=None if parts else f"输入·{label}",
                    formula="+".join(parts) if parts else None,
                    mark=cell.raw,
                )

    def groups(self) -> None:
        """Sums of table three and of both litigation blocks, and their shares."""
        rows = dict.fromkeys(r for r, _ in LAYOUT_2021.tables["applications"].addresses)
        for group, word in OUTCOME_GROUPS.items():
            members = [f"applications.{r}.total" for r in rows if outcome_group(r) == group]
            if len(members) > 1:
                self.sum(f"applications.{group}.total", f"表三·{word}", members)
            self.share(f"share.{group}", f"{word}占办理结果总计的比例", f"applications.{group}.total")
        organisations = [f"applications.new.{c}" for c in APPLICANT_KEYS if c != "natural_person"]
        self.sum("applications.new.organisations", "表三·本年新收·法人或其他组织", organisations)
        disclosed = ["applications.granted.total", "applications.partial.total"]
        self.sum("applications.disclosed.total", "表三·予以公开和部分公开", disclosed)
        self.share("share.disclosed", "公开率", "applications.disclosed.total")
        handled = ["applications.new.total", "applications.carried_in.total"]
        self.sum("applications.handled.total", "表三·新收与上年结转合计", handled)
        names = {c.key: c.label for c in LAYOUT_2021.tables["proceedings"].blocks[0].columns}
        for column in (*RESULT_KEYS, "total"):
            blocks = [f"proceedings.{block}.{column}" for block in ("litigation_direct", "litigation_after")]
            self.sum(f"proceedings.litigation.{column}", f"表四·行政诉讼·{names[column]}", blocks)

    def inputs(self, inputs: DraftInputs) -> None:
        done = self.ledger.count("applications.processed_total.total")
        if inputs.on_time is not None or "on_time" in inputs.unread:
            too_many = inputs.on_time is not None and done is not None and inputs.on_time > done
            value = None if too_many else inputs.on_time
            self.number("on_time", "按期答复件数", value, "件", source="基本情况·按期答复件数", mark=TO_CHECK)
            self.share("share.on_time", "按期答复率", "on_time")
        for number, fact in enumerate(inputs.facts, start=1):
            # A fact is printed with its own words (通过政府网站公开信息156条): nothing can come between the two.
            shown = f"{wide_marks(fact.label)}{TO_CHECK if fact.value is None else _plain(fact.value)}{fact.unit}"
            source = f"工作情况·{ASPECT_TITLES[fact.aspect]}·{fact.label}"
            entry = Entry(
                f"fact.{number}", fact.label, "words", fact.value, fact.unit, self.period, shown, source=source
            )
            self.ledger.add(entry)
        fees = inputs.fees
        for key, label, money, unit in (
            ("notices", "收费通知件数", fees.notices, "件"),
            ("charged", "收费通知总金额", fees.charged, "元"),
            ("collected", "实际收取总金额", fees.collected, "元"),
        ):
            if money is not None or f"fees.{key}" in inputs.unread:
                self.number(f"fee.{key}", label, money, unit, source=f"信息处理费·{label}", mark=TO_CHECK)

    def changes(self, previous: Report) -> None:
        """Last year's value, the difference and the rate; a blank of last year or of this leaves them out."""
        for id, (key, addresses) in CHANGES.items():
            table = previous.table(key)
            values = [table.integer(*a) if table else None for a in addresses]
            before, now = sum(v for v in values if v is not None), self.ledger.count(id)
            if any(v is None for v in values) or now is None:
                continue
            label, last = self.ledger[id].label, f"{previous.year}年"
            self.number(f"previous.{id}", f"上年·{label}", before, "件", source=f"{previous.year}年度报告", period=last)
            difference = f"|{id}-previous.{id}|"
            self.number(f"change.{id}", f"{label}较上年变化", abs(now - before), "件", formula=difference)
            rate, formula = percent(abs(now - before), before) if before else Decimal(0), f"{difference}/previous.{id}"
            if rate and (rate != 100 or abs(now - before) == before):  # 0.0% and 100.0% by rounding would mislead
                self.number(f"rate.{id}", f"{label}较上年变化幅度", rate, "%", formula=formula)


CHANGES: dict[str, tuple[TableKey, tuple[tuple[str, str], ...]]] = {
    "applications.new.total": ("applications", (("new", "total"),)),
    "applications.processed_total.total": ("applications", (("processed_total", "total"),)),
    "proceedings.reconsideration.total": ("proceedings", (("reconsideration", "total"),)),
    "proceedings.litigation.total": ("proceedings", (("litigation_direct", "total"), ("litigation_after", "total"))),
}
"""Measures compared with last year: ledger id → table and the cells that add up to it."""


def texts(inputs: DraftInputs) -> Iterator[tuple[str, str, str]]:
    """The drafter's own sentences as (ledger id, label, text); numbers inside them are the drafter's."""
    aspects: dict[Aspect, int] = {}
    for practice in inputs.practices:
        aspects[practice.aspect] = aspects.get(practice.aspect, 0) + 1
        number = aspects[practice.aspect]
        yield (
            f"practice.{practice.aspect}.{number}",
            f"工作做法·{ASPECT_TITLES[practice.aspect]}·{number}",
            tidy(practice.text),
        )
    for name, items in (("problem", inputs.problems), ("measure", inputs.measures), ("other", inputs.other_matters)):
        label = {"problem": "存在问题", "measure": "改进措施", "other": "其他事项"}[name]
        for number, text in enumerate(items, start=1):
            if text:
                yield f"{name}.{number}", f"{label}·{number}", tidy(text)
    for name, label in (
        ("assessment", "工作考核结果"),
        ("public_appraisal", "社会评议结果"),
        ("accountability", "责任追究结果"),
    ):
        if text := getattr(inputs.results, name):
            yield f"result.{name}", label, tidy(text)


_HALF_WIDTH = regex(r"(?<!\d)[,;!?]|[,;!?](?!\d)")
_WIDE = str.maketrans({",": "，", ";": "；", "!": "！", "?": "？"})


def tidy(text: str) -> str:
    """The drafter's words without list numbers, line breaks and final stop, and with Chinese marks.

    >>> tidy("一是公开目录,及时更新;二是加强审核"), tidy("措施有：一是培训；二是通报")
    ('公开目录，及时更新；加强审核', '措施有：一是培训；二是通报')
    """
    flat = ""
    for line in (line.strip() for line in text.splitlines()):
        goes_on = not flat or flat[-1] in _ENDS or without_list_number(line) == line
        flat += line if goes_on else f"；{line}"
    if (shorter := without_list_number(flat)) != flat:  # a list: its other numbers go as well
        flat = "".join(without_list_number(piece) for piece in _PIECES.split(shorter))
    return wide_marks(flat).strip().rstrip("。；，、 ")


_ENDS = "，。；：！？、,;:!?"
_PIECES = regex(r"(?<=[；;。])")


def wide_marks(text: str) -> str:
    """Half-width commas and the like as Chinese marks; the comma of 1,038 is part of a number and stays."""
    return _HALF_WIDTH.sub(lambda m: m.group().translate(_WIDE), text)


def _plain(value: Number) -> str:
    """1300 → 1300, 3.50 → 3.5, 100.0 → 100; never an exponent."""
    number = Decimal(value)
    whole = number == number.to_integral_value()
    return str(int(number)) if whole else format(number.normalize(), "f")
