"""All rules by id, in catalogue order. Apart from the engine, which knows no rule."""

from validators import rules  # registering happens on import
from validators.engine import REGISTERED, Rule

_FAMILIES = ("STR", "T2", "T3", "T4", "NT", "FEE", "CON", "YR", "LK", "TM", "TX", "XR", "EX")

__all__ = ["catalogue", "rules"]


def catalogue() -> dict[str, Rule]:
    """All rules by id, in catalogue order (family, then number)."""
    return dict(sorted(REGISTERED.items(), key=lambda item: _order(item[0])))


def _order(rule_id: str) -> tuple[int, str]:
    family, _, number = rule_id.rpartition("-")
    return _FAMILIES.index(family), number
