"""What is asked of a register's applications is counted from its rows: any days, kinds, results, flags; never a total for a part."""

import csv
from collections.abc import Callable
from datetime import date

import pytest

from nianbao.assistant.acts.of_applications import of_applications
from nianbao.assistant.understanding.periods import periods_in
from nianbao.assistant.understanding.register_questions import asks_of_rows, goes_on, parts_of
from nianbao.work.handed.upload import Upload
from nianbao.work.jobs import register_job
from nianbao.work.services import Services
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "registers"
Data = dict[str, object]


def counted(services: Services, name: str, content: bytes | None = None) -> Data:
    file = Upload(name, content if content is not None else (FOLDER / name).read_bytes())
    return register_job(services, (file,), 2024).data


@pytest.fixture(scope="module")
def export(offline_services: Services) -> Data:
    return counted(offline_services, "system_export_2024.csv")


@pytest.fixture(scope="module")
def town(offline_services: Services) -> Data:
    return counted(offline_services, "town_register_2024.xlsx")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    text = (FOLDER / "system_export_2024.csv").read_bytes().decode("gb18030")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ("一季度收到多少", [("2024年1—3月", "received")]),
        ("前三季度答复的几件", [("2024年1—9月", "answered")]),
        ("三至五月", [("2024年3—5月", "")]),
        ("3月收到4月答复的", [("2024年3月", "received"), ("2024年4月", "answered")]),
        ("7月15日以后收到", [("2024年7月15日至12月31日", "received")]),
        ("6月底以前办结", [("2024年1—6月", "answered")]),
        ("去年12月收到", [("2023年12月", "received")]),
        ("3月上旬", [("2024年3月1日至3月10日", "")]),
        ("3月和5月各收到几件", [("2024年3月", "received"), ("2024年5月", "received")]),
        ("2023年收到几件", [("2023年", "received")]),
        ("2024年收到几件", []),
        ("上年结转几件", []),
        ("13月收到几件", []),
        ("2月30日收到", []),
        ("第3件", []),
        ("3个月", []),
    ],
)
def test_spans_of_days_are_read(said: str, spans: list[tuple[str, str]]) -> None:
    groups, _ = periods_in(said, 2024)
    assert [(p.label, p.by) for group in groups for p in group] == spans


Row = dict[str, str]


def _day(words: str) -> date | None:
    return date.fromisoformat(words[:10]) if words else None


def _came(r: Row, first: str, last: str) -> bool:
    return first <= r["受理时间"] <= last


def _ended(r: Row, first: str, last: str) -> bool:
    return bool(r["答复时间"]) and first <= r["答复时间"][:10] <= last


PERSONS = ("个人", "公民", "自然人", "公民个人")
COUNTS: list[tuple[str, Callable[[Row], bool]]] = [
    ("一季度收到多少", lambda r: _came(r, "2024-01-01", "2024-03-31")),
    ("5月份新收几件", lambda r: _came(r, "2024-05-01", "2024-05-31")),
    ("下半年办结几件", lambda r: _ended(r, "2024-07-01", "2024-12-31")),
    ("9月答复了几件", lambda r: _ended(r, "2024-09-01", "2024-09-30")),
    ("3月15日到4月20日收到几件", lambda r: _came(r, "2024-03-15", "2024-04-20")),
    ("延期的有几件", lambda r: r["延期答复"] == "是"),
    ("没有延期的有多少件", lambda r: r["延期答复"] == "否"),
    ("上半年收到、延期的有几件", lambda r: r["延期答复"] == "是" and _came(r, "2024-01-01", "2024-06-30")),
    ("二季度收到的自然人申请几件", lambda r: _came(r, "2024-04-01", "2024-06-30") and r["申请人类型"] in PERSONS),
]


