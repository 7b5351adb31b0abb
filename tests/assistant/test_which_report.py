"""Several reports on the desk: every answer is of the one that is meant, and says whose it is."""

import pytest

from nianbao.assistant.service import Assistant
from nianbao.assistant.understanding.which_report import (
    KnownReport,
    only_names_a_report,
    which_reports,
    with_spoken,
)
from nianbao.work.services import Services
from tests.support.model.chat_results import SAMPLE, SAMPLE_LAST_YEAR, broken_sample, sample
from tests.support.model.chat_scripts import assistant_with, turn

BAD = KnownReport("other.txt", "示例县白云镇人民政府", 2024, {"verdict": "does_not_meet"}, 2)
GOOD = KnownReport("good.txt", "示例县青石镇人民政府", 2024, {"verdict": "meets"}, 4)
BUREAU = KnownReport("年报.docx", "示例县教育局", 2023, {"verdict": "undetermined"}, 6)
KNOWN = (BAD, GOOD, BUREAU)
MEANT: list[tuple[str, str, tuple[KnownReport, ...]]] = [
    ("白云镇那份能报吗", "named", (BAD,)),
    ("示例县白云镇的行不行", "named", (BAD,)),
    ("白云的呢", "named", (BAD,)),
    ("教育局的符合吗", "named", (BUREAU,)),
    ("县教育局那份", "named", (BUREAU,)),
    ("other.txt符合吗", "named", (BAD,)),
    ("other 符合吗", "named", (BAD,)),
    ("GOOD.TXT能发吗", "named", (GOOD,)),
    ("青石镇和白云镇能报吗", "named", (BAD, GOOD)),
    ("2023年那份能报吗", "named", (BUREAU,)),
    ("第一份能报吗", "named", (BAD,)),
    ("第2份", "named", (GOOD,)),
    ("最后一份呢", "named", (BUREAU,)),
    ("上一份能报吗", "named", (GOOD,)),
    ("那份不合格的是哪份", "named", (BAD, BUREAU)),
    ("合格的那份", "named", (GOOD,)),
    ("三份都能报吗", "all", KNOWN),
    ("哪份能报", "all", KNOWN),
    ("这份能报吗", "these", (BUREAU,)),
    ("能报吗", "unclear", KNOWN),
    ("我们镇的年报能报吗", "unclear", KNOWN),
    ("红星镇那份能报吗", "unknown", ()),
    ("请问县财政局的能报吗", "unknown", ()),
    ("第四份能报吗", "unknown", ()),
    ("2019年那份能报吗", "unknown", ()),
]


@pytest.mark.parametrize(("said", "how", "reports"), MEANT, ids=[s for s, _, _ in MEANT])
def test_the_report_that_is_meant(said: str, how: str, reports: tuple[KnownReport, ...]) -> None:
    which = which_reports(said, KNOWN)
    assert (which.how, which.reports) == (how, reports)


