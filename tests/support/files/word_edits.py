"""A Word file as somebody changed it by hand: other words, every other part of it as it was."""

import io
import zipfile


def with_words(docx: bytes, old: str, new: str) -> bytes:
    """The first ``old`` in the text become ``new``; ``old`` must stand in one run."""
    package, copy = zipfile.ZipFile(io.BytesIO(docx)), io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as out:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                assert old in content.decode(), old
                content = content.decode().replace(old, new, 1).encode()
            out.writestr(name, content)
    return copy.getvalue()
