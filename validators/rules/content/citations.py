"""CON-06: how the prose cites the regulation and the documents that the report rests on."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import HAN, regex
from nianbao.report.regulation import article_label, articles
from nianbao.report.text import fold, squeeze
from validators.basis import ARTICLE_50, FEES, FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.prose.distance import distance
from validators.prose.sentences import Span, sentences

FULL_NAME = "中华人民共和国政府信息公开条例"
SHORT_NAME = "政府信息公开条例"


@rule("CON-06", "条例和文件引用正确", "warning", (ARTICLE_50, FORMAT, FEES))
def citations(context: Context) -> Iterator[Hit | Remark]:
    """The regulation's name, its articles, and the numbers of the documents that every report may cite."""
    bare = _meaning_of_the_bare_name(context)
    recognised = any(notice.code == "recognised" for notice in context.report.notices)
    texts = list(context.report.prose())
    if not any(text.strip() for _, text in texts):
        yield Remark("insufficient_data", "没有读到正文")
    whole = "" if recognised else squeeze("".join(text for _, text in texts))
    for section, text in texts:
        for sentence in sentences(text):
            ours = bare == "ours" or (bare == "unsaid" and _is_about_disclosure(text, sentence))
            for slip in _slips(sentence, context.report.year, ours, whole):
                start, end = sentence.start + slip.start, sentence.start + slip.end
                yield Hit(
                    slip.message,
                    Where(section=section, start=start, end=end, quote=text[start:end]),
                    suggestion=slip.suggestion,
                    severity="info" if slip.minor else None,
                )


class _Slip(NamedTuple):
    """What is wrong at ``start:end`` of a sentence. ``minor``: out of date or ill-fitting rather than wrong."""

    message: str
    start: int
    end: int
    suggestion: str
    minor: bool = False


def _slips(sentence: Span, year: int | None, bare_is_ours: bool, whole: str) -> Iterator[_Slip]:
    """``whole``: all the prose, squeezed; empty when it was recognised: a letter mistaken there is our failure."""
    if whole:
        yield from _wrong_names(sentence.text, whole)
        yield from _wrong_format_title(sentence.text)
        yield from _wrong_offices(sentence.text)
    yield from _wrong_articles(sentence.text, bare_is_ours)
    yield from _wrong_numbers(sentence.text, year)
    yield from _wrong_orders(sentence.text)


# --- the regulation's name --------------------------------------------------------------------------------------

_STATE_NAME = regex(
    r"《?\s*中华人民共和国\s*(?P<middle>[\u4e00-\u9fff ]{0,10}?)公\s*开\s*(?P<kind>条例|条列|条理|法(?=》))》?"
)
_TITLE = regex(r"《(?P<title>[^《》]{2,60})》")


_OUR_WORDS = regex(r"(?:政府|政务|信息|公开|工作|管理)*公开(?:工作|管理)?(?:条例|法)|政府信息条例")
_NAMES = (FULL_NAME, SHORT_NAME, "信息公开条例")


def _wrong_names(text: str, whole: str) -> Iterator[_Slip]:
    found: list[tuple[int, int]] = []
    for match in _STATE_NAME.finditer(text):
        if (squeeze(match["middle"]), match["kind"]) != ("政府信息", "条例"):
            found.append(match.span())
    for match in _TITLE.finditer(text):
        title = re.sub(r"\(.*?\)$", "", squeeze(match["title"]))
        made_up = _OUR_WORDS.fullmatch(title) and title not in _NAMES and not _of_a_place(title, whole)
        if made_up or _nearly(title, FULL_NAME) or (_nearly(title, SHORT_NAME) and not title.endswith(SHORT_NAME)):
            found.append(match.span())
    for start, end in sorted(set(found)):
        if any(s <= start and end <= e for s, e in found if (s, e) != (start, end)):
            continue
        yield _Slip(
            f"条例名称写成了“{squeeze(text[start:end])}”", start, end, f"改为《{FULL_NAME}》，或简称《{SHORT_NAME}》。"
        )


def _of_a_place(title: str, whole: str) -> bool:
    """Short for the regulation of a province or a city that the report cites in full."""
    return any(f"{before}{title}" in whole for before in ("省", "市", "区", "县", "州", "称《", '称"'))


def _nearly(text: str, name: str) -> bool:
    """One character wrong, missing or too many inside the name; text added before or after it is another matter."""
    if text == name or text.startswith(name) or abs(len(text) - len(name)) > 1:
        return False
    head = 0
    while head < min(len(text), len(name)) and text[head] == name[head]:
        head += 1
    tail = 0
    while tail < min(len(text), len(name)) - head and text[-1 - tail] == name[-1 - tail]:
        tail += 1
    return max(len(text), len(name)) - head - tail <= 1


