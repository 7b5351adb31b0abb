"""Who acts: the person who is logged in, or the local one who names himself."""

from nianbao.office.filings.readings import Person
from nianbao.office.roles import ROLES
from nianbao.work.services import Services


def acting(services: Services, name: str = "") -> Person:
    """``name``: how the local person signs; whoever is logged in signs with their own name and has the roles that our table
    gives them now. Raises ``NotFoundError`` for one who is not in it."""
    viewer = services.viewer
    if viewer.is_local:
        return Person(" ".join(name.split()))
    from nianbao.store.people import load_person

    entry = load_person(services.db, viewer.person)
    roles = frozenset(role for role in entry.roles if role in ROLES) if entry.active else frozenset()
    return Person(entry.name, entry.id, roles)
