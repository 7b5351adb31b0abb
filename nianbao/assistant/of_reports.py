"""What is asked of reports on the desk: the report that is meant first, then the answer, never without its name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nianbao.assistant.acts.differences import differences
from nianbao.assistant.acts.explain import explain
from nianbao.assistant.acts.figure_of_report import figures_of_report
from nianbao.assistant.acts.listing import list_findings
from nianbao.assistant.acts.prose_search import told_of
from nianbao.assistant.acts.published import asks_form, asks_published
from nianbao.assistant.acts.suggest import suggest
from nianbao.assistant.acts.together import Of
from nianbao.assistant.acts.together import together as told_together
from nianbao.assistant.acts.verdict import not_here, verdict_of_review, verdicts_of_reviews
from nianbao.assistant.acts.which_ones import asks_which_ones
from nianbao.assistant.acts.which_ones import which_ones as told_which_ones
from nianbao.assistant.acts.whole import asks_whole
from nianbao.assistant.material import Material
from nianbao.assistant.understanding.cells import columns_in, rows_in
from nianbao.assistant.understanding.checks import asks_check
from nianbao.assistant.understanding.quantities import asks_a_fact, asks_how_many, asks_the_fee, without_sum
from nianbao.assistant.understanding.references import finding_number, section_in, table_in
from nianbao.assistant.understanding.together import asks_together, latest_of_each, meant_together, rows_asked
from nianbao.assistant.understanding.understood import Understood
from nianbao.assistant.understanding.which_report import KnownReport, Which, which_reports
from nianbao.assistant.understanding.years import against_last_year, year_asked, years_asked
from nianbao.report.layout import SECTION_KEYS
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.work.jobs import JobResult

Do = Callable[..., JobResult]


@dataclass(frozen=True)
class OfReports:
    """``results``: what this turn has done so far. ``do``: runs a job and shows its result."""

    material: Material
    do: Do
    results: Callable[[], list[JobResult]]

    def known(self) -> tuple[KnownReport, ...]:
        return self.material.known_reports(self.results())

    def which(self, said: str, *, years: bool = True) -> Which:
        """The reports that are meant; those that came with this message when none is named."""
        known = self.known()
        which = which_reports(said, known, years=years)
        new = {(p.name, p.report.agency.name, p.report.year) for p in self.material.new_papers()}
        if which.how in ("named", "unknown"):
            return which
        if not new:
            return self._beside_open(which, known)
        return Which("these", tuple(k for k in known if (k.file, k.agency, k.year) in new))

    def _beside_open(self, which: Which, known: tuple[KnownReport, ...]) -> Which:
        """The document that stands open is meant where nothing else is named."""
        opened = self.material.open
        if opened is None or opened.kind != "review" or which.how == "all":
            return which
        return Which("these", tuple(k for k in known if k.review == opened.data) or which.reports)

    def reviewed(self, said: str) -> Which:
        """As ``which``, all of them reviewed: what was handed in and not looked at has no verdict yet, and one to which last
        year's report came is looked at again."""
        which = self.which(said)
        waiting = [k for k in which.reports if k.review is None or self.material.gained_last_year(k)]
        for known in waiting:
            self.do("review", paper=self.material.paper_of(known), said=said)
        if not waiting:
            return which
        now = {(k.file, k.agency, k.year): k for k in self.known()}
        return Which(which.how, tuple(now[k.file, k.agency, k.year] for k in which.reports))

    def verdict(self, said: str) -> str:
        """The verdict of the report that is meant, or a line for each."""
        anew = self._reviewed_anew(said)
        return f"{anew}\n\n{told}" if (told := self._verdict(said)) and anew else told

    def _reviewed_anew(self, said: str) -> str:
        """What is said before an answer for which a report is reviewed again, now that last year's is here."""
        gained = [k for k in self.which(said).reports if k.review is not None and self.material.gained_last_year(k)]
        return "".join(f"{k.name}有了上年年报，已重新审核。" for k in gained)

    def _verdict(self, said: str) -> str:
        which = self.reviewed(said)
        if not which.reports:
            return not_here(self.known())
        if len(which.reports) > 1:
            return verdicts_of_reviews(which.reports, unclear=which.how == "unclear")
        only = which.reports[0]
        assert only.review is not None
        return verdict_of_review(only.name, only.review)

    def which_ones(self, said: str) -> str | None:
        """Which of several reports have errors, where that is asked."""
        if not asks_which_ones(said):
            return None
        reports = self.reviewed(said).reports
        return f"{told_which_ones(reports)}\n\n{verdicts_of_reviews(reports)}" if len(reports) > 1 else None

    def together(self, said: str) -> str | None:
        """A figure of several reports at once: their sum, their order; None where it is not asked or one alone is meant."""
        if not asks_together(said):
            return None
        known = latest_of_each(meant_together(self.which(said, years=False), self.known(), said))
        if len({k.short for k in known}) < 2:
            return None
        rows = rows_asked(said) or self._rows_before() or ("new",)
        return told_together([self._with_year(k, said) for k in known], said, rows, columns_in(said))

    def _rows_before(self) -> tuple[str, ...]:
        before = self.material.before
        return rows_asked(before.said) if before is not None and before.act == "figure" else ()

    def _with_year(self, known: KnownReport, said: str) -> Of:
        """A report, or that of the year which is asked about."""
        year = year_asked(said, known.year)
        if year is None or year == known.year:
            return Of(known.short, known.year, self.material.report_of_known(known))
        report = self.material.report_of_year(known.agency, year) if known.agency else None
        return Of(known.short, year, report, "" if report else f"没有{year}年的年报")

    def explain(self, asked: Understood) -> str:
        rules = _rules(asked.refers)
        if not rules:
            return self.verdict(asked.said)
        return self._of_each(asked.said, lambda review: explain(review, rules, finding_number(asked.said)))

    def suggest(self, asked: Understood) -> str:
        sections = [r for r in asked.refers if r in SECTION_KEYS]
        section = sections[0] if sections else section_in(asked.said)
        rules = _rules(asked.refers)
        return self._of_each(asked.said, lambda review: suggest(review, rules, section, finding_number(asked.said)))

    def list(self, asked: Understood) -> str:
        section = next((r for r in asked.refers if r in SECTION_KEYS), None)
        said = _AGAINST.sub("", asked.said)
        against = said != asked.said
        return self._of_each(said, lambda review: list_findings(review, said, section, against_last_year=against))

    def figure(self, asked: Understood) -> str:
        """Figures of each report that is meant, of the year that is meant; another agency's never stand in."""
        which = self.which(asked.said, years=False)
        if not which.reports:
            return not_here(self.known())
        return "\n\n".join(self._figures(known, asked) for known in _latest_of_each(which.reports))

    def its_figures(self, asked: Understood) -> Understood | None:
        """The request as one for figures, where it was taken for something else and the report that is meant tells the
        number, the table or the day that is asked for; else None."""
        said = asked.said
        reports = _latest_of_each(self.which(said, years=False).reports)
        refers = rows_in(said) or tuple(t for t in (table_in(said),) if t)
        figures = Understood("figure", said, refers or ("overview",), asked.why)
        if not reports or asked.act == "law":
            return figures if reports and asks_the_fee(said) else None
        if asks_the_fee(said) or (
            asked.act != "refuse" and (asks_whole(said) or asks_published(said) or asks_form(said))
        ):
            return figures
        if not asks_a_fact(said):
            return None
        if refers and asked.act == "list":
            return figures
        if refers or not asks_how_many(said) or asked.act == "explain":
            return None
        told = [told_of(self.material.report_of_known(known), said) for known in reports]
        return figures if all(told) else None

    def _review_of(self, known: KnownReport) -> Mapping[str, Any] | None:
        """Its review; made in silence where there is none yet, or last year's report came after it."""
        paper = self.material.paper_of(known)
        if paper is None or (known.review is not None and not self.material.gained_last_year(known)):
            return known.review
        return self.do("review", paper=paper, said="", quiet=True).data

    def _of_each(self, said: str, answer: Callable[[dict[str, Any]], str]) -> str:
        """The answer for each report that is meant, under its name where there is more than one report."""
        anew = self._reviewed_anew(said)
        which = self.reviewed(said)
        if not which.reports:
            return not_here(self.known())
        named = len(self.known()) > 1
        parts = [anew] if anew else []
        parts += [
            f"**{k.name}**\n\n{answer(dict(k.review))}" if named else answer(dict(k.review))
            for k in which.reports
            if k.review is not None
        ]
        return "\n\n".join(parts)

    def _figures(self, known: KnownReport, asked: Understood) -> str:
        """Of each year that is asked about; what changed between two is added."""
        years = years_asked(asked.said, known.year) or (known.year,)
        if asks_check(asked.said) and against_last_year(asked.said):
            years = (known.year,)
        each = replace(asked, said=without_sum(asked.said)) if len(years) > 1 else asked
        parts = [self._of_year(known, each, year) for year in years]
        here = [report for report, _ in parts if report is not None]
        told = [words for _, words in parts]
        if len(here) == len(years) == _TWO:
            told += differences(here, asked.refers, asked.said)
        return "\n\n".join(told)

    def _of_year(self, known: KnownReport, asked: Understood, year: int | None) -> tuple[Report | None, str]:
        if year == known.year or year is None:
            report = self.material.report_of_known(known)
            return report, figures_of_report(known.name, report, asked.refers, asked.said, self._review_of(known))
        found = self.material.report_of_year(known.agency, year) if known.agency else None
        if found is None:
            last = f"上年年报（{year}年）" if year == (known.year or 0) - 1 else f"{year}年的年报"
            said = f"没有{last}，这个数不能回答；请把那一年的年报也上传，或先加入报告库。"
            return None, f"**{known.agency or known.file}**\n\n{said}"
        return found, figures_of_report(f"{known.agency}{year}年年报", found, asked.refers, asked.said)


_TWO = 2


_AGAINST = regex(r"[和跟与同较比]\s*(?:去年|上一?年度?)(?:的|年报|报告)*(?:相?比)?")
"""和去年比有哪些不对: what this year's report has that does not go with last year's."""


def _rules(refers: Iterable[str]) -> list[str]:
    return [r for r in refers if r not in SECTION_KEYS]


def _latest_of_each(reports: Iterable[KnownReport]) -> list[KnownReport]:
    """Of several years of one agency the latest: last year's report was handed in to compare with."""
    latest: dict[str, int] = {}
    kept = list(reports)
    for k in kept:
        latest[k.agency] = max(latest.get(k.agency, 0), k.year or 0)
    return [k for k in kept if (k.year or 0) == latest[k.agency]]