# --- its articles -----------------------------------------------------------------------------------------------

_N = r"[一二三四五六七八九十百零]{1,6}|\d{1,3}"
_ONE = rf"第\s*(?:{_N})\s*条(?:\s*第?\s*\(?\s*(?:{_N})\s*\)?\s*[款项])*"
# Without 《》 a place before the name makes it that place's regulation: 示例省政府信息公开条例.
_OURS = rf"(?:《\s*(?:中华人民共和国\s*)?{SHORT_NAME}\s*》|(?<![省市区县州旗民方])(?:中华人民共和国)?{SHORT_NAME})"
_BARE = r"《条例》|(?:(?<![\u4e00-\u9fff》])|(?<=[本按据照和]))条例"
_CITED = regex(
    rf"(?P<name>{_OURS}|(?P<bare>{_BARE}))\s*(?:\([^()]{{0,40}}\)\s*)?的?\s*(?P<articles>{_ONE}(?:\s*(?:、|,|和|及|与|至|以及)\s*{_ONE})*)"
)
_ARTICLE = regex(rf"第\s*({_N})\s*条")
_ABBREVIATED = r"\s*(?:\([^()]{0,40}\)\s*)?\([^()]{0,60}?称(?:为|作|[:\s])*[《“\"]?条例"
_DEFINED = regex(rf"{_OURS}{_ABBREVIATED}")
_ANY_DEFINED = regex(rf"条例》?{_ABBREVIATED}")
_OTHER_REGULATION = regex(rf"《(?!(?:中华人民共和国)?{SHORT_NAME}》)[^《》]{{2,40}}条例》")

_ASIDES = regex(r"\([^()]*\)|《[^《》]*》")
_REPORTS = regex(
    rf"^(?:[和及与、]|以及)*之?的?(?:有关|相关)?(?:规定|要求|精神)?[\s,]{{0,2}}(?:(?!公开|申请|收到|办理){HAN}){{0,20}}?"
    r"(?:编制|制作|编写|撰写|形成)(?:(?!公开条例)[^。;,]){0,24}?(?:本报告|年度报告|年报)"
)
_CHARGES = regex(r"^之?的?(?:有关|相关)?(?:规定|要求)?[^。;]{0,2}收取(?:了)?(?:政府信息公开)?信息处理费")
_SUBJECTS: tuple[tuple[str, re.Pattern[str], tuple[int, ...]], ...] = (
    ("编制、公布年度报告", _REPORTS, (49, 50)),
    ("收取信息处理费", _CHARGES, (42,)),
)
"""What is done by the article cited, and the articles that speak of it."""


_DISCLOSURE = regex(r"政府信息|信息公开|公开申请|申请公开|主动公开|信息处理费")


def _meaning_of_the_bare_name(context: Context) -> Literal["ours", "unsaid", "other"]:
    """What 条例 alone means: ours where the report says so or cites no other one, another's where it says that."""
    whole = fold("\n".join(text for _, text in context.report.prose()))
    if _DEFINED.search(whole):
        return "ours"
    if _ANY_DEFINED.search(whole):
        return "other"
    return "unsaid" if _OTHER_REGULATION.search(whole) else "ours"


def _is_about_disclosure(text: str, sentence: Span) -> bool:
    """The sentence speaks of what this regulation rules, and its paragraph has cited no other one so far."""
    since = text.rfind("\n", 0, sentence.start) + 1
    said = fold(text[since : sentence.end])
    return bool(_DISCLOSURE.search(sentence.text)) and not _OTHER_REGULATION.search(said)


def _wrong_articles(text: str, bare_is_ours: bool) -> Iterator[_Slip]:
    last = len(articles())
    cited = [m for m in _CITED.finditer(text) if bare_is_ours or not m["bare"]]
    numbers = {m.start(): [n for a in _ARTICLE.findall(m["articles"]) if (n := _number(a))] for m in cited}
    everything = {n for found in numbers.values() for n in found}
    for match in cited:
        mine = numbers[match.start()]
        for number in mine:
            if number > last:
                yield _Slip(
                    f"条例共{last}条，没有第{number}条",
                    match.start(),
                    match.end(),
                    "核对条文后更正；年度报告的规定在第四十九条、第五十条。",
                )
        for subject, pattern, fitting in _SUBJECTS:
            if (
                pattern.search(_ASIDES.sub("", text[match.end() :]))
                and mine
                and max(mine) <= last
                and not everything & set(fitting)
            ):
                right = "、".join(article_label(n) for n in fitting)
                yield _Slip(
                    f"{subject}的规定在条例{right}，这里引的是{article_label(mine[0])}",
                    match.start(),
                    match.end(),
                    f"核对后改为条例{right}。",
                    minor=True,
                )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_to_int(text)


