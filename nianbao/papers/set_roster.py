"""A set beside a roster, for the screen and as data."""

from typing import Any

from nianbao.office.set_roster import BesideRoster


def roster_lines(told: BesideRoster) -> list[str]:
    """Who is missing and whose report was published late; a line each."""
    year = "" if told.year is None else f"{told.year}年度"
    lines = ["", f"名单上 {told.due} 个单位，这一批里有 {told.filed} 个单位的{year}年报，没有的 {len(told.missing)} 个"]
    lines += [f"- 没有：{unit}" for unit in told.missing]
    lines += [f"- 公布晚于期限：{late.agency}（{late.published}，期限 {late.due}）" for late in told.late]
    return lines


def roster_as_json(told: BesideRoster) -> dict[str, Any]:
    """The ``roster`` of the last line of ``review FOLDER --roster … --json``."""
    return {
        "due": told.due,
        "filed": told.filed,
        "missing": list(told.missing),
        "late": [
            {"agency": late.agency, "published": late.published.isoformat(), "due": late.due.isoformat()}
            for late in told.late
        ],
    }
