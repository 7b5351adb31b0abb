"""哪个有问题, 哪家能报: said of several reviewed reports in one sentence, by name; who has no verdict is named apart."""

from collections.abc import Sequence

from nianbao.assistant.understanding.known_report import KnownReport
from nianbao.report.patterns import regex

_ASKS = regex(
    r"谁|哪[一几]?[家份]|哪[些个]?(?:单位|年报|报告|机关)|哪几?个(?!问题|错|警告|提示|地方|毛病|部分|表|数|规则|方面|环节|栏目|字|更?严重|最|要紧)"
)
"""哪个有问题, of reports; 哪些问题 asks for the findings."""
_WITHOUT_VERDICT = ("undetermined", "unreadable")


def asks_which_ones(said: str) -> bool:
    return _ASKS.search(said) is not None


def which_ones(reports: Sequence[KnownReport]) -> str:
    """``有错误的1份：示例县教育局（错误2项）。没有查出错误的1份：示例县财政局。``"""
    looked = [r for r in reports if r.review is not None]
    wrong = [r for r in looked if _count(r, "error") or (r.review or {})["verdict"] == "does_not_meet"]
    unsure = [r for r in looked if r not in wrong and (r.review or {})["verdict"] in _WITHOUT_VERDICT]
    fine = [r for r in looked if r not in wrong and r not in unsure]
    parts = [
        f"有错误或不符合的{len(wrong)}份：{_named(wrong, looked)}。" if wrong else "",
        f"还不能下结论的{len(unsure)}份：{_named(unsure, looked)}。" if unsure else "",
        f"没有查出错误的{len(fine)}份：{_named(fine, looked)}。" if fine else "",
    ]
    return "".join(parts)


def _named(reports: Sequence[KnownReport], among: Sequence[KnownReport]) -> str:
    return "、".join(f"{_name(r, among)}{_counts(r)}" for r in reports)


def _name(report: KnownReport, among: Sequence[KnownReport]) -> str:
    """With the file where two are of one agency."""
    alike = sum(r.short == report.short for r in among) > 1
    return report.name if alike else report.short


def _counts(report: KnownReport) -> str:
    told = [f"{said}{n}项" for key, said in (("error", "错误"), ("warning", "警告")) if (n := _count(report, key))]
    return f"（{'、'.join(told)}）" if told else ""


def _count(report: KnownReport, severity: str) -> int:
    return sum(f["severity"] == severity for f in (report.review or {}).get("findings", ()))


def without_report(names: Sequence[str]) -> str:
    """What is said of names beside the others of which no report is here."""
    return f"没有答的：{'、'.join(names)}的年报不在这次对话里，请上传。"
