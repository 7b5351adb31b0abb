"""What is asked is asked once: answers of the mapping file, kept for the agency, never with a name."""

import pytest

from nianbao.register.answers import forget_answers, keep_answers, kept_answers, parse_mapping
from nianbao.report.errors import UserError
from nianbao.work.handed.upload import Upload
from nianbao.work.register import RegisterRequest, work_register
from tests.conftest import ROOT
from tests.register.made import Made, date, plain

ASKED = Made("甲某", "财政决算", date(2024, 3, 1), "commercial", "法人", date(2024, 3, 20), "granted", "告知", False)


def request(tmp_path, mapping=None, applications=(ASKED,)):
    file = Upload("台账.xlsx", plain(list(applications))["台账.xlsx"])
    return RegisterRequest((file,), 2024, answers=parse_mapping(mapping, "m") if mapping else None, data_dir=tmp_path)


def asked(result):
    return sorted((u["field"], u["raw"]) for u in result.data["undecided"])


def test_a_wording_is_asked_once_for_an_agency(tmp_path):
    assert asked(work_register(request(tmp_path))) == [("kind", "法人"), ("result", "告知")]
    answered = work_register(request(tmp_path, {"result": {"告知": "unable.not_held"}, "kind": {"法人": "commercial"}}))
    assert answered.data["undecided"] == []
    again = work_register(request(tmp_path))
    assert again.data["undecided"] == []
    assert again.data["remembered"] == {"result": {"告知": "unable.not_held"}, "kind": {"法人": "commercial"}}
    assert again.data["tables"]["applications"]["unable.not_held"]["commercial"] == 1


def test_labels_of_the_form_are_answers_too(tmp_path):
    result = work_register(request(tmp_path, {"result": {"告知": "（一）予以公开"}, "rows": {1: {"kind": "商业企业"}}}))
    assert result.data["tables"]["applications"]["granted"]["commercial"] == 1


def test_names_are_not_kept(tmp_path):
    answers = parse_mapping(
        {"kind": {"甲乙丙": "natural_person", "示例宏远有限公司": "commercial", "法人": "other"}}, "m"
    )
    keep_answers(tmp_path, "柳西镇人民政府", answers)
    kept = kept_answers(tmp_path, "柳西镇人民政府")
    assert (kept["kind"], kept["result"]) == ({"法人": "other"}, {})


def test_every_mistake_of_a_mapping_is_said_at_once():
    with pytest.raises(UserError) as error:
        parse_mapping(
            {"result": {"告知": "公开吧"}, "kind": {"法人": "x"}, "column": {}, "columns": {"x": "y"}}, "m.yaml"
        )
    assert len(str(error.value).splitlines()) == 4


def test_an_outcome_without_its_day_is_asked_and_can_be_answered(tmp_path):
    withdrawn = Made("甲某", "财政决算", date(2024, 3, 1), "commercial", "企业", None, None, "申请人撤回申请", False)
    result = work_register(request(tmp_path, applications=[withdrawn]))
    assert asked(result) == [("answered", "申请人撤回申请")]
    answered = work_register(request(tmp_path, {"rows": {1: {"answered": "2024-03-05"}}}, [withdrawn]))
    assert answered.data["tables"]["applications"]["other.misc"]["commercial"] == 1
    still_open = work_register(request(tmp_path, {"rows": {1: {"answered": "open"}}}, [withdrawn]))
    assert still_open.data["tables"]["applications"]["carried_out"]["commercial"] == 1


def test_names_propose_until_they_are_accepted(tmp_path):
    named = Made(
        "甲某某",
        "财政决算",
        date(2024, 3, 1),
        "commercial",
        "示例宏远有限公司",
        date(2024, 3, 20),
        "granted",
        "公开",
        False,
    )
    result = work_register(request(tmp_path, applications=[named]))
    assert result.data["proposed"] == [{"field": "kind", "key": "commercial", "rows": [1]}]
    assert result.data["tables"]["applications"]["new"] == dict.fromkeys(
        ("natural_person", "commercial", "research", "social", "legal_service", "other"), 0
    ) | {"total": 1}
    accepted = work_register(request(tmp_path, {"names": "accept"}, [named]))
    assert accepted.data["tables"]["applications"]["granted"]["commercial"] == 1


def test_the_page_on_registers_shows_a_mapping_that_is_understood():
    import yaml

    page = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    answers = parse_mapping(yaml.safe_load(page.partition("```yaml")[2].partition("```")[0]), "docs")
    assert answers.result == {"告知": "unable.not_held", "已办": "granted"}
    assert answers.rows == {7: {"answered": date(2024, 5, 6), "kind": "natural_person"}, 9: {"answered": None}}
    assert (answers.names, answers.all_proceedings, answers.skip_sheets) == (True, True, ["汇总"])


def test_a_folder_that_cannot_be_written_to_does_not_undo_the_work(tmp_path):
    (tmp_path / "register").write_text("a file where the folder should be", encoding="utf-8")
    result = work_register(request(tmp_path, {"result": {"告知": "granted"}, "kind": {"法人": "other"}}))
    assert (result.kept_in, result.data["undecided"]) == (None, [])


def test_what_was_kept_can_be_taken_back(tmp_path):
    keep_answers(tmp_path, "柳西镇", parse_mapping({"result": {"告知": "granted", "已办": "partial"}}, "m"))
    forget_answers(tmp_path, "柳西镇", ("告知",))
    assert kept_answers(tmp_path, "柳西镇")["result"] == {"已办": "partial"}
