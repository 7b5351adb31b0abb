"""What becomes of a sentence that a model says in the chat: code's, the model's own, or left out.

The model may cite code's sentences; it may retell one without adding to it, then code's is printed in its place; and it
may advise, ask, explain and order the work in its own words, which hold no figure, verdict, trend, denial or article, also
not in a question. A sentence that is none of these is left out, and what it cites is printed all the same: what may be
said is listed, not what may not.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from nianbao.assistant.words.advice import against_the_trade, as_material, directs, hypothetical, sayable
from nianbao.assistant.words.figures import REPEATS, is_sum, numbers, told_numbers
from nianbao.assistant.words.plain import RULE_ID, citations, clauses, flat, odd_character
from nianbao.assistant.words.repeating import repeated
from nianbao.assistant.words.retelling import STRICT, agrees, all_words, nearest, retells
from nianbao.assistant.words.stances import stances
from nianbao.report.patterns import regex
from nianbao.work.model.told import Told

Becomes = Literal["fact", "cited", "shown-as-model", "left-out"]
_QUOTE = regex(r"[“‘「『《][^”’」』》]{1,80}[”’」』》]")
_ADVICE = regex(
    r"(?<!申)请您?(?=核|对照|按|把|补|先|提供|上传|再|看|说|告诉|确认|填|写|逐|查|参|留意|以)|建议|(?:可以|不妨|最好|需要您?|您可以|您先|请先|先)(?:先)?(?:补|改|看|核|写|填|删去|问|对照|上传|提供|找|压|换|查|逐|把|按|说明|考虑)"
    r"|[把将].{1,30}(?:改|换|补|写|删|调整)(?:成|为|到|进|在|上|全|$)|(?:补写?|补上|补充|改成|改为|换成|写清|写明|说明)|要您来定|您(?:来|自己)?定|由您决定|需要我|要我|帮您|您手里|您那边|材料在|上面列的|上面的表|表里列|依据的原文|逐条|逐项|对照"
)
"""Advice, questions for material, orders of work: what the model's own words are for."""
_VERDICT = regex(
    r"符合|合格|达标|达到|满足|合规|合乎|合条例|合法|及格|通过|过关|过审|违反|有效|无效|退回|重写|完美|优|准确|真实|正确|错误|没错|没事|没问题|问题(?:不|很|都|已)|毛病|齐全|完整|俱全|平衡|相等|一致|矛盾|报送|上报|报给|上交|交差|发布|公布|公开吧|挂(?:到|网)|发(?:吧|出|布|给)|签发?|盖章|归档|定稿|可以(?:报|交|发|用|了)|就行|就好|即可|行了|妥|放心|忽略|不理|理会|误报|采纳|误|伪|结论|裁定|认定|同意|默许|批准|许可|保证|属实|核实|核过|核对(?:过|无)|复核了|系统|规则|校验|警告|错误级|提示|改好|清除|更新|保存|提交|删掉审核|删除|密码|账号|联系方式|身份证|点“|审核人|星|颗|绿灯|红灯|严重|轻微|要紧|无妨|无伤|大雅|重要|也行|过得去|大体|必须|为准|应当|申请人|第三方|填在|填进|计入|算|归入|合在"
)
_QUOTED_VERDICT = regex(r"符合|通过|合格")
_TREND = regex(
    r"增(?!强|进|值|设|补)|减|升|降|涨|跌|翻|缩|滑|腰斩|攀|飙|高|低|多(?!种|个方面)|少(?!数)|大半|过半|超|逊|好于|强于|不如|不及|上年|去年|往年|同比|趋势|水平|排名|名次|第一|领先|落后|中位|平均|同类|兄弟|周边|别的单位|比例|占|率|所有|全部|都|均|一律|普遍|一般|从来|从未|总是|只有|唯一"
)
_DENIAL = regex(r"[没未无非莫勿否]|不(?!妨|便|同(?:部分|栏目|情形))|木有|零")
_LAW = regex(
    r"条例|办法|法律|规定|依据(?!的原文)|依照|按照.{0,4}法|条款|第.{1,5}[条款项]|期限|工作日|时限|收费|免费|答复期|公文|国办|省里|上级|主管部门|法院|保密局|填报说明|填写说明|通知(?!书|发出)|发文|新规|新口径|培训(?:班)?上|文件(?:规定|要求|说)|选填|必填"
)
_DONE = regex(r"已经?|过了|了(?=[。！，；]|$)|曾|算了|系")
_IDIOMS = regex(
    r"一下|一并|一句|一段|一遍|一项项|一条条|统一|同一|逐一|进一步|下一步|一栏|一格|一处|一步|一种|一些|哪一|这一|那一|每一|一是|二是|三是|(?:工作)?考核|第[一二三四五六]部分|两处|几(?:处|项|条|句)|五个方面|六个部分|三项结果|这三项|三张表|表[二三四]|千万|万一|百科|十分|半角|全角|双方|一致"
)
_NUMERAL = regex(
    r"[0-9零〇一二两三四五六七八九十百千万亿几半双俩仨皕廿卅幺壹贰叁肆伍陆柒捌玖拾佰仟弍打%％‰]|成(?=以上|的|左右)|倍|番|甲|乙|花甲|单件|寥寥|若干|个位|位数"
)
_LETTER = regex(r"[A-Za-z]")
_MOST_PRINTED = 3
_BARE = "。！？!?；;，,：: "


