"""The marks of Markdown in a line: emphasis, escaped punctuation, pictures."""

from nianbao.report.patterns import regex

_ESCAPED = regex(r"\\([.\-_*()\[\]#+~>!{}`])")
_STRONG = regex(r"\*\*(?=[^\s*|])([^*|\t]+)(?<=\S)\*\*")
_STRONG_LOW = regex(r"(?<![\w_])__(?=[^\s_|])([^_|\t]+)(?<=\S)__(?![\w_])")
_WHOLE = regex(r"(?P<before>^|[|\t])(?P<space>[ ]*)([*_])(?=[^\s*_|])(?P<text>[^*_|\t]+)(?<=\S)\3(?=[ ]*(?:$|[|\t]))")
"""A line or a cell that is emphasised from end to end; a star alone is the mark of a remark."""
_PICTURE = regex(r"^\s*!\[[^\[\]]*\]\([^()\s]*\)\s*$")
_CLOSING_PUNCTUATION = "，。、；：！？）》」”,.;:!?)"


def plain_line(line: str) -> str:
    """A line without the marks of Markdown; what may be meant (2*3, 12*, a lone backslash) stays.

    >>> plain_line("| **规章** | 2\\\\. | *0* | 12* |")
    '| 规章 | 2. | 0 | 12* |'
    """
    if "*" in line or "_" in line or "\\" in line or "!" in line:
        if _PICTURE.match(line):
            return ""
        if "**" in line:
            line = _STRONG.sub(lambda m: m[0] if m[1][0] in _CLOSING_PUNCTUATION else m[1], line)
        if "__" in line:
            line = _STRONG_LOW.sub(r"\1", line)
        if "*" in line or "_" in line:
            line = _WHOLE.sub(r"\g<before>\g<space>\g<text>", line)
        if "\\" in line:
            line = _ESCAPED.sub(r"\1", line)
    return line
