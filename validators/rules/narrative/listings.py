"""NT-16: the parts listed for a stated total add up to it, and the figures of a year's applications balance."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from validators.basis import FORMAT_1
from validators.claims import Claim, Listing, Measure, SurveyClaim, listings, survey_claims
from validators.claims.sums import SumClaim, sum_claims
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule

NEAR = Decimal("0.05")
"""Parts that miss their total by less than this share of it are meant to add up; by more, they may not be all."""


@rule("NT-16", "分项之和与合计一致", "warning", (FORMAT_1,))
@through_disguise
def parts_add_up(context: Context) -> Iterator[Hit | Remark]:
    """主动公开2599条，其中…: parts that nearly add up should; parts above the total never can be right, unless they are
    channels that carry the same things. Approximate parts bound from below, a total in 万 is as exact as its last
    digit. Where table three was not read, the prose alone should balance: received + carried in = answered + carried out."""
    found = [listing for passage in context.passages for listing in listings(passage)]
    balances = list(_balances(context))
    surveys = [claim for passage in context.passages for claim in survey_claims(passage)]
    sums = [claim for passage in context.passages for claim in sum_claims(passage)]
    if not found and not balances and not surveys and not sums:
        yield Remark("not_applicable", "正文没有列出合计数的分项")
    for listing in found:
        total, listed = listing.total, sum(listing.parts, Decimal(0))
        if listing.slack and listing.exact and listed in (total / 10_000, total / 100_000_000):
            yield _hit(listing, f"所列各项相加正好是{listed}{listing.unit}，合计多写了“万”或者“亿”", listed)
        if max(listing.parts) > listing.at_most:
            yield _hit(listing, f"其中一项{max(listing.parts)}{listing.unit}，大于合计{total}{listing.unit}", listed)
        elif listed > listing.at_most and not listing.overlapping:
            least = "" if listing.exact else "至少"
            yield _hit(listing, f"合计{total}{listing.unit}，所列各项相加{least}是{listed}{listing.unit}", listed)
        elif listing.exact and not listing.slack and listed != total and _meant_as_all(listing, listed):
            yield _hit(listing, f"合计{total}{listing.unit}，所列各项相加是{listed}{listing.unit}", listed)
    said = [(listing.section, listing.start, listing.end) for listing in found]
    for survey in surveys:
        if not any(s == survey.section and start < survey.end and survey.start < end for s, start, end in said):
            yield _too_many(survey)
    for added in sums:
        if not added.holds:
            yield _not_the_sum(added)
    for balance in balances:
        if (hit := balance.hit()) is not None:
            yield hit


def _not_the_sum(added: SumClaim) -> Hit:
    right = added.received + added.carried
    return Hit(
        f"正文写“{added.quote}”，{added.received}加{added.carried}是{right}",
        Where(section=added.section, start=added.start, end=added.end, quote=added.quote),
        expression=f"{added.received}+{added.carried} ≠ {added.total}",
        left=right,
        right=added.total,
        suggestion="核对新收、上年结转和合计；合计含别的件数的，在句中写明。",
    )


def _too_many(survey: SurveyClaim) -> Hit:
    unit = survey.unit
    return Hit(
        f"正文写{survey.name}{survey.part}{unit}，多于{survey.of}的{survey.whole}{unit}",
        Where(section=survey.section, start=survey.start, end=survey.end, quote=survey.quote),
        expression=f"{survey.part} > {survey.whole}",
        left=int(survey.part),
        right=int(survey.whole),
        suggestion="核对评议（问卷）的各个数。",
    )


def _meant_as_all(listing: Listing, listed: Decimal) -> bool:
    """Parts that say so (the last is 其他) or that miss their total by little."""
    return (listing.complete and not listing.overlapping) or abs(listed - listing.total) <= NEAR * listing.total


class _Balance(NamedTuple):
    """What one section says of a year's applications: one figure each, by measure."""

    claims: dict[Measure, Claim]

    def _amount(self, measure: Measure) -> Decimal:
        return self.claims[measure].amount or Decimal(0)

    def hit(self) -> Hit | None:
        """What does not add up.

        收到 may hold what was carried in, and 答复 may leave it out: then 78+3 against 75+3 may be right after all, and is
        only a hint where the prose says 新收.
        """
        came, carried = self._amount("received"), self._amount("carried_in")
        done, left = self._amount("answered"), self._amount("carried_out")
        if came + carried == done + left:
            return None
        only_new = "新收" in self.claims["received"].quote
        may_be_right = came == done + left
        if may_be_right and not only_new:
            return None
        first = min(self.claims.values(), key=lambda claim: claim.start)
        return Hit(
            f"正文写收到{came}件、上年结转{carried}件，答复{done}件、结转下年{left}件，"
            f"{came}+{carried} ≠ {done}+{left}（差{abs(came + carried - done - left)}）",
            Where(section=first.section, start=first.start, end=first.end, quote=first.quote),
            expression=f"{came}+{carried} ≠ {done}+{left}",
            left=came + carried,
            right=done + left,
            suggestion="新收加上年结转应等于办理结果总计加结转下年度；口径不同的，在句中写明。",
            severity="info" if may_be_right else None,
        )


_BALANCED: tuple[Measure, ...] = ("received", "carried_in", "answered", "carried_out")


def _balances(context: Context) -> Iterator[_Balance]:
    """Sections that give each of the four figures exactly once, exactly and of the whole.

    Only where table three was not read: otherwise each figure is held against its own (NT-01 to NT-05).
    """
    if context.report.table("applications") is not None:
        return
    for section in dict.fromkeys(claim.section for claim in context.claims):
        said = [c for c in context.claims if c.section == section and c.measure in _BALANCED and c.scope == "whole"]
        by_measure = {measure: [c for c in said if c.measure == measure] for measure in _BALANCED}
        if all(len(c) == 1 and c[0].bound == "exact" and c[0].amount is not None for c in by_measure.values()):
            yield _Balance({measure: claims[0] for measure, claims in by_measure.items()})


def _hit(listing: Listing, message: str, listed: Decimal) -> Hit:
    return Hit(
        message,
        Where(section=listing.section, start=listing.start, end=listing.end, quote=listing.quote),
        expression=f"{'+'.join(str(p) for p in listing.parts)} {'>' if listed > listing.total else '≠'} {listing.total}",
        left=listed,
        right=listing.total,
        suggestion="核对合计和各分项；各项有重复或没有列全的，在句中写明。",
    )
