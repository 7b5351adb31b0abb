"""Every flavour in the list reads what it is there for, and leaves prose to the last."""

import pytest

from nianbao.documents.stream import Grid, Paragraph
from nianbao.documents.text.flavours import FLAVOURS

EXAMPLES = {
    "PartedByTabs": "规章\n\t\n1\n\t\n2\n\t\n3",
    "CellALine": "\t规章\n\t1\n\t2\n\t3",
    "ClosedByPipes": "规章 |\n1 |\n2 |\n3 |",
    "RowALine": "规章 | 1 | 2 | 3",
    "PartedBySpaces": "信息内容  本年制发件数  本年废止件数  现行有效件数\n规章  1  2  3\n行政规范性文件  1  2  3\n行政许可  4",
    "Delimited": "规章,1,2,3",
    "Prose": "一、总体情况",
}


def taken(flavour, text: str):
    return flavour(text.split("\n")).at(0)


@pytest.mark.parametrize("flavour", FLAVOURS, ids=lambda flavour: flavour.__name__)
def test_a_flavour_takes_its_own_text_whole(flavour):
    text = EXAMPLES[flavour.__name__]
    found = taken(flavour, text)
    assert found is not None
    assert found.end == len(text.split("\n"))


@pytest.mark.parametrize("flavour", FLAVOURS[:-1], ids=lambda flavour: flavour.__name__)
def test_no_flavour_of_tables_takes_prose(flavour):
    assert taken(flavour, "一、总体情况\n2024年，本机关主动公开信息3条，其中规章1件。") is None


@pytest.mark.parametrize("text", [t for name, t in EXAMPLES.items() if name not in ("Prose", "PartedByTabs")])
def test_the_first_that_takes_a_table_makes_a_grid_of_it(text):
    found = next(c for flavour in FLAVOURS if (c := taken(flavour, text)) is not None)
    assert isinstance(found.blocks[0], Grid)


def test_what_no_flavour_knows_is_prose():
    found = next(c for flavour in FLAVOURS if (c := taken(flavour, "无。")) is not None)
    assert found.blocks == (Paragraph("无。"),)