@pytest.mark.parametrize(("said", "holds"), COUNTS, ids=[said for said, _ in COUNTS])
def test_a_part_is_counted_from_the_rows(
    export: Data, rows: list[Row], said: str, holds: Callable[[Row], bool]
) -> None:
    assert asks_of_rows(said, export)
    found = of_applications(export, (), said)
    assert f"：{sum(map(holds, rows))}件" in found.splitlines()[2], found


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("3月份收到几件，其中自然人几件", ("2024年3月收到：6件", "2024年3月收到·自然人：3件")),
        ("一季度新收、办结各几件", ("2024年1—3月收到·本年新收：24件", "2024年1—3月答复·办结：")),
        ("延期、超期的各几件", ("延期的：12件", "超期的：13件")),
        ("延期的里面超期的几件", ("延期的·超期的：1件（第88件）",)),
        ("法律服务机构的结果分别是啥", ("法律服务机构：11件", "（二）部分公开：5件")),
        ("部分公开的都是什么人申请的", ("部分公开：22件", "  - 科研机构：1件")),
        ("自然人占多少", ("77÷120＝64.2%",)),
        ("除自然人外几件", ("除自然人以外：44件",)),
        ("每个月收到多少", ("2024年3月收到·本年新收：6件", "＝120件")),
        ("补正的有几件", ("台账没有“补正告知日期、补正收到日期”这样的列", "不当作0")),
        ("上年结转的是哪些", ("上年结转：5件（第1、2、3、4、5件）",)),
        ("第3件怎么回事", ("2024-01-02答复，没有超期", "台账写“全部公开”，计入（一）予以公开")),
        ("XXGK-2024-0016是什么情况", ("第16件", "延期的40个工作日")),
        ("第三件是什么情况", ("第3件（XXGK-2023-0003）",)),
        ("部分公开的有哪些，列一下", ("（二）部分公开：22件（第7、13、14",)),
        ("按期答复的几件", ("本年按期答复的：104件",)),
        ("收到日期在8月的有几个", ("2024年8月收到：11件",)),
        ("第200件怎么回事", ("台账只有125件",)),
        ("有没有重复登记的", ("没有查到可能重复登记的",)),
        ("还缺什么", ("没有要您定的写法", "表四要另外填")),
        ("二季度按期答复率", ("24÷28＝85.7%", "答复日期按“答复时间”一列")),
        ("平均几天答复", ("÷122＝15.0个工作日",)),
    ],
)
def test_what_is_asked_of_the_rows_is_told(export: Data, said: str, told: tuple[str, ...]) -> None:
    assert asks_of_rows(said, export)
    found = of_applications(export, (), said)
    assert all(words in found for words in told), found


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("今年新收的有几件，自然人几件", ("本年新收：46件", "本年新收·自然人：30件")),
        ("按期答复率呢", ("36÷44＝81.8%",)),
        ("最晚的超了几天", ("超得最久的超9个工作日", "第33件", "第34件")),
        ("第9件是什么情况", ("台账写“已办”，还没有定算哪一项", "超4个工作日")),
        ("上半年信访几件", ("2024年1—6月答复", "另有3件的办理结果没定（第9、14、24件）")),
        ("还缺什么", ("办理结果“已办”：第9、24件",)),
        ("公开的有几件", ("予以公开：13件", "部分公开：4件", "另有4件没定")),
        ("一季度已办的几件", ("2024年1—3月收到·台账写“已办”的：1件（第9件）",)),
    ],
)
def test_what_is_open_is_told_beside_the_number(town: Data, said: str, told: tuple[str, ...]) -> None:
    found = of_applications(town, (), said)
    assert all(words in found for words in told), found


@pytest.mark.parametrize(
    "said",
    ["网上申请的有几件", "最近一个月收到几件", "13月收到几件", "村民小组的几件", "财政决算的有几件", "一季度诉讼几件"],
)
def test_a_part_that_is_not_understood_gets_no_number(export: Data, said: str) -> None:
    found = of_applications(export, (), said)
    assert "件（第" not in found
    assert "120件" not in found
    assert "没有数" in found or "数不出" in found


@pytest.mark.parametrize(
    "said",
    [
        "部分公开怎么写",
        "延期要多少天",
        "补正期限是几天",
        "不予公开有哪几种情形",
        "超期的有几件",
        "新收多少",
        "把表三导出来",
        "审核这份年报",
    ],
)
def test_other_requests_go_their_way(town: Data, said: str) -> None:
    assert not asks_of_rows(said, town)


@pytest.mark.parametrize(
    ("before", "said", "told"),
    [
        ("下半年办结几件", "那二季度呢", "2024年4—6月答复：28件"),
        ("二季度收到几件", "延期的呢", "2024年4—6月收到·延期的：5件（第31、49、54、56、63件）"),
        ("延期的有几件", "是哪几件", "延期的：12件（第16、31"),
    ],
)
def test_a_question_goes_on(export: Data, before: str, said: str, told: str) -> None:
    asked = goes_on(before, said, export)
    assert asked is not None
    assert told in of_applications(export, (), asked)


def test_a_column_that_one_table_lacks_is_told_apart(offline_services: Services) -> None:
    content = (
        "收到日期,申请人类别,办理结果,答复日期,补正告知日期,补正收到日期,征求第三方意见起止\n"
        "2024-03-01,公民,予以公开,2024-03-20,2024-03-05,2024-03-09,\n"
        "2024-04-01,企业,部分公开,2024-04-20,,,2024-04-03至2024-04-10\n"
        "2024-05-01,企业,予以公开,2024-05-20,,,\n"
    )
    data = counted(offline_services, "台账.csv", content.encode())
    assert "要求补正的：1件（第1件）" in of_applications(data, (), "补正的有几件")
    assert "没有要求补正的：2件" in of_applications(data, (), "没有补正的有几件")
    assert "征求第三方意见的：1件（第2件）" in of_applications(data, (), "征求第三方意见的有几件")
    assert "数不出延期的" in of_applications(data, (), "延期的有几件")


def test_parts_take_over_what_was_said_before() -> None:
    first, second = parts_of("部分公开的几件，其中一季度的几件", {"year": 2024})
    assert (first.rows, second.rows, len(second.periods)) == (("partial",), ("partial",), 1)
