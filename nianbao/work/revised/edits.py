"""Changes of a draft on request: shown first, then a new revision made from the changed inputs.

Only what the drafter handed in can be changed (figures of the year's work, lines, results); sentences that code words
follow from it. Nothing is ever changed in silence and no revision is changed or removed.
"""

import re
from copy import deepcopy
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from nianbao.report.codec import report_from_json
from nianbao.report.errors import UserError
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.bench.by_words import CHANGED_SINCE, inputs_at_work, say_changes
from nianbao.work.revised.revisions import load_revision, whoever_asks
from nianbao.work.services import Services

How = Literal["set", "delete", "add", "move"]


@dataclass(frozen=True, slots=True)
class Change:
    """``place``: facts.1, practices.2, problems.1 …, from 1. ``before``/``after``: words as shown; ``value`` the new value,
    of a move the line as it is to stand there. ``to``: of a move, the list or the aspect (``practices.platform``)."""

    place: str
    how: How
    before: str
    after: str
    value: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes to revision ``revision`` of draft ``draft``, waiting for a yes. ``why_not``: in Chinese, when there are none."""

    draft: int
    revision: int
    changes: tuple[Change, ...] = ()
    why_not: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the payload of the message that shows it."""
        return {"draft": self.draft, "revision": self.revision, "changes": [asdict(c) for c in self.changes]}


_REPLACE = regex(
    r"^(?:请|麻烦)?(?:[把将])?(?P<old>.{1,80}?)(?:都|全部)?(?:改成|改为|改到|换成|换为|写成|调到|调成|更正为|调整为|变成|应该是|应为)(?P<new>[^\s。；;]{1,200})"
)
_DELETE = regex(r"(?:[把将])?(?P<old>.{1,60}?)(?:那|这)?[句段条个]?(?:话)?(?:都)?(?:删了|删掉|删去|删除|去掉|不要了)")
_ADD = regex(r"(?:加|补|添)(?:上|充|进|入)?(?:一?[句段条个])?[：:，,]?(?P<new>.{3,400})$")
_QUOTED = regex(r"[“\"‘'「](?P<words>[^”\"’'」]{1,80})[”\"’'」]")
_FIGURE = regex(r"(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[\u4e00-\u9fff]{0,3})")
_NTH = regex(r"第([一二三四五六七八九十\d]+)(?:条|个|点|项)")
_FILLER = regex(r"^(?:请|麻烦|把|将)|(?:这|那)(?:个|句|段|条)?(?:数字?|话)?$|的$|这|那|个|数字?$")
_MEASURE = regex(r"措施|改进")
_ASPECTS: dict[str, str] = {
    "supervision": r"考核|评议|追究|监督|培训|柜台",
    "platform": r"公众号|微博|微信|网站|平台|专栏|新媒体",
    "management": r"管理|目录|指南|审查|清理",
    "on_request": r"申请|答复|台账",
}


def propose(
    services: Services, draft: int, revision: int, said: str, section: str | None, spoken: str = ""
) -> Proposal:
    """What a request would change in a revision. Reads only. ``spoken``: what was said before, where 这句 was named.
    Raises ``NotFoundError``."""
    inputs = inputs_at_work(services, draft) or dict(_content(services, draft, revision)["inputs"])
    found = _moved(inputs, said, section, spoken) or _changes(inputs, said, section)
    if isinstance(found, str):
        return Proposal(draft, revision, (), found)
    return Proposal(draft, revision, tuple(found))


def _changes(inputs: dict[str, Any], said: str, section: str | None) -> list[Change] | str:
    said = said.strip()
    if match := _REPLACE.search(said):
        return _replaced(inputs, match["old"], match["new"].strip('“”"。，, '), section)
    if match := _DELETE.search(said):
        return _deleted(inputs, match["old"], match.group()[len(match["old"]) :], section)
    if (match := _ADD.search(said)) and len(match["new"]) > _LEAST_WORDS:
        return _added(match["new"].strip('“”"。 '), section)
    return (
        "请告诉我改成什么，例如“把第五部分第一条改成……”“加一句：……”“把“……”删掉”“把“……”挪到第五部分”。"
        f"这一部分现在是：{_now(inputs, section)}"
    )


