"""How far two short names are from each other, for slips in names that are known."""


def distance(one: str, other: str) -> int:
    """Characters to change, add or drop (Levenshtein). For names of a few dozen characters."""
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, theirs in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (mine != theirs))
    return row[-1]
