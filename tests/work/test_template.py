"""From a register, last year's report and a page of notes: three commands to a draft whose every digit has its source."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from nianbao.assistant.service import Assistant
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.material.found import CARRIED, KEEP
from nianbao.drafting.material.workbook import SHEET_FACTS, SHEET_LAST_YEAR, SHEET_PROBLEMS, SHEET_QUESTIONS
from nianbao.drafting.material.workbook_reading import load_inputs_bytes
from nianbao.drafting.model.client import ModelClient
from nianbao.settings import Settings
from nianbao.work.handed.upload import Upload
from nianbao.work.jobs import workbook_of
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.filed_reports import random_cells, report_with
from tests.support.model.chat_scripts import turn
from tests.support.model.scripted_server import ScriptedServer, Text

AGENCY = "示例省云岭市青禾县柳溪镇人民政府"
REGISTER = ROOT / "tests" / "fixtures" / "registers" / "a_00.xlsx"
EXPECTED = json.loads(REGISTER.with_suffix(".expected.json").read_text(encoding="utf-8"))
NOTES = """老孙：网站发了327条，公众号推了94条
处罚16起 强制没有 许可208
规范性文件 制发2 废止0 有效8
规章没有
收费没有，信息处理费没收
培训4场
2025-01-07 08:41:02 周晓
复议没有，未经复议直接起诉没有，复议后起诉没有
申请收了99件
讲座十来场
"""


def nianbao(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nianbao", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def last_year() -> bytes:
    """Last year's report, whose 结转下年度 is what the register calls carried in."""
    cells = random_cells(5)
    carried = EXPECTED["applications"]["carried_in"]
    for column, value in carried.items():
        done = cells[f"applications.processed_total.{column}"]
        cells[f"applications.carried_out.{column}"] = value
        cells[f"applications.carried_in.{column}"] = 0
        cells[f"applications.new.{column}"] = done + value
    cells["active_disclosure.normative_documents.in_force"] = 6
    report = report_with(AGENCY, cells, 2023)
    problems = "存在问题：一是解读形式比较单一；二是栏目更新不够及时。\n改进措施：一是推广图解和短视频；二是明确各科室更新时限。"
    overview = "（一）主动公开\n在便民服务中心设置信息查阅点。组织政务开放日3次。"
    texts = {"problems": problems, "overview": overview}
    sections = tuple(s._replace(text=texts.get(s.key, s.text)) for s in report.sections)
    return docx_bytes(type(report)(**(vars(report) | {"sections": sections})))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, str]:
    """The folder with the three sources and the workbook, and what the command said."""
    folder = tmp_path_factory.mktemp("clerk")
    (folder / "去年.docx").write_bytes(last_year())
    (folder / "记录.txt").write_text(NOTES, encoding="gb18030")
    run = nianbao(
        "template", folder / "资料.xlsx", "--year", 2024, "--previous", folder / "去年.docx",
        "--register", REGISTER, "--notes", folder / "记录.txt",
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    return folder, run.stdout


def test_the_screen_shows_each_figure_with_its_source_and_what_must_be_settled(made):
    _, said = made
    assert f"机关：{AGENCY}" in said
    assert "表二·行政许可：208（记录.txt第2行：许可208）" in said
    assert "主动公开：网站发 327条（记录.txt第1行）" in said
    assert "申请台账第" in said
    assert "上年的做法 2 条、问题 2 个：请逐条选保留、已完成或删去" in said
    assert (
        "说法不一致：表三·一、本年新收政府信息公开申请数量·总计：99（记录.txt第9行：申请收了99件）；各栏相加45" in said
    )
    assert "不是确数：讲座：讲座十来场（记录.txt第10行）" in said


def test_two_commands_more_give_a_draft_and_match_it(made):
    folder, _ = made
    book = openpyxl.load_workbook(folder / "资料.xlsx")
    for sheet in (book[SHEET_FACTS], book[SHEET_PROBLEMS]):
        for row in sheet.iter_rows():
            if str(row[3].value or "").startswith(CARRIED) and "〔" not in str(row[1].value):
                row[2].value = KEEP
    book[SHEET_LAST_YEAR].cell(2, 3, "已制作图解，形式单一的问题得到解决")
    assert book[SHEET_QUESTIONS].max_row >= 3
    book.save(folder / "资料.xlsx")
    draft = nianbao(
        "draft",
        folder / "资料.xlsx",
        "-o",
        folder / "初稿.docx",
        "--offline",
        "--previous",
        folder / "去年.docx",
        "--json",
    )
    data = json.loads(draft.stdout)
    assert data["verdict"] == "undetermined"
    values = {line["id"]: line["value"] for line in data["ledger"]}
    assert values["applications.new.total"] == EXPECTED["applications"]["new"]["total"]
    assert values["active_disclosure.penalties.decisions"] == 16
    assert all(("source" in line) != ("formula" in line) for line in data["ledger"])
    match = nianbao(
        "match", folder / "初稿.docx", "--inputs", folder / "资料.xlsx", "--previous", folder / "去年.docx", "--json"
    )
    found = json.loads(match.stdout)
    assert {n["state"] for n in found["numbers"]} == {"matches"}
    assert (match.returncode, found["verdict"]) == (0, "undetermined")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--register", REGISTER), "请用 --year 写明报告年度"),
        (("--notes", "没有.txt"), "找不到文件"),
        (("--year", "1998"), "没有1998年度的资料表"),
        (("--year", "2030", "--previous", ROOT / "corpus" / "reports" / "liuxi-town-2023.md"), "上年年报是2023年度的"),
    ],
)
def test_what_cannot_be_done_is_one_chinese_line(tmp_path, arguments, said):
    run = nianbao("template", tmp_path / "x.xlsx", *arguments)
    assert run.returncode == 2
    assert said in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "x.xlsx").exists()