_LEAST_WORDS = 3


def _texts(inputs: dict[str, Any]) -> dict[str, str]:
    """Everything that can be changed, by place, as it reads."""
    found = {f"facts.{n}": _fact(f) for n, f in enumerate(inputs.get("facts", []), 1)}
    found |= {f"practices.{n}": p["text"] for n, p in enumerate(inputs.get("practices", []), 1)}
    for name in ("problems", "measures", "other_matters"):
        found |= {f"{name}.{n}": line for n, line in enumerate(inputs.get(name, []), 1) if line}
    results = inputs.get("results") or {}
    return found | {f"results.{k}": v for k, v in results.items() if v}


def _fact(fact: dict[str, Any]) -> str:
    return f"{fact['label']}{fact['value'] if fact['value'] is not None else '〔待填〕'}{fact['unit']}"


def _now(inputs: dict[str, Any], section: str | None) -> str:
    of = {"problems": ("problems", "measures"), "other": ("other_matters",)}.get(section or "", ("facts", "practices"))
    lines = [text for place, text in _texts(inputs).items() if place.partition(".")[0] in of]
    return "；".join(lines) or "（空）"


def _replaced(inputs: dict[str, Any], old: str, new: str, section: str | None) -> list[Change] | str:
    texts = _texts(inputs)
    quoted = _QUOTED.search(old)
    words = quoted["words"] if quoted else old
    figure = _FIGURE.fullmatch(new)
    if figure is not None:
        return _another_figure(inputs, texts, words, figure, section)
    place = _place_of(texts, old, section)
    if place is not None and place.startswith("results.") and not quoted and not _RESULT.search(new):
        after = f"{_FILLER.sub('', _FILLER.sub('', old))}为{new}"  # 考核结果改成优秀
        return [Change(place, "set", texts[place], after, after)]
    if exact := [p for p, t in texts.items() if words in t]:
        return [
            Change(p, "set", texts[p], texts[p].replace(words, new), texts[p].replace(words, new))
            for p in exact
            if not p.startswith("facts.") or _only_words(words)
        ] or _FROM_TABLES
    if place is None:
        return f"{_FROM_TABLES}能改的有：{'；'.join(texts.values())}"
    if place.startswith("facts."):
        return f"“{texts[place]}”要改成什么数？请说明数和单位，例如“改成1500条”。"
    return [Change(place, "set", texts[place], new, new)]


_RESULT = regex(r"考核|考评|评议|评价|满意|追究|问责")
"""Without one of these a result does not say of what it is one."""


def _another_figure(
    inputs: dict[str, Any], texts: dict[str, str], words: str, figure: re.Match[str], section: str | None
) -> list[Change] | str:
    """A number takes the place of a number and of nothing else: of the one that was named, else of the only one there."""
    named = list(_FIGURE.finditer(words))
    if named:
        place = next(iter(_with_figure(texts, named[-1], words[: named[-1].start()])), None)
    else:
        place = _place_of(texts, words, section)
    if place is None:
        return f"“{words}”{_NOT_HERE}能改的有：{'；'.join(texts.values())}"
    if place.startswith("facts."):
        fact = inputs["facts"][int(place.partition(".")[2]) - 1]
        unit = figure["unit"] or fact["unit"]
        if unit != fact["unit"]:
            return f"“{_fact(fact)}”的单位是“{fact['unit']}”，您说的是“{unit}”，请确认后再说一遍。"
        return [Change(place, "set", _fact(fact), f"{fact['label']}{figure['value']}{unit}", figure["value"])]
    there = [m for m in _FIGURE.finditer(texts[place]) if not named or m["value"] == named[-1]["value"]]
    if len(there) != 1:
        return f"“{texts[place]}”里要改哪个数？请连原来的数一起说，例如“把3次改成4次”。"
    start, end = there[0].span("value")
    after = f"{texts[place][:start]}{figure['value']}{texts[place][end:]}"
    return [Change(place, "set", texts[place], after, after)]


