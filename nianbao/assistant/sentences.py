"""Sentences of a text that is still growing."""

from nianbao.report.patterns import regex

_CITED = r"(?:\s*[\[［【]\s*[a-z]\d{1,3}(?:\s*[,，、和]\s*[a-z]\d{1,3})*\s*[\]］】])*"
_SENTENCE = regex(rf"[^。！？!?；;\n]*[。！？!?；;\n]{_CITED}|[^。！？!?；;\n]+$")
_ENDED = regex(r"[。！？!?；;\n\]］】]$")
_BRACKETS = ("[", "［", "【")


def split_sentences(text: str) -> tuple[list[str], str]:
    """Whole sentences, and the unfinished rest. Citations behind the stop belong to its sentence."""
    found = _SENTENCE.findall(text)
    if found and not _ENDED.search(found[-1]):
        return found[:-1], found[-1]
    return found, ""


def settled_sentences(text: str) -> tuple[list[str], str]:
    """Those sentences that nothing that follows can change, and the rest: behind a stop a citation may still come."""
    sentences, rest = split_sentences(text)
    if sentences and (not rest.strip() or rest.lstrip().startswith(_BRACKETS)):
        rest = sentences.pop() + rest
    return sentences, rest


def split_all(text: str) -> list[str]:
    """The sentences of a text that grows no more."""
    sentences, rest = split_sentences(text)
    return [*sentences, rest] if rest else sentences
