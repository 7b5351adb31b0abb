"""What a request would change in the material of a draft: a number, words, a line more or less.

The number or the words that are named change, and nothing around them.
"""

from typing import Any

from nianbao.report.patterns import regex
from nianbao.work.revised.another_number import FIGURE, another_number, more_or_less, new_number
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import (
    FILLER,
    MEASURE,
    NTH,
    PLACE_NUMBER,
    QUOTED,
    aspect_named,
    aspect_of,
    common,
    likeness,
    line_named,
    lines_now,
    lines_of,
    lines_of_aspect,
    listed,
    measure_for,
    offered,
    place_of,
    speaks_of,
    unanswered,
    unquoted,
)

_REPLACE = regex(
    r"^(?:请|麻烦)?(?:[把将由从])?(?P<old>.{1,80}?)(?:都|全部)?(?:改成|改为|改到|改(?=[\d“\"])|换成|换为|写成|调到|调成|更正为|调整为|变成|(?:增加?|加|减少?|降)[到至为](?=\d)|应该是|应为)[：:，,]?\s*(?P<new>[^\s。；;]{1,200})"
)
_INTO = regex(
    r"^(?:请|麻烦|帮我)?改(?![成为到动])(?:一下)?(?P<old>.{0,30}?[“\"「][^”\"」]{1,80}[”\"」]|.{1,40}?)(?:改)?[为成][：:，,]?(?P<new>[^\s。；;]{1,200})"
)
"""改A为B."""
_DELETE = regex(
    r"(?:[把将])?(?P<old>.{1,60}?)(?P<behind>(?:那|这)?[句段条个]?(?:话)?)(?:都)?(?:删了|删掉|删去|删除|去掉|不要了)"
)
_NOT_TO_BE = regex(
    r"^(?:请|[把将])?(?P<old>[^，,]{2,30}?)(?P<behind>(?:那|这)?[句段条个]?(?:话)?)(?:就|先|都|也)*(?:别写了?|不写了|不提了|不要(?:了|$)|拿掉|划掉)(?=$|[，,。吧])"
)
_DELETE_THIS = regex(
    r"^(?:请|麻烦|帮我|给我)*(?:删了|删掉|删去|删除|去掉)(?P<old>.{1,60}?)(?P<behind>(?:那|这)?[句段条个]?(?:话)?)$"
)
"""删掉A那句."""
_VERB_OF_ADDING = r"(?<![参增追附别不])(?:加|补(?!正|齐|充材料|录)|添|写(?=上|一?[句条])|新增(?=一))(?:上|充|进|入)?"
_ADD = regex(
    rf"{_VERB_OF_ADDING}(?:一?[句段条](?:话)?|一?个(?=(?:问题|做法|事项|措施)[：:，,])|一项)[：:，,\s]*(?P<line>.{{3,400}})$"
    rf"|{_VERB_OF_ADDING}\s*(?:[：:]|(?=[“\"]))\s*(?P<quoted>.{{3,400}})$"
    rf"|(?:里面?|中|部分|那里|[段句]|后面|最后|末尾|方面|保障|管理|建设|公开|事项)(?:再|还|也)*{_VERB_OF_ADDING}[，,\s]*(?P<there>(?![去进来起点的些上]|一?[句段条个]|[：:“\"])[^，,\s].{{2,400}})$"
)
"""加一句：……, 加上“……”, 监督保障里加上……; 加粗, 加起来 and 加点 add nothing."""


def changes_wanted(inputs: dict[str, Any], said: str, section: str | None) -> list[Change] | str:
    """What one wish would change; a Chinese question where it is not clear: then nothing is."""
    if found := more_or_less(inputs, said, section):
        return found
    if (match := _REPLACE.search(said)) or (match := _INTO.search(said)):
        new = _without_remark(unquoted(match["new"]).strip("，, "))
        return _replaced(inputs, match["old"], new, section)
    if match := _DELETE_THIS.search(said.rstrip("。！!")) or _DELETE.search(said) or _NOT_TO_BE.search(said):
        return _deleted(inputs, match["old"], match["behind"], section)
    match = _ADD.search(said)
    words = (match["line"] or match["quoted"] or match["there"]) if match else ""
    if len(words) > _LEAST_WORDS and not _A_COUNT.match(words):
        if _UNFINISHED.fullmatch(words):
            return _WHICH_WORDS
        kind = _KIND.match(words)
        new = words[kind.end() :] if kind else words
        return _added(inputs, unquoted(new), said[: len(said) - len(new)], section)
    where = f"这一部分现在有：{listed(lines_now(inputs, section))}" if section == "problems" else ""
    return f"没有看懂“{said.strip('。！!')}”要怎么改。可以说“……改成……”“监督保障加一句：……”“把“……”删掉”“行政许可改成12件”。{where}"


