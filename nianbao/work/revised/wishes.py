"""The wishes of one message: each is read by itself, and what one of them lacks is told beside what the others change."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from nianbao.report.patterns import regex
from nianbao.work.revised.another_number import FIGURE, figure_at
from nianbao.work.revised.as_said import plainly
from nianbao.work.revised.cell_values import cell_with_number
from nianbao.work.revised.cells import is_cell
from nianbao.work.revised.cells_moved import cells_moved
from nianbao.work.revised.cells_told import CellsOf, cells_told
from nianbao.work.revised.change import Change
from nianbao.work.revised.inserted import inserted
from nianbao.work.revised.lines import QUOTED, common, lines_of, measure_for, place_of, unanswered
from nianbao.work.revised.moving import line_moved
from nianbao.work.revised.named import named_told, tells_of
from nianbao.work.revised.number_said import in_digits
from nianbao.work.revised.pairs import pair_told
from nianbao.work.revised.swapping import numbers_swapped, swapped
from nianbao.work.revised.wanted import changes_wanted

Places = frozenset[str]
SectionOf = Callable[[str], str | None]
"""The section that words speak of, by its key."""
_SPLIT = regex(r"[，,；;。\n]+")
_LEAD = r"(?:请|先|麻烦|然后|接着|再|并且?|另外|还有|此外|同时|顺便|也|最后)*"
_VERB = r"(?:改[成为到]|改(?=[\d“\"])|换[成为]|写成|调[到成]|更正为|调整为|(?:增加?|加|减少?|降)[到至为](?=\d)|挪[到至]|移[到至]|删|去掉|不要了)"
_BEGINS = regex(
    rf"^{_LEAD}(?:[把将由从].{{1,80}}?{_VERB}|(?:(?:在|第|给).{{1,14}}?)?(?:加|补(?!正)|添)(?:上|充)?(?:一[句段条个]|[：:“\"])|第[一二三四五六七八九十\d]+(?:条|个|句|段|项).{{0,12}}?(?:加|改|删|换)|改(?![成为]).{{1,80}}[为成]|(?:删掉|删去|去掉)|[^，,]{{1,12}}(?:改[成为]|换成)[^，,\d]{{1,40}}$|[^，,]{{1,20}}?(?:改[成为到]|换成|(?:增加?|加|减少?|降)[到至为了]?)\s*\d)"
)
"""Begins another wish, whatever stood before."""
_CHANGES = regex(rf"^{_LEAD}.{{1,40}}?{_VERB}")
_WISH = regex(rf"{_VERB}|(?:加|补|添)(?:上|充)?(?:一?[句段条个]|[：:“\"])|改.{{1,80}}[为成]|措施")
_ONE_MORE = regex(
    r"^(?!.*(?:部分|监督保障|平台|总体|管理|其他事项)).*(?:(?:加|补|添)(?:上|充)?一条|第[一二三四五六七八九十\d]+条)"
)
"""Goes on in the section that was spoken of."""
_LABEL_AND_FIGURE = regex(
    r"^(?!.*(?:改|不是|应[该为当]|增加|减少|再加|(?:[加减扣降]|[多少][报算填写计]?)了?\d))(?P<of>[\u4e00-\u9fff]{2,20}?)(?:是|为|共)?(?P<figure>\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2})$"
)
"""参加人员50人次, after a change of a number: another one."""
_WITH_NUMBER = regex(rf"(?:{_VERB}|[增加减少降]+[到至为了]?)\s*\d+(?:\.\d+)?[\u4e00-\u9fff]{{0,2}}$")
_SENTENCE, _GOES = regex(r"[。；;\n]"), regex(r"(?:删了|删掉|删去|去掉|拿掉|不要了)[吧。]*$")
_STARTS = regex(rf"^{_LEAD}")
_FREE_TEXT = regex(r"(?:加|补|添)(?:上|充)?(?:一[句段条个])?(?:[：:，,]|$)|改[成为]|换[成为]|写成|挪|移")
"""After these, words that are not quoted go on to the end."""
_NTH_PROBLEM = regex(r"第[一二三四五六七八九十\d]+(?:条|个|点|项)(?:存在的?)?(?:主要)?(?:问题|(?:改进|整改)?措施)")
_DO_NOT = regex(r"^(?:请|先|你|那|千万|可)*(?:别|不要|莫|不用|不必|甭)(?:再)?(?:把|将|改|动|给我改)")
_NEVER_MIND = regex(r"[，,。]\s*(?:还是)?算了(?:先|就|还是)*(?:不改|不动|不加|不删|别改)?了?[吧啊。！!]*$")
_LEFT = "好的，没有改。"
_SAME_CELL = "“{line}”在一句话里说了不止一个数，请只说一个。"
_SAME_LINE = "要改的两处在同一句里，请分两次说，改好一处再说下一处。"
_AS_IT_IS = "“{line}”已经是这样，不用改。"
_ALL_AS_THEY_ARE = "“{line}”等{n}处已经是这样，不用改。"
_NOT_READ = "“{said}”这一处没有列进来：{why}"
_MEASURE = regex(r"^(?P<of>.{0,40}?)(?:的|对应的?)?(?:改进)?措施(?:是|为|就?写|填|[：:])+(?P<new>.{4,200})$")


_HEAD = regex(
    r"^(?:把|将)?(?:报告|落款|署名)?的?(?:单位|机关)(?:的)?(?:名称?|全称|名字)|^(?:把|将)?报?告?年[度份](?=改|写|应|错|不对)|^(?:把|将)?(?:落款|署名)(?!日|时|的?日期|的?时间|\d).{0,6}(?:写|改|署)(?!\D{0,2}\d)"
)
_OF_HEAD = "单位名称和报告年度写在资料表的“基本情况”里，整份初稿都跟着它，不在对话里改：请在资料表里改好，重新上传。对话里能改的是数字、句子和成文日期。"


_REASON = regex(
    r"(?:我|你|表里|.{1,6}[科股站所队局办委])?[^\d，,]{0,8}(?:[录打写看记算]错[了的]?|盖章的表?|(?:刚|才)报的(?:准数)?|为准|予以更新|核实过?了?|文号都有|都在|漏了|重了|替上|替换掉?|都?[填写给]个?0)|那啥|你这才.{0,4}"
)
"""Why or from where, beside what was told; it asks for nothing."""


class Wished(NamedTuple):
    """``told``: in Chinese, what was not read or still has to be said."""

    changes: tuple[Change, ...]
    told: str = ""


def wished(
    inputs: dict[str, Any],
    said: str,
    section_of: SectionOf,
    spoken: str = "",
    waiting: Places = frozenset(),
    cells_of: CellsOf = lambda said: (),
) -> Wished:
    """All that a message would change. ``spoken``: what was said before, where 这句 was named; ``waiting``: the places of
    changes that were shown and wait for a yes."""
    if _DO_NOT.match(said) or _NEVER_MIND.search(said):
        return Wished((), _LEFT)
    said = plainly(said)
    one_wish = len(list(parts_of(said))) == 1
    if one_wish and isinstance(moved := cells_moved(inputs, said, cells_of), list):
        changes, why = _but_as_it_is(moved, [])
        return Wished(tuple(changes), "\n\n".join(why))
    cells = cells_told(inputs, said, cells_of)
    found, told = _but_as_it_is(list(cells.changes), list(cells.told))
    parts = [] if (found or told) and not cells.rest else list(parts_of(cells.rest))
    section: str | None = None
    for part in _with_problems(inputs, _with_labels(parts)):
        section = section if section and _ONE_MORE.search(part) else _of_a_problem(part) or section_of(part) or section
        changes, why = _but_as_it_is(*_one(inputs, part, section, spoken, waiting, cells_of))
        alone = len(parts) == 1 and not (found or told)
        if found and not changes and _REASON.fullmatch(part.strip("，。！! ")):
            continue
        found += changes
        told += [line if alone or changes else _NOT_READ.format(said=part, why=_in_short(line)) for line in why]
    places = [change.place for change in found if change.how != "add"]
    if twice := next((c for c in found if places.count(c.place) > 1), None):
        return Wished((), _SAME_CELL.format(line=twice.before) if is_cell(twice.place) else _SAME_LINE)
    return Wished(tuple(found), "\n\n".join(told))


def _in_short(why: str) -> str:
    """The first sentence of a reason, where it stands beside what was taken."""
    return f"{regex(r'。|，例如').split(why)[0]}。"


def _of_a_problem(part: str) -> str | None:
    return "problems" if _NTH_PROBLEM.search(part) else None


def _with_labels(parts: list[str]) -> list[str]:
    """The parts; a bare number after a change of one (培训改成3次，52人次) is another one of what was named."""
    found: list[str] = []
    for part in parts:
        verb = regex(_VERB).search(found[-1]) if found and FIGURE.fullmatch(part) else None
        label = _LABEL_AND_FIGURE.match(found[-1]) if found and not verb and FIGURE.fullmatch(part) else None
        of = found[-1][: verb.start()] if verb else label["of"] if label else ""
        found.append(f"{of}改成{part}" if of else part)
    return found


def _with_problems(inputs: dict[str, Any], parts: list[str]) -> list[str]:
    """The parts; a measure after a change of the n-th problem (…，措施改成……) is that of this problem."""
    found: list[str] = []
    number = ""
    for part in parts:
        by_words = [str(n) for n, text in enumerate(inputs.get("problems", []), 1) if text and text in part]
        number = match[1] if (match := _NTH_OF.search(part)) else by_words[0] if by_words else number
        found.append(
            f"第{number}条{part}" if number and _A_MEASURE_TOO.match(part) and not _NTH_OF.search(part) else part
        )
    return found


_NTH_OF, _A_MEASURE_TOO = regex(r"第([一二三四五六七八九十\d]+)[个条]"), regex(r"(?:改进|整改)?措施(?:改|换)")


def _but_as_it_is(changes: list[Change], why: list[str]) -> tuple[list[Change], list[str]]:
    """What does change; that the rest is so already is told."""
    same = [c for c in changes if c.how == "set" and c.before == c.after]
    if len(same) > 1:
        why = [*why, _ALL_AS_THEY_ARE.format(n=len(same), line=same[0].before)]
    else:
        why = [*why, *(_AS_IT_IS.format(line=change.before) for change in same)]
    return [c for c in changes if c not in same], why


def _one(
    inputs: dict[str, Any], part: str, section: str | None, spoken: str, waiting: Places, cells_of: CellsOf
) -> tuple[list[Change], list[str]]:
    """One wish: a problem with its measure, a measure for one without, a place with a name, a line that moves, any other change."""
    if pair := pair_told(inputs, part, section):
        return ([], [pair]) if isinstance(pair, str) else (pair, [])
    if measure := _measure_told(inputs, part):
        return [measure], []
    moved = (
        swapped(inputs, part, section)
        or cells_moved(inputs, part, cells_of)
        or numbers_swapped(inputs, part)
        or line_moved(inputs, part, section, spoken)
        or inserted(inputs, part, section)
    )
    if moved is None and _HEAD.search(part):
        return [], [_OF_HEAD]
    named: tuple[list[Change], list[str]] = ([], [])
    if moved is None and not _speaks_of_a_line(inputs, part):
        named = named_told(inputs, part, waiting)
    if any(named):
        return named
    if moved is None and ((cells := cells_told(inputs, part, cells_of)).changes or cells.told):
        return list(cells.changes), list(cells.told)
    label = _LABEL_AND_FIGURE.match(in_digits(part))
    wish = f"{label['of']}改成{label['figure']}" if label else part
    found = (
        moved
        or _open_figure_told(inputs, part)
        or cell_with_number(inputs, part)
        or changes_wanted(inputs, wish, section)
    )
    return ([], [found]) if isinstance(found, str) else (found, [])


def _open_figure_told(inputs: dict[str, Any], part: str) -> list[Change] | str | None:
    """The number of a figure of the year's work that has none yet: 公众号是86条."""
    figures = list(FIGURE.finditer(part))
    if len(figures) != 1 or regex(_VERB).search(part):
        return None
    before = part[: figures[0].start()]
    open_facts = [n for n, fact in enumerate(inputs.get("facts", []), 1) if fact["value"] is None]
    named = [n for n in open_facts if common(before, inputs["facts"][n - 1]["label"]) >= _LEAST_OF_A_FIGURE]
    return figure_at(inputs, f"facts.{named[0]}", "", figures[0]) if len(named) == 1 else None


