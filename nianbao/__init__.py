"""Nianbao: drafts and reviews 政府信息公开工作年度报告.

The rooms ``validators``, ``retrieval``, ``prompts`` and ``corpus`` stand beside this package and have plain names that
other distributions may have too. Whoever imports ours gets our folder first on the path, and is told when another
package of that name was imported before.
"""

import sys
from pathlib import Path

__version__ = "0.1.0"

_ROOT = Path(__file__).resolve().parent.parent
_BESIDE = ("validators", "retrieval", "prompts", "corpus")

sys.path[:] = [str(_ROOT), *(p for p in sys.path if p != str(_ROOT))]

for _name in _BESIDE:
    _found = getattr(sys.modules.get(_name), "__file__", None)
    if _found is not None and Path(_found).resolve().parent.parent != _ROOT:
        raise ImportError(f"another package called {_name} was imported first: {_found}")
