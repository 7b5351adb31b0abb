"""What reports share without copying: fixed phrases, the words of the law, headings, labels, statements of nothing.

``own_characters`` marks what is left: the characters that an agency has written itself. ``content`` of these leaves
out, further, the words that every report is made of.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from nianbao.report.layout import LAYOUTS, SECTIONS
from nianbao.report.patterns import regex
from nianbao.report.regulation import articles
from validators.lexicon.headings import FORM_HEADING
from validators.prose.sentences import sentences
from validators.shared_wording.similarity import CompactText, compact

_LAW_PIECE = 12
"""This many characters in a row that stand in the regulation are a quotation of it."""
_LABEL_PIECE = 8
"""… or in a label of the official form: remains of a table that was not read."""

_PHRASES = regex(
    "|".join(
        (
            r"《[^《》]{2,90}》(?:\([^()]{0,16}(?:号|令)\)|\[[^\[\]]{4}\]\d+号|\(以下简称[^()]{2,20}\))*",
            r"\([^()]{2,14}[〔\[]?20\d\d[〕\]]?\d+号\)",
            r"国务院办公厅(?:政府信息与政务公开办公室)?(?:关于[^,。;《》]{4,60}?的?通知)?",
            r"(?:坚持)?以?习近平新时代中国特色社会主义思想(?:和党的[^,。;]{2,24}精神)?(?:为指导|为指引)?",
            r"习近平总书记[^,。;]{0,24}?(?:重要)?(?:讲话|论述|指示(?:批示)?|批示|思想)(?:精神)?",
            r"习近平(?:法治|经济|生态文明|文化|外交|强军)思想",
            r"(?:全面|深入|认真|坚决|扎实|持续)*(?:学习|宣传)?(?:贯彻|落实)*党的[一二三四五六七八九十大届历次中全会和及、以来的关于]{2,40}(?:全会)?(?:会议)?精神",
            r"(?:第)?[一二三四五六七八九十]{1,3}届[一二三四五六七八九十、和及历次]{1,16}中?全会精神",
            r"(?:省|市|州|区|县|自治区)?(?:第[一二三四五六七八九十]+次)?党代会(?:和[^,。;]{0,16}全会)?精神",
            r"(?:深刻)?(?:领悟|把握|践行|捍卫|增强|坚定|做到)*[\"“”]?(?:两个确立|四个意识|四个自信|两个维护)[\"“”]?(?:的决定性意义)?",
            r"(?:坚持)?以人民为中心的?(?:发展思想|发展理念)?",
            r"党中央[、,]?国务院(?:和?(?:省委|市委|区委|县委|自治区党委|州委)[、,]?(?:省|市|区|县|自治区|州)?(?:人民)?政府)?"
            r"(?:关于[^,。;]{2,30}?的?)?(?:重大)?(?:决策)?(?:部署|要求)?",
            r"(?:在)?(?:省|市|州|区|县|镇|街道)?(?:党工|工|党)?委[、,和]?(?:省|市|州|区|县|镇)?(?:人民)?政府(?:的)?(?:正确|坚强|高度)?"
            r"(?:领导下|重视下|统一部署|中心工作|工作部署|决策部署)",
            r"(?:坚持)?[\"“”]?(?:以)?公开(?:是|为)?常态[、,]?不公开(?:是|为)?例外[\"“”]?(?:的)?(?:原则|要求)?",
            r"(?:公正|公平|公开|合法|便民|及时|准确|全面|依法|真实)(?:[、,和及](?:公正|公平|公开|合法|便民|及时|准确|全面|依法|真实))+"
            r"(?:的)?(?:原则|要求)?",
            r"(?:切实|依法|充分|有效|更好地?|进一步)*(?:保障|维护|满足)(?:了)?(?:人民群众|社会公众|公众|群众|公民、法人(?:和|或)其他组织)"
            r"(?:的|依法获取政府信息的?权利|对[^,。;]{2,16}的|(?:知情|参与|表达|监督)权|[、,和与及])*",
            r"(?:知情权|参与权|表达权|监督权)(?:[、,和与及](?:知情权|参与权|表达权|监督权))+",
            r"[\"“”]?谁(?:公开|发布|制作|主管|起草)[、,]?谁(?:审查|负责|审核|解读)[\"“”]?(?:的?原则)?",
            r"[\"“”]?先审(?:查)?[、,]?后(?:公开|发布)[\"“”]?(?:的?原则)?",
            r"应公开尽公开|三审三校|一事一审|全面推进决策、执行、管理、服务、结果(?:五)?公开|决策、执行、管理、服务、结果",
            r"(?:(?:接收|接件|登记|受理|审核|审查|办理|处理|会商|征求意见|拟办|承办|答复|回复|送达|反馈|归档|存档|制作|采集|获取|保存|发布)(?:[、,和及]|等)?){3,}"
            r"(?:各?环节|流程|程序|工作)*",
            r"中华人民共和国政府信息公开条例",
        )
    )
)

_ABOUT_THE_REPORT = regex(
    r"本(?:年度)?报告|(?:工作|公开)年度?报告|年报格式|统计(?:期|时|周期|年限)|电子版|联系(?:电话|人|地址|方式)|邮政?编码?|六个部分"
    r"|印发.{0,40}通知|有关事项的?通知"
)
"""Sentences on the report itself: what it is based on, where it can be read, whom to ask."""

_NOTHING = regex(
    r"(?:未|没有?|无|不存在|尚未|从未|均为?[0零]|为[0零])[^,;。]{0,40}?"
    r"(?:申请|复议|诉讼|收费|收取|费用|处理费|追究|追责|问责|举报|投诉|情形|情况|事项|案件|现象|问题|结转|规章|文件)"
    r"|[^,;。]{0,40}(?:[^\d.]|^)[0零](?:件|元|起|次|人|条|宗|项)"
)
"""Clauses that something did not happen: every second report has them, in the same few words."""

_FORM_HEADING = regex(rf"{FORM_HEADING}(?=[:：。,，;；]|$)")

_CLAUSE_END = regex(r"[,;。]")

_NO_LETTER = regex(r"[^\u4e00-\u9fffA-Za-z0-9]+")


def own_characters(part: CompactText, accepted: tuple[str, ...] = ()) -> bytearray:
    """For each compact character 1 when the agency wrote it itself, 0 when it is a formula. ``accepted``: further ones."""
    own = bytearray(b"\x01" * len(part.text))
    text = part.text
    for match in _PHRASES.finditer(text):
        _clear(own, match.start(), match.end())
    for word in accepted:
        phrase = compact(word).text
        at = text.find(phrase) if phrase else -1
        while at >= 0:
            _clear(own, at, at + len(phrase))
            at = text.find(phrase, at + 1)
    _clear_known(own, text, _law_pieces(), _LAW_PIECE)
    _clear_known(own, text, _label_pieces(), _LABEL_PIECE)
    for start, end in _formula_lines(part.original):
        places = [part.positions[i] for i in range(start, end) if i in part.positions]
        if places:
            _clear(own, places[0], places[-1] + 1)
    return own


def is_form_heading(text: str) -> bool:
    """A heading that the form gives to every report: （四）政府信息公开平台建设."""
    return _FORM_HEADING.fullmatch(text) is not None


def content(text: str, common: tuple[str, ...]) -> int:
    """Letters of a text beside the words that every report is made of (the profile's LK-02.common)."""
    return len(_any_of(common).sub("", _NO_LETTER.sub("", text)))


@lru_cache(maxsize=4)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first. Words of no characters match nothing."""
    return regex("|".join(sorted(map(re.escape, filter(None, words)), key=len, reverse=True)) or "(?!)")


def _clear(own: bytearray, start: int, end: int) -> None:
    own[start:end] = bytes(end - start)


def _clear_known(own: bytearray, text: str, pieces: frozenset[str], size: int) -> None:
    for i in range(len(text) - size + 1):
        if text[i : i + size] in pieces:
            _clear(own, i, i + size)


def _formula_lines(text: str) -> list[tuple[int, int]]:
    """Lines that are headings or remains of tables, headings that go on as a line, sentences on the report itself,
    clauses that say of nothing."""
    found = []
    position = 0
    for line in text.split("\n"):
        if not re.search(r"[,，。;；]", line):
            found.append((position, position + len(line)))
        elif heading := _FORM_HEADING.match(line):
            found.append((position, position + heading.end()))
        position += len(line) + 1
    for sentence in sentences(text):
        if _ABOUT_THE_REPORT.search(sentence.text):
            found.append((sentence.start, sentence.end))
            continue
        start = 0
        for clause in [*_CLAUSE_END.finditer(sentence.text), None]:
            end = clause.start() if clause else len(sentence.text)
            if _NOTHING.search(sentence.text[start:end]):
                found.append((sentence.start + start, sentence.start + end))
            start = end + 1
    return found


@lru_cache(maxsize=1)
def _law_pieces() -> frozenset[str]:
    return _pieces((a.text for a in articles()), _LAW_PIECE)


@lru_cache(maxsize=1)
def _label_pieces() -> frozenset[str]:
    labels = [s.title for s in SECTIONS]
    for layout in LAYOUTS:
        for table in layout.tables.values():
            labels += [label for row in table.rows.values() for label in row.labels]
            labels.append("".join(c.label for c in table.blocks[0].columns))
    return _pieces(labels, _LABEL_PIECE)


def _pieces(texts: Iterable[str], size: int) -> frozenset[str]:
    found: set[str] = set()
    for text in (compact(t).text for t in texts):
        found.update(text[i : i + size] for i in range(len(text) - size + 1))
    return frozenset(found)
