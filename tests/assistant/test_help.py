"""What is said to greetings, thanks and questions about the program."""

import pytest

from nianbao.assistant.acts.help import HELP, RIGHT, WELCOME, help_text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("谢谢", WELCOME),
        ("辛苦了老师", WELCOME),
        ("好", RIGHT),
        ("知道了，", RIGHT),
        ("你好", HELP),
        ("这个怎么用", HELP),
    ],
)
def test_what_is_said(said: str, told: str) -> None:
    assert help_text(said) == told


def test_where_the_material_goes_is_said_with_and_without_a_model() -> None:
    assert "不会离开这台机器" in help_text("我的文件安全吗")
    assert "会收到提问" in help_text("我的文件安全吗", model="本地模型")
