"""TX-05: the same paragraph or the same long sentence printed twice."""

from collections.abc import Iterator

from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.basis import FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.prose.sentences import sentences
from validators.rules.narrative.counts import section_title

SENTENCE, PARAGRAPH = 25, 60
"""Characters from which a sentence, a paragraph is nobody's formula."""
_FORMULA = regex(
    r"未收到|没有收到|未发生|未产生|未收取|没有|不存在|无其他|需要报告|条例|第[一二三四五六七八九十]+条|统计期限|电子版|联系"
)


@rule("TX-05", "同一段话不重复出现", "info", (FORMAT,))
def printed_once(context: Context) -> Iterator[Hit | Remark]:
    """A paragraph printed twice is a warning, a long sentence a hint; statements of nothing and of the law may come twice."""
    seen: dict[str, str] = {}
    told: set[tuple[str, int]] = set()
    for section, text in context.report.prose():
        start = 0
        for line in text.split("\n"):
            body = squeeze(line)
            if len(body) >= PARAGRAPH and not _FORMULA.search(body):
                if body in seen:
                    told.update((section, at) for at in range(start, start + len(line)))
                    yield _hit("一段话", section, start, line, seen[body], "warning")
                seen.setdefault(body, section)
            start += len(line) + 1
    first: dict[str, str] = {}
    for section, text in context.report.prose():
        for sentence in sentences(text):
            body = squeeze(sentence.text)
            if len(body) < SENTENCE or _FORMULA.search(body):
                continue
            if body in first and (section, sentence.start) not in told:
                yield _hit("一句话", section, sentence.start, text[sentence.start : sentence.end], first[body], None)
            first.setdefault(body, section)


def _hit(what: str, section: str, start: int, printed: str, before: str, severity: str | None) -> Hit:
    return Hit(
        f"这{what}前面已经写过（{section_title(before)}）：“{printed.strip()[:24]}…”",
        Where(section=section, start=start, end=start + len(printed), quote=printed.strip()),
        suggestion="删去重复的一处；本来要写别的内容的，补写。",
        severity="warning" if severity else None,
    )
