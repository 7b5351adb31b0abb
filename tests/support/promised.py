"""The rules that the house promises, by id: the one list that the catalogue and its cases are measured against.

An id is for ever: a finding, a profile and a reviewer's note name it. So a rule that leaves the catalogue by mistake
turns a test red here, whatever else still passes.
"""

_FAMILIES = {
    "STR": 12,
    "T2": 5,
    "T3": 7,
    "T4": 3,
    "NT": 18,
    "FEE": 4,
    "CON": 11,
    "YR": 6,
    "LK": 3,
    "TM": 2,
    "TX": 5,
    "EX": 4,
    "XR": 1,
}
"""Family → its last number; the numbers run without a gap from 01."""

PROMISED = tuple(f"{family}-{number:02}" for family, last in _FAMILIES.items() for number in range(1, last + 1))

TO_COME: tuple[str, ...] = ()
"""Promised, and not yet built. Whoever builds one moves it up into the families; a test says so."""