_LEAST_OF_A_FIGURE = 2


def _speaks_of_a_line(inputs: dict[str, Any], part: str) -> bool:
    """Whether a line that stands already is meant: its words are quoted, its number is named, or it is a result to be changed."""
    lines = lines_of(inputs)
    if any(quote in text for quote in QUOTED.findall(part) for text in lines.values()):
        return True
    verb = regex(_VERB).search(part)
    if verb is None:
        return False
    before = part[: verb.start()]
    numbers = {m["value"] for m in FIGURE.finditer(before)}
    held = {m["value"] for text in lines.values() for m in FIGURE.finditer(text)}
    result = (place_of(lines, before, None) or "").startswith("results.") and not _NONE.search(part)
    return bool(numbers & held) or result


def _measure_told(inputs: dict[str, Any], part: str) -> Change | None:
    match, lonely = _MEASURE.match(_STARTS.sub("", part.strip())), unanswered(inputs)
    if match is None or not lonely or regex(_VERB).search(part):
        return None
    of = match["of"].strip('“”"，')
    problems = inputs["problems"]
    best = max(lonely, key=lambda n: common(of, problems[n - 1]))
    if len(lonely) > 1 and common(of, problems[best - 1]) < _LEAST_OF_A_PROBLEM:
        return None
    return measure_for(inputs, best, match["new"].strip('“”"。 '))


