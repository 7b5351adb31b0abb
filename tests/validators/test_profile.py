"""Profiles: what a province or county sets otherwise, and what is wrong with a profile file."""

import pytest

from tests.support.rule_examples import unchanged
from validators.catalogue import catalogue
from validators.profile import PROFILES_DIR, ProfileError, load_profile, national
from validators.review import review


def written(tmp_path, text: str):
    path = tmp_path / "profile.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(p.stem for p in PROFILES_DIR.glob("*.toml")))
def test_profiles_that_come_with_us_name_rules_that_exist(name):
    profile = load_profile(name)
    named = {
        *profile.severities,
        *profile.off,
        *(key.partition(".")[0] for key in (*profile.thresholds, *profile.words)),
    }
    assert named - {"FIL"} <= set(catalogue())  # FIL is of the office's filings, not of a rule


def test_a_rule_switched_off_says_why():
    report = unchanged({}).report
    profile = load_profile("example-county")
    (rule,) = profile.off
    result = next(r for r in review(report, profile=profile).results if r.rule == rule)
    assert result.state == "not_run"
    assert profile.off[rule] in result.remarks[0].reason
    assert next(r for r in review(report).results if r.rule == rule).state != "not_run"


def test_a_profile_keeps_what_it_does_not_name(tmp_path):
    profile = load_profile(written(tmp_path, 'name = "某县"\n[deadlines]\ncounty = "02-01"\n'))
    assert profile.deadlines == {**national().deadlines, "county": (2, 1)}
    assert profile.thresholds == national().thresholds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "TOML"),
        ("[colours]\na = 1", "不认识"),
        ('[deadlines]\ncounty = "32-01"', "月-日"),
        ('[deadlines]\nvillage = "01-01"', "village"),
        ('[severities]\n"T3-01" = "fatal"', "error、warning"),
        ('[thresholds]\n"T3-07.share" = "half"', "不小于 0"),
        ('[words]\n"CON-10.figures" = ["="]', "一列词语"),
        ('[off]\n"T3-01" = ""', "理由"),
        ('off = "T3-01"', "一张表"),
        ("[points]\ntotal = 10", "满分"),
        ("[points]\nlate = 5", "满分"),
        ("[points]\ntotal = 10\nlate = 0", "大于 0"),
        ("[points]\ntotal = 10\nlate = true", "大于 0"),
        ("[points]\ntotal = 10\ntoo_short = 1", "not_published"),
    ],
)
def test_a_faulty_profile_is_refused_with_the_key(tmp_path, text, said):
    with pytest.raises(ProfileError, match=said):
        load_profile(written(tmp_path, text))


def test_a_profile_that_is_not_there_names_those_that_are():
    with pytest.raises(ProfileError, match="national"):
        load_profile("nowhere")
