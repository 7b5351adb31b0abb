"""Every changed, added or dropped number of an edited draft is found; none unchanged or merely moved is accused."""

import re
from functools import lru_cache

import pytest

from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.draft import make_draft
from nianbao.report import Report
from nianbao.work.revised.match import match_report
from tests.support.clerk_edits import edit, in_chinese, with_text
from tests.support.draft_inputs import EXAMPLES, example

EDITS = 100


@lru_cache(maxsize=8)
def drafted(name: str) -> Report:
    inputs, previous = example(name)
    return make_draft(inputs, previous=previous).report


def matched(name: str, report: Report):
    inputs, previous = example(name)
    return match_report(read(docx_bytes(report), "edited.docx"), inputs, previous)


@pytest.mark.parametrize("seed", range(EDITS))
def test_a_generated_edit(seed):
    name = ("county", "town", "bureau")[seed % 3]
    edited = edit(drafted(name), seed)
    found = [n for n in matched(name, edited.report).numbers if n.state != "matches"]
    assert sorted(n.state for n in found) == sorted(edited.states), (edited.kind, edited.text, found)
    if edited.text and edited.states == ("differs",):
        assert found[0].quote.count(found[0].text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_unchanged_draft_matches_in_every_number(name):
    result = matched(name, drafted(name))
    assert {n.state for n in result.numbers} == {"matches"}
    assert len({n.cell for n in result.numbers if n.cell}) == 200
    assert all(n.ledger for n in result.numbers if n.section not in ("preamble",))


TOWN = {
    "another number, in the sentence and against the ledger": (
        (r"18件", "81件"),
        [("differs", "81件", "applications.new.total", "18")],
    ),
    "the same number in Chinese numerals": ((r"18件", "十八件"), []),
    "a figure of the drafter's own practice": ((r"26人", "62人"), [("differs", "62人", "practice.supervision.1", "26人")]),
    "another month": ((r"8月组织", "9月组织"), [("differs", "9月", "practice.supervision.1", "8月")]),
    "a whole sentence dropped": (
        (r"[^。\n]*村民代表26人[^。]*。", ""),
        [("missing", "8月", "practice.supervision.1", "8月"), ("missing", "26人", "practice.supervision.1", "26人")],
    ),
    "a bound where the ledger is exact": ((r"148条", "近148条"), [("differs", "近148条", "fact.1", "148")]),
    "a number that nobody gave": ((r"148条", "148条、视频35个"), [("unknown", "35个", None, None)]),
    "the same said twice": ((r"([^。\n]*148条[^。]*。)", r"\1\1"), []),
}  # fmt: skip


@pytest.mark.parametrize("case", TOWN)
def test_what_is_said_of_a_number(case):
    (old, new), expected = TOWN[case]
    report = drafted("town")
    assert any(re.search(old, s.text) for s in report.sections)
    sections = tuple(s._replace(text=re.sub(old, new, s.text, count=1)) for s in report.sections)
    result = matched("town", Report(**(vars(report) | {"sections": sections})))
    found = [(n.state, n.text, n.ledger, n.ledger_value) for n in result.numbers if n.state != "matches"]
    assert found == expected


def test_sentences_count_from_one_in_their_section_and_headings_are_none():
    opening = "（一）主动公开\n第一句话。公开信息148条。"
    report = with_text(drafted("town"), lambda text: text.replace("（一）主动公开", opening, 1))
    added = [n for n in matched("town", report).numbers if n.section == "overview"]
    assert (added[0].text, added[0].sentence) == ("148条", 2)


def test_the_rules_run_again():
    report = with_text(drafted("town"), lambda text: text.replace("18件", "81件", 1))
    assert any(f.rule.startswith("NT-") for f in matched("town", report).review.findings)


@pytest.mark.parametrize(
    ("number", "words"), [(13, "十三"), (105, "一百零五"), (320, "三百二十"), (2024, "二千零二十四")]
)
def test_the_generator_writes_numerals_as_people_do(number, words):
    assert in_chinese(number) == words


# --- as Word and WPS save it ----------------------------------------------------------------------------------


def document(name: str, change) -> bytes:
    """The draft's Word file with its main part changed."""
    import io
    import zipfile

    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(docx_bytes(drafted(name))))
    with zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            content = source.read(entry).decode()
            target.writestr(entry, change(content) if entry == "word/document.xml" else content)
    return out.getvalue()


