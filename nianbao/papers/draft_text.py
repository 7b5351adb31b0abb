"""A draft in words: its text, what is still open in working order, its verdict and how it was written."""

from collections.abc import Iterator

from nianbao.drafting.draft import Draft
from nianbao.papers.wording import VERDICTS, WRITERS, section_name

_KINDS = {"blank": "待填", "unbalanced": "不平", "unread": "待核", "proposed": "待确认"}
_MOST_PLACES = 60


def draft_markdown(draft: Draft) -> str:
    """The draft's prose, then what is open and its verdict, for screen and chat."""
    lines = [
        f"**{draft.report.title}**（初稿，文字由{WRITERS[draft.writer]}撰写，数字全部来自所填资料）",
        "",
        draft.report.preamble,
        "",
    ]
    for section in draft.report.sections:
        lines += [f"**{section_name(section.key)}**", ""]
        if section.key in draft.report.tables:
            lines += ["（表格见下载的 Word 文件）", ""]
        lines += [line + "\n" for line in section.paragraphs]
    return "\n".join([*lines, *draft_told(draft)])


def draft_told(draft: Draft) -> Iterator[str]:
    """The verdict, what is open one line each, and what the drafter should know of how it was made."""
    places = draft.open
    if draft.verdict == "undetermined":
        yield f"审核结论：尚不能下结论，还有{len(places)}处待填、待核或待确认，请补充后再定稿。"
    else:
        yield f"审核结论：{VERDICTS[draft.verdict]}。"
    for number, place in enumerate(places[:_MOST_PLACES], start=1):
        yield f"{number}. {_KINDS[place.kind]}：{place.line}"
    if len(places) > _MOST_PLACES:
        yield f"……另有{len(places) - _MOST_PLACES}处，见初稿中标黄的地方。"
    yield from (f"提示：{notice}。" for notice in draft.notices)


def model_told(draft: Draft) -> Iterator[str]:
    """What became of the model's part: passages that fell back, sentences that were left out."""
    if (log := draft.model_log) is None:
        return
    for line in dict.fromkeys(log.failures):
        yield f"提示：{line}，这一段由内置程序安排。"
    if log.refused:
        yield f"提示：模型有{len(log.refused)}句没有采用，原因见数字出处文件。"
