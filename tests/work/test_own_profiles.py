"""The office's own rule profiles: handed in, shown, used by review and comparison, thrown away."""

import json

import pytest

from nianbao.report.errors import UserError
from nianbao.work.compare import CompareRequest, compare_report
from nianbao.work.conversations import begin
from nianbao.work.handed.upload import Upload
from nianbao.work.profiles import OWN, add_profile, delete_profile, differences, profile_named, profiles
from nianbao.work.services import Services
from tests.conftest import ROOT
from validators.profile import ProfileError, national
from validators.record import record_from_json

NAME = "青禾县政务公开办"
COUNTY = f"""name = "{NAME}"
[deadlines]
department = "01-20"
[words]
"CON-11.items" = ["建议提案办理=建议提案|代表建议"]
[off]
"TX-01" = "标点由办公室统一校对"
[points]
total = 10
late = 2.5
""".encode()
SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"


@pytest.fixture
def services() -> Services:
    return Services()


def test_a_profile_is_handed_in_shown_and_thrown_away(services: Services) -> None:
    key = add_profile(services, COUNTY)
    assert key == f"{OWN}{NAME}"
    assert list(profiles(services))[:2] == ["national", key]
    assert [(d.table, d.key, d.national, d.own) for d in differences(profile_named(services, key))] == [
        ("deadlines", "department", "1月31日", "1月20日"),
        ("off", "TX-01", "", "标点由办公室统一校对"),
        ("words", "CON-11.items", "", "建议提案办理=建议提案|代表建议"),
        ("points", "late", "", "2.5"),
        ("points", "total", "", "10"),
    ]
    assert differences(national()) == []
    add_profile(services, COUNTY.replace(b"01-20", b"01-15"))  # the same name: replaced
    assert profile_named(services, key).deadlines["department"] == (1, 15)
    delete_profile(services, key)
    assert key not in profiles(services)
    with pytest.raises(ProfileError, match="已经删除"):
        profile_named(services, key)
    with pytest.raises(UserError):
        delete_profile(services, "national")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b'name = "a',
        b'name = "a"\n[deadlines]\ncounty = "13-45"',
        b'[off]\n"TX-01" = ""',
        'name = "全国通用"'.encode(),
        f'name = "{"长" * 99}"'.encode(),
        b"x" * 300_000,
    ],
)
def test_a_profile_that_cannot_be_used_is_refused_whole(services: Services, content: bytes) -> None:
    with pytest.raises(ProfileError):
        add_profile(services, content)
    assert not any(key.startswith(OWN) for key in profiles(services))


def test_it_is_used_by_a_review_of_the_conversation(services: Services) -> None:
    from nianbao.assistant.service import Assistant

    key, assistant = add_profile(services, COUNTY), Assistant(services)
    upload = Upload("年报.md", SAMPLE.read_bytes())
    (result,) = [e.result for e in assistant.turn(begin(services), "请审核", [upload], key) if e.result]
    record = record_from_json(json.loads(json.dumps(result.data)))
    assert record.review.profile.name == NAME
    assert "TX-01" in record.review.profile.off
    assert record.review.score is not None


def test_a_comparison_takes_its_thresholds(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    from nianbao.comparison import compare
    from nianbao.work.handed.reading import read_once

    taken = []
    whole = compare.compare_with_peers

    def note(db, report, previous, count, profile):  # type: ignore[no-untyped-def]
        taken.append(profile.name)
        return whole(db, report, previous, count, profile)

    monkeypatch.setattr(compare, "compare_with_peers", note)
    report = read_once(SAMPLE.read_bytes(), "年报.md")
    own = profile_named(services, add_profile(services, COUNTY))
    compare_report(services, CompareRequest(report, profile=own))
    compare_report(services, CompareRequest(report))
    assert taken == [NAME, "全国通用"]
