"""One cause, one line: an unread table is said once, with everything that hangs on it."""

from tests.support.rule_examples import context_of
from validators.causes import Entry, causes, causes_of
from validators.review import review


def test_an_unread_table_is_one_line_with_all_its_rules() -> None:
    report = context_of({"tables": {"applications": "unreadable"}}).report
    first = causes_of(review(report).results)[0]
    assert first.reason == "表三没有读出来"
    assert len(first.rules) >= 14
    assert first.said.startswith(f"表三没有读出来；因此{len(first.rules)}条规则没有结论（")
    assert {"T3-01", "NT-01", "STR-05"} <= set(first.rules)


def test_every_rule_without_a_conclusion_stands_once() -> None:
    result = review(context_of({"tables": {"applications": "unreadable", "proceedings": "absent"}}).report)
    wanted = {r.rule for r in result.results if r.state in ("parse_error", "insufficient_data", "not_run")}
    listed = [rule for cause in causes_of(result.results) for rule in cause.rules]
    assert sorted(listed) == sorted(wanted)


def test_states_are_kept_apart_and_further_reasons_counted() -> None:
    found = causes(
        [
            Entry("T3-01", "parse_error", ["表三没有读出"]),
            Entry("T3-02", "insufficient_data", ["表三没有读出"]),
            Entry("T3-03", "insufficient_data", ["甲列空", "乙列空", "甲列空"]),
            Entry("STR-01", "pass", []),
            Entry("TM-01", "not_applicable", ["没有公布日期"]),
        ]
    )
    assert [(c.state, c.rules, c.more) for c in found] == [
        ("parse_error", ("T3-01",), 0),
        ("insufficient_data", ("T3-02",), 0),
        ("insufficient_data", ("T3-03",), 1),
    ]
    assert found[2].said == "甲列空（另有1处，原因相类）；因此这条规则没有结论（T3-03）"
