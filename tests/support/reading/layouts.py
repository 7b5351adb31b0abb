"""Text layouts of whole reports, as web pages and PDFs are dumped: headings, prose and tables each in their own way.

Unlike the writers of ``writers_text`` these also dress headings and prose, for what is lost there is a whole section.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.support.reading.cases import Case
from tests.support.reading.draft import Draft, Paragraph, draft_of
from tests.support.reading.forms import Form, expanded
from tests.support.reading.truth import random_report

Lines = Iterator[str]
TORN = {
    "三、本年度办理结果": "三、本年度\n办理结果",
    "（三）不予公开": "（三）\n不予公开",
    "（四）无法提供": "（四）无\n法提供",
    "（五）不予处理": "（五）不予处\n理",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开（区分处理的，只计这一情\n形，不计其他情形）",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或重新出\n具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.申请人无正当理由逾期不补\n正、行政机关不再处理其政府信\n息公开申请",
    "行政规范性文件": "行政规范\n性文件",
}


@dataclass(frozen=True)
class Layout:
    """How headings, prose and tables are printed; ``gap`` between blocks. ``heading_one`` is what became of 一、总体情况."""

    name: str
    table: Callable[[Random, Form], Lines]
    heading: str = "{}"
    prose: str = "{}"
    title: str = "{}"
    gap: str = "\n"
    heading_one: str | None = "一、总体情况"
    runs_on: str = ""
    """What parts a heading of a section of prose from the text behind it in the same line."""

    def write(self, rng: Random, draft: Draft) -> bytes:
        parts: list[str] = []
        for block in draft.blocks:
            if isinstance(block, Form):
                parts.append("\n".join(self.table(rng, block)))
            elif block.style == "heading":
                text = block.text if block.section != "overview" else self.heading_one
                parts += [self.heading.format(text)] if text is not None else []
            elif self.runs_on and self._may_run_on(draft, block):
                parts[-1] += self.runs_on + block.text
            else:
                parts.append((self.title if block.style == "title" else self.prose).format(block.text))
        return (self.gap.join(parts) + "\n").encode()

    def _may_run_on(self, draft: Draft, block: Paragraph) -> bool:
        before = draft.blocks[draft.blocks.index(block) - 1] if draft.blocks[0] is not block else None
        return isinstance(before, Paragraph) and before.section in ("overview", "problems", "other")


def _rows(form: Form) -> list[list[str]]:
    """The cells that begin in each row."""
    return expanded(form, "omit", "omit")


def cells(behind: str = "", below: str = "", before: str = "", indent: str = "", torn: bool = False):
    """A cell a line; ``behind`` stands in its line, ``below`` and ``before`` on lines of their own."""

    def table(rng: Random, form: Form) -> Lines:
        for row in _rows(form):
            for number, cell in enumerate(row):
                spare = "|" * (form.width - len(row)) if behind and number == len(row) - 1 else ""
                yield from [before] if before else []
                yield from f"{indent}{TORN.get(cell, cell) if torn else cell}{behind}{spare}".split("\n")
                yield from [below] if below else []

    return table


def row_end(rng: Random, form: Form) -> Lines:
    """A cell a line, a lone pipe below each row."""
    for row in _rows(form):
        yield from row
        yield "|"


def rows(
    between: str = "\t",
    lead: str = "",
    trail: str = "",
    spans: bool = False,
    full: bool = False,
    torn: bool = False,
    gap: str | None = None,
):
    """A row a line; ``spans``: merged places are pipes behind it; ``gap``: a line between rows, ``{n}`` counts."""

    def table(rng: Random, form: Form) -> Lines:
        grid = expanded(form, "empty", "empty") if full else _rows(form)
        for number, row in enumerate(grid):
            text = between.join(TORN.get(cell, cell) if torn else cell for cell in row)
            yield from f"{lead}{text}{trail}{'|' * (form.width - len(row)) if spans else ''}".split("\n")
            if gap is not None and number % 4 == 3 and number < len(grid) - 1:
                yield gap.format(n=_PAGES[form.key] + number // 4)

    return table


_PAGES = {"active_disclosure": 1, "applications": 10, "proceedings": 20}

LAYOUTS = (
    Layout("a cell a line closed by a pipe, spans as pipes", cells(" |")),
    Layout("everything closed by a pipe", cells(" |"), "{} |", "{} |", "{} |"),
    Layout("a lone pipe below each cell", cells(below="|")),
    Layout("a lone full-width pipe below each cell, empty lines", cells(below="｜"), gap="\n\n"),
    Layout("a lone pipe above each cell", cells(before="|")),
    Layout("a lone pipe below each row", row_end),
    Layout("a row a line, a pipe behind it", rows(" | ", trail=" |")),
    Layout("a row a line, spans as pipes behind it", rows(" | ", "| ", " |", spans=True)),
    Layout("a row a line, merged places between pipes", rows("|", "|", "|", full=True), "**{}**", gap="\n\n"),
    Layout("all lines indented by tabs", cells(indent="\t"), "\t{}", "\t{}", "\t\t{}"),
    Layout("all lines indented by two tabs", cells(indent="\t\t"), "\t\t{}", "\t\t{}", "\t{}"),
    Layout("headings and prose indented by tabs", rows(), "\t{}", "\t{}"),
    Layout("indented by wide spaces", rows(lead="\u3000\u3000"), "\u3000\u3000{}", "\u3000\u3000{}", "\u3000{}"),
    Layout("section one renamed", rows(), heading_one="一、2024年工作回顾"),
    Layout("section one with a stray stop", rows(), heading_one="一、总体情况、"),
    Layout("section one without its heading", rows(), heading_one=None),
    Layout("headings with text behind a colon", rows(), runs_on="："),
    Layout("headings with text behind a stop", cells(" |"), runs_on="。"),
    Layout("headings with text behind a space", rows(), runs_on=" "),
    Layout("headings in brackets", rows(" | ", trail=" |"), "【{}】"),
    Layout("torn labels in rows", rows(torn=True)),
    Layout("torn labels in cells closed by pipes", cells(" |", torn=True)),
    Layout("rows with an empty line between them", rows(" | ", gap="")),
    Layout("rows with counted pages between them", rows("|", trail="|", gap="{n} / 24")),
    Layout("cells between slashes", rows(" / ")),
)


def layout_case(layout: Layout, seed: int) -> Case:
    """A report that is right by construction, in a layout."""
    rng = Random(f"{layout.name}/{seed}")
    draft = draft_of(random_report(rng))
    return Case(seed, layout.name, "report.txt", layout.write(rng, draft), draft)