HOUSING = KnownReport("白榆县住建局2024.html", "白榆县住房和城乡建设局", 2024, {"verdict": "meets"}, 2)
SOCIAL = KnownReport("b.html", "白榆县人力资源和社会保障局", 2024, {"verdict": "does_not_meet"}, 2)
MARKET = KnownReport("c.html", "白榆县市场监督管理局", 2024, {"verdict": "meets"}, 2)
HEALTH = KnownReport("卫健.html", "白榆县卫生健康委员会", 2024, {"verdict": "meets"}, 2)
TOWN = KnownReport("槐树镇2024.html", "白榆县槐树镇人民政府", 2024, {"verdict": "meets"}, 2)
TOWN_TOO = KnownReport("d.html", "白榆县青石镇人民政府", 2024, {"verdict": "meets"}, 2)
COUNTY = (HOUSING, SOCIAL, MARKET, HEALTH, TOWN, TOWN_TOO)
SHANGHAI = KnownReport("shanghai.html", "上海市人民政府办公厅", 2019, {"verdict": "meets"}, 2)
UNREAD = KnownReport("pingtan_2024.html", "", 2024, {"verdict": "undetermined"}, 2, ("平潭",))
OTHERS_BUREAU = KnownReport("e.html", "青禾县教育局", 2024, {"verdict": "meets"}, 2)
IN_SHORT: list[tuple[str, tuple[KnownReport, ...], str, tuple[KnownReport, ...]]] = [
    ("住建局收到多少件", COUNTY, "named", (HOUSING,)),
    ("县住建局的能报吗", COUNTY, "named", (HOUSING,)),
    ("白榆县住建局2024新收几件", COUNTY, "named", (HOUSING,)),
    ("建设局结转几件", COUNTY, "named", (HOUSING,)),
    ("住建的可以报吧", COUNTY, "named", (HOUSING,)),
    ("人社局和市监局的处罚", COUNTY, "named", (SOCIAL, MARKET)),
    ("卫健委呢", COUNTY, "named", (HEALTH,)),
    ("教体局的呢", COUNTY, "unknown", ()),
    ("市人社局能报吗", COUNTY, "unknown", ()),
    ("问问县人社局的", COUNTY, "named", (SOCIAL,)),
    ("城市管理局收到几件", COUNTY, "unknown", ()),
    ("青禾县住建局收到几件", COUNTY, "unknown", ()),
    ("示例县教育局几件", (OTHERS_BUREAU, TOWN), "unknown", ()),
    ("两个镇哪个申请多", COUNTY, "named", (TOWN, TOWN_TOO)),
    ("镇的呢", COUNTY, "named", (TOWN, TOWN_TOO)),
    ("那个局的申请数", (HOUSING, TOWN, TOWN_TOO), "named", (HOUSING,)),
    ("那个局的申请数", COUNTY, "unclear", COUNTY),
    ("白榆县的几家能报吗", COUNTY, "all", COUNTY),
    ("上海能报吗", (SHANGHAI, UNREAD), "named", (SHANGHAI,)),
    ("上海复议几件", (SHANGHAI, UNREAD), "named", (SHANGHAI,)),
    ("平潭呢", (SHANGHAI, UNREAD), "named", (UNREAD,)),
    ("淮安呢", (SHANGHAI, UNREAD), "unknown", ()),
    ("行政处罚几件，政务公开几条", (SHANGHAI, UNREAD), "unclear", (SHANGHAI, UNREAD)),
    ("不是第一份，是第三份", COUNTY, "named", (MARKET,)),
    ("不是住建局，我问的是槐树镇", COUNTY, "named", (TOWN,)),
    ("不对，我说的是市监局", COUNTY, "named", (MARKET,)),
    ("第三家错在哪里", COUNTY, "named", (MARKET,)),
    ("除了人社局，其他的都符合吗", COUNTY, "named", (HOUSING, MARKET, HEALTH, TOWN, TOWN_TOO)),
    ("除了表三都没问题了吧", COUNTY, "all", COUNTY),
    ("哪家不符合", COUNTY, "all", COUNTY),
]


@pytest.mark.parametrize(("said", "known", "how", "reports"), IN_SHORT, ids=[s for s, *_ in IN_SHORT])
def test_a_report_is_named_in_short(
    said: str, known: tuple[KnownReport, ...], how: str, reports: tuple[KnownReport, ...]
) -> None:
    which = which_reports(said, known)
    assert (which.how, which.reports) == (how, reports)


def test_what_was_spoken_of_last_is_it() -> None:
    for said, meant in (
        ("它能报吗", (MARKET,)),
        ("那份的处罚几件", (MARKET,)),
        ("其余的呢", tuple(k for k in COUNTY if k != MARKET)),
    ):
        assert which_reports(said, with_spoken(COUNTY, ("住建局能报吗", "市监局有几个错误"))).reports == meant, said
    goes_on = with_spoken(COUNTY, ("市监局有几个错误", "它能报吗"))
    assert which_reports("它的处罚呢", goes_on).reports == (MARKET,)
    pair = with_spoken(COUNTY, ("人社局和市监局能报吗",))
    assert which_reports("那两家处罚多少", pair).reports == (SOCIAL, MARKET)
    assert which_reports("它能报吗", with_spoken(COUNTY, ("市监局能报吗", "都能报吗"))).reports == COUNTY


def test_a_name_beside_the_others_that_is_not_here_is_told() -> None:
    assert which_reports("住建局收到多少件申请，财政局和民政局呢", COUNTY).missing == ("财政局", "民政局")
    assert which_reports("住建局收到多少件申请，市监局呢", COUNTY).missing == ()
    assert which_reports("槐树镇新收几件，人社局呢", (HOUSING, TOWN)).missing == ("人社局",)
    assert which_reports("住建局处罚了几个乡镇", COUNTY).missing == ()


