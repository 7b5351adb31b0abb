"""Many reports of invented towns in one go: in order, with a sum that does not add up, late, silent on the fee, not a report."""

import json

from nianbao.paths import CORPUS_DIR
from nianbao.store.sets import keep_result, touch_set
from nianbao.work.handed.reading import file_hash
from nianbao.work.handed.upload import Upload
from nianbao.work.review import ReviewRequest, review_report
from nianbao.work.services import Services
from nianbao.work.sets.job import make_set
from nianbao.work.sets.lines import summary_of
from validators.record import record_as_json, record_from_json

_TOWN = (CORPUS_DIR / "reports" / "liuxi-town-2024.md").read_text(encoding="utf-8")
_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
KINDS = ("good", "sum", "late", "no_fee", "in_time")


def town(number: int) -> str:
    """The name of the town that report ``number`` is of."""
    return f"{_NAMES[number % 22]}{_NAMES[number // 22 % 22]}镇"


def many_reports(count: int) -> list[Upload]:
    """``count`` files; the kind of file ``n`` is ``KINDS[n % 5]``, and the last one is no report."""
    files = [Upload(f"{number:03}_{town(number)}.md", _report(number).encode()) for number in range(count - 1)]
    return [*files, Upload("会议通知.txt", "定于周五下午开会。".encode())]


def _report(number: int) -> str:
    kind, text = KINDS[number % len(KINDS)], _TOWN.replace("柳溪镇", town(number))
    if kind == "sum":
        return _changed(
            text, "| 二、上年结转政府信息公开申请数量 | | | 1 |", "| 二、上年结转政府信息公开申请数量 | | | 2 |"
        )
    if kind == "late":
        return f"发布日期：2025-02-13\n\n{text}"
    if kind == "in_time":
        return f"发布日期：2025-01-20\n\n{text}"
    if kind == "no_fee":
        before, _, _ = text.partition("## 六、")
        return f"{before}## 六、其他需要报告的事项\n\n无其他需要报告的事项。\n"
    return text


def _changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def reviewed_set(services: Services, count: int) -> str:
    """A set of ``count`` files that has been reviewed: one report of each kind really, the others by its example."""
    files = many_reports(count)
    set_id = make_set(services, "青禾县2024年度", files)
    examples = [_as_json(files[kind]) for kind in range(len(KINDS))]
    for number, file in enumerate(files[:-1]):
        kind = number % len(KINDS)
        data = json.loads(examples[kind].replace(town(kind), town(number)))
        data |= {"file": file.name, "sha256": file_hash(file.content)}
        keep_result(services.db, set_id, number + 1, summary_of(data, record_from_json(data)), data)
    keep_result(services.db, set_id, count, {}, {}, "没有在文件里找到年报的任何部分")
    touch_set(services.db, set_id, state="done", phase="审核", done=count)
    return set_id


def _as_json(file: Upload) -> str:
    record = review_report(ReviewRequest(file.name, file.content))
    data = record_as_json(record) | {"set": {"previous": None, "same_report": []}}
    return json.dumps(data, ensure_ascii=False)