_KIND = regex(r"[^：:“\"，。]{0,6}(?:措施|问题|工作|做法|事项|内容|话)(?:[：:，,]|(?=[“\"]))")
"""加一条措施：… says of what kind the new line is."""
_LEAST_WORDS = 2
_UNFINISHED = regex(r".{1,4}|[^，,。：:“]{1,10}的")
_WHICH_WORDS = "要加的是哪句话？请把话写全，例如“监督保障加一句：全年开展自查2次”。"
_A_COUNT = regex(r"\d+件")
"""加1件新收: applications, no words."""


def _replaced(inputs: dict[str, Any], old: str, new: str, section: str | None) -> list[Change] | str:
    texts = lines_of(inputs)
    quoted = QUOTED.search(old)
    words = quoted["words"] if quoted else old
    figure = new_number(new)
    if figure is not None:
        return another_number(inputs, texts, words, figure, section)
    place = place_of(texts, old, section)
    if place is not None and place.startswith("facts.") and not quoted and _NUMBER_IN_WORDS.search(new):
        return f"“{texts[place]}”要改成什么数？请写确切的数和单位，例如“改成1500条”。"
    verbatim = place is not None and len(words) >= _VERBATIM and words in texts[place] and not _RESULT.search(new)
    if place is not None and place.startswith("results.") and not (quoted or verbatim) and _RESULT.search(old):
        after = new if _RESULT.search(new) else f"{FILLER.sub('', FILLER.sub('', old))}为{new}"  # 考核结果改成优秀
        return [Change(place, "set", texts[place], after, after)]
    exact = [p for p, t in texts.items() if words in t]
    if len(exact) == 1 and not quoted and (clause := _clause_like(texts[exact[0]], new)):
        words = clause
    if exact:
        return [
            Change(p, "set", texts[p], texts[p].replace(words, new), texts[p].replace(words, new), words=words)
            for p in exact
            if not p.startswith("facts.") or _only_words(words)
        ] or _FROM_TABLES
    if place is None or not speaks_of(words, texts[place], section):
        return f"{_FROM_TABLES}{offered(inputs, old)}"
    if place.startswith("facts."):
        return f"“{texts[place]}”要改成什么数？请说明数和单位，例如“改成1500条”。"
    return [Change(place, "set", texts[place], new, new)]


_VERBATIM = 4


def _clause_like(line: str, new: str) -> str | None:
    """The clause of a line of several that says with another number what is to stand there."""
    clauses = regex(r"[，；]").split(line)
    like = [c for c in clauses if len(clauses) > 1 and FIGURE.search(c) and common(c, new) >= _MOST_OF * len(new)]
    return like[0] if len(like) == 1 else None


_MOST_OF = 0.6


def _without_remark(new: str) -> str:
    """A new number without what is remarked behind it: 260人，好看点."""
    first = new.split("，")[0]
    return first if FIGURE.fullmatch(first) else new


_NUMBER_IN_WORDS = regex(
    r"^[约大概近超共]*[一二三四五六七八九十百千万两几零〇\d][一二三四五六七八九十百千万两几零〇\d多余来]*[\u4e00-\u9fff]{0,2}(?:左右|以上)?$"
)
_RESULT = regex(r"考核|考评|评议|评价|满意|追究|问责")
"""Without one of these a result does not say of what it is one."""
_FROM_TABLES = "没有找到您说的这一处；由表格的数写成的句子和固定说法不单独改。表格里的数请说明是哪一格，例如“行政许可改成12件”，句子会跟着变。"


def _only_words(words: str) -> bool:
    return not regex(r"\d").search(words)