# --- the numbers of documents -----------------------------------------------------------------------------------


class _Document(NamedTuple):
    """A document of the State Council's office: words of its title that no other one's has, and its number."""

    title: str
    words: str
    office: str
    year: int
    number: int

    @property
    def cited(self) -> str:
        return f"{self.office}〔{self.year}〕{self.number}号"


_FORMAT_NOTICE = _Document(
    "《中华人民共和国政府信息公开工作年度报告格式》", "政府信息公开工作年度报告格式", "国办公开办函", 2021, 30
)
_FEE_RULES = _Document("《政府信息公开信息处理费管理办法》", "信息处理费管理办法", "国办函", 2020, 109)
_DOCUMENTS = (_FORMAT_NOTICE, _FEE_RULES)
_STALE = ("国办公开办函", 2019, 60)
"""The notice of the 2019 form, which the form of 2021 replaced."""

_NUMBER = regex(
    rf"(?P<office>国(?:(?!国){HAN}){{1,8}})\s*[〔\[【(]\s*(?P<year>20\d\d)\s*[〕\]】)]\s*第?\s*(?P<number>\d{{1,4}})\s*号"
)
_GAP = regex(r"[》〉]?(?:的通知)?[》〉]?[\s,(]{0,4}")


def _wrong_numbers(text: str, year: int | None) -> Iterator[_Slip]:
    titles = list(_TITLE.finditer(text))
    numbers = [(m, (m["office"], int(m["year"]), int(m["number"]))) for m in _NUMBER.finditer(text)]
    current = any(number[1:] == (_FORMAT_NOTICE.year, _FORMAT_NOTICE.number) for _, number in numbers)
    for match, number in numbers:
        title = next(
            (t for t in titles if t.end() <= match.start() and _GAP.fullmatch(text[t.end() : match.start()])), None
        )
        document = _document(squeeze(title["title"]) if title else "", number)
        if number == _STALE:
            if year is not None and year >= _FORMAT_NOTICE.year and not current:
                yield _Slip(
                    f"引用的{match.group()}已由{_FORMAT_NOTICE.cited}代替",
                    match.start(),
                    match.end(),
                    f"2021年度起的年报改引{_FORMAT_NOTICE.cited}。",
                    minor=True,
                )
        elif title is None and _digits_moved(number, text):
            yield _Slip(
                f"年报格式的文号写成了“{match.group()}”", match.start(), match.end(), f"改为{_FORMAT_NOTICE.cited}。"
            )
        elif document is not None and number != (document.office, document.year, document.number):
            yield _Slip(
                f"{document.title}的文号写成了“{match.group()}”",
                match.start(),
                match.end(),
                f"改为{document.cited}。",
            )


def _digits_moved(number: tuple[str, int, int], text: str) -> bool:
    """国办公开办函〔2012〕30号, where a report says what it is made by: the right office and digits, in another order or one off."""
    office, year, count = number
    known = _FORMAT_NOTICE
    if office != known.office or (year, count) == (known.year, known.number) or not _ON_REPORTS.search(text):
        return False
    said, right = f"{year}-{count}", f"{known.year}-{known.number}"
    return sorted(said) == sorted(right) or distance(said, right) == 1


_FORMAT_WORDS = "工作年度报告"
_FORMAT_TITLE = regex(
    rf"(?P<open>[《<〈]\s*)?(?P<state>中华人民共和国\s*)?政府信息公开(?P<words>(?!条例){HAN}{{0,10}}?)格式(?P<trial>\(试行\))?"
)
_FURTHEST = 3
"""A cited title or office that is further than so many characters from the known one is another."""


def _wrong_format_title(text: str) -> Iterator[_Slip]:
    """《…政府信息公开工作报告格式》: cited as a title, near the known one and not it; the one on trial was of 2019."""
    for match in _FORMAT_TITLE.finditer(text):
        words = match["words"]
        if not (match["open"] or match["state"]) or "报告" not in words:
            continue
        if words != _FORMAT_WORDS and distance(words, _FORMAT_WORDS) <= _FURTHEST:
            yield _Slip(
                f"年报格式的名称写成了“{squeeze(match.group()).lstrip('《<〈')}”",
                match.start(),
                match.end(),
                f"改为{_FORMAT_NOTICE.title}。",
            )


_ANY_NUMBER = regex(
    rf"(?P<office>{HAN}{{2,10}})\s*[〔\[【(]\s*(?P<year>20\d\d)\s*[〕\]】)]\s*第?\s*(?P<number>\d{{1,4}})\s*号"
)
_ON_REPORTS = regex(r"年度报告|年报|编制|本报告|报告格式")
_FORMER_TITLE = regex(r"工作年度报告有关事项的通知|年度报告格式\(试行\)")
"""Words of the titles of the notice of 2019 and of its form."""


