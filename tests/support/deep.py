"""Equality that leaves no field out: ``==`` does not look at fields declared ``compare=False``."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two values differ in type, in a field (also one that ``==`` skips), in a key or in length."""
    if type(one) is not type(other):
        return [f"{where}: {type(one).__name__} / {type(other).__name__}"]
    if is_dataclass(one):
        return _each((f.name, getattr(one, f.name), getattr(other, f.name)) for f in fields(one))(where)
    if hasattr(one, "_fields"):
        return _each((name, getattr(one, name), getattr(other, name)) for name in one._fields)(where)
    if isinstance(one, Mapping):
        if set(one) != set(other):
            return [f"{where}: keys {sorted(map(str, set(one) ^ set(other)))}"]
        return _each((str(key), one[key], other[key]) for key in one)(where)
    if isinstance(one, tuple | list):
        if len(one) != len(other):
            return [f"{where}: {len(one)} / {len(other)} entries"]
        return _each((str(n), a, b) for n, (a, b) in enumerate(zip(one, other, strict=True)))(where)
    same = one == other and str(one) == str(other)  # 1.0 and 1.00 are two texts of money
    return [] if same else [f"{where}: {one!r} / {other!r}"]


def _each(parts: Any) -> Any:
    return lambda where: [line for name, a, b in parts for line in differences(a, b, f"{where}.{name}")]


def untouched_fields(value: Any, default: Any) -> list[str]:
    """Fields of a record in which ``value`` says nothing else than ``default``: a test that sets them all has none."""
    return [f.name for f in fields(value) if getattr(value, f.name) == getattr(default, f.name)]