def _deleted(inputs: dict[str, Any], old: str, behind: str, section: str | None) -> list[Change] | str:
    texts = lines_of(inputs)
    if _KEEPS.search(old):
        return _SAY_WHICH
    old = _LETTERS.sub(lambda m: f"“{m['words']}”", old)
    quoted = QUOTED.search(old)
    if (aspect := aspect_named(old)) and (which := _OF_ASPECT.search(old + behind)):
        lines = [p for p in lines_of_aspect(inputs, aspect) if not p.startswith("results.")]
        meant = lines if which["all"] else lines[-1:] if which["last"] else lines[:1]
        return [Change(p, "delete", texts[p], "", "") for p in meant] or _NOTHING_OF_ASPECT
    place = next((p for p, t in texts.items() if quoted and quoted["words"] in t), None) or line_named(
        texts, old + behind, section
    )
    if place is not None and not quoted and (left := _without_clause(texts[place], FILLER.sub("", old))):
        return [Change(place, "set", texts[place], left, left)]
    rivals = [] if quoted else _rivals(texts, place, old + behind)
    if len(rivals) > 1:
        return f"这几句都像是您要删的，请引其中几个字说明是哪一句：{'；'.join(rivals)}。"
    if place is None:
        return (
            f"没有找到要删的这一句，可能是程序按表格写的，不能单独删去。{offered(inputs, old).replace('能改', '能删')}"
        )
    if quoted and not place.startswith("facts.") and not _WHOLE_LINE.search(old[quoted.end() :] + behind):
        left = _DOUBLED.sub(r"\1", texts[place].replace(quoted["words"], "")).strip("，、；：")
        if len(left) > _LEAST_WORDS:
            return [Change(place, "set", texts[place], left, left)]
    if place.startswith("measures.") and _PROBLEM_ONLY.search(old):
        place = place.replace("measures.", "problems.")
    gone = [Change(place, "delete", texts[place], "", "")]
    if _PROBLEM_ONLY.search(old + behind):
        return gone
    name, _, number = place.partition(".")
    measure = f"measures.{number}"  # a problem does not leave its measure behind
    if name == "problems" and measure in texts:
        gone.append(Change(measure, "delete", texts[measure], "", ""))
    return gone


def _without_clause(line: str, words: str) -> str:
    """A line of several clauses without the one that the words are (每周更新2次删了); "" where they are none."""
    clauses = regex(r"[，；]").split(line)
    return "，".join(c for c in clauses if c != words) if words in clauses and len(clauses) > 1 else ""


def _rivals(texts: dict[str, str], place: str | None, words: str) -> list[str]:
    """The lines that are named as well as the one at the place."""
    bare = FILLER.sub("", FILLER.sub("", PLACE_NUMBER.sub("", words)))
    same = likeness(bare, texts[place]) if place else 0
    return [
        text for text in texts.values() if place and bare and likeness(bare, text) == same and not NTH.search(words)
    ]


_KEEPS, _SAY_WHICH = regex(r"只留|只保留|留下"), "删去的是哪几个字？请引出来，例如“把“……”删掉”。"
_LETTERS = regex(r"(?P<words>[^“”，,]{1,8}?)(?:这|那)?(?:[两俩三几一]个?字|个词|几个字)$")
"""改版俩字: the words themselves, not their line."""
_OF_ASPECT = regex(
    r"(?P<all>整段|全部|全段|整个|都)|(?P<last>(?:最后|末尾)(?:那|的)?一?[句条段]?)|(?:开头|第一)(?:那|的)?一?[句条]?"
)
_NOTHING_OF_ASPECT = "这一段里没有可以删的句子：剩下的由表格的数写成，或者是固定的说法。"
_PROBLEM_ONLY = regex(r"问题.{0,6}措施.{0,4}(?:留|保留|不[删动])")
_WHOLE_LINE = regex(r"[句段条话]")
_DOUBLED = regex(r"([，、；。])[，、；。]+")


def _added(inputs: dict[str, Any], new: str, before: str, section: str | None) -> list[Change] | str:
    """A line more. A measure (加一条措施) goes to the problem that has none, where there is one such."""
    if _OF_MEASURES.match(before.strip()) and len(inputs.get("problems", [])) > 1 and len(unanswered(inputs)) != 1:
        return _WHICH_PROBLEM.format(problems="；".join(inputs["problems"]))
    if _A_MEASURE.search(before) or (section == "problems" and MEASURE.search(before)):
        lonely = unanswered(inputs)
        if len(lonely) == 1:
            return [measure_for(inputs, lonely[0], new)]
        return [Change("measures.new", "add", "", new, new)]
    name = (
        "problems"
        if section == "problems" or _A_PROBLEM.search(before)
        else "other_matters"
        if section == "other"
        else "practices"
    )
    at = (aspect_named(before) or aspect_of(new)) if name == "practices" else "new"
    return [Change(f"{name}.{at}", "add", "", new, new)]


_OF_MEASURES = regex(r"(?:改进|整改)?措施(?:里面?|中|那里|部分)")
_WHICH_PROBLEM = "加到哪个问题的措施里？例如“第一个问题的措施后面加一句：……”。现在的问题有：{problems}。"
_A_MEASURE = regex(r"[条个点项](?:改进|整改)?措施")
_A_PROBLEM = regex(r"^(?:存在的?)?(?:主要)?问题.{0,4}(?:加|补|添|写)|[条个点项](?:存在的?)?(?:主要)?问题")
