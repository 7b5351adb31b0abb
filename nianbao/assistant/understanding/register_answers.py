"""What was answered to the open questions of a register: 已办的算予以公开，告知算本机关不掌握, 第9件还没答复, 都算信访.

Only what is asked can be answered, in a clause that says what it stands for. A question is no answer, a no is none, and a
clause that names a wording without a row that is understood is given back as such.
"""

import re
from collections.abc import Iterator, Sequence

from nianbao.assistant.understanding import answer_signs
from nianbao.assistant.understanding.register_targets import NOTHING, Target, kind_meant, result_meant
from nianbao.assistant.understanding.register_wordings import Json, Said, Wording, rows_listed, wordings_of
from nianbao.papers.register_text import outcome_label
from nianbao.report.layout import OUTCOME_GROUPS, outcome_group
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze
from nianbao.work.register_words import OPEN


def answers_in(text: str, register: Json) -> Said:
    """What a message answers to the questions of a register (its data, ``work.jobs.register_job``)."""
    return _Reader(register).read(text)


def asks(text: str) -> bool:
    """Whether some clause of a message is a question."""
    return any(answer_signs.QUESTION.search(m[0]) for m in answer_signs.CLAUSE.finditer(squeeze(text)))


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
        if answer_signs.BACK.fullmatch(words.rstrip(",;。!")):
            self.said.back = True
            self.said.all = bool(answer_signs.WHOLE.search(words))
            return self.said
        self._of_the_whole(words)
        before, rest = "", list[str]()
        signed = self._signed(words)
        self._named = "".join(regex(answer_signs.ANY).findall(signed))
        clauses = [m[0] for m in answer_signs.CLAUSE.finditer(signed)]
        self._alone = len(clauses) == 1
        for clause in clauses:
            taken, before = self._clause(before, clause)
            if not taken:
                rest.append(clause)
        left = regex(answer_signs.ANY).sub(lambda m: self._printed.get(m[0], ""), "".join(rest)).strip(",;")
        self.said.rest = left if len(regex(HAN).findall(answer_signs.FILLER.sub("", left))) >= _FEWEST else ""
        self._unclear_of(before + self._waiting)
        if not self.said.is_any:
            self._of_no_wording(words)
        return self.said

    def _of_no_wording(self, words: str) -> None:
        """法人算商业企业, where the register has no such wording to be asked about."""
        for clause in (m[0].strip(",;。!") for m in answer_signs.CLAUSE.finditer(words)):
            said = None if answer_signs.QUESTION.search(clause) else answer_signs.READS.fullmatch(clause)
            if said and not answer_signs.NO_WORDING.fullmatch(said["raw"]) and self._is_target(said["target"]):
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
            name = re.escape(raw) if raw else answer_signs.BLANK
            sign = chr(answer_signs.WORDS + at)
            self._printed[sign] = raw
            words = re.sub(rf'"{name}"', sign, words)
            if self._wordings[at].field in ("result", "kind"):
                words = re.sub(rf"{answer_signs.SUBJECT}{name}{answer_signs.AFTER}", sign, words)
        for number, row in self._numbers():
            if number in words:
                named = rf"(?<![\dA-Za-z]){re.escape(number)}(?:号|件)?(?![\dA-Za-z])"
                words = re.sub(named, self._of_rows([row], number), words)
        words = answer_signs.ROW.sub(self._row_named, words)
        return answer_signs.SEVERAL.sub(self._of_several, words)

    def _row_named(self, found: re.Match[str]) -> str:
        counts = answer_signs.BARE_COUNT.fullmatch(found[0]) and not (
            self._rows and found.string[: found.start()][-1:] in ",;、"
        )
        return found[0] if counts else self._of_rows(rows_listed(found["rows"]), found[0])

    def _of_several(self, found: re.Match[str]) -> str:
        sign = chr(answer_signs.REST if found["rest"] or found["rest2"] else answer_signs.ALL)
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
        sign = chr(answer_signs.ROWS + len(self._rows) - 1)
        self._printed[sign] = printed
        return sign

    # --- clauses ------------------------------------------------------------------------------------------------

    def _clause(self, before: str, clause: str) -> tuple[bool, str]:
        """One clause, with the signs that the clause before left without a word on them. Whether it was about the register's
        questions, and the signs that it leaves."""
        clause = clause.replace(chr(answer_signs.ALL), before) if before else clause
        signs = "".join(regex(answer_signs.ANY).findall(clause))
        if not signs and (before or self._waiting) and answer_signs.GOES_ON.match(clause):
            signs, before, self._waiting = before or self._waiting, "", ""
            clause = signs + clause
        if (
            not signs
            and self._last
            and answer_signs.GOES_ON.match(clause)
            and result_meant(answer_signs.GOES_ON.sub("", clause).strip(",;。!")).key
        ):
            signs, clause = self._last, self._last + clause  # once more of the same: a correction, or two answers
        if not signs:
            self._corrected = bool(answer_signs.CORRECTS.search(clause))
            return bool(answer_signs.FILLER.fullmatch(clause.strip(",;。!"))) or self._is_whole(clause), before
        if left_out := answer_signs.EXCEPT.search(clause):  # it is left out of what is said of the rest
            signs, clause = chr(answer_signs.REST), chr(answer_signs.REST) + clause[left_out.end() :]
            if not answer_signs.SAYS.search(clause):
                return True, ""
        if answer_signs.FORBIDS.search(clause):
            self._waiting += "".join(s for s in signs if ord(s) < answer_signs.ROWS)
            return True, ""
        if answer_signs.ONLY_NAMED.fullmatch(clause) and not answer_signs.QUESTION.search(clause):
            return True, before + signs
        if answer_signs.QUESTION.search(clause):
            asked = [w for w in self._wordings_of(signs) if w.open]
            self.said.asks += [w for w in asked if w not in self.said.asks]
            return bool(asked), ""
        clause = before + clause if before and clause.startswith(tuple(signs)) else clause
        if each := answer_signs.EACH.match(clause):
            return self._each_its_own(each), ""
        found = list(answer_signs.SAYS.finditer(clause)) or [
            m for m in answer_signs.BARE.finditer(clause) if result_meant(m["target"]).key
        ]
        done = [self._pair(m["named"], m["target"]) for m in found]
        if found and any(done):
            return True, ""
        if self._days(signs, clause):
            return True, ""
        wordings = self._wordings_of(signs)
        if wordings and answer_signs.NOT_YET.search(clause):
            self.said.taken_back += wordings
            return True, ""
        if answer_signs.NOT_YET.search(clause) and (
            rows := [row for row in self._rows_of(signs) if self._said_of(row)]
        ):
            self.said.rows_back += rows
            return True, ""
        self._waiting += "".join(s for s in signs if ord(s) < answer_signs.ROWS)
        return bool(wordings), ""

    def _each_its_own(self, said: re.Match[str]) -> bool:
        """已办、告知分别算公开、不掌握: as many rows as wordings, in their order."""
        named = "".join(regex(answer_signs.ANY).findall(said["named"]))
        wordings, targets = self._wordings_of(named), regex(r"[、和与]").split(said["targets"])
        if len(wordings) != len(targets):
            self._waiting += named
            return True
        for wording, target in zip(wordings, targets, strict=True):
            self._settle(wording, kind_meant(target) if wording.field == "kind" else result_meant(target))
        return True

    def _pair(self, named: str, target: str) -> bool:
        """Puts down what is named as what it is said to be. False where nothing was understood."""
        signs = regex(answer_signs.ANY).findall(named)
        rows = [s for s in signs if answer_signs.ROWS <= ord(s) < answer_signs.ALL]
        wordings = self._wordings_of("".join(signs))
        if rows:
            listed = [row for s in rows for row in self._rows[ord(s) - answer_signs.ROWS]]
            of_them = wordings and all(any(row in w.rows for w in wordings) for row in listed)
            done = self._pair_rows(listed, target)
            if of_them or not wordings:
                return done
        result, kind = result_meant(target), kind_meant(target)
        several = any(ord(s) in (answer_signs.ALL, answer_signs.REST) for s in signs)
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
            self._waiting += chr(answer_signs.WORDS + self._wordings.index(wording))
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
            self._last = chr(answer_signs.WORDS + self._wordings.index(wording))

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
        day = answer_signs.DAY.search(clause)
        still_open = name == "answered" and answer_signs.STILL_OPEN.search(clause)
        if (
            not rows
            or not (day or still_open)
            or not (still_open or asked & set(rows) or answer_signs.HAPPENED.search(clause))
        ):
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
        return [
            row
            for s in signs
            if answer_signs.ROWS <= ord(s) < answer_signs.ALL
            for row in self._rows[ord(s) - answer_signs.ROWS]
        ]

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
        for part in (m[0] for m in answer_signs.CLAUSE.finditer(words)):
            if answer_signs.QUESTION.search(part):
                continue
            if answer_signs.NAMES.search(part) and not answer_signs.NO.search(part):
                self._of_names()
            if answer_signs.CASES.search(part) and not answer_signs.NO.search(part):
                self._of_cases()
            for sheet in self._repeated():
                if re.search(rf"{re.escape(squeeze(sheet))}{answer_signs.SHEET}", part):
                    mapping["skip_sheets"] = [*mapping.get("skip_sheets", []), sheet]
            if match := answer_signs.COLUMN.search(part):
                mapping.setdefault("columns", {})[answer_signs.FIELD[match["field"][0]]] = match["name"]

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
            answer_signs.NAMES.search(clause)
            or answer_signs.CASES.search(clause)
            or answer_signs.COLUMN.search(clause)
            or regex(answer_signs.SHEET).search(clause)
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
        return [self._wordings[ord(s) - answer_signs.WORDS] for s in signs if ord(s) < answer_signs.ROWS]

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


def _name(wording: Wording) -> str:
    return f"“{wording.raw or '（空白）'}”"


def _among(target: Target) -> str:
    return f"这一类有{len(target.among)}项，请说是哪一项：{'、'.join(map(outcome_label, target.among))}。"
