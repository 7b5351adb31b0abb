"""What was answered to the open questions of a register: 已办的算予以公开，告知算本机关不掌握, 第9件还没答复, 都算信访.

Only what is asked can be answered, in a clause that says what it stands for. A question is no answer, a no is none, and a
clause that names a wording without a row that is understood is given back as such.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nianbao.assistant.understanding.register_targets import NOTHING, Target, kind_meant, result_meant
from nianbao.papers.register_text import outcome_label
from nianbao.report.layout import OUTCOME_GROUPS, outcome_group
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze
from nianbao.work.register_words import OPEN

Json = Mapping[str, Any]
_WORDS, _ROWS, _ALL, _REST = range(0xE000, 0xF800, 0x600)
"""First sign of each kind that stands for what was named in a clause."""
_ANY = f"[{chr(_WORDS)}-{chr(0xF8FF)}]"
_LINK = (
    r"算作|算成|算到|算在|算是|算进|算入|算|归到|归入|归为|归在|归|列入|列为|列到|列|计入|计为|计到|计|记入|记为|记到|记|填到|填入|填成|填在|填|放到|放入|放在|放"
    r"|当作|当成|当|按照|按|属于|属|就是|指的是|指|视为|视同|等于|改成|改为|定为|定成|说的是|是|为|选|=+>?|→|-+>|:|—+|-+"
)
_BETWEEN = r"(?:[、,和与跟及\"(]|以及|还有|的|)"
_AROUND = r"(?:[\"的那这些个几两三)]|\d(?=件)|件|种|类|都|其实|实际上?|全部|一律|统一|全|就|请|应该|应当|应|可以|先|暂时|暂|一并|也|写法|要|情况|结果|我们?|问过|问清楚?|核实过?|查过|了|给我|帮我|还是|统统|改)*"
_SAYS = regex(
    rf"(?P<named>{_ANY}(?:{_BETWEEN}{_ANY})*){_AROUND}(?P<link>{_LINK})(?P<target>(?:(?!{_ANY})[^,;。!?、])*)"
)
_CLAUSE = regex(r"[^,;。!?\n]+[,;。!?\n]*")
_QUESTION = regex(
    r"如果|假如|假设|要是|若是|万一|[?吗么呢]+[,;。!]*$|什么|啥|哪|多少|怎么|咋|如何|(?<![这那])几[件个条]|是不是|算不算|该不该|能不能|可不可以|行不行|对不对|还是.*(?:呢|[?])|(?:算|是|归|按).+还是"
)
_NOT_YET = regex(
    r"先不|不定|再说|再问|问清|问一?下|等|撤回|撤销|取消|不确定|不知道|不清楚|没定|先别|(?<!分)别算|待定|拿不准|作废|恢复|别动|先放"
)
_BACK = regex(
    r"(?:都|全部?|所有|把|请|先|算了|不对|上面|刚才|的|回答|确认|[,，])*(?:撤回|撤销|取消|收回|作废|改回去?|还原|恢复)(?:刚才|上面|前面|上一步|上一个|上一次|那一步|那个|这个|原样|的|回答|确认|算法|吧|了|一下)*"
    r"|.{0,6}(?:刚才|刚刚|上面|前面)(?:那个|这个|那些|的|说|回答|确认|都)*(?:撤回|撤销|取消|不算(?:数)?|作废|说错|错)(?:了|吧)*"
)
_WHOLE = regex(r"都|全|所有")
_FILLER = regex(
    r"(?:谢谢|好的?|对|不对|嗯|那|就这样|行|可以|其[他余它]|等|问|请|麻烦|您|你|帮我|再|重新|统计|算|数|一遍|一下|吧|了|我|们|问过|问清楚|核实过|确认|刚才|说错|台账里?|没有?定|的|和|都|已经|现在)*"
)
_SUBJECT = r"(?:^|(?<=[,;。!?:\n、和与跟及把将那这里的写标填着成对于了除]))"
_AFTER = rf"(?=$|[,;。!?\n、\"和与跟及的那这都么呢嘛]|不[算是归属]|分别|依次|统|一律|全|其实|实际|以?外|之外|[两三\d]|{_LINK}|还是|应|到底|先|也|我|等|暂|{_ANY})"
_BLANK = r"(?:空白|空着|没写|没填|空)"
_ROW = regex(r"(?:第|(?<![\d月年第\-./A-Za-z]))(?P<rows>\d{1,5}(?:[件号条]?[、,和及与到至~-]+第?\d{1,5})*)(?:件|号|条)")
_BARE_COUNT = regex(r"\d+[件条]")
"""Without 第 a number of 件 is how many, unless 第几件 were named before."""
_EXCEPT = regex(rf"除[了去开]?{_ANY}(?:{_BETWEEN}{_ANY})*(?:以外|之外|外)?")
_FORBIDS = regex(rf"(?:不要|别|不能|不应该?|不该|不用|甭)[^,;。!?]{{0,4}}{_ANY}")
_CORRECTS = regex(r"不对|说错|错了|不是|更正|改一下")
_SEVERAL = regex(
    r"(?:^|(?<=[,;。!?\n]))(?P<rest>剩下|其余|其他|其它|另外|余下)?(?:这|那|以上|上面)?的?(?P<n>[两三四五六七八九]|\d+)?(?:的|几|些|个|种|处|写法|说法)*"
    rf"(?:都|全都|全部|全|一律|统统|均)(?={_AROUND}(?:{_LINK}))|(?:^|(?<=[,;。!?\n]))(?P<rest2>剩下|其余|其他|其它|余下)(?:的|几|些|个|种|写法)+(?={_AROUND}(?:{_LINK}))"
)
_DAY = regex(r"(?:(?P<y>20\d\d)[年.-])?(?P<m>1[0-2]|0?[1-9])[月.-](?P<d>3[01]|[12]\d|0?[1-9])[日号]?")
_HAPPENED = regex(r"答复|回复|办结|收到")
_READS = regex(
    r"\"?(?P<raw>[^,;。!?]{1,10}?)\"?的?(?:都|就|全部?|一律|应该?|应当)*(?:算作|算成|算到|算|归入|归到|归为|归|计入|列入|当作|当成|视为)(?P<target>.+)"
)
_NO_WORDING = regex(
    r"(?:帮|给|我|请|麻烦|再|重新|你|您|统|计|先|把|都|这|那|些|个|一下|就|也|台账|怎么|不|没|别|能|要|可以|想|打|应该?|其[他余它]|剩下)*(?:第.*件)?"
)
_GOES_ON = regex(rf"^(?:应该|应当|应|就|都|要|而)*(?:{_LINK})")
_ONLY_NAMED = regex(rf"(?:{_ANY}{_BETWEEN})+{_AROUND}[么呢嘛]?[,;]*")
_EACH = regex(
    rf"[^{chr(_WORDS)}-{chr(0xF8FF)}]*(?P<named>{_ANY}(?:{_BETWEEN}{_ANY})+){_AROUND}(?:分别|依次)(?:{_LINK})?(?P<targets>[^,;。!?]+)"
)
_BARE = regex(rf"(?P<named>{_ANY}(?:{_BETWEEN}{_ANY})*)(?P<target>(?:(?!{_ANY})[^,;。!?、])+)[,;。!]*$")
_STILL_OPEN = regex(r"(?:还没|没有?|尚未|未)(?:有)?(?:答复|办结|办完|回复)|还?在办|办理中|正在办")
_COLUMN = regex(
    r"(?P<field>收到(?:申请)?(?:的)?(?:日期|时间)|申请人类别|类别|办理结果|答复(?:日期|时间)|是否延期)(?:[那这]一?列|的列|列)?(?:应该|应当|应|就|要|请|都|改)*(?:用|按|看|以|取|是|为|读)+\"?(?P<name>[^,;。!?\"吗]{2,20}?)\"?(?:为准|[那这]?一?列|吧|$)"
)
_FIELD = {"收": "received", "申": "kind", "类": "kind", "办": "result", "答": "answered", "是": "extended"}
_NAMES = regex(r"按名称.{0,6}(?:对|算|来|接受|同意|可以|没错|就行|归)")
_NO = regex(r"不|别|没")
_CASES = regex(r"(?:复议|诉讼|案件).{0,10}(?:都|全).{0,4}(?:属于|是|算).{0,4}(?:本年|今年|当年|20\d\d)")
_SAY_THEIR_GROUP = {"denied", "unable", "rejected"}
"""Groups that a wording names itself when all that it may be is in them."""
_SHEET = r"[\"]?(?:[那这]?一?[张个]?表?)(?:是汇总|不计|不算|不要|不统计|别算|别计)"


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of the register: open, or answered in words before. ``among``: the rows that it may be."""

    field: str
    raw: str
    rows: tuple[int, ...] = ()
    open: bool = True
    among: tuple[str, ...] = ()

    def says_other_than(self, row: str) -> bool:
        """Whether its own words are of another group: what says 不予公开 is no 予以公开."""
        groups = {outcome_group(one) for one in self.among}
        return len(groups) == 1 and groups <= _SAY_THEIR_GROUP and outcome_group(row) not in groups