@dataclass(frozen=True, slots=True)
class Judgement:
    """``cited``: code's sentences that are printed. ``claims``: what of the sentence was not the model's to say."""

    sentence: str
    becomes: Becomes
    why: str
    cited: tuple[Told, ...] = ()
    claims: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """An entry of ``model-check --sentences --json``."""
        entry: dict[str, Any] = {"sentence": self.sentence, "becomes": self.becomes, "why": self.why}
        return entry | {"claims": list(self.claims), "printed": [t.text for t in self.cited]}


def judge(sentence: str, told: Sequence[Told]) -> Judgement:
    """One sentence of a model after the jobs whose sentences are ``told``."""
    known = {t.id: t for t in told if t.id[0] != "w"}
    ids, rest = citations(sentence)
    cited = tuple(known[i] for i in ids if i in known)
    if odd := odd_character(rest):
        return Judgement(sentence, "cited" if cited else "left-out", f"模型不能自己说：{odd}", cited, (odd,))
    if not rest.strip(_BARE):
        if cited:
            return Judgement(sentence, "fact", "引用程序的句子", cited)
        return Judgement(sentence, "left-out", "没有这个编号")
    if (same := repeated(rest, told)) is not None:
        printed = tuple(dict.fromkeys((*cited, same)))
        return Judgement(sentence, "fact", "重复程序的句子，印程序的原句", printed)
    claims = claims_of(rest)
    if against_the_trade(rest) or misplaced(rest, told):
        return Judgement(sentence, "cited" if cited else "left-out", "不当的建议", cited, ("不当的建议",))
    if not claims or advice(rest):
        return Judgement(sentence, "shown-as-model", "模型自己的话，未经核对", cited)
    if (found := retold(rest, told, cited)) is not None:
        printed = tuple(dict.fromkeys((*cited, *found)))[: max(_MOST_PRINTED, len(cited))]
        return Judgement(sentence, "fact", "复述程序的句子，印程序的原句", printed)
    if cited and agrees(rest, cited):
        return Judgement(sentence, "fact", "说的就是所引的句子，印程序的原句", cited)
    if cited:
        return Judgement(sentence, "cited", "所附的话不能由模型说，只印所引的句子", cited, claims)
    return Judgement(sentence, "left-out", f"模型不能自己说：{'、'.join(claims)}", (), claims)


def advice(sentence: str) -> bool:
    """Whether every clause is the model's to say: advice, questions, explanations in the closed vocabulary."""
    question = sentence.rstrip("。 ").endswith(("？", "?"))
    bare = as_material(RULE_ID.sub("", sentence))
    parts = clauses(bare)
    return (question or directs(bare)) and all(sayable(p, question) or hypothetical(p) for p in parts)


def retold(sentence: str, told: Sequence[Told], cited: Sequence[Told]) -> list[Told] | None:
    """The sentences of code's that stand for a sentence whose clauses are all retold or the model's to say; at least
    one is retold. None when a clause is neither."""
    pool = list(told)
    if sum(t.text.startswith("（") for t in told) > 1:
        pool = []  # sentences of several files: only a citation says whose
    found: list[Told] = []
    question = sentence.rstrip("。 ").endswith(("？", "?"))
    before, said = "", list[str]()
    sums = bool(REPEATS.search(sentence))
    about = [*cited, *subjects(sentence, pool)]
    for part in clauses(sentence):
        named = [*about, *spoken_of(part, pool), *found]
        source = next((t for t in named if retells(part, t, True, before, t in cited or sums)), None)
        said += [n.text for n in numbers(flat(part))]
        if source is None and not (
            settled(part, said) or sayable(RULE_ID.sub("", part), question) or hypothetical(part)
        ):
            source = next((t for t in nearest(part, pool) if retells(part, t, False, before)), None)
            if source is None:
                return None
        if source is not None and source not in found:
            found.append(source)
        before = part
    return found or None


