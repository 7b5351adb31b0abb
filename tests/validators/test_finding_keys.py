"""A finding is known again by rule, place and values."""

from decimal import Decimal

from validators.finding_keys import finding_key


def test_the_key_names_rule_place_and_values() -> None:
    key = finding_key("T3-01", ("applications", None, "natural_person"), (13, 12))
    assert key == finding_key("T3-01", ["applications", None, "natural_person"], ["13", Decimal(12)])
    others = [
        finding_key("T3-02", ("applications", None, "natural_person"), (13, 12)),
        finding_key("T3-01", ("applications", "new", "natural_person"), (13, 12)),
        finding_key("T3-01", ("applications", None, "natural_person"), (13, 11)),
        finding_key("T3-01", ("applications", None, "natural_person", 13), (12,)),
        finding_key("T3-01", ("applications", "", "natural_person"), (13, 12)),
    ]
    assert len({key, *others}) == 6
