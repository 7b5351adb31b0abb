"""CON-10 and CON-11: what a local notice asks for beyond the national format. Off unless a profile lists it.

Known from notices: 武威 asks for numbers of 政策解读, 回应关切 and of what was published by field; 山东 names what section
six must tell (收费, 要点落实, 建议提案, 创新).
"""

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.patterns import regex
from nianbao.report.text import fold
from validators.basis import FORMAT_6
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import AskedFor, WholeText
from validators.prose.sentences import Span, sentences
from validators.prose.spaced import closed_up
from validators.rules.content.quantity import says_quantity

LOCAL_NOTICE = "规则配置所列的本地通知"
_NONE = regex(r"没有|未(?!来)|无(?!线|锡|障碍)|零(?!距离)")
_PARTS = regex(r"[,;:]")
_COUNTED_APART = regex(r"会议|制度|培训|人员|机制|栏目|部门|单位")
"""Nouns that a figure in the next clause counts for themselves: 政策解读机制健全，召开会议3次."""
_PASSED_OVER = regex(
    r"(?:没有|未)[^,]{0,16}统计|(?:另行|不在本(?:部分|报告)|不再|未予?)[^,]{0,6}(?:报告|说明|反映|公布)|见[^,]{0,14}(?:年报|报告|附件)|[:,]\s*略\s*[。;]?$"
)
"""Names a matter and tells nothing of it: 没有统计, 见县政府年报, 略."""
_ANOTHER_YEAR = regex(r"明年|来年|下一?年|计划|拟|将|上一?年|去年|往年")
_YEAR = regex(r"(20\d\d)年")


class Asked(NamedTuple):
    """One thing that a profile asks for: ``名称=词|词``, or the name that is its own word."""

    name: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, entry: str) -> "Asked":
        name, _, words = entry.partition("=")
        known = tuple(word.strip() for word in (words or name).split("|") if word.strip())
        return cls(name.strip(), known or (name.strip(),))

    def named_in(self, text: str) -> bool:
        return any(fold(word) in text for word in self.words)


@rule(
    "CON-10",
    "本地要求的各项数量都写了",
    "warning",
    (LOCAL_NOTICE,),
    AskedFor("CON-10.figures", "要有数量的方面"),
    WholeText(),
    related=("CON-07",),
)
def local_figures(context: Context) -> Iterator[Hit | Remark]:
    """Each aspect that the profile lists has a quantity, or a denial, in the clause that names it or the one after."""
    asked = [Asked.of(entry) for entry in context.profile.word_list("CON-10.figures")]
    spoken = [(section, text, s) for section, text in context.report.prose() for s in sentences(text)]
    if not spoken:
        yield Remark("insufficient_data", "没有读到正文")
        return
    absent: list[str] = []
    for aspect in asked:
        told = [(section, text, s) for section, text, s in spoken if aspect.named_in(_said(s))]
        if not told:
            absent.append(aspect.name)
        elif not any(_answers(_said(s), aspect, asked, context.report.year) for _, _, s in told):
            section, text, sentence = told[0]
            quote = text[sentence.start : sentence.end].strip()
            yield Hit(
                f"写到“{aspect.name}”，但没有数量；规则配置“{context.profile.name}”要求写数量",
                Where(section=section, start=sentence.start, end=sentence.end, quote=quote),
                suggestion=f"补写“{aspect.name}”的数量；没有发生的写0。",
            )
    if absent and not context.report.complete:
        yield Remark("insufficient_data", f"没有写到{_listed(absent)}，但文件在中间断了，可能写在断处以后")
    elif absent:
        yield Hit(
            f"没有写到{_listed(absent)}；规则配置“{context.profile.name}”要求写数量",
            Where(section="overview"),
            suggestion=f"在“一、总体情况”补写{_listed(absent)}的数量；没有发生的写0。",
        )


@rule(
    "CON-11",
    "第六部分写到本地要求的事项",
    "warning",
    (LOCAL_NOTICE, FORMAT_6),
    AskedFor("CON-11.items", "第六部分要写到的事项"),
    WholeText(),
    related=("FEE-02",),
)
def local_items(context: Context) -> Iterator[Hit | Remark]:
    """Section six names each item that the profile lists, be it only to say that there was none."""
    report = context.report
    if report.section("other") is None:
        yield Remark("insufficient_data", "没有找到第六部分")
        return
    asked = [Asked.of(entry) for entry in context.profile.word_list("CON-11.items")]
    told = [said for s in sentences(report.text("other")) if not _passes_over(said := _said(s), report.year)]
    absent = [item.name for item in asked if not any(item.named_in(said) for said in told)]
    if absent and not report.complete:
        yield Remark("insufficient_data", f"第六部分没有写到{_listed(absent)}，但文件在中间断了，可能写在断处以后")
    elif absent:
        yield Hit(
            f"第六部分没有写到{_listed(absent)}；规则配置“{context.profile.name}”要求写",
            Where(section="other"),
            suggestion=f"在“六、其他需要报告的事项”补写{_listed(absent)}；没有的写明没有。",
        )


def _said(sentence: Span) -> str:
    return closed_up(fold(sentence.text))


def _answers(sentence: str, aspect: Asked, asked: list[Asked], year: int | None) -> bool:
    """Whether a quantity or a denial stands with the aspect: in its clause, or in the next that names nothing else."""
    if _passes_over(sentence, year):
        return False
    clauses = _PARTS.split(sentence)
    for clause, after in zip(clauses, [*clauses[1:], ""], strict=True):
        if not aspect.named_in(clause) or _ANOTHER_YEAR.search(clause):
            continue
        if _tells(clause):
            return True
        alone = not any(other.named_in(after) for other in asked if other != aspect)
        if alone and _tells(after) and not _COUNTED_APART.search(after):
            return True
    return False


def _passes_over(sentence: str, year: int | None) -> bool:
    """A sentence that names its matter only to leave it out, or speaks of another year alone."""
    years = {int(found) for found in _YEAR.findall(sentence)}
    return _PASSED_OVER.search(sentence) is not None or bool(years and year is not None and year not in years)


def _tells(clause: str) -> bool:
    return says_quantity(clause) or _NONE.search(clause) is not None


def _listed(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names)
