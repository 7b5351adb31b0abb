"""A figure that is hidden by marks, blanks or an aside is read all the same, and quoted as it is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.rule_examples import context_of, run_example
from validators.prose.plain import plain

MARK = "\u202e"
JOINER = "\u200d"

SPEC = {"report": "qinghe-county-2024"}


@pytest.mark.parametrize(
    "said",
    [
        "全年收到政府信息公开申请9999件。",
        f"全年收{JOINER}到政府信息公开申请9999件。",
        f"全年收到政府信息公开申请{MARK}9999件。",
        f"全年收到政府信息公开申请99{JOINER}99件。",
        "全年收 到政府信息公开申 请9999件。",
        "全年共 收 到 政 府 信 息 公 开 申 请 9999 件。",
        "全年收\u3000到政府信息公开申请9999件。",
        "全年收到政府信息公开申请（详见附件）9999件。",
        "全年收到（详见附件）政府信息公开申请9999件。",
        "全年收到政府信息公开申请（有关情况另作说明）共9999件。",
    ],
)
def test_a_hidden_figure_is_still_compared(said: str) -> None:
    result = run_example("NT-01", SPEC | {"sections": {"overview": said}})
    assert [f.hit.left for f in result.findings] == [9999], said
    where = result.findings[0].hit.where
    text = context_of(SPEC | {"sections": {"overview": said}}).report.text("overview")
    assert where.quote in text
    assert "99" in text[where.start : where.end]
    assert text[where.start : where.end] in where.quote


@pytest.mark.parametrize(
    "said",
    [
        "区政府办收到申请（不含各镇）9999件。",
        "全年收到政府信息公开申请（上年结转）9999件。",
        "收到信函申请（网络渠道除外）9999件。",
    ],
)
def test_an_aside_that_says_of_what_is_kept(said: str) -> None:
    clear = plain(said)
    assert clear is None or "（" in clear.text


@pytest.mark.parametrize(
    "text", ["主动公开 依申请公开", "问题 改进措施", "1. 加强培训（全年）", "收到（2件）3件", "", "没有伪装。"]
)
def test_columns_and_ordinary_prose_are_left(text: str) -> None:
    assert plain(text) is None


@given(st.text(alphabet="收到申请公开（）() \u3000\u200b\u202e，。3件甲", max_size=60))
def test_every_character_knows_where_it_stood(text: str) -> None:
    clear = plain(text)
    if clear is not None:
        assert len(clear.places) == len(clear.text) + 1
        assert "".join(text[i] for i in clear.places[:-1]) == clear.text
        assert clear.places == sorted(clear.places)
