"""LK-02: wording and tables that stand word for word in another agency's report.

The rule says what is alike and with whom, not who copied: both reports get the finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nianbao.report.layout import TableKey
from validators.basis import ARTICLE_50, FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.shared_wording.neighbours import Neighbours, Peer, Stretch

_NAMED = 3
"""Other reports that a finding names; the rest are counted."""
_MOST = 5
"""Places that are told one by one."""


@dataclass(slots=True)
class _Alike:
    """One finding in the making: the longest stretch, and the peers whose longest stretch is at the same place."""

    stretch: Stretch
    peers: list[Peer]
    places: set[tuple[str, int, int]] = field(default_factory=set)
    """Every stretch shared with the first of them."""
    characters: int = 0


@rule("LK-02", "与其他机关的年报不雷同", "warning", (ARTICLE_50, FORMAT))
def not_anothers_words(context: Context) -> Iterator[Hit | Remark]:
    """No 30 (profile) consecutive characters, and no whole table, of another agency's report."""
    found = _neighbours(context)
    if isinstance(found, Remark):
        yield found
        return
    alike = _gathered(found.stretches)
    for number, one in enumerate(alike[:_MOST], start=1):
        yield _prose_hit(one, len(alike) - _MOST if number == _MOST else 0)
    by_table: dict[TableKey, list[Peer]] = {}
    figures: dict[TableKey, int] = {}
    for same in found.tables:
        by_table.setdefault(same.table, []).append(same.peer)
        figures[same.table] = same.figures
    for key, peers in by_table.items():
        layout = context.report.layout.tables[key]
        yield Hit(
            f"{layout.name}与{_names(peers)}完全相同（不计合计，有{figures[key]}个非零的数）",
            Where(section=layout.section, table=key),
            left=figures[key],
            suggestion="核对是不是误用了别的机关的表，按本机关的台账重填；确实相同的，写明已经核对。",
        )


def _neighbours(context: Context) -> Neighbours | Remark:
    found = context.shared
    if found is None:
        if not context.peers:
            return Remark("insufficient_data", "没有一起审核其他机关的年报，无从比较")
        from validators.shared_wording.scratch import compare  # with a database library that single reviews do not need

        found = compare(context.report, context.peers, context.profile)
    if not found.compared:
        return Remark("not_applicable", "一起审核的年报里没有可以比较的其他机关（上下级机关之间不比较）")
    return found


def _gathered(stretches: tuple[Stretch, ...]) -> list[_Alike]:
    """By peer, the one with most in common first; peers who share the same place are told of together."""
    by_peer: dict[Peer, list[Stretch]] = {}
    for stretch in stretches:
        by_peer.setdefault(stretch.peer, []).append(stretch)
    found: list[_Alike] = []
    for peer, shared in sorted(by_peer.items(), key=lambda item: -sum(s.own for s in item[1])):
        longest = max(shared, key=lambda s: s.own)
        known = next((a for a in found if any(_overlap(longest, place) for place in a.places)), None)
        if known is not None:
            known.peers.append(peer)
            continue
        places = {(s.section, s.start, s.end) for s in shared}
        found.append(_Alike(longest, [peer], places, sum(s.length for s in shared)))
    return found


def _overlap(stretch: Stretch, place: tuple[str, int, int]) -> bool:
    section, start, end = place
    return stretch.section == section and stretch.start < end and start < stretch.end


def _prose_hit(one: _Alike, more: int) -> Hit:
    stretch = one.stretch
    message = f"与{_names(one.peers)}有连续{stretch.length}个字相同"
    if len(one.places) > 1:
        message += f"；两份年报共有{len(one.places)}处相同，合计{one.characters}个字，这是最长的一处"
    if more:
        message += f"；还有{more}处与其他机关相同，没有逐一列出"
    return Hit(
        message,
        Where(section=stretch.section, start=stretch.start, end=stretch.end, quote=stretch.quote),
        left=stretch.length,
        suggestion="核对这段文字是不是套用的，改写成本机关自己的情况；出自上级统一下发的文字的，说明即可。",
    )


def _names(peers: list[Peer]) -> str:
    named = "、".join(peer.name for peer in peers[:_NAMED])
    return named if len(peers) <= _NAMED else f"{named}等{len(peers)}份年报"
