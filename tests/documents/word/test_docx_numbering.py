"""Automatic numbers as Word prints them."""

import pytest

from nianbao.documents.stream import Grid, Paragraph
from nianbao.documents.word.reading.ordinals import ordinal
from nianbao.documents.word.reading.source import read_docx
from tests.support.files.raw_word import cell, level, lists, numbered, paragraph, row, run, style, table, word_file

ORDINALS = {
    "decimal": {0: "0", 1: "1", 12: "12"},
    "decimalZero": {1: "01", 12: "12"},
    "decimalFullWidth": {1: "１", 10: "１０"},
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: None, 0: None},
    "chineseCountingThousand": {
        10: "十", 100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一", 1010: "一千零一十", 10_000: None,
    },
    "japaneseCounting": {1: "一", 14: "十四"},
    "ideographDigital": {9: "九", 10: "一〇", 21: "二一"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: None},
    "ideographZodiac": {1: "子", 12: "亥", 13: None},
    "chineseLegalSimplified": {1: "壹", 10: "壹拾", 25: "贰拾伍"},
    "decimalEnclosedCircle": {1: "①", 10: "⑩", 20: "⑳", 21: None},
    "decimalEnclosedCircleChinese": {1: "①", 10: "⑩", 11: None},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA"},
    "lowerLetter": {2: "b"},
    "upperRoman": {4: "IV", 19: "XIX"},
    "lowerRoman": {9: "ix"},
    "thaiLetters": {1: None},
}  # fmt: skip


@pytest.mark.parametrize(
    ("format", "number", "printed"), [(f, n, text) for f, cases in ORDINALS.items() for n, text in cases.items()]
)
def test_a_number_in_a_format_of_word(format: str, number: int, printed: str | None) -> None:
    assert ordinal(number, format) == printed


def test_a_custom_format_is_read_as_far_as_it_is_padded_figures() -> None:
    assert ordinal(7, "custom", "001, 002, 003, ...") == "007"
    assert ordinal(7, "custom", "a, ç, ĝ, ...") is None


def printed(body: str, numbering: str, styles: str = "") -> list[str]:
    return [b.text for b in read_docx(word_file(body, numbering=numbering, styles=styles)).blocks]


def items(*places: tuple[int, int] | int) -> str:
    """Paragraphs 甲 on ``(level, list)``, or on a level of list 1."""
    pairs = [(p, 1) if isinstance(p, int) else p for p in places]
    return "".join(paragraph("甲", numbered(depth, number)) for depth, number in pairs)