@dataclass(slots=True)
class Said:
    """``mapping``: what was understood, in the shape of a mapping file. ``unclear``: lines for what was not. ``taken_back``:
    wordings that wait again; ``back``: the last answers (``all`` of them) are to be taken back. ``asks``: wordings that were asked
    about. ``rows_back``: applications of which what was said is taken back. ``rest``: words that are about something else."""

    mapping: dict[str, Any] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)
    taken_back: list[Wording] = field(default_factory=list)
    back: bool = False
    all: bool = False
    asks: list[Wording] = field(default_factory=list)
    rows_back: list[int] = field(default_factory=list)
    rest: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.mapping or self.unclear or self.taken_back or self.rows_back or self.back or self.asks)


def wordings_of(register: Json) -> list[Wording]:
    """Those that are asked, and those that were answered and may be answered anew."""
    found = [
        Wording(u["field"], u["raw"], tuple(u["rows"]), among=tuple(u["candidates"]))
        for u in register.get("undecided") or ()
    ]
    for said in (register.get("answers") or {}, register.get("remembered") or {}):
        for name in ("result", "kind"):
            known = {(w.field, squeeze(w.raw)) for w in found}
            found += [Wording(name, raw, (), False) for raw in said.get(name, {}) if (name, squeeze(raw)) not in known]
    return found


