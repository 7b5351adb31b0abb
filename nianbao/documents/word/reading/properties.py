"""The properties that a Word file carries unseen: words that a program or a person put there by name."""

from nianbao.documents.packed import open_packed
from nianbao.documents.stream import UnreadableFileError
from nianbao.documents.word.reading.parts import BROKEN

_PART = "docProps/custom.xml"


def custom_properties(data: bytes) -> dict[str, str]:
    """Name → words; empty for a file without them, and for what is no sound .docx."""
    try:
        packed = open_packed(data, BROKEN)
        root = packed.xml(_PART) if _PART in packed.names else None
    except UnreadableFileError:
        return {}
    return (
        {}
        if root is None
        else {p.get("name", ""): "".join(map(str, p.itertext())) for p in root if isinstance(p.tag, str)}
    )
