"""Numbers typed and pasted on the workbench."""

import pytest

from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.errors import UserError
from nianbao.work.bench.figures import paste_block, paste_table, table_figures
from nianbao.work.bench.opening import Bench, begin_draft, open_draft
from nianbao.work.bench.saying import Said, say
from nianbao.work.bench.sentences import cards
from nianbao.work.bench.versions import save_revision
from nianbao.work.services import Services
from tests.support.bench import county, figure
from tests.work.test_template import AGENCY


def test_what_is_typed_is_kept_even_when_it_is_no_number(services: Services):
    id = county(services)
    place = "applications.new.natural_person"
    say(services, id, [Said(f"figure.{place}", "约30")], "周晓")
    found = figure(open_draft(services, id), place)
    assert (found.text, "约数" in found.why) == ("约30", True)
    assert figure(open_draft(services, id), "applications.new.total").text.startswith("〔待")
    say(services, id, [Said(f"figure.{place}", "31", found.seen)], "周晓")
    bench = open_draft(services, id)
    assert (figure(bench, place).why, figure(bench, "applications.new.total").text) == ("", "47")
    assert any("自然人31件" in c.text for c in cards(bench))
    for wrong in ("applications.new.total", "applications.processed_total.commercial", "nothing"):
        with pytest.raises(UserError):
            say(services, id, [Said(f"figure.{wrong}", "1")], "")


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("active_disclosure.regulations.in_force", "9999999999999999"),
        ("active_disclosure.normative_documents.issued", "1415161718"),
        ("active_disclosure.fees.amount", "0.0000001"),
        ("fees.charged", "99999999999999999"),
        ("on_time", "9999999999999999"),
    ],
)
def test_a_number_that_cannot_be_printed_and_read_back_is_asked_about_in_its_cell(
    services: Services, place: str, typed: str
):
    id = begin_draft(services, AGENCY, 2024)
    say(services, id, [Said("basic.blank_zero", True), Said(f"figure.{place}", typed)], "周晓")
    bench = open_draft(services, id)
    wrong = figure(bench, place)
    assert (wrong.text, "位数太多" in wrong.why) == (typed, True)
    assert [o.place for o in bench.written.open if wrong.why in o.what] == [place]
    assert save_revision(services, id, "").new


def test_the_longest_numbers_add_up(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    whole = {f"figure.applications.{r}.{c}": "9" * 9 for r in ("new", "carried_out") for c in APPLICANT_KEYS}
    say(services, id, [Said("basic.blank_zero", True), *(Said(p, v) for p, v in whole.items())], "周晓")
    assert figure(open_draft(services, id), "applications.new.total").text == str(6 * 999999999)
    assert save_revision(services, id, "").new


def test_blanks_are_zero_only_when_a_person_says_so(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    assert len(open_draft(services, id).written.open) > 100
    say(services, id, [Said("basic.blank_zero", True), Said("basic.signed_on", "2025年1月20日")], "")
    bench = open_draft(services, id)
    assert not any(p.table for p in bench.written.open)
    assert figure(bench, "applications.new.commercial").source == "空格按0计"
    assert bench.written.signature[1] == "2025年1月20日"
    with pytest.raises(UserError, match="不是日期"):
        say(services, id, [Said("basic.signed_on", "过年前")], "")


def rows(bench: Bench, totals: bool) -> str:
    """Table three as it is copied out of a workbook."""
    lines: dict[str, list[str]] = {}
    for f in table_figures(bench, "applications"):
        row = f.place.removeprefix("applications.").rpartition(".")[0]
        if (
            not f.parts
            or (totals and row != "processed_total")
            or (totals and f.place.endswith("processed_total.total"))
            or totals
        ):
            lines.setdefault(row, []).append(f.text)
    return "\n".join("\t".join(cells) for cells in lines.values())


@pytest.mark.parametrize("totals", [True, False])
def test_a_table_is_pasted_strictly(services: Services, totals: bool):
    source = open_draft(services, county(services))
    id = begin_draft(services, AGENCY, 2024)
    text = rows(source, totals)
    done = paste_table(services, open_draft(services, id), "applications", text, "周晓")
    assert (done.refused, len(done.taken)) == ([], 6 * 24)
    bench = open_draft(services, id)
    assert [f.text for f in table_figures(bench, "applications")] == [
        f.text for f in table_figures(source, "applications")
    ]
    dirty = text.replace("31\t9", "约31\t—", 1)
    assert dirty != text
    again = paste_table(services, bench, "applications", dirty, "周晓")
    assert [(r.line, r.text) for r in again.refused][:2] == [(1, "约31"), (1, "—")]
    assert again.taken == []
    assert figure(open_draft(services, id), "applications.new.natural_person").text == "31"


def test_a_paste_of_the_wrong_shape_changes_nothing(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    done = paste_table(services, open_draft(services, id), "applications", "1\t2\n3\t4", "")
    assert (len(done.taken), len(done.refused)) == (0, 1)
    assert "对不上" in done.refused[0].why
    labelled = "项目\t自然人\t商业企业\n一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t5\n"
    done = paste_table(services, open_draft(services, id), "applications", labelled, "")
    assert len(done.taken) == 6
    assert "合计写的是5，各格相加是4" in done.refused[0].why


def test_a_block_goes_where_it_is_put_and_what_sticks_out_is_told(services: Services):
    id = begin_draft(services, AGENCY, 2024)
    block = "1\t2\n三\t4\t5"
    done = paste_block(services, open_draft(services, id), "applications.new.other", block, "")
    assert [(d.place, r.text) for d, r in zip(done.taken, done.refused, strict=False)] == [
        ("figure.applications.new.other", "三")
    ]
    assert [r.text for r in done.refused] == ["三", "5"]
