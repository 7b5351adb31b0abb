"""Questions of a section chief about many reviewed reports, in the chat and beside the set."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from nianbao.assistant.acts.of_set import of_set
from nianbao.assistant.service import Assistant
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.understand import understand
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services
from nianbao.work.sets.job import make_set, run
from nianbao.work.sets.lines import SetView, view
from tests.support.many import many_reports, town


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SetView]:
    """Six reports of five kinds (``many.KINDS``) and a file that is none."""
    from nianbao.settings import Settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        services = Services(Settings(data_dir=tmp_path_factory.mktemp("set")))
        set_id = make_set(services, "试一批", many_reports(7))
        run(services, set_id)
        yield view(services, set_id)


def first(answer: str) -> str:
    return answer.split("\n\n")[0]


def test_who_is_silent_on_the_fee(shown: SetView) -> None:
    said = of_set(shown, "哪些单位没有写信息处理费")
    assert first(said) == f"没有写明信息处理费的 1 个（FEE-02）：{town(3)}人民政府。"
    assert "写明信息处理费的 5 个。" in said
    assert "另有 1 份文件没有读出" in said
    assert town(0) in of_set(shown, "哪些单位写了信息处理费")


def test_who_did_not_pass_and_why(shown: SetView) -> None:
    said = of_set(shown, "哪些单位没通过？")
    assert f"尚不符合的 1 个：\n- {town(1)}人民政府：有错误的规则：T3-01、T3-03。" in said
    assert "共 7 份年报" in said


def test_who_was_late_and_of_whom_it_is_not_known(shown: SetView) -> None:
    said = of_set(shown, "谁晚了")
    assert f"晚于期限公布的 1 个：\n- {town(2)}人民政府：2025-02-13 公布" in said
    assert "按期公布的 1 个。" in said
    assert "不能判断的 4 个" in said


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("T3-01 哪些单位有问题", f"的 1 个（T3-01）：{town(1)}人民政府"),
        ("哪几家表三不平", "没有表格数字相符的 1 个"),
        ("哪些文件没读出来", "没有读出的 1 份"),
        ("还有哪些没处理", "项没有处理"),
        ("最普遍的问题是什么", "份没有做到"),
        ("导出清单", "“导出”里下载"),
        ("总的情况怎么样", "共 7 份年报"),
    ],
)
def test_other_questions(shown: SetView, question: str, answer: str) -> None:
    assert answer in of_set(shown, question)


def test_one_agency_is_answered_by_its_own_review(shown: SetView) -> None:
    said = of_set(shown, f"{town(1)}怎么样")
    assert "尚不符合" in said
    assert town(0) not in said


def test_nobody_is_called_in_order_who_was_not_judged(shown: SetView) -> None:
    """Not one line may stand on the good side of a rule that did not decide."""
    from dataclasses import replace

    line = shown.reviewed[0]
    blind = SetView(shown.set, (replace(line, rules={**line.rules, "FEE-02": "parse_error"}),))
    said = of_set(blind, "谁没写信息处理费")
    assert "不能判断的 1 个" in said
    assert "写明信息处理费的 0 个" in said
    waiting = SetView(shown.set, (replace(line, verdict=None, rules={}),))
    assert "还没有审完" in of_set(waiting, "谁没写信息处理费")


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("哪些单位没有写信息处理费", "set"),
        ("哪些单位没通过", "set"),
        ("谁晚了", "set"),
        ("最普遍的问题是什么", "set"),
        ("收到申请后多少天内要答复？", "law"),
        ("信息处理费怎么收，条例怎么规定", "law"),
        ("你好", "help"),
    ],
)
def test_what_is_asked_after_a_set(said: str, act: str) -> None:
    after = Situation(set={"set": "x"}, last="set")
    assert [a.act for a in understand(said, after)] == [act]


# --- in the chat ----------------------------------------------------------------------------------------------------


def told(assistant: Assistant, conversation: str, text: str, files: list[Upload] | None = None) -> list[Any]:
    return list(assistant.turn(conversation, text, files))


def test_many_reports_in_the_chat_become_a_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assistant = Assistant(Services())
    conversation = assistant.start()
    events = told(assistant, conversation, "请审核", many_reports(6))
    results = [e.result for e in events if e.result is not None]
    assert [r.kind for r in results] == ["set"]
    assert any(e.kind == "step" and e.text.startswith("审核 ") for e in events)
    answer = assistant.messages(conversation)[-1]
    assert "共 6 份年报" in answer.text
    assert len(str(answer.payload)) < 3000  # the reports stand in the set, not in the conversation
    later = told(assistant, conversation, "哪些单位没通过")
    assert town(1) in "".join(e.text for e in later if e.kind == "words")
    assert view(assistant.services, results[0].data["set"]).set.conversation_id == conversation


def test_few_reports_or_another_wish_are_no_set(monkeypatch: pytest.MonkeyPatch) -> None:
    from nianbao.assistant.turn import Turn

    def is_set(text: str, files: list[Upload]) -> bool:
        return Turn(Services(), "c", text, files, None)._is_set()  # type: ignore[arg-type]  # the queue is not touched

    assert is_set("", many_reports(5))
    assert not is_set("", many_reports(4))
    assert not is_set("和去年比一比", many_reports(5))
    assert not is_set("", [*many_reports(5), Upload("资料.yaml", b"agency: x")])


def test_who_has_most_to_mend_and_who_has_not_filed(shown: SetView) -> None:
    assert first(of_set(shown, "哪个镇问题最多")).startswith(f"问题最多的是{town(1)}人民政府（先比错误")
    assert "报送" in of_set(shown, "没交的有谁")
