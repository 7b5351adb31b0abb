"""The mark of generated content (GB 45438—2025) on exported drafts: a visible line, and one entry of the file's metadata.

The rule is for who offers a model to the public; an office that drafts for itself decides whether to mark. So nothing is
marked unless the provider's name is set, and nothing that code alone wrote is ever called generated.
"""

import json

from nianbao.drafting.draft import Draft
from nianbao.settings import get_settings

GENERATED = "本文含人工智能生成的内容"
ENTRY = "AIGC"
_IS_GENERATED = "1"
"""Of the standard's three: it is, it may be, it is suspected to be."""
_ID_DIGITS = 32


def generated_mark(draft: Draft) -> dict[str, str]:
    """The entry, by its name; empty where no mark is asked for or no model had a hand in the draft."""
    producer = get_settings().aigc_producer.strip()
    if not producer or draft.writer != "model":
        return {}
    fields = {
        "Label": _IS_GENERATED,
        "ContentProducer": producer,
        "ProduceID": draft.ledger.hash()[:_ID_DIGITS],
        "ReservedCode1": "",
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    }
    return {ENTRY: json.dumps(fields, ensure_ascii=False)}
