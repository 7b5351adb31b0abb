"""A review as the ``review --json`` contract and back, losing nothing: what is filed can be printed as long as it is kept."""

from typing import Any

from nianbao.report.codec import CodecError, Json, pack, report_as_json, report_from_json, unpack, unpack_record
from validators.article50 import Item
from validators.engine import Finding, Hit, Remark, RuleResult, Where, as_number
from validators.review import AppliedProfile, LastYear, Review
from validators.score import Score
from validators.since import Since

_WHERE = ("section", "table", "row", "column", "start", "end", "quote")


def review_as_json(review: Review) -> Json:
    """The ``review --json`` contract."""
    profile = review.profile
    return {
        "report": report_as_json(review.report),
        "verdict": review.verdict,
        "undetermined_because": list(review.undetermined_because),
        "article50": [pack(item) for item in review.items],
        "findings": [finding_as_json(finding) for finding in review.findings],
        "rules": [
            {"rule": r.rule, "state": r.state, "reasons": [m.reason for m in r.remarks], "remarks": pack(r.remarks)}
            for r in review.results
        ],
        "model": {"state": review.model_state},
        "profile": profile.name,
        "rules_off": dict(profile.off),
        "severities_changed": dict(profile.severities),
        "previous": _previous_as_json(review.previous),
        "score": _score_as_json(review.score),
    }


def review_from_json(data: Json) -> Review:
    """The review that ``review_as_json`` wrote; other keys of ``data`` are not looked at. Raises ``CodecError``."""
    try:
        by_rule: dict[str, list[Finding]] = {}
        for written in data["findings"]:
            finding = _finding_from_json(written)
            by_rule.setdefault(finding.rule, []).append(finding)
        return Review(
            report=report_from_json(data["report"]),
            verdict=unpack(Review.__annotations__["verdict"], data["verdict"]),
            items=unpack(tuple[Item, ...], data["article50"]),
            results=tuple(_result_from_json(written, by_rule) for written in data["rules"]),
            model_state=unpack(Review.__annotations__["model_state"], data["model"]["state"]),
            previous=last_year_from_json(data),
            profile=AppliedProfile(
                data.get("profile", ""), data.get("rules_off", {}), data.get("severities_changed", {})
            ),
            undetermined_because=tuple(data.get("undetermined_because", ())),
            score=_score_from_json(data.get("score")),
        )
    except (KeyError, TypeError) as error:
        raise CodecError(f"no review: {error!r}") from error


def finding_as_json(finding: Finding) -> Json:
    hit = finding.hit
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "title": finding.title,
        "message": hit.message,
        "expression": hit.expression,
        "left": as_number(hit.left),
        "right": as_number(hit.right),
        "delta": as_number(finding.delta),
        "where": {name: getattr(hit.where, name) for name in _WHERE},
        "basis": list(finding.basis),
        "suggestion": hit.suggestion,
        "responsibility": hit.responsibility,
        "related": list(finding.related),
    }


def _finding_from_json(data: Json) -> Finding:
    own = ("severity", "message", "expression", "left", "right", "suggestion", "responsibility")
    hit: Hit = unpack_record(Hit, {name: data[name] for name in own}, where=unpack(Where, data["where"]))
    named = {name: data[name] for name in ("rule", "severity", "title", "basis", "related")}
    finding: Finding = unpack_record(Finding, named, hit=hit)
    return finding


def _result_from_json(data: Json, by_rule: dict[str, list[Finding]]) -> RuleResult:
    """Reviews kept before remarks had a state of their own take the rule's."""
    state = "insufficient_data" if data["state"] in ("pass", "fail") else data["state"]
    remarks = data.get("remarks", [{"state": state, "reason": reason} for reason in data["reasons"]])
    found = tuple(by_rule.get(data["rule"], ()))
    result: RuleResult = unpack_record(
        RuleResult,
        {"rule": data["rule"], "state": data["state"]},
        findings=found,
        remarks=unpack(tuple[Remark, ...], remarks),
    )
    return result


def _previous_as_json(previous: LastYear | None) -> Json | None:
    """``from`` instead of ``source``: so the contract says it."""
    if previous is None:
        return None
    return {"agency": previous.agency, "year": previous.year, "from": previous.source, "title": previous.title}


def last_year_from_json(data: Json) -> LastYear | None:
    """Which report served as last year's, of a review or a draft as JSON; None for none."""
    written: Any = data.get("previous")
    if written is not None:
        return LastYear(written["agency"], written["year"], written["title"], written["from"])
    if data.get("previous_year"):  # kept before the contract named it
        return LastYear(data["report"]["agency"]["name"], data["previous_year"])
    return None


def _score_as_json(score: Score | None) -> Json | None:
    """With what comes of it, for whoever reads only the JSON; points are strings where they are no whole number."""
    return None if score is None else pack(score) | {"lost": str(score.lost), "left": str(score.left)}


def _score_from_json(written: Json | None) -> Score | None:
    if written is None:
        return None
    score: Score = unpack(Score, {name: value for name, value in written.items() if name not in ("lost", "left")})
    return score


def since_as_json(found: Since) -> Json:
    """The ``since`` of ``review --since``."""
    return {
        "fixed": [finding_as_json(finding) for finding in found.fixed],
        "still": [finding_as_json(finding) for finding in found.still],
        "new": [finding_as_json(finding) for finding in found.new],
        "changes": [pack(change) for change in found.changes],
    }
