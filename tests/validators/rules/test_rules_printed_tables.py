"""Faults of a table as printed: another name for a row or column, a row or table twice, an amount where a count is asked."""

import pytest

from nianbao.documents import read
from nianbao.papers.wording import nothing_found
from nianbao.paths import CORPUS_DIR
from validators.review import Review, review

_TEXT = (CORPUS_DIR / "reports" / "qinghe-county-2024.md").read_text("utf-8")
_HEAD = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"
_OLD_HEAD = "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"
_REPEATED = next(line for line in _TEXT.splitlines() if "2.重复申请" in line)
_FOUR = "| 结果维持 | 结果纠正 | 其他结果 |"


def _review(old: str, new: str) -> Review:
    assert old in _TEXT
    return review(read(_TEXT.replace(old, new, 1).encode(), "年报.md"))


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ("| 科研机构 |", "| 教育机构 |", "STR-06", "“教育机构”，统一格式是“科研机构”"),
        ("（单位：万元）", "（单位：元）", "STR-06", "“本年收费金额(单位:元)”"),
        (_HEAD, _OLD_HEAD, "STR-06", "两种表样混用"),
        (_REPEATED, _REPEATED.replace("3", "4") + "\n" + _REPEATED, "STR-06", "出现两次且数字不同"),
        ("7.属于行政执法案卷", "7.属于行政处罚卷宗", "STR-06", "认不出名称的行"),
        (_FOUR, "| 结果纠正 | 结果维持 | 其他结果 |", "STR-06", "“结果纠正”在“结果维持”之前"),
        ("| 行政许可 | 51934 |", "| 行政许可 | 51934万元 |", "T2-01", "是金额，这一列填件数"),
    ],
)
def test_what_is_printed_otherwise_than_in_the_form_is_named(old: str, new: str, rule: str, said: str) -> None:
    found = [f.hit.message for f in _review(old, new).findings if f.rule == rule]
    assert any(said in message for message in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| 科研机构 |", "| 科研 机构 |"),
        (_REPEATED, f"{_REPEATED}\n{_REPEATED}"),
        ("7.属于行政执法案卷", "7. 属于行政执法案卷"),
        ("| 行政许可 | 51934 |", "| 行政许可 | 51934件 |"),
        ("| 行政许可 | 51934 |", "| 行政许可 | 51934（其中网办3项） |"),
        ("（单位：万元）", "(单位:万元)"),
    ],
)
def test_the_same_in_other_print_is_no_fault(old: str, new: str) -> None:
    assert not [f for f in _review(old, new).findings if f.rule in ("STR-06", "T2-01", "EX-01")]


def test_nothing_is_said_of_what_was_not_read() -> None:
    whole = review(read(_TEXT.encode(), "年报.md"))
    torn = _review("| 科研机构 |", "| 教育机构 |")
    assert nothing_found(whole) == "没有发现问题。"
    assert "没能读出的部分没有审核" in nothing_found(torn)
