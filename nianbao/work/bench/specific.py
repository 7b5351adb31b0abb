"""写具体一点: for one passage of a draft a model proposes words, shown before they are taken; taken, they stand amber.

Without a model it is said what the passage asks for, what stands there, and what is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nianbao.report.errors import UserError
from nianbao.work.bench.by_words import Redrafted
from nianbao.work.bench.opening import AUTHOR, Bench, open_draft
from nianbao.work.bench.versions import go_on_from, save_revision
from nianbao.work.draft import exemplars_for
from nianbao.work.review import Step, silent
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.drafting.arrangement import Item
    from nianbao.drafting.model.writer import ModelWriter
    from nianbao.drafting.plan import Brief

WHOLE = "overview"
BY_CODE = "这一部分由程序按数字填写，没有可以写具体的文字；要改数字请说明改哪一处。"
NOT_SAID = "没有听明白要把哪一段写具体：请说明是哪个方面（如“监督保障”）或第几部分。"
_WITH_A_PERSON = "other"
"""Section six: what else is to be reported only the drafter knows."""


@dataclass(frozen=True, slots=True)
class MoreSpecific:
    """``passage``: an aspect of 总体情况, or the key of a section. ``line``: words of the line that is meant, "" for the whole
    passage. ``wish``: what the person said."""

    draft: int
    passage: str
    line: str = ""
    wish: str = ""
    offline: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """A sentence of the model's as it would stand in the draft: ``owner`` proposed, or own where it only rewords the
    drafter's line (``original``). ``claims``: what of it stands in no material. ``item``: as it is kept."""

    passage: str
    text: str
    original: str | None
    owner: str
    claims: tuple[str, ...]
    item: dict[str, Any]


@dataclass(frozen=True)
class Passage:
    """``asks``: what law and form want there. ``lines``: what the drafter has. ``missing``: what nobody has filled in."""

    key: str
    title: str
    asks: str
    lines: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Specified:
    """What was found and suggested; nothing is kept yet. ``failures``: why the model gave nothing usable."""

    draft: int
    passages: tuple[Passage, ...]
    suggested: tuple[Suggested, ...] = ()
    failures: tuple[str, ...] = ()
    model: str = ""
    prompt: str = ""

    def as_json(self) -> dict[str, Any] | None:
        """What waits for a yes; None when there is nothing to take."""
        if not self.suggested:
            return None
        items: dict[str, list[dict[str, Any]]] = {}
        for one in self.suggested:
            items.setdefault(one.passage, []).append(one.item)
        return {"is": "specific", "draft": self.draft, "passages": items, "model": self.model, "prompt": self.prompt}


def more_specific(services: Services, request: MoreSpecific, step: Step = silent) -> Specified:
    """What a passage lacks and, with a model, words for it. Raises ``UserError`` for a place that is not written freely."""
    from nianbao.drafting.model.writer import ModelWriter
    from nianbao.drafting.plan import plan

    bench = _bench(services, request.draft)
    ledger = bench.written.ledger
    briefs = [b for b in plan(bench.built.inputs, ledger) if _meant(request.passage, b)]
    passages = tuple(_passage(bench, brief) for brief in briefs)
    if request.passage == _WITH_A_PERSON:
        passages = (_other(bench),)
    if not passages:
        raise UserError(NOT_SAID if not request.passage else BY_CODE)
    if request.offline or services.model is None or not briefs:
        return Specified(request.draft, passages)
    step("查找往年同类报告的写法")
    writer = ModelWriter(
        services.model,
        ledger,
        bench.built.inputs.agency,
        exemplars_for(services, bench.built.inputs),
        _last_year(bench),
        prompt_id="draft_specific",
        wish=_wish(request),
    )
    suggested = tuple(one for brief in briefs for one in _asked(bench, writer, brief, request.line, step))
    failures = tuple(dict.fromkeys(writer.log.failures))
    prompt = f"{writer.prompt.id}@{writer.prompt.version}"
    return Specified(request.draft, passages, suggested, failures, services.model.name, prompt)


