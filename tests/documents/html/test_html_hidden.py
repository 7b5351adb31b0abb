"""What a page hides: pieces of cells that are not printed, articles that a script shows, copies that it does not."""

import pytest

from nianbao.documents.html.source import read_page
from nianbao.documents.stream import Grid, Paragraph, UnreadableFileError

TITLE = "示例县审计局2024年政府信息公开工作年度报告"
SECTIONS = (
    "<p>一、总体情况</p><p>正常开展。</p><p>二、主动公开政府信息情况</p>{}<p>六、其他需要报告的事项</p><p>无。</p>"
)
TABLE = "<table><tr><td>第二十条第（一）项<td>本年制发件数<tr><td>规章<td>{}</table>"
TEXTS = [TITLE, "一、总体情况", "正常开展。", "二、主动公开政府信息情况", "六、其他需要报告的事项", "无。"]


def cell(inside: str, head: str = "") -> str:
    """What is read of a cell."""
    page = f"<head>{head}</head><h1>{TITLE}</h1><div>{SECTIONS.format(TABLE.format(inside))}</div>"
    grid = next(block for block in read_page(page).blocks if isinstance(block, Grid))
    return grid.rows[-1][-1].text if len(grid.rows[-1]) > 1 else ""


def report(count: int = 7) -> str:
    return SECTIONS.format(TABLE.format(count))


def texts(page: str) -> list[str]:
    return [block.text for block in read_page(page).blocks if isinstance(block, Paragraph)]


def counts(page: str) -> list[str]:
    return [block.rows[-1][-1].text for block in read_page(page).blocks if isinstance(block, Grid)]


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ("<span style='mso-hide:all'>1</span>5", "5"),
        ("<span style='opacity:0'>1</span>5", "5"),
        ("<span style='opacity: 0.0;color:red'>1</span>5", "5"),
        ("<span style='opacity:0.8'>1</span>5", "15"),
        ("<span style='position:absolute;left:-9999px'>1</span>5", "5"),
        ("<span style='left:-9999px'>1</span>5", "15"),
        ("<span style='position:absolute;clip:rect(0 0 0 0)'>1</span>5", "5"),
        ("<span style='font-size:0'>1</span>5", "5"),
        ("<span style='font-size:0'>1<b>2</b><i style='font-size:12px'>3</i>4</span>5", "35"),
        ("<span style='font-size:0'><b style='font-size:1.2em'>1</b></span>5", "5"),
        ("<span style='font-size:0.9em'>1</span>5", "15"),
        ("5<a href='#_ftn1'><span style='mso-special-character:footnote'>[1]</span></a>", "5"),
        ("5<span class=x><a href='#_msocom_1'>[A1]</a></span>", "5"),
        ("5<span role='tooltip'>上年为8件</span>", "5"),
        ("<span class='sr-only'>数值</span>5", "5"),
        ("<span class='a line-through'>1</span>5", "5"),
        ("<span class='hidden-xs'>5</span><span class='visible-xs-inline'>5</span>", "5"),
        ("<span class='hd'>1</span>5", "15"),
    ],
)
def test_pieces_of_cells(inside: str, read: str) -> None:
    assert cell(inside) == read


@pytest.mark.parametrize(
    ("sheet", "inside", "read"),
    [
        (".hd{display:none}", "<span class='a hd'>1</span>5", "5"),
        (".a, span.hd { color:red; display : none !important }", "<span class=hd>1</span>5", "5"),
        ("td.hd{display:none}", "<span class=hd>1</span>5", "15"),
        ("#old{visibility:hidden}", "<b id=old>1</b>5", "5"),
        (".hd{text-decoration:line-through}", "<u class=hd>1</u>5", "5"),
        (".a.hd{display:none}", "<u class=hd>1</u><u class='hd a'>2</u>5", "15"),
        ("<!-- p{margin:0} .hd{display:none} -->", "<u class=hd>1</u>5", "5"),
        ("/* .hd{display:none} */", "<u class=hd>1</u>5", "15"),
        ("/* .hd{display:none} */ .b{display:none}", "<u class=hd>1</u>5", "15"),
        ("@media screen{.hd{display:none}}", "<u class=hd>1</u>5", "5"),
        ("@media print{.hd{display:none}} .b{display:none}", "<u class=hd>1</u>5", "15"),
        ("@media (max-width:700px){.hd{display:none}}", "<u class=hd>1</u>5", "15"),
        ("@charset 'utf-8'; .hd{display:none}", "<u class=hd>1</u>5", "5"),
        ("p .hd{display:none}", "<u class=hd>1</u>5", "15"),
        (".hd{display:none} .hd.on{display:inline}", "<u class='hd on'>1</u>5", "15"),
        (".hd{display:none} .wide .on{display:inline}", "<u class='hd on'>1</u>5", "15"),
        (".hd{display:none} td:hover .hd{display:block}", "<u class=hd>1</u>5", "5"),
        (".hd{display:none}", "<u class=hd style='display:inline'>1</u>5", "15"),
        (".hd{display:none}", "<u class=hd style='color:red'>1</u>5", "5"),
        (".hd{display:none}", "<u class=hd style='color:white'>1</u>5", "5"),
        (".hd{display:none}", "<p class=hd>1</p>5", "5"),
        (".hd{display:none", "<u class=hd>1</u>5", "15"),
        ("}}{{.hd{display:none}", "<u class=hd>1</u>5", "15"),
    ],
)
def test_rules_of_the_page(sheet: str, inside: str, read: str) -> None:
    assert cell(inside, f"<style>{sheet}</style>") == read


