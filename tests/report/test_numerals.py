"""Chinese numerals to integers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.numerals import arabic_numerals, chinese_to_int

CASES = [
    ("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("四十二", 42), ("一百零五", 105), ("二〇二三", 2023), ("两", 2),
    ("一万三千", 13000), ("十八万", 180000), ("三千二百五十九", 3259), ("一亿", 100000000), ("", None), ("三件", None),
    # a last digit right behind 百, 千, 万, 亿 counts the next smaller unit
    ("三千二", 3200), ("一万三", 13000), ("两万五", 25000), ("一百五", 150), ("一亿二", 120000000), ("三千二百五", 3250), ("一万三百五", 10350),
    ("十五万二", 152000), ("三百二十五", 325),
    # … unless 零 says that it does not
    ("三千零二", 3002), ("一万零三", 10003), ("两万零五百", 20500), ("一千零五十", 1050), ("一亿五千二百万零三", 152000003),
    # one or the other, and what is not built as a number
    ("三四", None), ("三五", None), ("五六十", None), ("二三百", None), ("一十百", None), ("万", None), ("一万万", None), ("一万三亿", None), ("三百零", None),
    # digit by digit
    ("一〇五", 105), ("一二三四五", 12345),
]  # fmt: skip


def _as_written(value: int) -> str:
    """A count below 100,000,000 as it is written in full, with 零 wherever a unit is skipped."""
    digits = "零一二三四五六七八九"
    parts, rest = [], value
    for unit, name in (
        (10**7, "千万"),
        (10**6, "百万"),
        (10**5, "十万"),
        (10**4, "万"),
        (1000, "千"),
        (100, "百"),
        (10, "十"),
        (1, ""),
    ):
        digit, rest = divmod(rest, unit)
        parts.append(digits[digit] + name if digit else "零")
    high, low = "".join(parts[:4]), "".join(parts[4:])
    high = high.replace("万", "").rstrip("零") + "万" if value >= 10**4 else ""
    return re.sub("零+", "零", high + low).strip("零")


@given(st.integers(min_value=1, max_value=10**8 - 1))
def test_what_is_written_in_full_is_read_as_it_is(value):
    assert chinese_to_int(_as_written(value)) == value


@pytest.mark.parametrize(("text", "value"), CASES)
def test_chinese(text, value):
    assert chinese_to_int(text) == value


def test_arabic_with_offsets_of_the_original():
    text = "收到１３件，办结1,038件，占46.2％"
    found = arabic_numerals(text)
    assert [(int(n.value), text[n.start : n.end]) for n in found[:2]] == [(13, "１３"), (1038, "1,038")]
    assert str(found[2].value) == "46.2"