def _with_figure(texts: dict[str, str], named: re.Match[str], before: str) -> list[str]:
    """The places that hold the number, those first that share most words with what was said before it."""
    holding = [p for p, t in texts.items() if any(m["value"] == named["value"] for m in _FIGURE.finditer(t))]
    return sorted(holding, key=lambda p: -_common(before, texts[p]))


_NOT_HERE = "不在可以改的句子里：表格里的数和由它们写成的句子，请改资料表后重新上传。"
_FROM_TABLES = "这一处是程序按表格或固定说法写的，请改资料表里对应的数后重新上传。"


def _only_words(words: str) -> bool:
    return not regex(r"\d").search(words)


def _deleted(inputs: dict[str, Any], old: str, behind: str, section: str | None) -> list[Change] | str:
    texts = _texts(inputs)
    quoted = _QUOTED.search(old)
    place = next((p for p, t in texts.items() if quoted and quoted["words"] in t), None) or _place_of(
        texts, old, section
    )
    if place is None:
        return f"没有找到要删的这一句，可能是程序按表格写的，不能单独删去。能删的有：{'；'.join(texts.values())}"
    if quoted and not place.startswith("facts.") and not _WHOLE_LINE.search(old[quoted.end() :] + behind):
        left = _DOUBLED.sub(r"\1", texts[place].replace(quoted["words"], "")).strip("，、；：")
        if len(left) > _LEAST_WORDS:
            return [Change(place, "set", texts[place], left, left)]
    return [Change(place, "delete", texts[place], "", "")]


_WHOLE_LINE = regex(r"[句段条话]")
_DOUBLED = regex(r"([，、；。])[，、；。]+")


def _added(new: str, section: str | None) -> list[Change]:
    name = "problems" if section == "problems" else "other_matters" if section == "other" else "practices"
    return [Change(f"{name}.{_aspect_of(new)}" if name == "practices" else f"{name}.new", "add", "", new, new)]


def _place_of(texts: dict[str, str], old: str, section: str | None) -> str | None:
    """The place that the words speak of: by number within a section, else by the longest words in common."""
    if section == "problems" and (match := _NTH.search(regex(r"第.部分").sub("", old))):
        number = int(match[1]) if match[1].isdigit() else chinese_to_int(match[1])
        place = f"{'measures' if _MEASURE.search(old) else 'problems'}.{number}"
        return place if place in texts else None
    words = _FILLER.sub("", _FILLER.sub("", old))
    scored = [(_common(words, text), place) for place, text in texts.items()]
    best, place = max(scored, default=(0, ""))
    return place if best >= _LEAST_COMMON else None


_LEAST_COMMON = 2


def _common(a: str, b: str) -> int:
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return match.size


# --- moving a line ----------------------------------------------------------------------------------------------

_MOVE = regex(
    r"(?P<old>.{0,80}?)(?:挪|移|搬|调(?!整)|放|转)(?:动|一下)?(?:到|至|去|进|在)(?P<to>(?:.(?!改成|换成))*?)(?:里面?|去|下面|中|后面|那里|吧)*$"
)
_THIS_LINE = regex(r"^(?:请|麻烦|帮我)?(?:[把将])?(?:这|那|它|上面|刚才)(?:一)?(?:那)?(?:[句条段个])?(?:话)?(?:的)?$")
_SECTION = regex(r"第\s*([一二三四五六1-6])\s*(?:部分|块|章|节)")
_SHORT_TITLE = regex(r"^政府信息(?:公开)?")
_TITLES = {"problems": r"存在(?:的)?(?:主要)?问题|改进", "other": r"其他(?:需要报告的)?事项", "overview": r"总体情况"}
_TABLES = "第二、三、四部分只有表格，句子要放在第一、五、六部分。"
_WHICH_LINE = "请引一下要挪的那句的几个字，例如：把“……”挪到第五部分。能挪的有："
_RESULT_STAYS = "这一句是考核、评议、追责的结果，按格式写在固定的位置，不能挪；可以改文字。"
_NO_NUMBER_YET = "这一处还没有数，先把数填上再挪。"


