"""What is done with a register in a conversation: counted, its open questions answered in words, its figures told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.assistant.acts.figure_of_register import asks_balance, balance
from nianbao.assistant.acts.of_applications import of_applications
from nianbao.assistant.acts.overdue import overdue
from nianbao.assistant.acts.register_answered import about_wordings, answered, nothing_done, nothing_to_undo
from nianbao.assistant.material import Material
from nianbao.assistant.understanding.cells import rows_in
from nianbao.assistant.understanding.register_answers import answers_in, asks
from nianbao.assistant.understanding.register_questions import asks_of_rows, only_late, parts_of
from nianbao.assistant.understanding.register_wordings import Said
from nianbao.assistant.understanding.years import year_named
from nianbao.report.patterns import regex
from nianbao.work.conversations import uploads_named
from nianbao.work.handed.upload import Upload
from nianbao.work.jobs import JobResult, register_job
from nianbao.work.review import Step

_LATE = regex(r"超[期时]|过期|逾期(?!不|未|没)|到期")
_KEPT_WITH_ANOTHER = ("result", "kind", "columns")
"""Answers that hold for another file of the same agency; those on single rows do not."""


@dataclass(frozen=True)
class OfRegister:
    """``show``: shows a result; ``results``: those of this turn."""

    material: Material
    step: Step
    show: Callable[[JobResult], None]
    results: Callable[[], list[JobResult]]

    def data(self, said: str = "") -> dict[str, Any]:
        """The register as it was counted last; counted and shown where it was not yet, or came with this message."""
        known = self._known()
        return known if known is not None else self._shown(self._counted(said))

    def counted(self, said: str, *, asked: bool = True) -> str:
        """The whole page, or what was said to its open questions; the words that go with it. ``asked``: with what is asked of a
        new register's applications."""
        known = self._known()
        if known is not None and asks_balance(said):
            return balance(known)
        if known is None:
            result = self._counted(said)
            answers = answers_in(said, result.data)
            if not answers.mapping:
                data = self._shown(result)
                told = of_applications(data, (), said) if asked and asks_of_rows(said, data) else ""
                return "\n".join(filter(None, (*answers.unclear, told)))
            return self._answer(result.data, answers)
        answers = answers_in(said, known)
        if answers.is_any:
            return self._answer(known, answers)
        if any(r.kind == "register" for r in self.results()):
            return f"“{said}”没有看懂，没有照办；统计结果在上面。"
        year = year_named(said)
        self._shown(self._again(known, known.get("answers") or {}, year=year or known["year"]))
        return ""

    def shown_again(self, said: str = "") -> None:
        """The page once more, as it stands."""
        known = self._known()
        self._shown(self._counted(said) if known is None else self._again(known, known.get("answers") or {}))

    def figure(self, refers: tuple[str, ...], said: str) -> str:
        """A figure of the tables; of the deadlines where it asks for those. Of a register that is new here, after what is said to
        its questions."""
        told = "" if self._known() is not None else self.counted(said, asked=False)
        if told and not asks(said):
            return told
        return "\n\n".join(filter(None, (told, self._figure(refers, said))))

    def _figure(self, refers: tuple[str, ...], said: str) -> str:
        if _LATE.search(said) and not rows_in(said):
            return self.overdue(said)
        return of_applications(self.data(said), refers, said)

    def overdue(self, said: str) -> str:
        """The late ones; of some days, kinds or results, those among them."""
        data = self.data(said)
        parts = parts_of(said, data)
        plain = len(parts) == 1 and (only_late(parts[0]) or parts[0].named or not parts[0].of_rows)
        return overdue(data, said) if plain or any(p.left for p in parts) else of_applications(data, (), said)

    @property
    def is_new(self) -> bool:
        """Whether a register came with this message."""
        return any(self.material.kind(u) == "register" for u in self.material.uploads)

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered to the register that lies here."""
        known = self._known()
        return dict((known or {}).get("answers") or {})

    # --- answers --------------------------------------------------------------------------------------------------

    def _answer(self, known: dict[str, Any], said: Said) -> str:
        """Counts anew with what was said; nothing is counted where nothing was understood or changed."""
        if said.asks and not (said.mapping or said.taken_back or said.rows_back):
            return "\n".join([about_wordings(known, said.asks), *said.unclear])
        before, earlier = dict(known.get("answers") or {}), list(known.get("answers_earlier") or ())
        if said.back and not earlier:
            return nothing_to_undo(known)
        if said.back:
            after = dict(earlier[0] if said.all else earlier[-1])
            earlier = [] if said.all else earlier[:-1]
            forget = _changed(before, after)
        else:
            back = {(w.field, w.raw) for w in said.taken_back if not w.open}
            after = merged(_without_rows(without(before, back), said.rows_back), said.mapping)
            forget = tuple(raw for _, raw in back)
            earlier = [*earlier, merged(_remembered(known, after, forget), before)][-_MOST_UNDONE:]
        if after == before and not forget:
            return nothing_done(known, said)
        result = self._again(known, after, forget)
        if missing := _not_found(after, result.data):
            said.unclear += [f"台账里没有叫“{name}”的列。" for name in missing.values()]
            after, said.mapping = _without_columns(after, missing), _without_columns(said.mapping, missing)
            if after == before:
                return nothing_done(known, said)
            result = self._again(known, after, (*forget, *missing))
        result.data["answers_earlier"] = earlier
        self._shown(result)
        return answered(known, result.data, said)

    # --- counting -------------------------------------------------------------------------------------------------

    def _known(self) -> dict[str, Any] | None:
        """The newest register; None where one came with this message that was not counted yet."""
        now = [r.data for r in self.results() if r.kind == "register"]
        if now:
            return now[-1]
        return None if self.is_new else self.material.newest("register")

    def _counted(self, said: str) -> JobResult:
        """A register for the first time; wordings that were answered in this conversation hold for the same agency's."""
        files, earlier = tuple(self.material.of_kind("register")), self.material.newest("register")
        result = self._job(files, year_named(said), {})
        kept = {k: v for k, v in ((earlier or {}).get("answers") or {}).items() if k in _KEPT_WITH_ANOTHER}
        if earlier is None or not kept or earlier.get("agency") != result.data.get("agency"):
            return result
        return self._job(files, result.data["year"], kept)

    def _again(
        self, known: Mapping[str, Any], answers: dict[str, Any], forget: tuple[str, ...] = (), year: int | None = None
    ) -> JobResult:
        names = known.get("files") or [u.name for u in self.material.of_kind("register")]
        files = tuple(uploads_named(self.material.services, self.material.conversation_id, names))
        result = self._job(files, year or known["year"], answers, forget)
        if "answers_earlier" in known:
            result.data["answers_earlier"] = known["answers_earlier"]
        return result

    def _job(
        self, files: tuple[Upload, ...], year: int | None, answers: dict[str, Any], forget: tuple[str, ...] = ()
    ) -> JobResult:
        return register_job(self.material.services, files, year, self.step, answers, forget)

    def _shown(self, result: JobResult) -> dict[str, Any]:
        self.show(result)
        return result.data


