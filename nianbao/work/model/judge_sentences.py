"""What would become of sentences in a draft, had a model said them."""

from dataclasses import dataclass

from nianbao.drafting.judging.judge import SECTIONS_TO_JUDGE, Judgement, judge_of_section
from nianbao.drafting.ledger.entries import build_ledger
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.report.errors import UserError


@dataclass(frozen=True, slots=True)
class SentencesToJudge:
    """Sentences, the inputs of the draft, and the section (or aspect of 总体情况) in which they would be said."""

    sentences: tuple[str, ...]
    inputs: DraftInputs
    section: str


def judge_sentences(request: SentencesToJudge) -> list[Judgement]:
    """One judgement a sentence, in order. Raises ``UserError`` for a section that is not written freely."""
    if request.section not in SECTIONS_TO_JUDGE:
        raise UserError(f"没有“{request.section}”这一部分，可用：{'、'.join(SECTIONS_TO_JUDGE)}")
    judge = judge_of_section(request.section, request.inputs, build_ledger(request.inputs))
    return [judge.of(sentence) for sentence in request.sentences]