def subjects(sentence: str, told: Sequence[Told]) -> list[Told]:
    """The findings whose figures a sentence repeats: all of its numbers stand in them."""
    mine = {n.text for part in clauses(sentence) for n in numbers(flat(part)) if not is_sum(n, flat(part))}
    if not mine:
        return []
    findings = [t for t in nearest(sentence, told) if t.id[0] in "fsu"]
    return [t for t in findings if mine <= {n.text for n in told_numbers(t)}][:1]


def misplaced(sentence: str, told: Sequence[Told]) -> bool:
    """Whether a sentence has something changed where code found nothing, words written that code did not propose, or a
    figure quoted that stands nowhere."""
    at_hand = [flat(t.text + t.also) for t in told if t.id[0] in "fsuiova"]
    words = [flat(m[1]) for m in _TO_WRITE.finditer(sentence)]
    if any(not any(w in text for text in at_hand) for w in words):
        return True
    if any(
        numbers(q) and not any(q in flat(t.text + t.also) for t in told) for q in map(flat, _QUOTE.findall(sentence))
    ):
        return True
    findings = [all_words(t) for t in told if t.id[0] in "fsuo"]
    changed = [flat(part) for part in clauses(sentence) if _CHANGES.search(part)]
    places = [m.group() for part in changed for m in STRICT.finditer(part)]
    return any(not any(place in text for text in findings) for place in places)


_TO_WRITE = regex(r"(?:写|改成|改为|换成|补|填|加)(?:上|成|一句|个)?[“‘「]([^”’」]{2,60})[”’」]")
_CHANGES = regex(r"改|补|删|填|调|挪|换")


def settled(part: str, said: Sequence[str]) -> bool:
    """Whether a clause that finds two numbers equal or not is right about the last two that were said."""
    stands = stances(flat(part))
    if (
        len(said) < _TWO
        or numbers(flat(part))
        or not stands
        or not stands <= {"相等", "不等"}
        or not _BOTH.search(part)
    ):
        return False
    return (said[-1] == said[-2]) == ("相等" in stands)


_TWO = 2
_BOTH = regex(r"两处|两边|两个|两者|二者|它们|前后|这[两几]")


def spoken_of(part: str, told: Sequence[Told]) -> list[Told]:
    """The sentences that a clause points at without an id: by the rule's, or by words of theirs between quotation marks."""
    rules = RULE_ID.findall(part)
    quotes = [q for q in (flat(q[1:-1]) for q in _QUOTE.findall(part)) if len(q) >= _LEAST_QUOTE]
    return [
        t
        for t in told
        if t.id[0] in "fsbu" and (any(r in t.text for r in rules) or any(q in flat(t.text + t.also) for q in quotes))
    ][:_MOST_SPOKEN_OF]


_LEAST_QUOTE, _MOST_SPOKEN_OF = 2, 6


def claims_of(sentence: str) -> tuple[str, ...]:
    """What in the model's own words is not its to say; empty when the sentence may stand as the model's."""
    quoted = "".join(_QUOTE.findall(sentence))
    words = RULE_ID.sub("", _QUOTE.sub("", sentence))
    plain = _IDIOMS.sub("", words)
    checks = (
        ("数字", bool(_NUMERAL.search(plain)) or any(unicodedata.numeric(c, None) is not None for c in plain)),
        ("外文", bool(_LETTER.search(words))),
        ("结论", bool(_VERDICT.search(words) or _QUOTED_VERDICT.search(quoted))),
        ("增减比较", bool(_TREND.search(plain))),
        ("有无", bool(_DENIAL.search(plain))),
        ("条文", bool(_LAW.search(plain))),
        ("已经发生的事", bool(_DONE.search(plain))),
    )
    found = tuple(name for name, holds in checks if holds)
    if found:
        return found
    return () if _ADVICE.search(words) else ("不是说明、建议或提问",)
