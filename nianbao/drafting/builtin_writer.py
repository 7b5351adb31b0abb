"""The built-in writer: a clerk's plain draft in templates with slots. Always there, never wrong, never flowery.

Where a fact is missing it writes 〔待填：…〕 instead of a phrase that says nothing.
"""

from nianbao.drafting.ledger import Ledger
from nianbao.drafting.plan import Brief
from nianbao.report.layout import OUTCOME_GROUPS

ORDINALS = "一二三四五六七八九十"


def blank(what: str) -> str:
    """The mark for something the drafter has still to fill in."""
    return f"〔待填：{what}〕"


def write(brief: Brief, ledger: Ledger) -> list[str]:
    """Sentences of one passage, as templates with slots."""
    writers = {
        "active": _active,
        "on_request": _on_request,
        "management": _practices,
        "platform": _practices,
        "supervision": _supervision,
        "problems": _problems,
    }
    sentences = writers[brief.key](brief, ledger)
    return [*sentences, *(blank(b) + "。" for b in brief.blanks)]


def _slot(id: str) -> str:
    return "{{" + id + "}}"


def _facts(brief: Brief) -> list[str]:
    return sorted((id for id in brief.offered if id.startswith("fact.")), key=lambda id: int(id.split(".")[1]))


def _quoted(brief: Brief, ledger: Ledger) -> list[str]:
    """The drafter's own practices, in the order given."""
    return [_slot(id) + "。" for id in ledger.entries if id in brief.offered and id.startswith("practice.")]


def _fact_sentence(brief: Brief) -> list[str]:
    facts = _facts(brief)
    return ["全年" + "，".join(_slot(id) for id in facts) + "。"] if facts else []


def _active(brief: Brief, ledger: Ledger) -> list[str]:
    sentences = _fact_sentence(brief)
    documents = "active_disclosure.normative_documents"
    if f"{documents}.issued" in brief.required:
        repealed = f"，废止{_slot(documents + '.repealed')}" if ledger.count(f"{documents}.repealed") else ""
        sentences.append(
            f"本年制发行政规范性文件{_slot(documents + '.issued')}{repealed}，现行有效{_slot(documents + '.in_force')}。"
        )
    return sentences + _quoted(brief, ledger)


def _practices(brief: Brief, ledger: Ledger) -> list[str]:
    return _quoted(brief, ledger) + _fact_sentence(brief)


def _supervision(brief: Brief, ledger: Ledger) -> list[str]:
    results = [
        f"{lead}{_slot('result.' + name)}。"
        for name, lead in (
            ("assessment", "工作考核方面，"),
            ("public_appraisal", "社会评议方面，"),
            ("accountability", "责任追究方面，"),
        )
        if f"result.{name}" in brief.required
    ]
    return _practices(brief, ledger) + results


def _on_request(brief: Brief, ledger: Ledger) -> list[str]:
    new, carried_in, carried_out = (f"applications.{r}.total" for r in ("new", "carried_in", "carried_out"))
    done = "applications.processed_total.total"
    sentences = []
    if ledger.count(new) == 0:
        opening = "全年{{phrase.no_new}}"
    else:
        opening = f"全年收到政府信息公开申请{_slot(new)}"
        if f"versus.{new}" in ledger:
            opening += f"，{_slot('versus.' + new)}"
        opening += _applicants(ledger)
    opening += f"；上年结转{_slot(carried_in)}" if ledger.count(carried_in) else "，{{phrase.no_carried_in}}"
    sentences.append(opening + "。")
    if ledger.count(done):
        outcomes = [
            f"{word}{_slot(f'applications.{group}.total')}"
            for group, word in OUTCOME_GROUPS.items()
            if ledger.count(f"applications.{group}.total")
        ]
        sentences.append(f"全年办结申请{_slot(done)}，其中{'、'.join(outcomes)}。")
    sentences.append(
        f"结转下年度继续办理{_slot(carried_out)}。" if ledger.count(carried_out) else "{{phrase.no_carried_out}}。"
    )
    if "on_time" in ledger:
        sentences.append(
            "按期答复{{on_time}}" + ("，按期答复率{{share.on_time}}。" if "share.on_time" in ledger else "。")
        )
    sentences.append(_proceeding(ledger, "reconsideration", "因政府信息公开被申请行政复议"))
    sentences.append(_proceeding(ledger, "litigation", "因政府信息公开被提起行政诉讼"))
    return sentences + _quoted(brief, ledger) + _fact_sentence(brief)


def _applicants(ledger: Ledger) -> str:
    """Natural persons and organisations; said only when both are there, else the total says it all."""
    people, organisations = "applications.new.natural_person", "applications.new.organisations"
    if ledger.count(people) and ledger.count(organisations):
        return f"，其中自然人申请{_slot(people)}、法人或其他组织申请{_slot(organisations)}"
    return ""


def _proceeding(ledger: Ledger, block: str, words: str) -> str:
    total = f"proceedings.{block}.total"
    if ledger.count(total) == 0:
        return _slot(f"phrase.no_{block}") + "。"
    results = (("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果"), ("pending", "尚未审结"))
    parts = [
        f"{word}{_slot(f'proceedings.{block}.{c}')}" for c, word in results if ledger.count(f"proceedings.{block}.{c}")
    ]
    versus = f"，{_slot('versus.' + total)}" if f"versus.{total}" in ledger else ""
    return f"{words}{_slot(total)}{versus}，其中{'、'.join(parts)}。"


def _problems(brief: Brief, ledger: Ledger) -> list[str]:
    sentences = []
    problems, measures = (
        [id for id in ledger.entries if id in brief.required and id.startswith(prefix)]
        for prefix in ("problem.", "measure.")
    )
    if problems:
        sentences.append("{{year}}，本机关政府信息公开工作还存在以下问题：" + _listed(problems) + "。")
    if measures:
        sentences.append("针对上述问题，采取以下改进措施：" + _listed(measures) + "。")
    return sentences


def _listed(ids: list[str]) -> str:
    if len(ids) == 1:
        return _slot(ids[0])
    return "；".join(f"{ORDINALS[n]}是{_slot(id)}" if n < len(ORDINALS) else _slot(id) for n, id in enumerate(ids))


def write_preamble() -> list[str]:
    """The opening: legal basis, format, period of the figures."""
    return [
        "根据《中华人民共和国政府信息公开条例》第五十条规定，按照《中华人民共和国政府信息公开工作年度报告格式》（{{law.format}}）要求，编制本报告。",
        "本报告所列数据的统计期限自{{period.start}}起至{{period.end}}止。",
    ]


def write_other(ledger: Ledger) -> list[str]:
    """Section six: 信息处理费 always, then whatever else is to be reported."""
    sentences = []
    if "phrase.no_fee" in ledger:
        sentences.append("本年度{{phrase.no_fee}}。")
    elif all(f"fee.{key}" in ledger for key in ("notices", "charged", "collected")):
        sentences.append(
            "本年度发出信息处理费收费通知{{fee.notices}}，通知收费总金额{{fee.charged}}，实际收取信息处理费{{fee.collected}}。"
        )
    else:
        sentences.append(f"信息处理费：{blank('发出收费通知的件数和总金额、实际收取的总金额')}。")
    others = [id for id in ledger.entries if id.startswith("other.")]
    return sentences + [_slot(id) + "。" for id in others] or sentences