@pytest.mark.parametrize(
    "page",
    [
        "<h1>{0}</h1><div style='visibility: hidden; opacity: 0;'>{1}</div>",
        "<h1>{0}</h1><div style='display:none'>{1}</div><p>版权所有</p>",
        "<div hidden><h1>{0}</h1>{1}</div>",
        "<h1>{0}</h1><div style='display:none'><div style='display:none'>{1}</div></div>",
        "<h1>{0}</h1><div style='font-size:0'>{1}</div>",
        "<style>.art{{display:none}}</style><h1>{0}</h1><div class=art>{1}</div>",
        "<ul><li>总体情况<li>主动公开政府信息情况<li>其他需要报告的事项</ul><div style='display:none'><h1>{0}</h1>{1}</div>",
    ],
)
def test_an_article_that_a_script_shows_is_read(page: str) -> None:
    page = page.format(TITLE, report())
    assert (texts(page), counts(page), read_page(page).notices) == (TEXTS, ["7"], ())


@pytest.mark.parametrize(
    "page",
    [
        "<h1>{0}</h1><div>{1}</div><div style='display:none'>{2}</div>",
        "<h1>{0}</h1><div style='display:none'>{1}</div><div style='display:none'>{2}</div>",
        "<style>.mobile{{display:none}}</style><h1>{0}</h1><div>{1}</div><div class=mobile>{2}</div>",
    ],
)
def test_a_hidden_copy_stays_hidden(page: str) -> None:
    page = page.format(TITLE, report(), report(9))
    assert (texts(page), counts(page)) == (TEXTS, ["7"])


def test_last_years_hidden_report_does_not_stand_in_for_pictures() -> None:
    pictures = SECTIONS.format("<p><img src=t2.png width=600></p>")
    page = f"<h1>{TITLE}</h1><div>{pictures}</div><div style='display:none'>{report(9)}</div>"
    assert (texts(page), counts(page)) == (TEXTS, [])


def test_a_table_that_is_folded_is_read_and_said() -> None:
    other = "<table><tr><td>行政复议<td>行政诉讼<tr><td>结果维持<td>结果纠正<tr><td>3<td>4</table>"
    page = f"<h1>{TITLE}</h1><div>{report()}<div style='display:none'>{other}</div></div>"
    assert counts(page) == ["7", "4"]
    assert [notice.code for notice in read_page(page).notices] == ["repaired"]


def test_prose_that_a_rule_folds_is_kept() -> None:
    folded = "<style>.panel{display:none}</style>" + report().replace("<p>正常", "<p class=panel>正常")
    assert texts(f"<h1>{TITLE}</h1><div>{folded}</div>") == TEXTS


def test_a_page_with_nothing_behind_what_it_hides_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="脚本"):
        read_page(f"<h1>{TITLE}</h1><div style='display:none'><p>正在加载</p></div>")


def test_many_rules_and_many_hidden_elements_are_read_in_time() -> None:
    sheet = "".join(f".a.b{number}{{display:none}}" for number in range(20_000))
    hidden = "<div style='display:none'><p class='a b1'>甲</p></div>" * 5_000
    assert texts(f"<style>{sheet}/*{'/*' * 9_000}</style><h1>{TITLE}</h1><div>{report()}</div>{hidden}") == TEXTS
