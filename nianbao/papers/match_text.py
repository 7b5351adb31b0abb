"""What became of the numbers of a draft that was edited in Word, in plain Chinese."""

from typing import TYPE_CHECKING

from nianbao.papers.wording import VERDICTS
from nianbao.report.layout import SECTIONS, cell_label

if TYPE_CHECKING:
    from nianbao.drafting.ledger.matching import MatchedNumber
    from nianbao.work.match import Matched

_PLACES = {s.key: f"{s.ordinal}、{s.title}" for s in SECTIONS} | {"title": "标题", "preamble": "引言"}
SHOWN_CELLS = 20


def match_told(result: "Matched") -> list[str]:
    """Counts, then one line a number that needs a look, in reading order."""
    lines = [
        f"共核对 {len(result.numbers)} 个数：一致 {len(result.of('matches'))}，与台账不同 {len(result.of('differs'))}，"
        f"台账里没有 {len(result.of('unknown'))}，初稿里有而现在没有 {len(result.of('missing'))}"
    ]
    lines += [f"  没有核对：{message}" for message in result.unread]
    for title, state in (("与台账不同", "differs"), ("台账里没有", "unknown"), ("初稿里有而现在没有", "missing")):
        found = result.of(state)
        if state == "missing" and result.unread:
            found = [n for n in found if n.cell is None]
        if found:
            lines.append(f"{title}：")
            lines += [f"  {_line(n)}" for n in found[:SHOWN_CELLS]]
            lines += [f"  ……共 {len(found)} 处"] if len(found) > SHOWN_CELLS else []
    if result.verdict == "undetermined":
        return [*lines, f"规则重新审核：尚不能下结论，还有{result.open_places}处待填、待核或待确认"]
    return [*lines, f"规则重新审核：{VERDICTS[result.review.verdict]}"]


def _line(n: "MatchedNumber") -> str:
    where = cell_label(n.cell) if n.cell else f"“{_PLACES.get(n.section, n.section)}”第{n.sentence}句"
    quote = f"：{n.quote[:40]}" if n.quote else ""
    if n.state == "differs":
        return f"{where}：现在是 {n.text}，台账为 {n.ledger_value}{quote}"
    if n.state == "unknown":
        return f"{where}：{n.text} 在台账里没有出处，请核实{quote}"
    return f"{where}：原有的 {n.ledger_value or n.text} 不见了{quote}"