_MOST_UNDONE = 50


def _remembered(known: Mapping[str, Any], after: Mapping[str, Any], forgotten: tuple[str, ...]) -> dict[str, Any]:
    """What the agency had answered before to what is answered anew or taken back: undoing gives that again."""
    found: dict[str, Any] = {}
    for name, part in (known.get("remembered") or {}).items():
        for raw, key in part.items():
            if raw in forgotten or after.get(name, {}).get(raw, key) != key:
                found.setdefault(name, {})[raw] = key
    return found


def _not_found(answers: Mapping[str, Any], register: Mapping[str, Any]) -> dict[str, str]:
    """Fields that were said to stand in a column which the register has not, with its name."""
    columns = register.get("columns") or {}
    return {f: name for f, name in (answers.get("columns") or {}).items() if name not in columns.get(f, "")}


def _without_columns(answers: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    columns = {field: name for field, name in answers.get("columns", {}).items() if field not in fields}
    return {name: part for name, part in {**answers, "columns": columns}.items() if part}


def merged(before: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Answers with later ones over them; what was said of a single row stays beside its wording's."""
    found = dict(before)
    for name, part in said.items():
        if name == "rows":
            rows = dict(found.get("rows", {}))
            found["rows"] = rows | {row: {**rows.get(row, {}), **one} for row, one in part.items()}
        elif isinstance(part, dict):
            found[name] = {**found.get(name, {}), **part}
        elif isinstance(part, list):
            found[name] = list(dict.fromkeys([*found.get(name, []), *part]))
        else:
            found[name] = part
    return found


def without(answers: Mapping[str, Any], back: set[tuple[str, str]]) -> dict[str, Any]:
    """Answers without those that were taken back (field and wording)."""
    found = {
        name: {raw: key for raw, key in part.items() if (name, raw) not in back} if isinstance(part, dict) else part
        for name, part in answers.items()
    }
    return {name: part for name, part in found.items() if part}


def _without_rows(answers: Mapping[str, Any], back: Sequence[int]) -> dict[str, Any]:
    """Answers without those on single applications that were taken back."""
    rows = {row: one for row, one in answers.get("rows", {}).items() if int(row) not in back}
    return {name: part for name, part in {**answers, "rows": rows}.items() if part}


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Wordings whose answers the two have not in common."""
    return tuple(
        raw
        for name in _KEPT_WITH_ANOTHER
        for raw in {**before.get(name, {}), **after.get(name, {})}
        if before.get(name, {}).get(raw) != after.get(name, {}).get(raw)
    )