def _moved(inputs: dict[str, Any], said: str, section: str | None, spoken: str) -> list[Change] | str | None:
    """The one line that is to stand elsewhere; None where nothing is to be moved."""
    match = _MOVE.search(said.strip().rstrip("。！!"))
    target = _target(match["to"]) if match else None
    if match is None or target is None:
        return None
    if target == "tables":
        return _TABLES
    texts = _texts(inputs)
    place = _line_meant(texts, match["old"], spoken)
    if place is None:
        return f"{_WHICH_LINE}{'；'.join(texts.values())}"
    return _to(inputs, texts, place, target, match["to"])


def _target(to: str) -> str | None:
    """``overview``, ``problems``, ``other``, an aspect (``practices.platform``), or ``tables``."""
    from nianbao.drafting.material.inputs import ASPECT_TITLES

    aspect = next(
        (key for key, title in ASPECT_TITLES.items() if title in to or _SHORT_TITLE.sub("", title) in to), None
    )
    if aspect:
        return f"practices.{aspect}"
    if number := _SECTION.search(to):
        n = int(number[1]) if number[1].isdigit() else chinese_to_int(number[1]) or 0
        return ("overview", "tables", "tables", "tables", "problems", "other")[n - 1]
    return next((key for key, words in _TITLES.items() if regex(words).search(to)), None)


def _line_meant(texts: dict[str, str], old: str, spoken: str) -> str | None:
    if _THIS_LINE.match(old) or not old.strip():
        return _place_of(texts, spoken, None) if spoken else None
    quoted = _QUOTED.search(old)
    exact = [place for place, text in texts.items() if quoted and quoted["words"] in text]
    here = _SECTION.search(old)
    named = "problems" if here and here[1] in "五5" else None
    return exact[0] if exact else _place_of(texts, old, named)


def _to(inputs: dict[str, Any], texts: dict[str, str], place: str, target: str, to: str) -> list[Change] | str:
    from nianbao.drafting.material.inputs import ASPECT_TITLES

    name, text = place.partition(".")[0], texts[place]
    at = int(place.partition(".")[2]) - 1 if name != "results" else 0
    if name == "results":
        return _RESULT_STAYS
    if name == "facts" and inputs["facts"][at]["value"] is None and not target.startswith(("practices", "overview")):
        return _NO_NUMBER_YET
    now = inputs[name][at].get("aspect") if name in ("facts", "practices") else None
    if target == "overview" and now is None:
        target = f"practices.{_aspect_of(text)}"
    elif target == "problems" and (_MEASURE.search(to) or name == "measures"):
        target = "measures"
    if (now and target in ("overview", f"practices.{now}")) or target in (
        name,
        f"{name}_matters",
        name.removesuffix("_matters"),
    ):
        return f"“{text}”已经在那里了，没有要挪的。"
    aspect = target.partition(".")[2]
    titles: dict[str, str] = {str(key): title for key, title in ASPECT_TITLES.items()}
    label = f"第一部分“{titles[aspect]}”" if aspect else _WHERE[target]
    return [Change(place, "move", text, f"挪到{label}", text, target.replace("other", "other_matters"))]


_WHERE = {"problems": "第五部分，作为一条存在的问题", "measures": "第五部分，作为一条改进措施", "other": "第六部分"}


def _aspect_of(text: str) -> str:
    return next((a for a, words in _ASPECTS.items() if regex(words).search(text)), "active")


