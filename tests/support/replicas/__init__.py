"""Replicas of real reports: the skeleton of a real file, refilled with words and numbers of our own.

The real files lie outside the repository (``../shared``) and stay there. What made each of them worth having is its
*skeleton*: where the cells, tabs, pages, breaks and nested tags stand, and what went wrong in it. ``skeleton`` cuts a
file into pieces, ``refill`` puts our own prose and numbers (``<name>.yaml`` beside this file) where it had its own, and
the result is a fixture under ``tests/fixtures/reports`` that a stranger's clone can read, with the expected cells made
from the same sheet, never by our reader.

    python -m tests.support.replicas          # writes the fixtures anew; needs ../shared

A sheet: ``of`` (the real file), ``file``, ``agency``, ``year``, ``layout``, ``tables`` (row → values in the order of
the form; rows left out are zero; null is a blank), ``keep`` (words of the layout that are no official label, a
converter's own heads), ``prose`` (our text for each piece of prose, in the order of the file).
"""
