"""``verdict``: can it go out? The computed verdict and what made it, never a word more; always with whose it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from nianbao.assistant.understanding.which_report import KnownReport
from nianbao.papers.wording import SEVERITIES, VERDICTS, verdict_reason_of

_PASSED = ("meets", "meets_with_warnings")
_FOR_A_PERSON = "能不能报由单位负责人定；程序核对不了的事实，请再核一遍。"


def verdict_of_review(name: str, review: Mapping[str, Any]) -> str:
    """The verdict of a review, its reasons, the number of findings, and what remains for a person to do."""
    lines = [
        f"**{name}**",
        f"审核结论：**{VERDICTS[review['verdict']]}**。{verdict_reason_of(review)}",
        f"审核意见：{_counts(review)}。",
        _FOR_A_PERSON if review["verdict"] in _PASSED else "请先改上面这些，改好后把文件再发来审一遍。",
    ]
    return "\n\n".join(lines)


def verdicts_of_reviews(reports: Sequence[KnownReport], *, unclear: bool = False) -> str:
    """A line a report, in the order in which they were handed in. ``unclear``: it was not said which one is meant."""
    lines = [verdict_line(report) for report in reports]
    head = f"这次对话里有{len(reports)}份年报，没有说是哪一份，都列在这里：" if unclear else ""
    failed = [r for r in reports if r.review is None or r.review["verdict"] not in _PASSED]
    said = f"{'都' if len(failed) == len(reports) else '不符合的'}要先改，改好后把文件再发来审一遍。" if failed else ""
    return "\n\n".join(filter(None, (head, "\n".join(lines), said or _FOR_A_PERSON, _HOW_TO_SAY)))


_HOW_TO_SAY = "要看某一份的原因，请说出机关、文件名或第几份。"


def verdict_line(report: KnownReport) -> str:
    """``- **示例县白云镇人民政府2024年年报（a.docx）**：尚不符合…（错误6项、警告7项、提示1项）``."""
    if report.review is None:
        return f"- **{report.name}**：还没有审核"
    return f"- **{report.name}**：{VERDICTS[report.review['verdict']]}（{_counts(report.review)}）"


def not_here(known: Sequence[KnownReport]) -> str:
    """What is said of a report that is named and not in this conversation."""
    lines = [verdict_line(report) for report in known]
    return "\n".join(["您说的那一份不在这次对话里，请上传。这里有：", "", *lines])


def verdict_of_draft(draft: dict[str, Any]) -> str:
    """The verdict of a draft; while places are open there is none."""
    places = draft.get("open", [])
    if draft["verdict"] == "undetermined":
        return f"初稿尚不能下结论：还有{len(places)}处待填、待核或待确认。说“还有哪些没填”可以看清单。"
    return f"初稿的审核结论：**{VERDICTS[draft['verdict']]}**。" + (
        f"还有{len(places)}处待填、待核或待确认。" if places else ""
    )


def _counts(review: Mapping[str, Any]) -> str:
    return "、".join(
        f"{label}{sum(f['severity'] == severity for f in review['findings'])}项"
        for severity, label in SEVERITIES.items()
    )
