"""Every rule has a page, every page is built alike, and every example on it is true."""

import pytest

from tests.support.rule_examples import context_of, run_example, unchanged, unmet
from validators.catalogue import catalogue
from validators.pages import HEADINGS, Example, PageError, load_page, page_ids, parse_page

RULES = catalogue()
EXAMPLES = [(rule, example) for rule in page_ids() if rule in RULES for example in load_page(rule).examples]
OF_OUR_OWN_READING = {"T3-06": "parse_error", "EX-02": "parse_error", "EX-03": "not_run"}
"""Rules that say how the file was read: they accuse nobody, but end in a state of their own."""
SEVERITY_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}


def _name(value: object) -> str:
    return f"{value.heading}{value.number}" if isinstance(value, Example) else str(value)


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert set(page_ids()) == set(RULES)


@pytest.mark.parametrize("rule", list(RULES))
def test_page_is_built_like_every_other(rule: str) -> None:
    page = load_page(rule)
    assert (page.rule, page.title) == (rule, RULES[rule].title)
    assert tuple(page.sections) == HEADINGS
    assert all(page.sections.values())
    assert SEVERITY_NAMES[RULES[rule].severity] in page.sections["检查什么"]
    assert [basis for basis in RULES[rule].basis if basis not in page.sections["依据"]] == []


@pytest.mark.parametrize("rule", list(RULES))
def test_page_shows_what_is_found_and_what_is_not(rule: str) -> None:
    examples = load_page(rule).examples
    wrong = [e.spec["expect"] for e in examples if e.heading == "反例"]
    right = [e.spec["expect"] for e in examples if e.heading == "正例"]
    assert len(wrong) >= 2
    found = OF_OUR_OWN_READING.get(rule, "fail")
    assert set(wrong) == {found}
    assert len(right) >= 2
    assert found not in right


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=_name)
def test_example(rule: str, example: Example) -> None:
    assert unmet(run_example(rule, example.spec), example.spec) == [], example.caption


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=_name)
def test_sample_report_is_clean_before_the_example_changes_it(rule: str, example: Example) -> None:
    assert RULES[rule].run(unchanged(example.spec)).findings == ()


# --- the helpers themselves -----------------------------------------------------------------------------------

PAGE = """# STR-01 六个部分齐全

## 检查什么

甲
## 依据
乙
## 反例
缺一个部分。
```yaml example
# 注
expect: fail
```
## 正例
- 都在。
```yaml example
expect: pass
```
## 例外
丙
"""


def test_parse_page() -> None:
    page = parse_page(PAGE)
    assert (page.rule, page.title) == ("STR-01", "六个部分齐全")
    assert page.sections["检查什么"] == "甲"
    assert [(e.heading, e.number, e.caption, e.spec) for e in page.examples] == [
        ("反例", 1, "缺一个部分。", {"expect": "fail"}),
        ("正例", 1, "都在。", {"expect": "pass"}),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# STR-01", "STR-01", "第一行"),
        ("## 例外", "## 其他", "小标题"),
        ("## 依据\n乙\n", "", "小标题"),
        ("## 例外", "## 正例", "小标题"),
        ("缺一个部分。\n", "", "缺一句说明"),
        ("# 注\nexpect: fail", "- expect", "写法"),
        ("\n丙\n", "\n丙\n```yaml example\nexpect: pass\n```\n", "不应有例子"),
        ("expect: pass\n```\n", "expect: pass\n", "小标题"),
    ],
)
def test_malformed_page_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(PageError, match=said):
        parse_page(PAGE.replace(old, new))


@pytest.mark.parametrize("rule", ["ZZ-99", "../pages/STR-01", ""])
def test_page_that_is_not_there(rule: str) -> None:
    with pytest.raises(PageError, match="没有规则"):
        load_page(rule)


@pytest.mark.parametrize(
    "spec",
    [
        {"cell": {"applications.new.total": "1"}},
        {"cells": {"applications.new.total": 1}},
        {"cells": {"applications.newly.total": "1"}},
        {"cells": {"applications.new.sum": "1"}},
        {"tables": {"applications": "lost"}},
        {"sections": {"summary": "无"}},
        {"heading": {"problems": "六、其他需要报告的事项"}},
        {"previous_cells": {"applications.new.total": "1"}},
    ],
    ids=str,
)
def test_example_with_a_slip_is_refused(spec: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        context_of(spec)


def test_unmet_expectations_are_told() -> None:
    spec = {"cells": {"applications.new.natural_person": "9"}, "expect": "fail"}
    result = run_example("T3-01", spec)
    assert unmet(result, spec) == []
    for slip in (
        {"expect": "pass"},
        {"count": 2},
        {"severity": "warning"},
        {"expression": "9+1 = 8+2"},
        {"quote": "新收"},
        {"place": "applications.-.total"},
    ):
        assert unmet(result, spec | slip) != [], slip