def steps_of(change: dict[str, Any]) -> list[dict[str, Any]]:
    """A change as changes of one place each: what is moved between lists goes here and comes there."""
    name, to = change["place"].partition(".")[0], change.get("to", "")
    if change["how"] != "move" or (to.startswith("practices.") and name in ("facts", "practices")):
        return [change]
    gone = {**change, "how": "delete", "after": "", "value": ""}
    come = to if to.startswith("practices.") else f"{to}.new"
    return [gone, {**change, "how": "add", "place": come, "before": "", "after": change["value"]}]


# --- taking a change ----------------------------------------------------------------------------------------------


def apply_edit(services: Services, pending: dict[str, Any], conversation_id: str) -> Any:
    """The confirmed changes as a new revision by 经办人: ``id`` and ``revision``. A draft that is open on the workbench is
    changed there. Raises ``UserError``, ``RevisionConflictError``."""
    steps = [step for change in pending["changes"] for step in steps_of(change)]
    if (at_work := inputs_at_work(services, pending["draft"])) is not None:
        texts = _texts(at_work)
        if any(c["how"] != "add" and texts.get(c["place"]) != c["before"] for c in steps):
            raise UserError(CHANGED_SINCE)
        return say_changes(services, pending["draft"], steps, whoever_asks(services))
    content = _content(services, pending["draft"], pending["revision"])
    inputs = deepcopy(content["inputs"])
    for change in sorted(steps, key=lambda c: c["place"], reverse=True):
        _apply(inputs, change)
    return _redraft(services, content, inputs, pending, conversation_id)


def _apply(inputs: dict[str, Any], change: dict[str, Any]) -> None:
    name, _, at = change["place"].partition(".")
    if change["how"] == "add":
        inputs[name].append({"aspect": at, "text": change["value"]} if name == "practices" else change["value"])
        return
    if name == "results":
        inputs[name][at] = change["value"] or None
        return
    index = int(at) - 1
    if change["how"] == "move":
        inputs[name][index]["aspect"] = change["to"].partition(".")[2]
    elif change["how"] == "delete":
        if name in ("problems", "measures"):
            inputs[name][index] = ""
        else:
            del inputs[name][index]
    elif name == "facts":
        if regex(r"\d+(?:\.\d+)?").fullmatch(change["value"]):
            inputs[name][index]["value"] = change["value"]
        else:
            inputs[name][index]["label"] = regex(r"\d.*$").sub("", change["after"])
    elif name == "practices":
        inputs[name][index]["text"] = change["value"]
    else:
        inputs[name][index] = change["value"]


def _redraft(
    services: Services, content: dict[str, Any], inputs: dict[str, Any], pending: dict[str, Any], conversation_id: str
) -> Any:
    """The draft anew from changed inputs, with the last year's report that it was first made with."""
    from pydantic import ValidationError

    from nianbao.drafting.material.inputs import DraftInputs
    from nianbao.work.draft import DraftRequest, draft_report

    try:
        checked = DraftInputs.model_validate(inputs)
    except ValidationError as error:
        raise UserError("改动后的内容不能用来起草，没有保存，请换个说法。") from error
    last_year = content.get("last_year")
    previous = report_from_json(last_year) if last_year else None
    request = DraftRequest(
        checked,
        previous,
        offline=True,
        conversation_id=conversation_id,
        author=whoever_asks(services),
        after=pending["revision"],
    )
    return draft_report(services, request)


def _content(services: Services, draft: int, revision: int) -> dict[str, Any]:
    """A revision that can be changed by its inputs. Raises ``NotFoundError``, ``UserError``."""
    kept = load_revision(services, draft, revision)
    if not kept.content.get("inputs"):
        raise UserError("这一稿没有保存资料，不能在对话里改；请改资料表后重新上传。")
    if not kept.by_material:
        raise UserError(
            f"第{revision}稿是您在 Word 里改过的，在对话里改会重新成文、丢掉那些改动。"
            f"请在 Word 里改好再传回来核对；或者先说“回到第{kept.ledger_of}稿”，再在对话里改。"
        )
    return kept.content