_NONE = regex(r"[未没无]\S{0,5}$")
_LEAST_OF_A_PROBLEM = 3


def parts_of(said: str) -> Iterator[str]:
    """The message cut where another wish begins; never within quotation marks, nor within words that are to be written."""
    said = said.strip()
    flat = QUOTED.sub(lambda m: f"“{'口' * (len(m.group()) - 2)}”", said)
    begin, end = 0, 0
    for cut in _SPLIT.finditer(flat):
        clause = _SPLIT.split(flat[cut.end() :], maxsplit=1)[0]
        ends = bool(_SENTENCE.search(cut.group()))
        if _another(flat[begin : cut.start()], clause, said[cut.end() : cut.end() + len(clause)], ends):
            yield _STARTS.sub("", said[begin : cut.start()].strip())
            begin = cut.end()
        end = cut.end()
    rest = _STARTS.sub("", said[begin:].strip(" ，,；;。\n"))
    if rest or end == 0:
        yield rest


_EXCHANGES = regex(r".{2,24}[和跟与].{2,16}(?:对调|互换|调换|填反了|写反了)")
_SOMETHING_ELSE = regex(
    rf"^(?:另外|还有|再就是|顺便|同时|然后)[^，,。]{{0,24}}?(?:{_VERB}|提前|推迟|(?:加|补|添)(?:上|充)?一?[句条])"
)
"""Begins another wish even where words to be written stand before it."""