def run_with(xml: str, text: str, new) -> str:
    """The XML with the run that holds a text rewritten: ``new(before, properties, after)`` around it."""
    match = re.search(rf"<w:r>(<w:rPr>(?:(?!</w:r>).)*?</w:rPr>)?<w:t[^>]*>([^<]*?){text}([^<]*)</w:t></w:r>", xml)
    assert match, text
    properties = match[1] or ""

    def plain(words: str) -> str:
        return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""

    return xml[: match.start()] + plain(match[2]) + new(plain) + plain(match[3]) + xml[match.end() :]


MARK = 'w:id="91" w:author="审核人" w:date="2025-01-20T09:00:00Z"'
SAVED = {
    "a tracked change": (
        lambda plain: f"<w:del {MARK}>{plain('148').replace('w:t', 'w:delText')}</w:del><w:ins {MARK}>{plain('184')}</w:ins>",
        [("differs", "184条")],
    ),
    "a tracked change that says the same": (
        lambda plain: f"<w:del {MARK}>{plain('148').replace('w:t', 'w:delText')}</w:del><w:ins {MARK}>{plain('148')}</w:ins>",
        [],
    ),
    "a content control": (
        lambda plain: f'<w:sdt><w:sdtPr><w:tag w:val="n"/></w:sdtPr><w:sdtContent>{plain("184")}</w:sdtContent></w:sdt>',
        [("differs", "184条")],
    ),
    "runs cut up as WPS does": (
        lambda plain: plain("1") + '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>' + plain("4") + plain("8"),
        [],
    ),
    "a comment": (
        lambda plain: f'<w:commentRangeStart w:id="3"/>{plain("148")}<w:commentRangeEnd w:id="3"/>',
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SAVED)
def test_what_word_and_wps_make_of_a_file(case):
    new, expected = SAVED[case]
    inputs, previous = example("town")
    data = document("town", lambda xml: run_with(xml, "148", new))
    result = match_report(read(data, "edited.docx"), inputs, previous)
    assert [(n.state, n.text) for n in result.numbers if n.state != "matches"] == expected


def test_the_command_line_keeps_an_edited_file_of_a_stored_draft(tmp_path):
    import json
    import os
    import subprocess
    import sys

    from nianbao.settings import Settings
    from nianbao.work.draft import DraftRequest
    from nianbao.work.jobs import draft_job
    from nianbao.work.revised.revisions import list_revisions
    from nianbao.work.services import Services
    from tests.conftest import ROOT

    services = Services(Settings(data_dir=tmp_path))
    inputs, previous = example("town")
    number = draft_job(services, DraftRequest(inputs, previous, offline=True)).data["draft_id"]
    edited = tmp_path / "改过.docx"
    edited.write_bytes(docx_bytes(with_text(drafted("town"), lambda text: text.replace("148条", "184条", 1))))
    command = ["match", str(edited), "--draft", str(number), "--author", "张三", "--json"]
    run = subprocess.run(
        [sys.executable, "-m", "nianbao", *command], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env=os.environ | {"NIANBAO_DATA_DIR": str(tmp_path)},
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    told = json.loads(run.stdout)
    assert [(n["text"], n["ledger"]) for n in told["numbers"] if n["state"] != "matches"] == [("184条", "fact.1")]
    assert (told["draft"], told["revision"]) == (number, 2)
    assert list_revisions(services, number)[-1].author == "张三"


def test_the_command_line_tells_sentence_number_and_ledger(tmp_path):
    import json
    import subprocess
    import sys

    from tests.conftest import ROOT
    from tests.support.files.workbooks import workbook_bytes

    inputs, _ = example("town")
    (tmp_path / "资料.xlsx").write_bytes(workbook_bytes(inputs))
    edited = tmp_path / "改过.docx"
    edited.write_bytes(docx_bytes(with_text(drafted("town"), lambda text: text.replace("148条", "184条", 1))))
    command = [sys.executable, "-m", "nianbao", "match", str(edited), "--inputs", str(tmp_path / "资料.xlsx")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 1
    assert re.search(r"“一、总体情况”第\d句：现在是 184条，台账为 148", run.stdout)
    found = json.loads(
        subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, timeout=120).stdout
    )
    keys = {"text", "section", "sentence", "state", "ledger", "ledger_value"}
    assert all(keys <= set(n) for n in found["numbers"])
    cell = next(n for n in found["numbers"] if n.get("cell") == "applications.new.total")
    assert (cell["state"], cell["sentence"], cell["ledger_value"]) == ("matches", None, "18")
    neither = subprocess.run(command[:5], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert neither.returncode == 2
    assert "--inputs" in neither.stderr