def test_the_same_three_in_the_chat_give_the_workbook_and_a_draft(tmp_path):
    services = Services(Settings(data_dir=tmp_path))
    assistant = Assistant(services)
    files = [("台账.xlsx", REGISTER.read_bytes()), ("去年.docx", last_year()), ("记录.txt", NOTES.encode())]
    done = turn(assistant, "起草今年的年报", files)
    assert done.kinds == ["material", "draft"]
    material, draft = (r.data for r in done.results)
    assert (material["agency"], material["year"]) == (AGENCY, 2024)
    assert "表二·行政许可：208（记录.txt第2行：许可208）" in material["text"]
    values = {line["id"]: line for line in draft["ledger"]}
    assert values["applications.new.total"]["value"] == EXPECTED["applications"]["new"]["total"]
    assert all(("source" in line) != ("formula" in line) for line in draft["ledger"])
    assert draft["verdict"] == "undetermined"
    assert draft["previous_year"] == 2023
    assert "没有代填" in done.words
    filled = load_inputs_bytes(workbook_of(material))
    assert filled.leaf("active_disclosure", "penalties", "decisions") == 16
    nameless = turn(assistant, "帮我写年报", [("记录.txt", NOTES.encode())])
    assert nameless.kinds == ["material"]
    assert "材料里没有写明机关名称" in nameless.words
    named = turn(assistant, f"帮{AGENCY}写2024年的年报", [("记录.txt", NOTES.encode())])
    assert named.results[-1].data["report"]["agency"]["name"] == AGENCY


def test_a_model_names_what_code_found_and_sees_no_number():
    from nianbao.work.template import Sources, gather

    answers = [
        '[{"n": 1, "label": "官网发信息", "aspect": "active"}, {"n": 2, "label": "推送二百条", "aspect": "platform"}]'
    ]
    notes = Upload("记录.txt", "官网那边大家辛苦了发了327条信息\n公众号推了94条".encode())
    asked: list[str] = []

    def script(request):
        asked.append(str(request.body))
        return Text(answers[0])

    with ScriptedServer(script) as server:
        model = ModelClient(Settings(model="m", openai_base_url=server.base_url))
        material = gather(Sources(2024, None, (notes,), model=model))
    assert [(f.label, f.value, f.unit) for f in material.facts] == [("官网发信息", 327, "条"), ("公众号推", 94, "条")]
    assert "没有采用" in material.notices[0]
    assert "327" not in asked[0]
    assert "94" not in asked[0]
    silent = ModelClient(Settings(model="m", openai_base_url="http://127.0.0.1:9"))
    unnamed = gather(Sources(2024, None, (notes,), model=silent))
    assert [f.value for f in unnamed.facts] == [327, 94]
    assert "模型没有给出事项名称" in unnamed.notices[0]


def test_answers_given_under_the_titles_name_serve_under_the_whole_name(tmp_path):
    """The register says 示例镇, last year's report the whole name: what was answered once is not asked again."""
    from nianbao.register.answers import Answers
    from nianbao.work.register import RegisterRequest, work_register

    town = REGISTER.parent / "town_register_2024.xlsx"
    truth = json.loads((REGISTER.parent / "town_register_2024.expected.json").read_text(encoding="utf-8"))
    files = (Upload(town.name, town.read_bytes()),)
    answered = work_register(RegisterRequest(files, 2024, answers=Answers(result=truth["mapping"]), data_dir=tmp_path))
    assert answered.register.is_decided
    later = work_register(RegisterRequest(files, 2024, agency="示例省云岭市示例镇人民政府", data_dir=tmp_path))
    assert later.register.is_decided
    assert later.register.agency == "示例省云岭市示例镇人民政府"


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("庙前镇人民政府2024年政务公开工作记录", True),
        ("示例镇人民政府2024年政务公开工作记录", False),
        ("某某县示例镇2024年工作记录", False),
        ("网站发了327条", False),
        ("2024年工作记录", False),
    ],
)
def test_material_of_different_agencies_is_asked_about(tmp_path, heading, asked):
    from nianbao.work.template import Sources, filled_workbook, gather

    town = REGISTER.with_name("town_register_2024.xlsx")
    register, notes = Upload(town.name, town.read_bytes()), Upload("notes.txt", f"{heading}\n公众号推了94条".encode())
    material = gather(Sources(2024, None, (notes,), (register,), tmp_path))
    about = [q for q in material.questions if q.subject.startswith("机关名称")]
    assert bool(about) == asked
    book = openpyxl.load_workbook(BytesIO(filled_workbook(material, 2024)))
    written = "".join(str(v) for row in book[SHEET_QUESTIONS].iter_rows(values_only=True) for v in row if v)
    assert ("不同机关" in written) == asked
    assert not asked or about[0].said == ("示例镇（town_register_2024.xlsx）", "庙前镇人民政府（notes.txt）")
