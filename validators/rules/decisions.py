"""NT-10: documents, licences, penalties and charges in prose against table two."""

import re
from collections.abc import Iterator
from decimal import Decimal

from report.cells import Number
from report.model import Address
from report.patterns import regex
from validators.basis import ARTICLE_50_1, FORMAT_1
from validators.engine import Context, Hit, Remark, Where, rule
from validators.rules.narrative import section_title
from validators.sentences import Span, clauses, sentences

_N = r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_DOCUMENTS = r"(?:行政)?规范性文件"
_CLAIMS: tuple[tuple[Address, str, re.Pattern[str]], ...] = (
    (
        ("normative_documents", "issued"),
        "制发行政规范性文件",
        regex(rf"(?:制发|制定|制定发布|制定出台|出台|印发)(?:并公开|的)?{_DOCUMENTS}\s*{_N}\s*[件个份]"),
    ),
    (
        ("normative_documents", "repealed"),
        "废止行政规范性文件",
        regex(rf"(?:清理废止|废止)(?:的)?{_DOCUMENTS}\s*{_N}\s*[件个份]"),
    ),
    (
        ("normative_documents", "in_force"),
        "现行有效行政规范性文件",
        regex(rf"现行有效(?:的)?{_DOCUMENTS}\s*(?:共|共计|有|为)?\s*{_N}\s*[件个份]"),
    ),
    (
        ("licensing", "decisions"),
        "行政许可",
        regex(rf"(?:作出|做出|办理|办结)(?:的)?行政许可(?:决定|事项|案件)?\s*{_N}\s*[件项个条宗]"),
    ),
    (
        ("penalties", "decisions"),
        "行政处罚",
        regex(rf"(?:作出|做出|实施|办理|办结)(?:的)?行政处罚(?:决定|案件)?\s*{_N}\s*[件项个条宗]"),
    ),
    (
        ("coercion", "decisions"),
        "行政强制",
        regex(rf"(?:作出|做出|实施)(?:的)?行政强制(?:决定|措施|案件)?\s*{_N}\s*[件项个条宗]"),
    ),
    (
        ("fees", "amount"),
        "行政事业性收费",
        regex(rf"行政事业性收费(?:金额|总额)?\s*(?:共|共计|合计|为)?\s*{_N}\s*万元"),
    ),
)
_AT = r"(?:年末|年底|目前|现有|清理中|其中|同时|另)?"
_SHORT: tuple[tuple[Address, str, re.Pattern[str]], ...] = (
    (
        ("normative_documents", "issued"),
        "制发行政规范性文件",
        regex(rf"^{_AT}(?:制发|制定|出台|印发|新制定|新制发)\s*{_N}\s*[件个份]"),
    ),
    (
        ("normative_documents", "repealed"),
        "废止行政规范性文件",
        regex(rf"^{_AT}(?:清理)?废止(?:文件)?\s*{_N}\s*[件个份]"),
    ),
    (
        ("normative_documents", "in_force"),
        "现行有效行政规范性文件",
        regex(rf"^{_AT}(?:现行)?有效(?:文件)?\s*{_N}\s*[件个份]"),
    ),
)
"""What follows 规范性文件 in a sentence, before another kind of document is named, is said of them."""
_DOCUMENT_KIND = regex(r"(?P<normative>规范性文件)|规章|政策性|政府文件|党[委内]|方案|通知|解读|法规|措施")
_ANOTHER = regex(r"上年|去年|20\d\d年以来|同比|较|比|其中|近|约|余|本级|各(?:部门|镇|乡|街道|单位)")


@rule(
    "NT-10",
    "正文处理决定数与表二一致",
    "info",
    (ARTICLE_50_1, FORMAT_1),
    tables=("active_disclosure",),
    layouts=("2021",),
)
def decisions(context: Context) -> Iterator[Hit | Remark]:
    """规范性文件/许可/处罚/强制/收费 N; what was published, other kinds of documents and other bodies are left alone."""
    table = context.table("active_disclosure")
    checked = False
    for section, text in context.report.prose():
        for sentence in sentences(text):
            of_documents = False
            for clause in _pieces(sentence):
                for kind in _DOCUMENT_KIND.finditer(clause.text):
                    of_documents = kind["normative"] is not None
                for address, name, pattern in (*_CLAIMS, *(_SHORT if of_documents else ())):
                    match = pattern.search(clause.text)
                    if match is None or _ANOTHER.search(clause.text) or _other_year(context, sentence.text):
                        continue
                    value = table.value(*address)
                    if value is None:
                        yield Remark("insufficient_data", f"表二{name}没有数字")
                        continue
                    checked = True
                    said: Number = Decimal(match["number"].replace(",", ""))
                    if said != value:
                        start = clause.start + match.start()
                        yield Hit(
                            f"正文“{section_title(section)}”写{name}{match['number']}，表二是{value}",
                            Where(section=section, start=start, end=clause.start + match.end(), quote=match.group()),
                            expression=f"{match['number']} = {value}",
                            left=int(said) if said == int(said) else said,
                            right=value,
                            suggestion="核对后改成一致；正文说的是另一范围的，在句中写明。",
                        )
    if not checked:
        yield Remark("not_applicable", "正文没有写可以与表二对照的件数")


def _pieces(sentence: Span) -> Iterator[Span]:
    """Clauses, divided at 、 too: 制发7件、废止12件."""
    for clause in clauses(sentence):
        for match in re.finditer("[^、]+", clause.text):
            yield Span(match.group(), clause.start + match.start(), clause.start + match.end())


def _other_year(context: Context, sentence: str) -> bool:
    years = {int(y) for y in re.findall(r"(20\d\d)年", sentence)}
    return bool(years) and context.report.year not in years
