"""How often honest prose is refused: the goal is under 2 in 100."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from nianbao.drafting.bookkeeping import build_ledger
from nianbao.drafting.draft import Passage, assemble, guard_for
from nianbao.drafting.ledger import Ledger
from nianbao.drafting.plan import Brief, plan
from nianbao.drafting.slots import render
from tests.support.draft_inputs import EXAMPLES, example
from tests.support.lies import PASSAGE_TITLES
from validators.review import review

SENTENCES = Path(__file__).parent / "honest_sentences.yaml"
GOAL = 0.02


def sentences() -> Iterator[tuple[str, str, str]]:
    """(example, passage, template) of every honest sentence."""
    for group in yaml.safe_load(SENTENCES.read_text(encoding="utf-8")):
        for template in group["sentences"]:
            yield group["ledger"], group["passage"], template


@lru_cache(maxsize=8)
def briefs(name: str) -> tuple[Ledger, dict[str, Brief]]:
    inputs, previous = example(name)
    ledger = build_ledger(inputs, previous)
    return ledger, {brief.key: brief for brief in plan(inputs, ledger)}


def why_refused(name: str, passage: str, template: str) -> list[str]:
    """The guard's reasons, or those of the review of the finished words."""
    inputs, _ = example(name)
    ledger, by_key = briefs(name)
    brief = by_key[passage]
    if refusals := guard_for(brief, ledger, inputs).refusals(template):
        return refusals
    rendered = Passage(brief.section, None, (render(template, ledger, "model"),))
    found = review(assemble(inputs, [rendered]), draft=True).findings
    return [f"成文后：{f.hit.message}" for f in found if f.rule.startswith("NT-")]


def test_there_are_enough_honest_sentences_for_every_ledger_and_passage() -> None:
    said = list(sentences())
    assert len(said) >= 150
    assert len(set(said)) == len(said)
    assert {(name, passage) for name, passage, _ in said} >= {
        (n, p) for n in EXAMPLES for p in PASSAGE_TITLES if n != "quiet"
    }


def test_honest_sentences_are_rarely_refused() -> None:
    """The goal. A sentence is not taken out of the file to reach it: the guard learns to read it."""
    said = list(sentences())
    refused = [(sentence, why) for sentence in said if (why := why_refused(*sentence))]
    print(f"\nhonest sentences refused: {len(refused)} of {len(said)} ({len(refused) / len(said):.1%})")
    for (name, passage, template), why in refused:
        print(f"  {name}·{passage}：{template}\n      {'；'.join(why)}")
    assert len(refused) < GOAL * len(said)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_prompt_tells_of_slots_that_can_be_used_as_it_says(name: str) -> None:
    """A slot that must follow another is on offer only together with it."""
    ledger, by_key = briefs(name)
    for brief in by_key.values():
        alone = [id for id in brief.offered if (before := ledger[id].follows) and before not in brief.offered]
        assert alone == [], brief.title