def answers_in(text: str, register: Json) -> Said:
    """What a message answers to the questions of a register (its data, ``work.jobs.register_job``)."""
    return _Reader(register).read(text)


def asks(text: str) -> bool:
    """Whether some clause of a message is a question."""
    return any(_QUESTION.search(m[0]) for m in _CLAUSE.finditer(squeeze(text)))


class _Reader:
    """Reads one message: what it names becomes one sign each, then the clauses say what stands for what."""

    def __init__(self, register: Json) -> None:
        self._register = register
        self._wordings = wordings_of(register)
        self._rows: list[list[int]] = []
        self._printed: dict[str, str] = {}
        self._several = 0
        """How many are meant by 三个都; 0 where no number was said."""
        self._alone = False
        """Whether the message is one clause."""
        self._waiting = ""
        """Signs of which something was said that is no row: what they are not, or in other words."""
        self._named, self._last, self._corrected = "", "", False
        """Signs of the wordings of this message, of those that got a row last, and whether that was said to be wrong."""
        self.said = Said()

    def read(self, text: str) -> Said:
        words = squeeze(self._parted(text.strip()))
        if _BACK.fullmatch(words.rstrip(",;。!")):
            self.said.back = True
            self.said.all = bool(_WHOLE.search(words))
            return self.said
        self._of_the_whole(words)
        before, rest = "", list[str]()
        signed = self._signed(words)
        self._named = "".join(regex(_ANY).findall(signed))
        clauses = [m[0] for m in _CLAUSE.finditer(signed)]
        self._alone = len(clauses) == 1
        for clause in clauses:
            taken, before = self._clause(before, clause)
            if not taken:
                rest.append(clause)
        left = regex(_ANY).sub(lambda m: self._printed.get(m[0], ""), "".join(rest)).strip(",;")
        self.said.rest = left if len(regex(HAN).findall(_FILLER.sub("", left))) >= _FEWEST else ""
        self._unclear_of(before + self._waiting)
        if not self.said.is_any:
            self._of_no_wording(words)
        return self.said

    def _of_no_wording(self, words: str) -> None:
        """法人算商业企业, where the register has no such wording to be asked about."""
        for clause in (m[0].strip(",;。!") for m in _CLAUSE.finditer(words)):
            said = None if _QUESTION.search(clause) else _READS.fullmatch(clause)
            if said and not _NO_WORDING.fullmatch(said["raw"]) and self._is_target(said["target"]):
                self.said.unclear.append(f"台账里没有要确认的“{said['raw']}”这种写法。")
                self.said.rest = self.said.rest.replace(clause, "").strip(",;。!")

    def _is_target(self, words: str) -> bool:
        result = result_meant(words)
        return bool(result.key or result.among or kind_meant(words).key)

    def _parted(self, text: str) -> str:
        """White space before a wording parts what is said of it from what was said before."""
        names = "|".join(re.escape(w.raw) for w in self._wordings if w.raw)
        return re.sub(rf"\s+(?=[“\"]?(?:{names}))" if names else r"\n+", ";", text).replace("\n", ";")

    # --- what is named ------------------------------------------------------------------------------------------

    def _signed(self, words: str) -> str:
        """The words with one sign for each wording and each group of rows that they name."""
        for at in sorted(range(len(self._wordings)), key=lambda n: -len(self._wordings[n].raw)):
            raw = squeeze(self._wordings[at].raw)
            name = re.escape(raw) if raw else _BLANK
            sign = chr(_WORDS + at)
            self._printed[sign] = raw
            words = re.sub(rf'"{name}"', sign, words)
            if self._wordings[at].field in ("result", "kind"):
                words = re.sub(rf"{_SUBJECT}{name}{_AFTER}", sign, words)
        for number, row in self._numbers():
            if number in words:
                named = rf"(?<![\dA-Za-z]){re.escape(number)}(?:号|件)?(?![\dA-Za-z])"
                words = re.sub(named, self._of_rows([row], number), words)
        words = _ROW.sub(self._row_named, words)
        return _SEVERAL.sub(self._of_several, words)

    def _row_named(self, found: re.Match[str]) -> str:
        counts = _BARE_COUNT.fullmatch(found[0]) and not (self._rows and found.string[: found.start()][-1:] in ",;、")
        return found[0] if counts else self._of_rows(rows_listed(found["rows"]), found[0])

    def _of_several(self, found: re.Match[str]) -> str:
        sign = chr(_REST if found["rest"] or found["rest2"] else _ALL)
        self._printed[sign] = found[0]
        n = found["n"] or ""
        self._several = int(n) if n.isdecimal() else "零一两三四五六七八九".find(n) if n else 0
        return sign

    def _numbers(self) -> Iterator[tuple[str, int]]:
        """Numbers of the register that are no plain figures, the longer ones first."""
        each = self._register.get("each") or {}
        named = {one["number"]: int(row) for row, one in each.items() if len(one["number"]) > _FEWEST}
        yield from sorted((n for n in named.items() if not n[0].isdecimal()), key=lambda n: -len(n[0]))

    def _of_rows(self, rows: list[int], printed: str) -> str:
        self._rows.append(rows)
        sign = chr(_ROWS + len(self._rows) - 1)
        self._printed[sign] = printed
        return sign

    # --- clauses ------------------------------------------------------------------------------------------------

    def _clause(self, before: str, clause: str) -> tuple[bool, str]:
        """One clause, with the signs that the clause before left without a word on them. Whether it was about the register's
        questions, and the signs that it leaves."""
        clause = clause.replace(chr(_ALL), before) if before else clause
        signs = "".join(regex(_ANY).findall(clause))
        if not signs and (before or self._waiting) and _GOES_ON.match(clause):
            signs, before, self._waiting = before or self._waiting, "", ""
            clause = signs + clause
        if (
            not signs
            and self._last
            and _GOES_ON.match(clause)
            and result_meant(_GOES_ON.sub("", clause).strip(",;。!")).key
        ):
            signs, clause = self._last, self._last + clause  # once more of the same: a correction, or two answers
        if not signs:
            self._corrected = bool(_CORRECTS.search(clause))
            return bool(_FILLER.fullmatch(clause.strip(",;。!"))) or self._is_whole(clause), before
        if left_out := _EXCEPT.search(clause):  # it is left out of what is said of the rest
            signs, clause = chr(_REST), chr(_REST) + clause[left_out.end() :]
            if not _SAYS.search(clause):
                return True, ""
        if _FORBIDS.search(clause):
            self._waiting += "".join(s for s in signs if ord(s) < _ROWS)
            return True, ""
        if _ONLY_NAMED.fullmatch(clause) and not _QUESTION.search(clause):
            return True, before + signs
        if _QUESTION.search(clause):
            asked = [w for w in self._wordings_of(signs) if w.open]
            self.said.asks += [w for w in asked if w not in self.said.asks]
            return bool(asked), ""
        clause = before + clause if before and clause.startswith(tuple(signs)) else clause
        if each := _EACH.match(clause):
            return self._each_its_own(each), ""
        found = list(_SAYS.finditer(clause)) or [m for m in _BARE.finditer(clause) if result_meant(m["target"]).key]
        done = [self._pair(m["named"], m["target"]) for m in found]
        if found and any(done):
            return True, ""
        if self._days(signs, clause):
            return True, ""
        wordings = self._wordings_of(signs)
        if wordings and _NOT_YET.search(clause):
            self.said.taken_back += wordings
            return True, ""
        if _NOT_YET.search(clause) and (rows := [row for row in self._rows_of(signs) if self._said_of(row)]):
            self.said.rows_back += rows
            return True, ""
        self._waiting += "".join(s for s in signs if ord(s) < _ROWS)
        return bool(wordings), ""

    def _each_its_own(self, said: re.Match[str]) -> bool:
        """已办、告知分别算公开、不掌握: as many rows as wordings, in their order."""
        named = "".join(regex(_ANY).findall(said["named"]))
        wordings, targets = self._wordings_of(named), regex(r"[、和与]").split(said["targets"])
        if len(wordings) != len(targets):
            self._waiting += named
            return True
        for wording, target in zip(wordings, targets, strict=True):
            self._settle(wording, kind_meant(target) if wording.field == "kind" else result_meant(target))
        return True

    def _pair(self, named: str, target: str) -> bool:
        """Puts down what is named as what it is said to be. False where nothing was understood."""
        signs = regex(_ANY).findall(named)
        rows = [s for s in signs if _ROWS <= ord(s) < _ALL]
        wordings = self._wordings_of("".join(signs))
        if rows:
            listed = [row for s in rows for row in self._rows[ord(s) - _ROWS]]
            of_them = wordings and all(any(row in w.rows for w in wordings) for row in listed)
            done = self._pair_rows(listed, target)
            if of_them or not wordings:
                return done
        result, kind = result_meant(target), kind_meant(target)
        several = any(ord(s) in (_ALL, _REST) for s in signs)
        if several:
            wanted = "result" if result.key or result.among else "kind"
            spoken_of = self._wordings_of(self._named)
            wordings = [w for w in self._wordings if w.open and w.field == wanted and w not in spoken_of]
            if self._several and self._several != len(wordings) and (result.key or kind.key):
                self.said.unclear.append(f"没有定的写法有{len(wordings)}种，请说明是哪{self._several}种。")
                return True
        if several and not (result.key or result.among or kind.key):
            return False
        for wording in wordings:
            self._settle(wording, kind if wording.field == "kind" else result)
        return bool(wordings)

    def _settle(self, wording: Wording, target: Target) -> None:
        if wording.field not in ("result", "kind"):
            self.said.unclear.append(
                f"{_name(wording)}：要回答的是哪一天（“第{wording.rows[0]}件3月5日答复”或“还没有答复”）。"
            )
        elif target == NOTHING:
            self._waiting += chr(_WORDS + self._wordings.index(wording))
        elif target.key is None:
            self.said.unclear.append(f"{_name(wording)}：{_among(target)}")
        elif wording.field == "result" and wording.says_other_than(target.key):
            group = OUTCOME_GROUPS[str(outcome_group(wording.among[0]))]
            self.said.unclear.append(
                f"{_name(wording)}：台账写的就是{group}，不能算{outcome_label(target.key)}；台账写错了，请改台账再上传。"
            )
        elif "＊" in wording.raw:
            for row in wording.rows:
                self._put_row(row, wording.field, target.key)
        else:
            self._put(wording.field, squeeze(wording.raw), target.key, _name(wording))
            self._last = chr(_WORDS + self._wordings.index(wording))

    def _pair_rows(self, rows: Sequence[int], target: str) -> bool:
        """Single applications: only where their result or their kind is asked."""
        result, kind = result_meant(target), kind_meant(target)
        if not (result.key or result.among or kind.key):
            return False
        for row in rows:
            asked = {w.field for w in self._wordings if row in w.rows}
            asked |= {"kind" for p in self._register.get("proposed") or () if row in p["rows"]}
            asked |= {*self._said_of(row), *self._each(row).get("unclear", ())}
            other = [w for w in self._wordings if row in w.rows and w.field == "result"]
            if result.key and any(w.says_other_than(result.key) for w in other):
                self._settle(other[0], result)
            elif result.key and "result" in asked:
                self._put_row(row, "result", result.key)
            elif kind.key and "kind" in asked:
                self._put_row(row, "kind", kind.key)
            elif result.among and "result" in asked:
                self.said.unclear.append(f"第{row}件：{_among(result)}")
            elif str(row) in (self._register.get("each") or {str(row): None}):
                written = f"写的是“{w}”" if result.key and (w := self._each(row).get("result")) else "已经写明了"
                self.said.unclear.append(
                    f"第{row}件没有改：台账上{written}，不是要确认的。台账写错了，请改台账再上传。"
                )
            else:
                self.said.unclear.append(f"没有第{row}件，或者它不属于{self._register.get('year')}年。")
        return True

    def _days(self, signs: str, clause: str) -> bool:
        """A day that was asked: 第12件3月5日答复, 第12件还没有答复. Of a day that the register has, that it stays."""
        named = self._rows_of(signs)
        rows = named or [row for w in self._wordings_of(signs) if w.field in ("answered", "received") for row in w.rows]
        name = "received" if "收到" in clause else "answered"
        asked = {row for w in self._wordings if w.field == name for row in w.rows}
        day = _DAY.search(clause)
        still_open = name == "answered" and _STILL_OPEN.search(clause)
        if not rows or not (day or still_open) or not (still_open or asked & set(rows) or _HAPPENED.search(clause)):
            return False
        year = int(day["y"] or self._register["year"]) if day else 0
        value = f"{year}-{int(day['m']):02}-{int(day['d']):02}" if day else OPEN
        done = False
        for row in rows:
            if row in asked or name in (*self._each(row).get("unclear", ()), *self._said_of(row)):
                self._put_row(row, name, value)
                done = True
            elif row in named and (line := self._stays(row, name, value)):
                self.said.unclear.append(line)
                done = True
        return done

    def _stays(self, row: int, name: str, value: str) -> str:
        """That a day of the register is not changed by what is said; empty where it says the same beside something else."""
        if "each" in self._register and not self._each(row):
            return f"没有第{row}件，或者它不属于{self._register.get('year')}年。"
        written = self._each(row).get(name) or OPEN
        what = "收到" if name == "received" else "答复"
        told = f"还没有{what}" if written == OPEN else f"{written}{what}"
        if written == value:
            return f"第{row}件台账上就是{told}，没有要改的。" if self._alone else ""
        return f"第{row}件没有改：台账上写的是{told}，不是要确认的。台账写错了，请改台账再上传。"

    def _rows_of(self, signs: str) -> list[int]:
        return [row for s in signs if _ROWS <= ord(s) < _ALL for row in self._rows[ord(s) - _ROWS]]

    def _each(self, row: int) -> Json:
        found: Json = (self._register.get("each") or {}).get(str(row)) or {}
        return found

    def _said_of(self, row: int) -> Json:
        """What was answered of one application."""
        found: Json = (self._register.get("answers") or {}).get("rows", {}).get(str(row)) or {}
        return found

    # --- what is said of the whole ------------------------------------------------------------------------------

    def _of_the_whole(self, words: str) -> None:
        mapping = self.said.mapping
        for part in (m[0] for m in _CLAUSE.finditer(words)):
            if _QUESTION.search(part):
                continue
            if _NAMES.search(part) and not _NO.search(part):
                self._of_names()
            if _CASES.search(part) and not _NO.search(part):
                self._of_cases()
            for sheet in self._repeated():
                if re.search(rf"{re.escape(squeeze(sheet))}{_SHEET}", part):
                    mapping["skip_sheets"] = [*mapping.get("skip_sheets", []), sheet]
            if match := _COLUMN.search(part):
                mapping.setdefault("columns", {})[_FIELD[match["field"][0]]] = match["name"]

    def _of_names(self) -> None:
        if self._register.get("proposed"):
            self.said.mapping["names"] = True
        elif not (self._register.get("answers") or {}).get("names"):
            self.said.unclear.append("台账里没有要按名称确认的申请人类别。")

    def _of_cases(self) -> None:
        """All reviews and suits are of the year; where none is to be confirmed, why."""
        if self._register.get("proceedings_to_confirm"):
            self.said.mapping["proceedings"] = "all"
        elif not (self._register.get("tables") or {}).get("proceedings"):
            self.said.unclear.append("台账没有复议、诉讼的列，没有要确认的；表四请另外填。")
        else:
            self.said.unclear.append("台账里的复议、诉讼没有要确认是不是本年度的。")

    def _is_whole(self, clause: str) -> bool:
        return bool(self.said.mapping or self.said.unclear) and bool(
            _NAMES.search(clause) or _CASES.search(clause) or _COLUMN.search(clause) or regex(_SHEET).search(clause)
        )

    def _repeated(self) -> list[str]:
        """Names of sheets, and of files without any, that look like summaries of others."""
        places = {(p["file"], p["sheet"]) for p in (self._register.get("rows_at") or {}).values()}
        repeated = self._register.get("repeated_sheets") or ()
        return [
            sheet or file
            for file, sheet in sorted(places, key=str)
            if f"{file} {sheet}" in repeated or file in repeated
        ]

    # --- putting down -------------------------------------------------------------------------------------------

    def _wordings_of(self, signs: str) -> list[Wording]:
        return [self._wordings[ord(s) - _WORDS] for s in signs if ord(s) < _ROWS]

    def _put(self, name: str, raw: str, key: str, told: str) -> None:
        part = self.said.mapping.setdefault(name, {})
        if part.get(raw, key) != key and not self._corrected:
            del part[raw]
            self.said.unclear.append(f"{told}：前后说法不一样，请再说一遍。")
            self.said.mapping = {k: v for k, v in self.said.mapping.items() if v}
        else:
            part[raw] = key

    def _put_row(self, row: int, name: str, value: str) -> None:
        self.said.mapping.setdefault("rows", {}).setdefault(str(row), {})[name] = value

    def _unclear_of(self, signs: str) -> None:
        for wording in self._wordings_of(signs):
            self.said.unclear.append(f"{_name(wording)}：没有看懂算哪一项，请用表三里的名称再说一遍。")


_FEWEST = 3
"""Characters of Chinese from which on words are about something."""


def rows_listed(listed: str) -> list[int]:
    """``9、24`` and ``45至49`` → numbers."""
    found: list[int] = []
    for part in regex(r"\d+(?:[件号条]?[到至~-]+第?\d+)?").findall(listed):
        first, last = ([int(n) for n in regex(r"\d+").findall(part)] * 2)[:2]
        found += range(first, max(first, last) + 1) if last - first < _MOST else [first]
    return found


_MOST = 500


def _name(wording: Wording) -> str:
    return f"“{wording.raw or '（空白）'}”"


def _among(target: Target) -> str:
    return f"这一类有{len(target.among)}项，请说是哪一项：{'、'.join(map(outcome_label, target.among))}。"
