"""The field's words as named lists, one module a subject. A long pattern is built from them and named parts, never retyped."""


def any_of(*parts: str) -> str:
    """One of some patterns, as a group of a larger pattern; the first that fits is taken, as in any alternation."""
    return f"(?:{'|'.join(parts)})"
