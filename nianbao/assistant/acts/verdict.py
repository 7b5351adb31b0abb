"""``verdict``: can it go out? The computed verdict and what made it, never a word more."""

from typing import Any

from nianbao.papers.wording import SEVERITIES, VERDICTS, verdict_reason_of


def verdict_of_review(review: dict[str, Any]) -> str:
    """The verdict of a review, its reasons, the number of findings, and what remains for a person to do."""
    counts = {s: sum(f["severity"] == s for f in review["findings"]) for s in SEVERITIES}
    told = "、".join(f"{label}{counts[s]}项" for s, label in SEVERITIES.items())
    lines = [f"审核结论：**{VERDICTS[review['verdict']]}**。{verdict_reason_of(review)}", f"审核意见：{told}。"]
    meets = review["verdict"] in ("meets", "meets_with_warnings")
    lines.append(
        "能不能报由单位负责人定；程序核对不了的事实，请再核一遍。"
        if meets
        else "请先改上面这些，改好后把文件再发来审一遍。"
    )
    return "\n\n".join(lines)


def verdict_of_draft(draft: dict[str, Any]) -> str:
    """The verdict of a draft; while places are open there is none."""
    places = draft.get("open", [])
    if draft["verdict"] == "undetermined":
        return f"初稿尚不能下结论：还有{len(places)}处待填、待核或待确认。说“还有哪些没填”可以看清单。"
    return f"初稿的审核结论：**{VERDICTS[draft['verdict']]}**。" + (
        f"还有{len(places)}处待填、待核或待确认。" if places else ""
    )
