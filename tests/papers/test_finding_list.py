"""问题清单: every finding a row with what was decided; text that begins with = stays text."""

from io import BytesIO

from openpyxl import load_workbook

from nianbao.papers.finding_list import finding_list
from nianbao.papers.opinion.reviewed import Reviewed, Word
from nianbao.work.review import ReviewRequest, review_report
from tests.pages.test_desk_notes import faulty
from validators.finding_keys import finding_key_of


def test_every_finding_is_a_row_with_what_was_decided() -> None:
    record = review_report(ReviewRequest("年报.md", faulty().encode()))
    findings = record.review.findings
    word = Word("dismissed", "=1+1 口径不同", "审核人甲")
    sheet = load_workbook(BytesIO(finding_list(Reviewed(record, {finding_key_of(findings[0]): word})))).active
    assert sheet is not None
    header, *rows = sheet.iter_rows(min_row=3, values_only=True)
    assert len(rows) == len(findings)
    assert [row[2] for row in rows] == [finding.rule for finding in findings]
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert told[0]["处理"] == "不采纳"
    assert told[0]["审核人"] == "审核人甲"
    assert {each["处理"] for each in told[1:]} == {"未处理"}
    assert all(
        finding.hit.expression in each["问题"]
        for finding, each in zip(findings, told, strict=True)
        if finding.hit.expression
    )
    reason = sheet.cell(4, header.index("理由或批注") + 1)
    assert (reason.value, reason.data_type) == ("=1+1 口径不同", "s")
