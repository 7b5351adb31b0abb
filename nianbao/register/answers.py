"""What the clerk answered: a mapping file, and the answers kept for the agency, so that nothing is asked twice.

Kept are wordings only (告知 → a row of table three), never a name, a row or a day.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from nianbao.documents.recognise.register_head import RECEIPT_FIELDS
from nianbao.register.kinds import proposed_kind
from nianbao.register.models import digest
from nianbao.register.wording import OUTCOMES
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.errors import UserError
from nianbao.report.files import private_folder
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.text import squeeze

FOLDER = "register"
OPEN = "open"
"""In place of a day of the answer: not answered yet."""
_KEYS = ("columns", "result", "kind", "received", "answered", "rows", "names", "proceedings", "agency", "skip_sheets")
_OF_THE_ROW = frozenset({"同上", "见附件", "见答复书", "其他", "--", "——"})
"""Words that mean what their row means; with blanks and single signs they are asked every time."""
_KEPT = "# 申请台账里问过的词，下次不再问；可以改，也可以删\n"
_FIELDS = frozenset({"number", "name", "kind", "received", "content", "result", "reason", "answered", "extended"})
_TABLE = LAYOUT_2021.tables["applications"]
_ROW_OF_LABEL = {squeeze(_TABLE.rows[row].label): row for row in OUTCOMES}
_COLUMN_OF_LABEL = {squeeze(c.label): c.key for c in _TABLE.blocks[0].columns if c.key != "total"}


@dataclass(slots=True)
class Answers:
    """``result`` and ``kind``: squeezed wording → key. ``columns``: field → name of its column. ``rows``: row → field →
    key or day. ``names``: proposals by name are taken. ``all_proceedings``: every review and suit is of the year."""

    columns: dict[str, str] = field(default_factory=dict)
    result: dict[str, str] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    received: dict[str, date] = field(default_factory=dict)
    answered: dict[str, date | None] = field(default_factory=dict)
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    names: bool = False
    all_proceedings: bool = False
    agency: str = ""
    skip_sheets: list[str] = field(default_factory=list)
    """Names of sheets (or files) that are not to be counted."""
    names_said: dict[str, str] = field(default_factory=dict)
    """Digest of a name that stands for a kind → kind."""
    remembered: dict[str, dict[str, str]] = field(default_factory=dict)
    """What was taken over from earlier answers of the agency, to be shown."""

    def with_remembered(self, kept: Mapping[str, Mapping[str, str]]) -> "Answers":
        """These answers, and the kept ones where these are silent."""
        for name in ("result", "kind", "columns"):
            mine: dict[str, str] = getattr(self, name)
            for raw, key in kept.get(name, {}).items():
                if raw not in mine:
                    mine[raw] = key
                    self.remembered.setdefault(name, {})[raw] = key
        return self


def read_mapping(path: Path) -> Answers:
    """The answers in a YAML file. Raises ``UserError`` with every mistake."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"打不开文件：{path}") from error
    return mapping_of(content, path.name)


