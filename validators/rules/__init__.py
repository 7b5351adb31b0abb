"""The catalogue: importing this package registers every rule. One module a family."""

from validators.rules import content, narrative, proceedings, reading, structure, table_three, table_two, years

__all__ = ["content", "narrative", "proceedings", "reading", "structure", "table_three", "table_two", "years"]