def test_another_version_of_the_same_report_is_the_newest() -> None:
    second = KnownReport("修改稿.txt", BAD.agency, 2024, {"verdict": "meets"}, 8)
    assert which_reports("能报吗", (BAD, second)).reports == (second,)


def test_a_name_alone_is_an_answer() -> None:
    for said in ("第一份", "白云镇那份呢", "other.txt", "那份不合格的是哪份"):
        assert only_names_a_report(said, KNOWN)
    for said in ("白云镇新收几件", "能报吗", "第一条怎么改", "年报"):
        assert not only_names_a_report(said, KNOWN)


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


def other_town() -> bytes:
    """The broken report, of another town."""
    return broken_sample().decode().replace("柳溪镇", "白云镇").encode()


PASSES, FAILS = "符合条例第五十条的要求", "尚不符合条例第五十条的要求"


def line_of(words: str, name: str) -> str:
    """The line of a report, below the sentence that names those with errors."""
    lines = [line for line in words.split("\n") if name in line]
    return next((line for line in lines if line.startswith("- ")), lines[0])


def test_no_verdict_is_that_of_another_report(assistant: Assistant) -> None:
    first = turn(assistant, "审核", [("other.md", other_town())])
    id = first.conversation_id
    turn(assistant, "审核", [(SAMPLE, sample())], id)
    for said in ("白云镇那份能报吗", "第一份能报吗", "other.md符合吗", "第一份", "那份不合格的是哪份"):
        words = turn(assistant, said, conversation_id=id).words
        assert "白云镇" in words, said
        assert FAILS in words, said
        assert "柳溪镇" not in words, said
    for said in ("两份都能报吗", "哪份能报", "能报吗"):
        words = turn(assistant, said, conversation_id=id).words
        assert FAILS in line_of(words, "白云镇"), said
        assert FAILS not in line_of(words, "柳溪镇"), said
    newest = turn(assistant, "这份能报吗", conversation_id=id).words
    assert "柳溪镇" in newest
    assert FAILS not in newest
    nowhere = turn(assistant, "红星镇那份能报吗", conversation_id=id).words
    assert "不在这次对话里" in nowhere
    listed = turn(assistant, "第一份的问题列一下", conversation_id=id).words
    assert "T3-01" in listed
    assert "白云镇" in listed


def test_files_of_one_message_have_a_line_each(assistant: Assistant) -> None:
    both = turn(assistant, "都能报吗", [("other.md", other_town()), (SAMPLE, sample())])
    assert FAILS in line_of(both.words, "白云镇")
    assert FAILS not in line_of(both.words, "柳溪镇")


def test_a_new_file_is_looked_at_before_its_verdict_is_told(assistant: Assistant) -> None:
    """With an earlier review on the desk, 能报吗 with a file is about that file."""
    first = turn(assistant, "审核", [(SAMPLE, sample())])
    second = turn(assistant, "这个能报吗", [("other.md", other_town())], first.conversation_id)
    assert [r.data["file"] for r in second.results] == ["other.md"]
    assert FAILS in second.words
    assert "柳溪镇" not in second.words


def test_figures_are_of_the_report_and_year_that_is_meant(assistant: Assistant) -> None:
    first = turn(assistant, "审核", [("other.md", other_town())])
    id = first.conversation_id
    turn(assistant, "审核", [(SAMPLE, sample())], id)
    of_other = turn(assistant, "白云镇新收多少件", conversation_id=id).words
    assert "白云镇人民政府2024年年报" in of_other
    assert "总计13件" in of_other
    assert "≠" in line_of(of_other, "表三总计一列")
    assert "柳溪镇" not in of_other
    none = turn(assistant, "白云镇去年新收几件", conversation_id=id).words
    assert "没有上年年报（2023年）" in none
    last_year = turn(assistant, "柳溪镇去年新收几件", conversation_id=id).words
    assert "柳溪镇人民政府2023年年报" in last_year
    assert "总计7件" in last_year
    turn(assistant, "审核", [("去年.md", sample(SAMPLE_LAST_YEAR).replace("柳溪镇".encode(), "白云镇".encode()))], id)
    handed_in = turn(assistant, "白云镇去年新收几件", conversation_id=id).words
    assert "白云镇人民政府2023年年报" in handed_in
    assert "总计7件" in handed_in
