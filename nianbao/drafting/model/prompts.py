"""Prompts are Markdown files with front matter in ``prompts/``; this loads and fills them."""

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from nianbao.paths import PROMPTS_DIR
from nianbao.report.patterns import regex

_FRONT_MATTER = regex(r"^---\n(?P<head>.*?)\n---\n(?P<body>.*)$", re.DOTALL)
_VARIABLE = regex(r"⟦([a-z_]+)⟧")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: id, version (kept with every revision it wrote) and text with ⟦variables⟧."""

    id: str
    version: str
    variables: tuple[str, ...]
    body: str

    def fill(self, **values: str) -> str:
        """The text with every variable filled; a missing or superfluous one is a programming error."""
        if set(values) != set(self.variables):
            raise KeyError(f"prompt {self.id} takes {self.variables}, got {sorted(values)}")
        return _VARIABLE.sub(lambda m: values[m[1]], self.body)


@lru_cache(maxsize=16)
def load_prompt(id: str) -> Prompt:
    """``prompts/<id>.md``; its declared variables must be those used in the text."""
    match = _FRONT_MATTER.match((PROMPTS_DIR / f"{id}.md").read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"prompt {id} has no front matter")
    head = yaml.safe_load(match["head"])
    body = match["body"].strip()
    used = tuple(dict.fromkeys(_VARIABLE.findall(body)))
    if set(used) != set(head["variables"]):
        raise ValueError(f"prompt {id} declares {head['variables']} but uses {used}")
    return Prompt(head["id"], str(head["version"]), used, body)
