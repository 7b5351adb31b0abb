"""Chinese numerals to integers."""

import pytest

from nianbao.report.numerals import arabic_numerals, chinese_to_int

CASES = [
    ("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("四十二", 42), ("一百零五", 105), ("二〇二三", 2023), ("两", 2),
    ("一万三千", 13000), ("十八万", 180000), ("三千二百五十九", 3259), ("一亿", 100000000), ("", None), ("三件", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CASES)
def test_chinese(text, value):
    assert chinese_to_int(text) == value


def test_arabic_with_offsets_of_the_original():
    text = "收到１３件，办结1,038件，占46.2％"
    found = arabic_numerals(text)
    assert [(int(n.value), text[n.start : n.end]) for n in found[:2]] == [(13, "１３"), (1038, "1,038")]
    assert str(found[2].value) == "46.2"
