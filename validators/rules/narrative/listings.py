"""NT-16: the parts listed for a stated total add up to it."""

from collections.abc import Iterator
from decimal import Decimal

from validators.basis import FORMAT_1
from validators.claims import Listing, listings
from validators.engine import Context, Hit, Remark, Where, rule

NEAR = Decimal("0.05")
"""Parts that miss their total by less than this share of it are meant to add up; by more, they may not be all."""


@rule("NT-16", "分项之和与合计一致", "warning", (FORMAT_1,))
def parts_add_up(context: Context) -> Iterator[Hit | Remark]:
    """主动公开2599条，其中…: parts that nearly add up should; parts above the total never can be right,
    unless they are channels that carry the same things."""
    found = [listing for passage in context.passages for listing in listings(passage)]
    if not found:
        yield Remark("not_applicable", "正文没有列出合计数的分项")
    for listing in found:
        total, listed = listing.total, sum(listing.parts, Decimal(0))
        if max(listing.parts) > total:
            yield _hit(listing, f"其中一项{max(listing.parts)}{listing.unit}，大于合计{total}{listing.unit}", listed)
        elif (listed > total and not listing.overlapping) or (listed != total and abs(listed - total) <= NEAR * total):
            yield _hit(listing, f"合计{total}{listing.unit}，所列各项相加是{listed}{listing.unit}", listed)


def _hit(listing: Listing, message: str, listed: Decimal) -> Hit:
    return Hit(
        message,
        Where(section=listing.section, start=listing.start, end=listing.end, quote=listing.quote),
        expression=f"{'+'.join(str(p) for p in listing.parts)} = {listing.total}",
        left=listed,
        right=listing.total,
        suggestion="核对合计和各分项；各项有重复或没有列全的，在句中写明。",
    )
