"""Who looks at what is kept. Every open database is somebody's: there is none that shows all.

Conversations, their messages and files, and drafts belong to a person in an office. Decisions on findings, and reports taken
into the library, belong to the office. What comes with the program (samples, figures) is everybody's.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person (``people.id``), the office they work for (its name as ``trust.agency_key`` writes it), and their own name.

    Without login there is one local person: all three empty.
    """

    person: str = ""
    office: str = ""
    name: str = ""

    @property
    def is_local(self) -> bool:
        return not (self.person or self.office)


LOCAL = Viewer()
"""The one person of a desk without login, and of the command line. Sees what was kept by such, nothing of those who log in."""


@dataclass(frozen=True, slots=True)
class Library:
    """The address of a database, and whose library in it is meant. It can be handed to another process."""

    address: str
    viewer: Viewer = LOCAL