def take_specific(services: Services, pending: dict[str, Any], author: str = "") -> Redrafted:
    """What was suggested (``Specified.as_json``) as proposals in a new revision. Raises ``UserError``."""
    from nianbao.store.draft_steps import Said, append_steps

    id = pending["draft"]
    state = _bench(services, id).state
    said = []
    for passage, items in pending["passages"].items():
        place = f"specific.{passage}"
        again = {item["id"] for item in items if "id" in item}
        before = (state.value(place) or {}).get("items", ())
        kept = [item for item in before if item.get("id") not in again and item not in items]
        value = {"items": [*kept, *items], "model": pending["model"], "prompt": pending["prompt"]}
        said.append(Said(place, value))
    append_steps(services.db, id, said, author or AUTHOR)
    return Redrafted(id, save_revision(services, id, author).number)


def _bench(services: Services, id: int) -> Bench:
    """The draft as it stands, the newest revision taken up."""
    bench = open_draft(services, id)
    if bench.newer is None:
        return bench
    go_on_from(services, id, bench.newer, AUTHOR)
    return open_draft(services, id)


def _meant(passage: str, brief: "Brief") -> bool:
    return passage == brief.key or (passage == WHOLE and brief.section == WHOLE)


def _passage(bench: Bench, brief: "Brief") -> Passage:
    from nianbao.drafting.sentences.wordings import WHAT_LAW_ASKS

    lines = tuple(bench.written.ledger[id].shown for id in brief.lines)
    return Passage(brief.key, brief.title, WHAT_LAW_ASKS.get(brief.key, ""), lines, brief.blanks)


def _other(bench: Bench) -> Passage:
    from nianbao.drafting.sentences.wordings import WHAT_LAW_ASKS
    from nianbao.report.layout import SECTIONS

    ledger = bench.written.ledger
    title = next(s.title for s in SECTIONS if s.key == _WITH_A_PERSON)
    lines = tuple(ledger[id].shown for id in ledger.under("other."))
    return Passage(_WITH_A_PERSON, title, WHAT_LAW_ASKS[_WITH_A_PERSON], lines, ())


def _last_year(bench: Bench) -> dict[str, str]:
    from nianbao.drafting.model.exemplars import last_years_passages

    return last_years_passages(bench.last_year.report) if bench.last_year.report is not None else {}


def _wish(request: MoreSpecific) -> str:
    """What the person said, on one line and without what could be taken for the prompt's own marks."""
    said = " ".join(request.wish.split())[:_MOST_WISH]
    return f"{said}（只改“{request.line[:_MOST_WISH]}”这一处）" if request.line else said


_MOST_WISH = 200


def _asked(bench: Bench, writer: "ModelWriter", brief: "Brief", line: str, step: Step) -> Iterator[Suggested]:
    """What the model has to say of a passage, as the judge finds it; what is refused is noted as a failure."""
    from nianbao.drafting.arrangement import Proposal, Reworded
    from nianbao.drafting.judging.judge import judges

    step(f"请模型把“{brief.title}”写具体")
    ledger = bench.written.ledger
    judge = next(j for _, key, j in judges(bench.built.inputs, ledger) if key == brief.key)
    for item in writer.arrange(brief) or ():
        if not isinstance(item, Reworded | Proposal):
            continue
        of = item.id if isinstance(item, Reworded) else None
        if line and (of is None or not _is_of(line, ledger[of].shown)):
            continue
        found = judge.of(item.text, of)
        if found.becomes == "refused":
            writer.log.failures.append(f"{brief.title}：{found.why}")
        elif found.becomes == "proposed" or found.original is not None:
            original = ledger[of].shown if of else found.original
            kept = _kept(bench, item)
            yield Suggested(brief.key, item.text, original, found.becomes, found.claims, kept)


def _is_of(words: str, line: str) -> bool:
    """Whether the words are of this line, whatever stands around them."""
    from nianbao.drafting.sentences.rewording import letters

    said, there = letters(words), letters(line)
    return bool(said) and (said in there or there in said)


def _kept(bench: Bench, item: "Item") -> dict[str, Any]:
    from nianbao.drafting.bench.writing import arranged_as_json, arranged_lasting

    return arranged_lasting({"": arranged_as_json([item])}, bench.built.names)[""][0]  # type: ignore[no-any-return]