def _another(before: str, clause: str, words: str, ends: bool) -> bool:
    """Whether a clause begins a wish of its own, after what stands before it; ``ends``: a sentence ends there."""
    told_before = tells_of(before)
    if not told_before and _LABEL_AND_FIGURE.match(clause) and _LABEL_AND_FIGURE.match(_STARTS.sub("", before.strip())):
        return True
    if not (_WISH.search(before) or told_before or _LABEL_AND_FIGURE.match(_STARTS.sub("", before.strip()))):
        return False  # 第五部分太空了，加一条…: it says where
    if _BEGINS.match(clause) or _SOMETHING_ELSE.match(clause) or _EXCHANGES.match(clause):
        return True
    if ends and _GOES.search(clause):
        return True
    free = _FREE_TEXT.search(before)
    if free and not (QUOTED.search(before[free.start() :]) or FIGURE.fullmatch(before[free.end() :].strip())):
        return False
    if _LABEL_AND_FIGURE.match(_STARTS.sub("", before.strip())) and FIGURE.fullmatch(clause):
        return True
    if _WITH_NUMBER.search(before) and (_LABEL_AND_FIGURE.match(clause) or FIGURE.fullmatch(clause)):
        return True
    tells = bool(tells_of(words)) and (not told_before or bool(regex(_VERB).search(before)))
    return tells or bool(_CHANGES.match(clause))
