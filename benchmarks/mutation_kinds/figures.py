"""Changes to a figure, a share or a trend that the prose states."""

from random import Random

from benchmarks.mutation_kinds.model import (
    APPLICATION_PROSE,
    PROCEEDING_PROSE,
    Base,
    Kind,
    Make,
    Mutated,
    Stated,
    appended,
    replaced_at,
    rules,
)
from nianbao.report.model import Report

# Measure → the rules that compare it with the tables.
RULES_OF = {
    "received": rules("NT-01", "NT-03"),
    "carried_in": rules("NT-02"),
    "answered": rules("NT-04"),
    "carried_out": rules("NT-05"),
    "granted": rules("NT-06"),
    "partial": rules("NT-06"),
    "denied": rules("NT-06"),
    "unable": rules("NT-06"),
    "rejected": rules("NT-06"),
    "other": rules("NT-06"),
    "reconsideration": rules("NT-08"),
    "litigation": rules("NT-08"),
    "upheld": rules("NT-09"),
    "corrected": rules("NT-09"),
    "r_other": rules("NT-09"),
    "pending": rules("NT-09"),
    "issued": rules("NT-10"),
    "repealed": rules("NT-10"),
    "in_force": rules("NT-10"),
    "part": rules("NT-16"),
}
# Another figure in the same sentence may no longer be a sum or a share of it; a trend may no longer hold.
BESIDE = rules("NT-07", "NT-13", "NT-14", "NT-16", "NT-12")
OPPOSITE = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}


def sensible(report: Report, measure: str) -> set[int]:
    """Every value that some usage would call right for a measure: a changed figure must be none of them."""
    table, cases = report.tables["applications"], report.tables["proceedings"]
    assert table is not None
    assert cases is not None
    new, carried_in = table.integer("new") or 0, table.integer("carried_in") or 0
    done = table.integer("processed_total") or 0
    reviews, pending = cases.integer("reconsideration") or 0, cases.integer("reconsideration", "pending") or 0
    suits = ("litigation_direct", "litigation_after")
    cases_at_law = [cases.integer(row) or 0 for row in suits]
    undecided = [cases.integer(row, "pending") or 0 for row in suits]
    decided = [total - open_ for total, open_ in zip(cases_at_law, undecided, strict=True)]
    return {
        "received": {new, new + carried_in},
        "answered": {done, done - carried_in},
        "reconsideration": {reviews, reviews - pending},
        "litigation": {*cases_at_law, sum(cases_at_law), *decided, sum(decided)},
    }.get(measure, set())


def _off(measure: str, steps: tuple[int, ...] = (1, -1, 2)) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        stated = base.of(measure)
        if stated is None:
            return None
        value = int(stated.text)
        fit = [value + s for s in steps if value + s > 0 and value + s not in sensible(base.report, measure)]
        return _restated(base, stated, str(random.choice(fit))) if fit else None

    return make


def _restated(base: Base, stated: Stated, new: str) -> Mutated:
    right = RULES_OF.get(stated.measure, frozenset())
    return Mutated(replaced_at(base.report, stated, new), f"{stated.measure} {stated.text}→{new}", right=right)


def _digits_swapped(base: Base, random: Random) -> Mutated | None:
    fit = [s for s in base.stated if s.measure in RULES_OF and len(set(s.text)) > 1 and s.text.isdigit()]
    fit = [s for s in fit if int(s.text[::-1]) not in sensible(base.report, s.measure) and s.text[-1] != "0"]
    if not fit:
        return None
    stated = random.choice(fit)
    new = stated.text[:-2] + stated.text[-1] + stated.text[-2]
    return _restated(base, stated, new) if new != stated.text and new[0] != "0" else None


def _times_ten(base: Base, random: Random) -> Mutated | None:
    fit = [s for s in base.stated if s.measure in RULES_OF and s.measure not in ("issued", "repealed", "in_force")]
    if not fit:
        return None
    stated = random.choice(fit)
    return _restated(base, stated, stated.text + "0")


def _wrong_share(base: Base, random: Random) -> Mutated | None:
    stated = base.of("share")
    if stated is None:
        return None
    return _restated(base, stated, f"{float(stated.text) + random.choice((2.3, -3.1)):.1f}")


def _wrong_trend(base: Base, random: Random) -> Mutated | None:
    stated = base.of("trend_word")
    if stated is None or base.previous is None:
        return None
    return _restated(base, stated, OPPOSITE[stated.text])