def mapping_of(content: bytes, name: str) -> Answers:
    """The answers in the bytes of a YAML file. Raises ``UserError`` with every mistake."""
    import yaml

    try:
        raw = yaml.safe_load(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(f"{name} 不是 UTF-8 的 YAML 文件") from error
    return parse_mapping(raw or {}, name)


def parse_mapping(raw: Any, name: str) -> Answers:
    """The answers in what a mapping file holds. Raises ``UserError`` with every mistake, one a line."""
    if not isinstance(raw, Mapping):
        raise UserError(f"{name} 应写成“result: {{告知: unable.not_held}}”的样子")
    errors = [f"{name}：不认识“{key}”，可用 {'、'.join(_KEYS)}" for key in raw if key not in _KEYS]
    answers = Answers(agency=str(raw.get("agency") or ""))
    answers.names = raw.get("names") in (True, "accept", "是")
    answers.all_proceedings = raw.get("proceedings") in ("all", "全部", True)
    skipped = raw.get("skip_sheets") or []
    answers.skip_sheets = [str(name) for name in ([skipped] if isinstance(skipped, str) else skipped)]
    for field_name, column in _pairs(raw, "columns", errors):
        if field_name in _FIELDS or field_name in RECEIPT_FIELDS:
            answers.columns[field_name] = str(column)
        else:
            errors.append(f"columns：不认识“{field_name}”，可用 {'、'.join(sorted(_FIELDS))}")
    for words, key in _pairs(raw, "result", errors):
        _put(answers.result, squeeze(words), _outcome(key), f"result：“{words}: {key}”", errors)
    for words, key in _pairs(raw, "kind", errors):
        _put(answers.kind, squeeze(words), _column(key), f"kind：“{words}: {key}”", errors)
    answers.names_said = {digest(words): key for words, key in answers.kind.items()}
    for words, day in _pairs(raw, "received", errors):
        _put(answers.received, squeeze(words), _day(day), f"received：“{words}: {day}”", errors)
    for words, day in _pairs(raw, "answered", errors):
        if day == OPEN:
            answers.answered[squeeze(words)] = None
        else:
            _put(answers.answered, squeeze(words), _day(day), f"answered：“{words}: {day}”", errors)
    for row, said in _pairs(raw, "rows", errors):
        answers.rows[int(row)] = _row(row, said, errors) if str(row).isdecimal() else {}
    if errors:
        raise UserError("\n".join(errors))
    return answers


def _pairs(raw: Mapping[str, Any], key: str, errors: list[str]) -> list[tuple[str, Any]]:
    part = raw.get(key) or {}
    if not isinstance(part, Mapping):
        errors.append(f"{key}：应写成“{key}: {{原文: 归入的行}}”的样子")
        return []
    return [("" if k is None else str(k), v) for k, v in part.items()]


def _put(into: dict[str, Any], words: str, value: Any, where: str, errors: list[str]) -> None:
    if value is None:
        errors.append(f"{where}不是可用的值")
    else:
        into[words] = value


def _outcome(key: Any) -> str | None:
    return str(key) if key in OUTCOMES else _ROW_OF_LABEL.get(squeeze(str(key)))


def _column(key: Any) -> str | None:
    return str(key) if key in APPLICANT_KEYS else _COLUMN_OF_LABEL.get(squeeze(str(key)))


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _row(row: str, said: Any, errors: list[str]) -> dict[str, Any]:
    """What is said of one row: result, kind, received, answered."""
    readers = {"result": _outcome, "kind": _column, "received": _day, "answered": _day}
    found: dict[str, Any] = {}
    for name, value in said.items() if isinstance(said, Mapping) else ():
        if name == "answered" and value == OPEN:
            found[name] = None
        elif name in readers:
            _put(found, name, readers[name](value), f"rows：第{row}件 {name}: {value} ", errors)
        else:
            errors.append(f"rows：第{row}件不认识“{name}”")
    return found


# --- kept for the agency --------------------------------------------------------------------------------------------


def kept_answers(data_dir: Path, agency: str) -> dict[str, dict[str, str]]:
    """What the agency answered before; nothing for an unknown agency."""
    import yaml

    path = _file(data_dir, agency)
    if path is None or not path.is_file():
        return {}
    raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {k: dict(v) for k, v in raw.items() if k in ("result", "kind", "columns") and isinstance(v, Mapping)}


def keep_answers(data_dir: Path, agency: str, answers: Answers) -> Path | None:
    """Adds the wordings and columns answered to those of the agency; None where the agency is not known."""
    import yaml

    path = _file(data_dir, agency)
    new = {
        "result": {raw: key for raw, key in answers.result.items() if len(raw) > 1 and raw not in _OF_THE_ROW},
        "kind": {raw: key for raw, key in answers.kind.items() if proposed_kind(raw) is None},
        "columns": answers.columns,
    }
    if path is None or not any(new.values()):
        return None
    kept = kept_answers(data_dir, agency)
    merged = {name: {**kept.get(name, {}), **part} for name, part in new.items()}
    private_folder(path.parent)
    text = yaml.safe_dump({"agency": agency, **merged}, allow_unicode=True, sort_keys=False)
    path.write_text(_KEPT + text, encoding="utf-8")
    return path


def forget_answers(data_dir: Path, agency: str, wordings: Collection[str]) -> None:
    """Takes back what the agency answered to these wordings (names of fields, for columns)."""
    import yaml

    path, kept = _file(data_dir, agency), kept_answers(data_dir, agency)
    left = {name: {raw: key for raw, key in part.items() if raw not in wordings} for name, part in kept.items()}
    if path is not None and left != kept:
        path.write_text(
            _KEPT + yaml.safe_dump({"agency": agency, **left}, allow_unicode=True, sort_keys=False), "utf-8"
        )


def _file(data_dir: Path, agency: str) -> Path | None:
    """The agency's file, named after it; a name that no file can have is named by its digest."""
    name = squeeze(agency)
    if not name:
        return None
    safe = name if name.isalnum() and len(name) <= 60 else blake2b(name.encode(), digest_size=12).hexdigest()
    return data_dir / FOLDER / f"{safe}.yaml"
