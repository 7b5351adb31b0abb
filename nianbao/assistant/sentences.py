"""Sentences of a text that is still growing."""

from nianbao.report.patterns import regex

_SENTENCE = regex(r"[^。！？!?；;\n]*[。！？!?；;\n](?:\s*[\[［【][a-z]\d{1,3}[\]］】])?|[^。！？!?；;\n]+$")
_ENDED = regex(r"[。！？!?；;\n\]］】]$")


def split_sentences(text: str) -> tuple[list[str], str]:
    """Whole sentences, and the unfinished rest. A citation behind the stop belongs to its sentence."""
    found = _SENTENCE.findall(text)
    if found and not _ENDED.search(found[-1]):
        return found[:-1], found[-1]
    return found, ""