TWO = (level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"))
DECIMAL = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
START_AT_5 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
START_AT_1 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
OWN_LEVEL = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1、")}</w:lvlOverride>'

COUNTING = {
    "two levels, the lower one restarts": (
        items(0, 1, 1, 0, 1), lists(*TWO), ["一、甲", "（一）甲", "（二）甲", "二、甲", "（一）甲"],
    ),
    "upper levels inside the text": (items(0, 1, 2, 2, 1), lists(*DECIMAL), ["1. 甲", "1.1 甲", "1.1.1 甲", "1.1.2 甲", "1.2 甲"]),
    "an upper level not used yet": (items(1, 0), lists(*DECIMAL), ["1.1 甲", "1. 甲"]),
    "start": (items(0, 0), lists(level(0, "decimal", "%1)", start=3)), ["3) 甲", "4) 甲"]),
    "no start means zero": (
        items(0), '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>', ["0、甲"],
    ),
    "two lists of one kind count on": (items((0, 1), (0, 2), (0, 1)), lists(*TWO, overrides={2: ""}), ["一、甲", "二、甲", "三、甲"]),
    "a list that restarts": (
        items((0, 1), (0, 1), (0, 2), (0, 2)), lists(*TWO, overrides={2: START_AT_1}), ["一、甲", "二、甲", "一、甲", "二、甲"],
    ),
    "a list that starts elsewhere": (items((0, 2), (0, 2)), lists(*TWO, overrides={2: START_AT_5}), ["五、甲", "六、甲"]),
    "a list with a level of its own": (items((0, 1), (0, 2)), lists(*TWO, overrides={2: OWN_LEVEL}), ["一、甲", "B、甲"]),
    "a level that never restarts": (
        items(0, 1, 0, 1),
        lists(TWO[0], level(1, "decimal", "%2、", '<w:lvlRestart w:val="0"/>')), ["一、甲", "1、甲", "二、甲", "2、甲"],
    ),
    "legal figures": (
        items(0, 1), lists(TWO[0], level(1, "decimal", "%1.%2", "<w:isLgl/>")), ["一、甲", "1.1 甲"],
    ),
    "space and nothing between": (
        items(0, 1),
        lists(level(0, "decimal", "%1.", '<w:suff w:val="space"/>'), level(1, "decimal", "%2.", '<w:suff w:val="nothing"/>')),
        ["1. 甲", "1.甲"],
    ),
    "signs that LibreOffice loses in RTF": (
        items(0, 1), lists(level(0, "chineseCountingThousand", "%1?"), level(1, "chineseCountingThousand", "?%2?")), ["一、甲", "（一）甲"],
    ),
    "words around the number": (items(0, 0), lists(level(0, "chineseCountingThousand", "第%1部分　")), ["第一部分　甲", "第二部分　甲"]),
    "a newer format beside its substitute": (
        items(0),
        lists('<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom"'
              ' w:format="01, 02, 03, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
              '</mc:AlternateContent><w:lvlText w:val="%1、"/></w:lvl>'),
        ["01、甲"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "numbering", "expected"), COUNTING.values(), ids=COUNTING.keys())
def test_counting(body: str, numbering: str, expected: list[str]) -> None:
    assert printed(body, numbering) == expected


def test_a_numbered_heading_is_marked_as_numbered() -> None:
    data = word_file(paragraph("总体情况", numbered(0, 1) + '<w:outlineLvl w:val="0"/>'), numbering=lists(*TWO))
    assert read_docx(data).blocks == (Paragraph("一、总体情况", level=1, auto_numbered=True),)


@pytest.mark.parametrize(
    ("numbering", "own", "expected"),
    [
        (lists(level(0, "thaiLetters", "%1、")), numbered(0, 1), Paragraph("甲", auto_numbered=True)),
        (lists(*TWO), numbered(0, 99), Paragraph("甲", auto_numbered=True)),
        (lists(*TWO), numbered(7, 1), Paragraph("甲", auto_numbered=True)),
        (lists(*TWO), numbered(0, 0), Paragraph("甲")),
        (lists(level(0, "bullet", "●")), numbered(0, 1), Paragraph("甲")),
        (lists(level(0, "decimal", "")), numbered(0, 1), Paragraph("甲")),
        (lists(level(0, "decimal", "%1、", "<w:rPr><w:vanish/></w:rPr>")), numbered(0, 1), Paragraph("甲")),
    ],
    ids=["unknown format", "unknown list", "unknown level", "list 0", "bullet", "no text", "hidden number"],
)
def test_the_words_stay_as_they_are(numbering: str, own: str, expected: Paragraph) -> None:
    assert read_docx(word_file(paragraph("甲", own), numbering=numbering)).blocks == (expected,)


def styled(*styles: str) -> str:
    return "".join(paragraph("甲", f'<w:pStyle w:val="{name}"/>') for name in styles)


def test_styles_carry_numbers_and_levels_name_their_styles() -> None:
    numbering = lists(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    styles = (
        style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
        + style("H2", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>')
        + style("Child", based_on="H2")
        + style("Off", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="H1")
    )
    data = word_file(styled("H1", "H2", "Child", "H1", "Off"), numbering=numbering, styles=styles)
    assert [(b.text, b.level, b.auto_numbered) for b in read_docx(data).blocks] == [
        ("一、甲", 1, True),
        ("（一）甲", 2, True),
        ("（二）甲", 2, True),
        ("二、甲", 1, True),
        ("甲", 1, False),
    ]


def test_a_list_that_names_a_list_style_is_followed_to_it() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{TWO[0]}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = style("L", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert printed(items((0, 2), (0, 2)), numbering, styles) == ["一、甲", "二、甲"]


def test_lists_that_name_each_other_in_a_circle_are_left_alone() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = style("L", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert printed(items(0), numbering, styles) == ["甲"]


def test_what_is_not_printed_is_not_counted_and_what_is_empty_is() -> None:
    own = numbered(0, 1)
    gone = paragraph(run("删", "").replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>"), own)
    body = (
        paragraph("甲", own)
        + gone.replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>", 1)
        + paragraph(run("藏", "<w:vanish/>"), own + "<w:rPr><w:vanish/></w:rPr>")
        + paragraph("乙", own)
        + paragraph("", own)
        + paragraph("丙", own)
    )
    assert printed(body, lists(*TWO)) == ["一、甲", "二、乙", "四、丙"]


def test_a_number_in_a_cell_never_touches_the_figure_in_it() -> None:
    own = numbered(0, 1)
    body = table(row(cell(paragraph("5", own)), cell(paragraph("规章", own)), cell(paragraph("", own)), "5"))
    (grid,) = read_docx(word_file(body, numbering=lists(level(0, "decimal", "%1")))).blocks
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.rows[0]] == ["1\n5", "2 规章", "3", "5"]
