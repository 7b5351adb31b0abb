"""How the result of each job looks on the desk, from the JSON kept with a message."""

from collections.abc import Callable
from typing import Any

from nianbao.pages.results.comparison import show_comparison
from nianbao.pages.results.draft import show_draft
from nianbao.pages.results.law import show_law
from nianbao.pages.results.material import show_material
from nianbao.pages.results.register import show_register
from nianbao.pages.results.review import show_review
from nianbao.pages.results.rollup import show_rollup
from nianbao.pages.results.sets import show_set

SHOW: dict[str, Callable[[dict[str, Any], str], None]] = {
    "review": show_review,
    "draft": show_draft,
    "compare": show_comparison,
    "law": show_law,
    "register": show_register,
    "material": show_material,
    "rollup": show_rollup,
    "set": show_set,
}
"""Kind of result → what shows it, given its data and a key that no other result on the page has."""