def _wrong_offices(text: str) -> Iterator[_Slip]:
    """过半公开办函〔2021〕30号, 国办发〔2021〕30号 where the format is meant; the title of 2019 with the number of 2021."""
    known = _FORMAT_NOTICE
    if str(known.number) not in text:
        return
    titles = list(_TITLE.finditer(text))
    for match in _ANY_NUMBER.finditer(text):
        if (int(match["year"]), int(match["number"])) != (known.year, known.number):
            continue
        office = match["office"][max(0, match["office"].rfind("国办")) :]
        begin = match.end("office") - len(office)
        before = [t for t in titles if t.end() <= begin and _GAP.fullmatch(text[t.end() : begin])]
        title = squeeze(before[-1]["title"]) if before else ""
        if office.endswith(known.office):
            if _FORMER_TITLE.search(title):
                yield _Slip(
                    f"{known.cited}是印发{known.title}的通知，这里写的是2019年通知的名称“{title}”",
                    before[-1].start(),
                    match.end(),
                    "核对后把名称和文号改成一致。",
                )
        elif _means_the_format(office, title, text) and not _nearly(office, known.office):
            start = match.end("office") - min(len(office), len(known.office))
            yield _Slip(
                f"年报格式的文号写成了“{squeeze(text[start : match.end()])}”",
                start,
                match.end(),
                f"改为{known.cited}。",
            )


def _means_the_format(office: str, title: str, text: str) -> bool:
    """An office near the known one, or another of the State Council's where the sentence is on yearly reports."""
    if title and "报告" not in title and "格式" not in title:
        return False
    near = min(distance(office[-n:], _FORMAT_NOTICE.office) for n in range(4, 8)) <= 2
    return near or (office.startswith(("国办", "国发", "国函")) and bool(_ON_REPORTS.search(text)))


def _document(title: str, number: tuple[str, int, int]) -> _Document | None:
    """The document meant: by the title before the number, else by a number right but for a letter of its office."""
    for document in _DOCUMENTS:
        if document.words in title:
            return document
    office, year, count = number
    same = [d for d in (_FORMAT_NOTICE,) if (d.year, d.number) == (year, count) and not title]
    return next((d for d in same if _nearly(office, d.office)), None)


_ORDER = regex(
    rf"《\s*(?:中华人民共和国\s*)?{SHORT_NAME}\s*》\s*\(?(?:中华人民共和国)?(?:国务院令|国令)\s*第?\s*(?P<after>\d{{3}})\s*号"
    rf"|(?:国务院令|国令)\s*第?\s*(?P<before>\d{{3}})\s*号\)?\s*《\s*(?:中华人民共和国\s*)?{SHORT_NAME}\s*》"
)
_IN_FORCE, _FORMER = "711", "492"


_ORDER_AS_ARTICLE = regex(rf"(?:国务院令|国令)\s*第?\s*{_IN_FORCE}\s*条|(?:国务院令?|国令)\s*第?\s*{_IN_FORCE}\s*令")
_REVISED = regex(rf"{_OURS}\s*\((?P<remark>[^()]{{0,30}}?20\d\d年[^()]{{0,16}}?修[订正][^()]{{0,12}})\)")
_YEAR_OF_REVISION = "2019"


def _wrong_orders(text: str) -> Iterator[_Slip]:
    for match in _ORDER_AS_ARTICLE.finditer(text):
        yield _Slip(
            f"“{squeeze(match.group())}”应为“国务院令第{_IN_FORCE}号”",
            match.start(),
            match.end(),
            f"改为国务院令第{_IN_FORCE}号。",
        )
    for match in _REVISED.finditer(text):
        if _YEAR_OF_REVISION not in match["remark"]:
            yield _Slip(
                f"条例是{_YEAR_OF_REVISION}年修订的，这里写的是“{squeeze(match['remark'])}”",
                match.start("remark"),
                match.end("remark"),
                f"改为“{_YEAR_OF_REVISION}年修订”。",
            )
    for match in _ORDER.finditer(text):
        number = match["after"] or match["before"]
        if number == _IN_FORCE or _IN_FORCE in text:
            continue
        former = number == _FORMER
        said = "是修订前的条例" if former else "不是条例的公布令"
        yield _Slip(
            f"国务院令第{number}号{said}，现行条例是第{_IN_FORCE}号",
            match.start(),
            match.end(),
            f"改为国务院令第{_IN_FORCE}号。",
            minor=former,
        )
