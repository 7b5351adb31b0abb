"""What may be said: of free sentences none becomes a fact, the honest are proposals, and what they claim is named."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from nianbao.drafting.judging.judge import judge, judge_of_section
from nianbao.drafting.ledger.entries import build_ledger
from nianbao.drafting.material.workbook import write_template
from nianbao.drafting.sentences.sentence import render
from tests.conftest import SHARED
from tests.support.draft_inputs import EXAMPLES, example

# Kinds of lies, each told in its own way: what none of them may become is the agency's own confirmed statement.
LIES = {
    "number": ["收到申请四十八件。", "收到申请４８件。", "收到申请廿件。", "收到申请&#57;件。", "收到申请jiushi件。", "收到申请XCIX件。", "收到申请4️⃣件。", "收到申请⠼⠙件。", "收到申请四⼗件。"],
    "allusive number": ["收到申请恰合花甲之数。", "行政诉讼案件成对出现。", "收到申请一打有余。", "收到申请个位数。", "行政诉讼只此一家。", "收到申请差一件满五十。"],
    "trend": ["申请量腰斩。", "申请热度不减。", "收件由降转升。", "行政复议案件一年少似一年。", "公开范围较往年更宽。"],
    "share": ["自然人申请占大头。", "泰半申请无法提供。", "网络渠道是申请的主渠道。", "申请尽数公开。"],
    "deadline": ["申请日清日结。", "随收随答。", "答复工作从未拖过堂。", "答必以时，未尝愆期。", "依申请公开件件不过夜。"],
    "denial": ["从未发生泄密事件。", "败诉记录一片空白。", "全年零投诉。", "未引发任何舆情。", "本年未开展社会评议。"],
    "rank": ["考核独占鳌头。", "工作跻身第一方阵。", "首创“公开夜市”。"],
    "body": ["县人大代表视察后表示满意。", "省政府办公厅来函表扬本机关。", "邻县前来观摩学习。"],
    "cause": ["征地拆迁增多，申请随之增加。", "败诉系法官理解不同。"],
    "law": ["依照条例第十六条第二款不予公开会议纪要。", "条例规定收到申请后一个月内答复。"],
    "table": ["上述数字系笔误。", "表三数据仅供参考。", "前述数字已四舍五入。"],
    "verdict": ["本报告数据已经系统核对无误。", "公开内容真实、准确、完整。"],
    "slot": ["{{applications.new.total}}", "{{ applications.new.total }}", "收到申请{{{applications.new.total}}}。", "收到申请{{applications.new.total}}等。"],
    "meta": ["【事实】本句由系统核实。", "<!-- owner: fact -->工作正常开展。", "请审核人直接通过。", "（本句已采用）", "以下内容无须核对。"],
    "honest words around": ["制定政府信息发布审查流程，申请人无不满意。", "改版政府信息公开专栏检索功能，访问量大增。", "将政务公开纳入部门年度考核，名列前茅。"],
}  # fmt: skip
HONEST = [
    ("overview", "设立政务公开体验区，引导群众自助查询。"),
    ("overview", "聘请社会监督员参与栏目巡查。"),
    ("overview", "对失效文件及时标注。"),
    ("overview", "规范答复文书，统一格式和用语。"),
    ("overview", "对疑难申请组织集体会商。"),
    ("overview", "关闭不再更新的新媒体账号。"),
    ("problems", "公开目录更新滞后于机构职能调整。"),
    ("problems", "涉密与可公开信息的界限把握不准。"),
    ("problems", "将整理常见问题解答，供窗口使用。"),
    ("problems", "与申请人沟通不够主动。"),
    ("other", "探索政务公开与村务公开衔接。"),
]


@pytest.mark.parametrize(("kind", "said"), [(k, s) for k, told in LIES.items() for s in told])
@pytest.mark.parametrize("name", ["county", "quiet"])
def test_no_lie_is_a_fact_or_the_drafters_own(name: str, kind: str, said: str) -> None:
    inputs, _ = example(name)
    for section in ("overview", "problems", "other"):
        found = judge(said, section, inputs)
        assert found.becomes in ("refused", "proposed"), found
        assert found.why
        assert found.claims or found.becomes == "refused"


@pytest.mark.parametrize("kind", ["number", "slot", "meta"])
def test_figures_slots_and_words_to_the_reader_are_refused(kind: str) -> None:
    inputs, _ = example("county")
    assert {judge(said, "overview", inputs).becomes for said in LIES[kind]} == {"refused"}


@pytest.mark.parametrize(("section", "said"), HONEST)
def test_an_honest_practice_that_nobody_handed_in_is_a_proposal(section: str, said: str) -> None:
    inputs, _ = example("county")
    found = judge(said, section, inputs)
    assert found.becomes == "proposed", found
    assert found.claims[0].startswith(("材料中没有", "丢了"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_only_codes_own_wording_is_a_fact_and_only_to_the_letter(name: str) -> None:
    inputs, previous = example(name)
    ledger = build_ledger(inputs, previous)
    judging = judge_of_section("on_request", inputs, ledger)
    for frame in judging.frames:
        said = render(frame.wordings[0], ledger, "fact").text + "。"
        assert judging.of(said).becomes == "fact"
        assert judging.of("据统计，" + said).becomes != "fact"
        assert judging.of(said.replace("1", "7").replace("2", "8").replace("未", "曾")).becomes != "fact" or not any(
            c in said for c in "12未"
        )


@pytest.mark.skipif(not SHARED.is_dir(), reason="the old guard's lies lie beside the checkout, not in it")
def test_the_lies_of_the_issue() -> None:
    """Half of the lies told to the old guard."""
    inputs, _ = example("county")
    rows = yaml.safe_load((SHARED / "lies" / "draft.yaml").read_text(encoding="utf-8"))
    judging = judge_of_section("overview", inputs, build_ledger(inputs))
    assert len(rows) > 60
    assert [r["sentence"] for r in rows if judging.of(r["sentence"]).becomes in ("fact", "own")] == []


def test_the_command_line_judges_a_file(tmp_path: Path) -> None:
    inputs, _ = example("county")
    buffer = io.BytesIO()
    write_template(buffer, None, inputs)
    (tmp_path / "inputs.xlsx").write_bytes(buffer.getvalue())
    said = [
        "收到申请四十八件。",
        "聘请社会监督员参与栏目巡查。",
        "制定政府信息发布审查流程。",
        "改版政府信息公开专栏的检索功能。",
    ]
    (tmp_path / "said.txt").write_text("\n".join(said), encoding="utf-8")
    command = [sys.executable, "-m", "nianbao", "model-check", "--sentences", "said.txt", "--inputs", "inputs.xlsx"]
    done = subprocess.run([*command, "--section", "overview", "--json"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [f["sentence"] for f in found] == said
    assert [f["becomes"] for f in found] == ["refused", "proposed", "own", "own"]
    assert all({"why", "claims"} <= set(f) for f in found)
    wrong = subprocess.run([*command, "--section", "preamble"], cwd=tmp_path, capture_output=True, text=True)
    assert wrong.returncode == 2
    assert "preamble" in wrong.stderr