def _wrong_size(base: Base, random: Random) -> Mutated | None:
    stated = base.of("trend_size")
    if stated is None or base.previous is None:
        return None
    new = f"{float(stated.text) + 2.4:.1f}" if "." in stated.text else str(int(stated.text) + random.choice((1, 2)))
    return _restated(base, stated, new)


def _exchanged_in_prose(a: str, b: str) -> Make:
    """Two stated figures trade places."""

    def make(base: Base, random: Random) -> Mutated | None:
        one, two = base.of(a), base.of(b)
        if one is None or two is None or one.text == two.text or one.section != two.section:
            return None
        if int(two.text) in sensible(base.report, a) or int(one.text) in sensible(base.report, b):
            return None
        first, second = sorted((one, two), key=lambda s: s.start)
        report = replaced_at(base.report, second, first.text)
        return Mutated(replaced_at(report, first, second.text), f"{a}与{b}互换")

    return make


def _second_total(base: Base, random: Random) -> Mutated | None:
    stated = base.of("disclosed")
    if stated is None:
        return None
    line = f"全年公开政府信息{int(stated.text) + random.choice((18, -9, 7))}条，均可在网站查询。"
    return Mutated(appended(base.report, "other", line), "主动公开总数前后不一")


def _second_received(base: Base, random: Random) -> Mutated | None:
    stated = base.of("received")
    if stated is None:
        return None
    value = int(stated.text) + random.choice((3, 5))
    if value in sensible(base.report, "received"):
        return None
    line = f"全年收到政府信息公开申请{value}件，均未收费。"
    return Mutated(appended(base.report, "other", line), "收到申请数前后不一")


def _claim(line: str, row: tuple[str, str], key: str) -> Make:
    """A sentence that says there was nothing, where the table has something."""

    def make(base: Base, random: Random) -> Mutated | None:
        table = base.report.tables[key]  # type: ignore[index]
        assert table is not None
        return Mutated(appended(base.report, "other", line), line) if table.integer(*row) else None

    return make


FIGURE_KINDS = (
    *(
        Kind(f"stated_{m}_off", "prose", right, _off(m, steps=(9, 14, 25) if m == "part" else (1, -1, 2)), BESIDE)
        for m, right in RULES_OF.items()
    ),
    Kind("stated_digits_swapped", "prose", frozenset().union(*RULES_OF.values()), _digits_swapped, BESIDE),
    Kind("stated_times_ten", "prose", frozenset().union(*RULES_OF.values()), _times_ten, BESIDE),
    Kind("stated_granted_and_denied_swapped", "prose", rules("NT-06"), _exchanged_in_prose("granted", "denied"), BESIDE),
    Kind("stated_received_and_answered_swapped", "prose", rules("NT-01", "NT-04"), _exchanged_in_prose("received", "answered"), BESIDE | rules("NT-03")),
    Kind("stated_carried_in_and_out_swapped", "prose", rules("NT-02", "NT-05"), _exchanged_in_prose("carried_in", "carried_out"), BESIDE),
    Kind("wrong_share", "prose", rules("NT-07"), _wrong_share),
    Kind("wrong_trend_word", "prose", rules("NT-14"), _wrong_trend),
    Kind("wrong_trend_size", "prose", rules("NT-14"), _wrong_size),
    Kind("disclosed_total_twice", "prose", rules("NT-13"), _second_total),
    Kind("received_twice", "prose", rules("NT-13", "NT-01"), _second_received),
    Kind("none_received", "prose", rules("NT-11"), _claim("本年度未收到政府信息公开申请。", ("new", "total"), "applications"), APPLICATION_PROSE | rules("NT-13")),
    Kind("no_reconsideration", "prose", rules("NT-11"), _claim("全年未发生因政府信息公开引起的行政复议。", ("reconsideration", "total"), "proceedings"), PROCEEDING_PROSE | rules("NT-13")),
    Kind("no_litigation", "prose", rules("NT-11"), _claim("没有因政府信息公开引起的行政诉讼。", ("litigation_after", "total"), "proceedings"), PROCEEDING_PROSE | rules("NT-13")),
    Kind("all_done", "prose", rules("NT-12"), _claim("全年收到的政府信息公开申请已全部办结。", ("carried_out", "total"), "applications")),
)  # fmt: skip
