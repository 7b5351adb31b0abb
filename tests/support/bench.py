"""A draft on the workbench: begun, and what is looked at in it."""

from nianbao.work.bench.figures import other_figures, table_figures
from nianbao.work.bench.opening import Bench
from nianbao.work.bench.sentences import Card, cards
from nianbao.work.draft import DraftRequest, draft_report
from nianbao.work.services import Services
from tests.support.draft_inputs import example


def county(services: Services) -> int:
    """A draft of the conversation, as the workbench opens it."""
    inputs, previous = example("county")
    return draft_report(services, DraftRequest(inputs, previous, ask_library=False, offline=True)).id


def figure(bench: Bench, place: str):
    table = place.partition(".")[0]
    found = other_figures(bench) if table in ("on_time", "fees") else table_figures(bench, table)
    return next(f for f in found if f.place == place)


def card(bench: Bench, words: str) -> Card:
    return next(c for c in cards(bench) if words in c.text)
