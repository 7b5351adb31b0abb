"""Changes that were shown and wait for a yes: said in other words (不对，是1267), or taken back (算了; 还是5场)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.another_number import FIGURE, figure_at
from nianbao.work.revised.cells import is_blanks, is_cell
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import PLACE_NUMBER, QUOTED, common, likeness, lines_of, place_of, unquoted
from nianbao.work.revised.moving import told
from nianbao.work.revised.named import DAY, all_lines, day_told
from nianbao.work.revised.number_said import takes_away
from nianbao.work.revised.pairs import pair_of

WITHDRAWN = "不改了，初稿没有变：{told}。"
_MARKS = regex(r"[\s，。！？、；：,.!?;:~～…]+")
_NEVER_MIND = regex(
    r"(?:(?:那就?|还是|不对|先|都|全|就|这|前面|刚才|上面|的|那|几?[处个条]|改动|[了吧啊呀]|哦)*"
    r"(?:算了|(?:先别|先不|不|别|不用|不要|无需|没必要)(?:改|删|加|动|添|存|保存)|不用(?=了|$)|不(?=先|$)|原来的?就?(?:是)?对的?|不要(?=$|了|吧)|取消(?!公开)|撤回|撤销|作罢|作废|放弃|当我没说|先?不[弄做搞写]了|留着|留下|保留|(?:保持)?原[来样](?:不动|的|那样)?|不动)"
    r"(?:[了吧啊呀先好]|就行|就好|[这那]几?[处个条]?|刚才|改动|的)*)+"
)
_THOSE_BEFORE = regex(r"前面|之前|上面|早先")
_ONE = regex(r"^(?P<what>.{1,16}?)(?:[那这几]?[处个条句场件]?)(?:的|就|还是|先)*(?:不|别|不用|不要)改(?:了|吧)*$")
_LEAD = regex(
    r"^(?:哦|噢|啊|呃|哎呀?|等等|等下|等一下|不好意思|抱歉|算了|[，,。！!\s])*(?:(?:不对|不是(?![^，,。]{0,20}吗)|更正|(?:我)?(?:说|写|打|搞|弄|看|记)?错了?)[，,。！!：:\s]*)*"
)
_INSTEAD = regex(r"^(?:应该|应当|还|就|要|那|是|应为|改[成为]|写成?|换成|为|成)+")
_TAIL = regex(r"(?:才对|才是|吧|了|啊|哦|。|！|!|\s)*$")
_SURE = regex(r"不对|不是|错了?|应该是|应当是|应为|还是|更正|[是改]成?\d+\S{0,3}$")
_LONGEST, _SHORT = 60, 20
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Corrected:
    """``was``: the change that is meant; ``now``: in other words, None where it is taken back. ``told``: in Chinese."""

    was: Change | None
    now: Change | None
    told: str = ""


def takes_back(said: str) -> bool:
    """Whether words take back all that waits, and say nothing else."""
    bare = _MARKS.sub("", said)
    return len(bare) <= _SHORT and bool(_NEVER_MIND.fullmatch(bare))


def takes_one_back(said: str) -> bool:
    """Whether words take one of several back: 培训那处不改了."""
    return bool(_ONE.fullmatch(_MARKS.sub("", said)))


def taken_back(changes: Sequence[Change], said: str, kept: int = 0) -> list[Change] | None:
    """Which of them are taken back; the first ``kept`` were shown before the last message. None for words that do not."""
    bare = _MARKS.sub("", said)
    if takes_back(said):
        before = list(changes[:kept]) if _THOSE_BEFORE.search(bare) else []
        return before or list(changes)
    match = _ONE.fullmatch(bare)
    if match is None:
        return None
    named = [c for c in changes if common(match["what"], f"{c.before}{c.after}") >= _LEAST]
    return named if len(named) == 1 else None


def corrects(said: str) -> bool:
    """Whether words look like another value for what was just shown: 不对，是1267; 还是5场; 应该是“……”."""
    lead = _LEAD.match(said.strip())
    left = said.strip()[lead.end() if lead else 0 :]
    value = _TAIL.sub("", left)
    if len(value) > _LONGEST:
        return False
    if FIGURE.fullmatch(_INSTEAD.sub("", value)):
        return True
    if not _SURE.search(said):
        return False
    figures = list(FIGURE.finditer(value))
    return bool(QUOTED.search(value) or (figures and figures[-1].end() == len(value)) or _INSTEAD.match(value))


def drops_the_earlier(said: str) -> str:
    """前面那处不改，行政强制改成1: the words behind, where those before take back all that waits; else nothing."""
    match = _DROPS.match(said)
    return match["rest"] if match else ""


_DROPS = regex(
    r"^(?:前面|上面|刚才)(?:的|那|这)*(?:几|两)?[处个条句]?(?:就|都|先)?(?:不改|不要|算了|不用改)了?[，,。；;]\s*(?P<rest>\S{4,}.*)$"
)


def measure_of_new(said: str, waiting: Sequence[Change]) -> Corrected | None:
    """A measure told after a new problem that waits: the two are added together."""
    match = _A_MEASURE.fullmatch(said.strip("。！! "))
    problems = [c for c in waiting if c.place == "problems.new"]
    if match is None or len(problems) != 1:
        return None
    problem, measure = problems[0].value, unquoted(match["measure"])
    return Corrected(problems[0], pair_of(problem, measure))


_A_MEASURE = regex(r"(?:对应的?|它的)?(?:改进|整改)?措施(?:就?是|就?写|为|[：:])+(?P<measure>.{4,300})")


def once_more(said: str, waiting: Sequence[Change]) -> Corrected | None:
    """再加一件 after a number that waits: so many more or less than what was shown; None where no one number waits."""
    match = _ONCE_MORE.fullmatch(said.strip("。！! "))
    numbers = [c for c in waiting if is_cell(c.place) and not is_blanks(c.place) and c.value.isdigit()]
    if match is None or len(numbers) != 1:
        return None
    n = int(match["n"]) if match["n"].isdigit() else chinese_to_int(match["n"]) or 0
    change = numbers[0]
    total = int(change.value) + (-n if takes_away(match["sign"]) else n)
    if total < 0:
        return None
    at = change.after.rindex(change.value)
    after = f"{change.after[:at]}{total}{change.after[at + len(change.value) :]}"
    return Corrected(change, replace(change, after=after, value=str(total)))


_ONCE_MORE = regex(
    r"(?:再|又|还要)(?P<sign>加|减|多|少)(?:上|了)?\s*(?P<n>\d+|[一两二三四五六七八九十]+)[件个宗起]?[吧了]*"
)


def corrected(inputs: dict[str, Any], said: str, waiting: Sequence[Change]) -> Corrected | None:
    """The one of those that wait which the words put right; None where they do not speak of one."""
    if more := once_more(said, waiting):
        return more
    if not corrects(said):
        return None
    if days := [(c, told) for c in waiting if c.place == DAY and (told := day_told(inputs, said))]:
        return Corrected(*days[0])
    said = said.strip()
    lead = _LEAD.match(said)
    value = _TAIL.sub("", said[lead.end() if lead else 0 :])
    figures = list(FIGURE.finditer(value))
    if figures and not QUOTED.search(value) and figures[-1].end() == len(value):
        return _another_number(inputs, value[: figures[-1].start()], figures, waiting)
    return _other_words(inputs, value, waiting)


def _another_number(
    inputs: dict[str, Any], before: str, figures: list[Any], waiting: Sequence[Change]
) -> Corrected | None:
    before = PLACE_NUMBER.sub("", before)
    new, named = figures[-1], {m["value"] for m in FIGURE.finditer(before)}
    label = _INSTEAD.sub("", regex(r"[，,\s]|应该|应当|[改换写]成|改为|还?是|\d+").sub("", FIGURE.sub("", before)))
    meant = [c for c in waiting if _is_number(c, new["unit"]) and _named(inputs, c, label, named)]
    if len(meant) > 1:
        return Corrected(None, None, f"前面列了几处，“{new.group()}”是改哪一处？请连事项一起说。")
    if not meant:
        return None
    change = meant[0]
    old = _differing(change)
    if old is None:
        return None
    if old[0] == new["value"]:
        return Corrected(change, None, WITHDRAWN.format(told=told_of([change])))
    found = _same_place(inputs, change, old[0], new)
    return None if found is None else Corrected(change, found)


def _same_place(inputs: dict[str, Any], change: Change, old: str, new: Any) -> Change | None:
    if is_cell(change.place) or change.place.partition(".")[0] in ("fees", "on_time"):
        at = change.after.rindex(change.value)
        after = f"{change.after[:at]}{new['value']}{change.after[at + len(change.value) :]}"
        return replace(change, after=after, value=new["value"])
    if change.before.endswith("〔待填〕") or change.how == "add":
        line = _with_number(change.after, new["value"])
        return None if line is None else replace(change, after=line, value=line)
    found = figure_at(inputs, change.place, old, new)
    return None if isinstance(found, str) else found[0]


def _with_number(line: str, value: str) -> str | None:
    there = list(FIGURE.finditer(line))
    if len(there) != 1:
        return None
    start, end = there[0].span("value")
    return f"{line[:start]}{value}{line[end:]}"


def _is_number(change: Change, unit: str) -> bool:
    """Whether a number is what changes there, of this unit."""
    pair = None if is_blanks(change.place) else _differing(change)
    return pair is not None and (not unit or any(unit.startswith(u) or u.startswith(unit) for u in pair[2:] if u))


def _differing(change: Change) -> tuple[str, str, str, str] | None:
    """The one number that differs before and after, and the units behind it; "" for none before."""
    before, after = ([(m["value"], m["unit"]) for m in FIGURE.finditer(t)] for t in (change.before, change.after))
    if not before and len(after) == 1:
        return "", after[0][0], "", after[0][1]
    pairs = [(b, a) for b, a in zip(before, after, strict=False) if b[0] != a[0]]
    if len(before) != len(after) or len(pairs) != 1:
        return None
    (b, bu), (a, au) = pairs[0]
    return b, a, bu, au


def _named(inputs: dict[str, Any], change: Change, label: str, numbers: Iterable[str]) -> bool:
    """Whether the words before the number, where there are such, speak of this change and of no other line."""
    pair = _differing(change) or ("", "", "", "")
    if set(numbers) - {pair[0], pair[1]}:
        return False
    if not label or set(numbers):
        return True
    if is_cell(change.place):
        return likeness(label, change.after) >= _LEAST
    place = place_of(all_lines(inputs), label, None)
    return place == change.place or (place is None and change.how == "add" and common(label, change.after) >= _LEAST)


def _other_words(inputs: dict[str, Any], value: str, waiting: Sequence[Change]) -> Corrected | None:
    """Words in the place of those that were proposed, where one proposal of words waits."""
    quoted = QUOTED.findall(value)
    new = quoted[-1] if quoted else _INSTEAD.sub("", value)
    numbers = ("facts.", "fees.", "on_time", DAY, "pairs.")
    meant = [c for c in waiting if c.how in ("add", "set") and not (c.place.startswith(numbers) or is_cell(c.place))]
    if len(meant) != 1 or len(new) < _LEAST or not (quoted or _INSTEAD.match(value)):
        return None
    change = meant[0]
    line = lines_of(inputs).get(change.place, "")
    after = line.replace(change.words, new) if change.words and change.words in line else new
    if after == change.before:
        return Corrected(change, None, WITHDRAWN.format(told=told_of([change])))
    return Corrected(change, replace(change, after=after, value=after))


def told_of(changes: Iterable[Change]) -> str:
    """The changes in a line: A → B；C → （删去）."""
    return "；".join(told(c) for c in changes)
