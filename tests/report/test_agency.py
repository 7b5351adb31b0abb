"""What a name tells of an agency, and what it does not: null is never wrong, a guess is."""

import csv
from pathlib import Path

import pytest

from nianbao.report.agency import infer_agency
from nianbao.report.gazetteer import divisions, provinces_in_short, short_names

CASES = [
    ("示例省云岭市青禾县柳溪镇人民政府", "government", "township", "示例省"),
    ("示例省云岭市青禾县人民政府", "government", "county", "示例省"),
    ("示例省云岭市人民政府", "government", "prefecture", "示例省"),
    ("示例省人民政府", "government", "province", "示例省"),
    ("示例省交通运输厅", "department", "province", "示例省"),
    ("示例省云岭市住房和城乡建设局", "department", "prefecture", "示例省"),
    ("示例省云岭市城市管理局", "department", "prefecture", "示例省"),
    ("示例省云岭市青禾县市场监督管理局", "department", "county", "示例省"),
    ("示例省云岭市砚洲县松岚街道办事处", "dispatched", "township", "示例省"),
    ("示例省汐川经济开发区管理委员会", "dispatched", None, "示例省"),
    ("北京市某区人民政府", "government", "prefecture", "北京市"),
    ("上海市人民政府", "government", "province", "上海市"),
    ("新疆和田地区于田县教育局", "department", "county", "新疆维吾尔自治区"),
    ("柳溪乡人民政府", "government", "township", None),
    ("示例市西岭镇", "government", "township", None),
    ("云湾市人民政府", "government", None, None),  # a city that stands nowhere
    ("云湾市南川区人民政府", "government", "county", None),
    ("示例大学", None, None, None),
    ("某某协会", None, None, None),
]
OFFICES = ("人民政府办公室", "政府办公室", "政府办", "人民政府办公厅", "政府办公厅")
NO_NAMES = ["本镇", "各镇", "本机关", "目录", "信息公开专区", "社区", "城乡建设", "政府信息公开", "索引号", "重点领域"]


@pytest.mark.parametrize(("name", "kind", "level", "region"), CASES)
def test_inference(name, kind, level, region):
    agency = infer_agency(name)
    assert (agency.kind, agency.level, agency.region) == (kind, level, region)
    assert agency.inferred


def labelled_names() -> list[tuple[str, str, str]]:
    """Name, kind, level as labelled by someone who has not read the code; ``?`` must be null."""
    with Path(__file__).with_name("agency_names.tsv").open(encoding="utf-8") as lines:
        return [(name, kind, level) for name, kind, level in csv.reader(lines, delimiter="\t")]


def test_names_of_real_agencies_are_never_told_wrong():
    wrong, untold = [], []
    for name, kind, level in labelled_names():
        agency = infer_agency(name)
        for told, label in ((agency.kind, kind), (agency.level, level)):
            if told is None and label != "?":
                untold.append(name)
            elif told is not None and told != label:
                wrong.append((name, told, label))
    assert wrong == []
    assert untold == []
    assert len(labelled_names()) >= 400


def test_every_division_gives_its_level_to_what_stands_behind_it():
    wrong = []
    for name, level in divisions().items():
        own = "dispatched" if name.endswith(("地区", "盟")) else "government"
        expected = [
            ("", own, level),
            ("人民政府", "government", level),
            ("教育局", "department", level),
            ("柳溪镇", "government", "township"),
            ("城关街道办事处", "dispatched", "township"),
            *((office, "department", level) for office in OFFICES),
        ]
        for ending, kind, its_level in expected:
            agency = infer_agency(name + ending)
            if (agency.kind, agency.level) != (kind, its_level):
                wrong.append((name + ending, agency.kind, agency.level))
    assert wrong == []


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("place", ["示例市城东区", "青禾县", "昆山市"])
def test_an_office_that_reports_for_itself_is_a_department(place, office):
    assert (infer_agency(place + office).kind, infer_agency(place + office).level) == ("department", "county")


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_names_no_agency_has_no_kind(text):
    assert infer_agency(text).kind is None


def test_the_gazetteer_holds_what_its_sources_say():
    levels = list(divisions().values())
    assert levels.count("province") == 34 + 1  # 示例省
    assert (divisions()["启东市"], divisions()["昆山市"], divisions()["苏州市"]) == ("county", "county", "prefecture")
    assert (divisions()["恩施州"], divisions()["海门市"], divisions()["云岭市"]) == (
        "prefecture",
        "county",
        "prefecture",
    )
    assert (short_names()["江苏"], short_names()["吉林"], short_names()["昆山"]) == ("province", None, "county")
    assert provinces_in_short()["内蒙古"] == "内蒙古自治区"
