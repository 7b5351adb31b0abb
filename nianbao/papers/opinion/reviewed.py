"""A review as its opinion needs it: with the file it was made from and what the reviewer decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from validators.article50 import Verdict, overall
from validators.engine import Finding, RuleResult
from validators.finding_keys import finding_key_of
from validators.record import ReviewRecord
from validators.review import Review
from validators.score import Score, scored_again


@dataclass(frozen=True, slots=True)
class Word:
    """What a reviewer decided on a finding: ``accepted``, ``dismissed`` or ``noted``."""

    decision: str
    reason: str
    reviewer: str


@dataclass(frozen=True)
class Reviewed:
    """One report of an opinion: the record of its review, and finding key → what the reviewer decided."""

    record: ReviewRecord
    notes: Mapping[str, Word] = field(default_factory=dict)

    @property
    def review(self) -> Review:
        return self.record.review

    @cached_property
    def words(self) -> dict[int, Word]:
        """Place in ``review.findings`` → what stands for that finding; without notes no key is worked out."""
        if not self.notes:
            return {}
        keys = [finding_key_of(finding) for finding in self.review.findings]
        return {number: self.notes[key] for number, key in enumerate(keys) if key in self.notes}

    @property
    def reviewers(self) -> tuple[str, ...]:
        """The names in which the findings of this review were decided, in their order; nobody's where none was given."""
        return tuple(dict.fromkeys(word.reviewer for word in self.words.values() if word.reviewer))

    @cached_property
    def open_findings(self) -> list[tuple[Finding, Word | None]]:
        """The findings that stand, errors first, with the reviewer's word where there is one."""
        return [(f, self.words.get(n)) for n, f in enumerate(self.review.findings) if not self._is_dismissed(n)]

    @cached_property
    def dismissed(self) -> list[tuple[Finding, Word]]:
        """The findings that the reviewer did not accept, with the reason."""
        return [(f, self.words[n]) for n, f in enumerate(self.review.findings) if self._is_dismissed(n)]

    @cached_property
    def verdict_without_dismissed(self) -> Verdict:
        """The verdict had the dismissed findings never been raised."""
        return overall(self.review.items, self.standing, self.review.undetermined_because)

    @cached_property
    def score(self) -> Score | None:
        """The self-assessment, nothing taken off for what the reviewer has dismissed."""
        score = self.review.score
        if score is None or not self.dismissed:
            return score
        return scored_again(score, self.review.items, self.standing)

    @cached_property
    def standing(self) -> list[RuleResult]:
        """The results without the findings that were dismissed."""
        standing = {id(finding) for finding, _ in self.open_findings}
        return [
            replace(result, findings=tuple(f for f in result.findings if id(f) in standing))
            for result in self.review.results
        ]

    def _is_dismissed(self, number: int) -> bool:
        return number in self.words and self.words[number].decision == "dismissed"
