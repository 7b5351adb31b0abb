"""Comments of a Word file and the words they stand at, read from its XML."""

from tests.support.files.word_files import W, part


def anchored(data: bytes) -> dict[str, str]:
    """Comment → the words between the two ends of its range; every range must have both, and one reference."""
    root = part(data, "word/document.xml")
    going: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    references = []
    for element in root.iter():
        identifier = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            assert identifier not in going
            assert identifier not in found
            going[identifier] = []
        elif element.tag == f"{W}commentRangeEnd":
            found[identifier] = "".join(going.pop(identifier))
        elif element.tag == f"{W}commentReference":
            references.append(identifier)
        elif element.tag == f"{W}t":
            for words in going.values():
                words.append(element.text or "")
    assert not going
    assert sorted(references) == sorted(found)
    return found


def comments(data: bytes, name: str = "word/comments.xml") -> dict[str, str]:
    """Id → text of every comment."""
    return {
        c.get(f"{W}id", ""): "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in c.iter(f"{W}p"))
        for c in part(data, name).iter(f"{W}comment")
    }


def by_comment(data: bytes) -> dict[str, str]:
    """Text of a comment → the words it stands at."""
    texts = comments(data)
    return {texts[identifier]: words for identifier, words in anchored(data).items()}
