"""Words of a person around the numbers of a sentence: the numbers stay the ledger's, as slots that cannot be changed."""

from collections import Counter
from dataclasses import replace

from nianbao.drafting.ledger.ledger import Ledger
from nianbao.drafting.sentences.figures import figures
from nianbao.drafting.sentences.frames import slot
from nianbao.drafting.sentences.sentence import SLOT, Sentence, render
from nianbao.report.errors import UserError

MOST_WORDS = 600
NO_WORDS = "句子不能是空的；不要这一句，请改资料。"
BRACES = "句子里不能有花括号。"
NUMBERS_MOVED = "这一句里的数字要原样留着：少了或多了“{numbers}”。数字在“数字”一栏改。"
NUMBER_TYPED = "“{numbers}”是手写的数字，台账里没有。数字在“数字”一栏改，这里只改文字。"


def template_of(sentence: Sentence) -> str:
    """The sentence with its printed entries as slots."""
    parts, at = [], 0
    for span in sentence.spans:
        parts += [sentence.text[at : span.start], slot(span.entry)]
        at = span.end
    return "".join([*parts, sentence.text[at:]])


def check_words(template: str, sentence: Sentence, ledger: Ledger) -> None:
    """Raises ``UserError`` for words that move, drop or add a number."""
    words = SLOT.sub("", template)
    if not words.strip():
        raise UserError(NO_WORDS)
    if "{" in words or "}" in words or len(template) > MOST_WORDS:
        raise UserError(BRACES)
    if not fits(template, sentence):
        now, before = Counter(SLOT.findall(template)), Counter(span.entry for span in sentence.spans)
        moved = [*(before - now), *(now - before)]
        raise UserError(NUMBERS_MOVED.format(numbers="、".join(ledger[id].shown for id in moved if id in ledger)))
    typed = Counter(f.text for f in figures(words)) - Counter(
        f.text for f in figures(SLOT.sub("", template_of(sentence)))
    )
    if typed:
        raise UserError(NUMBER_TYPED.format(numbers="”“".join(typed)))


def fits(template: str, sentence: Sentence) -> bool:
    """True when the wording prints just the entries that the sentence prints; else it is of another state of the draft."""
    return Counter(SLOT.findall(template)) == Counter(span.entry for span in sentence.spans)


def reworded(template: str, sentence: Sentence, ledger: Ledger) -> Sentence:
    """The sentence in a person's words; code's stand beside it as the original."""
    words = render(template, ledger, "own", rests_on=sentence.rests_on, key=sentence.key)
    return replace(words, original=sentence.text)
