"""The mark of generated content: only where it is asked for, only on what a model had a hand in, and no part of the report."""

import html
import io
import json
import re
from zipfile import ZipFile

import pytest

from nianbao.documents import read
from nianbao.drafting.aigc import GENERATED
from nianbao.drafting.draft import Draft, make_draft
from nianbao.drafting.export import export
from nianbao.settings import get_settings
from tests.support.draft_inputs import example
from tests.support.model.canned_model import CannedModel


@pytest.fixture
def by_model() -> Draft:
    inputs, previous = example("county")
    draft = make_draft(inputs, previous=previous, model=CannedModel(lambda _: ["定期更新公开目录。"]))
    assert draft.writer == "model"
    return draft


def test_what_a_model_had_a_hand_in_carries_line_and_entry(by_model: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = export(by_model)
    monkeypatch.setenv("NIANBAO_AIGC_PRODUCER", "某某“政务”大模型&")
    get_settings.cache_clear()
    marked = export(by_model)
    with ZipFile(io.BytesIO(marked.docx)) as word:
        properties = word.read("docProps/custom.xml").decode()
        feet = [word.read(name).decode() for name in word.namelist() if "footer" in name and name.endswith(".xml")]
    assert feet
    assert all(GENERATED in foot for foot in feet)
    entry = re.search(r'name="AIGC"[^>]*>\s*<vt:lpwstr>([^<]+)', properties)
    in_page = re.search(r'<meta name="AIGC" content="([^"]+)"', marked.page)
    assert entry is not None
    assert in_page is not None
    fields = json.loads(html.unescape(entry.group(1)))
    assert fields == json.loads(html.unescape(in_page.group(1)))
    assert (fields["Label"], fields["ContentProducer"]) == ("1", "某某“政务”大模型&")
    assert by_model.ledger.hash().startswith(fields["ProduceID"])
    assert GENERATED in marked.page
    before, after = read(plain.docx, "初稿.docx"), read(marked.docx, "初稿.docx")
    assert (after.sections, after.tables, after.title) == (before.sections, before.tables, before.title)
    assert "AIGC" not in plain.page
    assert GENERATED not in plain.page


def test_what_code_alone_wrote_is_not_called_generated(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, previous = example("county")
    draft = make_draft(inputs, previous=previous)
    plain = export(draft)
    monkeypatch.setenv("NIANBAO_AIGC_PRODUCER", "某某政务大模型")
    get_settings.cache_clear()
    assert export(draft) == plain
