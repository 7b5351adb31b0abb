"""CON-09: filler and the traces of a machine, where a report should speak of its own year.

Never on section six, where 无 is an answer, and never on single words: every report has them.
"""

import re
from collections.abc import Iterator

from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.basis import FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.lexicon import any_of
from validators.prose.sentences import Span, sentences

OF_A_CHAT = (
    r"作为(?:一[个款])?(?:AI|人工智能)(?:语言)?(?:模型|助手)",
    r"以下(?:是|为)(?:为|根据|按照)?[您你](?:的?(?:要求|需求))?[^,。]{0,6}?(?:生成|撰写|整理|起草|提供|的)",
    r"希望(?:以上|这些|这份)[^,。]{0,10}对[您你]有?所?帮助",
    r"如果?[您你](?:还?有|还?需要)[^,。]{0,10}(?:问题|修改|调整|补充)",
    r"抱歉,?我(?:无法|不能)",
    r"好的,?以下(?:是|为)",
    r"请根据实际情况(?:替换|填写|修改|补充)",
)
"""What an assistant says to who asks it, left in the text."""
_CHAT = regex(any_of(*OF_A_CHAT))
_MARKDOWN = regex(r"\*\*[^*\n]{1,60}\*\*|^\s{0,3}#{1,6}\s+\S[^\n]{0,40}|^\s*```\w*", re.MULTILINE)
_OTHERS_AS_SELF = regex(
    r"(?:^|[,:])\s*(?:[一二三四五六七八九十]是)?(?:部分|一些|有的|有些|个别|多数|少数)(?:地区|地方|省份|城市|县市)(?:和(?:部门|单位))?[^,。]{0,24}"
    r"(?:不够|不足|不到位|不高|不强|不及时|滞后|薄弱|不规范|有待|存在)"
)
"""某地的一个局 has no 地区 of its own: the text speaks of somebody in general."""
_OWN = regex(
    r"[我本](?:省|市|州|县|区|旗|镇|乡|街道|局|厅|委|办|单位|机关|院|中心)|\d|[《〔]|[一二三四五六七八九十百]+(?:次|条|件|篇|项|场|期|名|家|类|个)"
)
_LEAST = 150
"""Characters of 总体情况 from which on something of the agency's own can be expected."""


@rule("CON-09", "没有空话和机器写作的痕迹", "warning", (FORMAT,), related=("CON-07", "YR-03"))
def no_filler(context: Context) -> Iterator[Hit | Remark]:
    """Leftovers of a chat, Markdown marks, an agency below the county that speaks of itself as 部分地区, a section one
    without one number, date, title or name of its own."""
    texts = [(section, text) for section, text in context.report.prose() if section != "other"]
    if not any(text.strip() for _, text in texts):
        yield Remark("insufficient_data", "没有读到正文")
        return
    covers_others = context.agency.kind not in ("department", "dispatched") and context.agency.level != "township"
    for section, text in texts:
        for mark in _MARKDOWN.finditer(text):
            yield _hit(section, text, *mark.span(), "像是没有清理的 Markdown 标记")
        for sentence in sentences(text):
            if match := _CHAT.search(sentence.text):
                yield _hit_in(section, text, sentence, match, "像是人工智能助手的话，没有删去")
            elif section == "problems" and not covers_others and (match := _OTHERS_AS_SELF.search(sentence.text)):
                yield _hit_in(section, text, sentence, match, "说的是泛指的地区，不是本机关的情况")
    overview = context.report.text("overview")
    if len(squeeze(overview)) >= _LEAST and not _OWN.search(overview) and not _names_itself(context, overview):
        yield Hit(
            "“一、总体情况”没有一个数字、日期、文件名或者本机关的名称，看不出是谁、哪一年的情况",
            Where(section="overview"),
            suggestion="写本机关本年做了什么，用数据和事例说明。",
        )


def _names_itself(context: Context, text: str) -> bool:
    name = squeeze(context.agency.name)
    return any(name[i : i + 3] in text for i in range(max(0, len(name) - 2)) if name[i : i + 3] != "人民政")


def _hit_in(section: str, text: str, sentence: Span, match: re.Match[str], why: str) -> Hit:
    start = sentence.start + match.start() + len(match[0]) - len(match[0].lstrip(",: "))
    return _hit(section, text, start, sentence.start + match.end(), why)


def _hit(section: str, text: str, start: int, end: int, why: str) -> Hit:
    quote = text[start:end].strip()
    return Hit(
        f"“{quote[:40]}”{why}",
        Where(section=section, start=start, end=end, quote=quote),
        suggestion="删去或者改写成本机关自己的情况；格式要求年报不得敷衍塞责。",
    )
