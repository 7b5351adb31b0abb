"""A profile: what a province or county sets otherwise than the national default.

Severities, deadlines, thresholds and word lists, and rules switched off with a reason. A profile file is TOML and
names only what differs; ``profiles/national.toml`` holds every key with its meaning.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from nianbao.report.cells import Number
from nianbao.report.errors import UserError

Severity = Literal["error", "warning", "info"]
PROFILES_DIR = Path(__file__).with_name("profiles")
_BROKEN_AT = re.compile(r"at line (\d+)")
_SHOWN_OF_LINE = 40
_TABLES = ("severities", "deadlines", "thresholds", "words", "off", "points")
Ground = Literal[
    "not_published", "late", "missing_item", "wrong_figures", "same_as_last_year", "shared_wording", "local_items"
]
"""What a score sheet takes points off for; what each rests on is in ``validators.score``."""


class ProfileError(UserError):
    """The profile cannot be used; the message says which key and why, in Chinese."""


@dataclass(frozen=True)
class Profile:
    """``deadlines``: who → (month, day) of the year after the report year; ``off``: rule → why it is not run;
    ``points``: ground → points lost, of ``total_points``; without any there is no self-assessment."""

    name: str
    severities: Mapping[str, Severity] = field(default_factory=dict)
    deadlines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    off: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[Ground, Number] = field(default_factory=dict)
    total_points: Number = 0

    def threshold(self, key: str) -> float:
        """A number that a rule compares with, by ``rule.name``. KeyError for one that national.toml lacks."""
        return self.thresholds[key]

    def word_list(self, key: str) -> tuple[str, ...]:
        return self.words[key]


@lru_cache(maxsize=1)
def national() -> Profile:
    """The default of every review."""
    return _read((PROFILES_DIR / "national.toml").read_text(encoding="utf-8"), None)


def load_profile(source: str | Path) -> Profile:
    """A profile by the name of one that comes with Nianbao, or from a TOML file; laid over the national default.

    Raises ``ProfileError`` for a file that is missing or malformed, and for keys that nothing reads.
    """
    path = Path(source)
    own = PROFILES_DIR / f"{source}.toml"
    if not path.is_file() and own.is_file():
        path = own
    try:
        text = path.read_text(encoding="utf-8")
    except PermissionError as error:
        raise ProfileError(f"没有权限读规则配置 {source}，请开放权限或换一个位置再试。") from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"规则配置 {source} 不是 UTF-8 的文本文件，请另存为 UTF-8 的 .toml 再试。") from error
    except OSError as error:
        known = "、".join(sorted(p.stem for p in PROFILES_DIR.glob("*.toml")))
        raise ProfileError(f"找不到规则配置“{source}”。自带的配置有：{known}；也可以给出 .toml 文件的路径。") from error
    return read_profile(text)


def read_profile(text: str) -> Profile:
    """A profile of the TOML of its file, laid over the national default. Raises ``ProfileError``."""
    return _read(text, national())


def _read(text: str, base: Profile | None) -> Profile:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"规则配置不是完好的 TOML 文件{_where_broken(text, error)}。") from error
    if unknown := set(data) - {"name", *_TABLES}:
        raise ProfileError(f"规则配置里有不认识的内容：{'、'.join(sorted(unknown))}")
    tables = {key: _table(data, key) for key in _TABLES}
    words = {k: _words(k, v) for k, v in tables["words"].items()}
    own = Profile(
        name=str(data.get("name", "")) or "未命名",
        severities={k: _severity(k, v) for k, v in tables["severities"].items()},
        deadlines={k: _day(k, v) for k, v in tables["deadlines"].items()},
        thresholds={k: _number(k, v) for k, v in tables["thresholds"].items()},
        words=words,
        off={k: _reason(k, v) for k, v in tables["off"].items()},
        points={_ground(k): _points(k, v) for k, v in tables["points"].items() if k != "total"},
        total_points=_points("total", tables["points"]["total"]) if "total" in tables["points"] else 0,
    )
    if bool(own.points) != bool(own.total_points):
        raise ProfileError("规则配置的 points 要同时写明满分（total）和各项扣分。")
    if base is None:
        return own
    for key in ("deadlines", "thresholds", "words"):
        if strange := set(getattr(own, key)) - set(getattr(base, key)):
            raise ProfileError(f"规则配置的 {key} 里没有“{'、'.join(sorted(strange))}”这一项。")
    return Profile(
        own.name,
        {**base.severities, **own.severities},
        {**base.deadlines, **own.deadlines},
        {**base.thresholds, **own.thresholds},
        {key: (*base.words[key], *words.get(key, ())) for key in base.words},
        {**base.off, **own.off},
        own.points or base.points,
        own.total_points or base.total_points,
    )


def _where_broken(text: str, error: tomllib.TOMLDecodeError) -> str:
    """``：第3行“name = ”写得不对``: the line, as the parser names it, which says the rest in English."""
    match = _BROKEN_AT.search(str(error))
    number = int(match[1]) if match else len(text.rstrip().splitlines())
    lines = text.splitlines()
    shown = lines[number - 1].strip()[:_SHOWN_OF_LINE] if 0 < number <= len(lines) else ""
    return f"：第{number}行“{shown}”写得不对（引号、等号、方括号要成对、写全）" if shown else "，是空的或没有写完"


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise ProfileError(f"规则配置的 {key} 应当是一张表。")
    return table


def _severity(key: str, value: Any) -> Severity:
    if value not in get_args(Severity):
        raise ProfileError(f"规则配置中 {key} 的级别应为 error、warning 或 info。")
    return value  # type: ignore[no-any-return]


def _day(key: str, value: Any) -> tuple[int, int]:
    try:
        month, day = (int(part) for part in str(value).split("-"))
        date(2000, month, day)
    except ValueError as error:
        raise ProfileError(f"规则配置中 {key} 的期限应写成“月-日”，例如 01-31。") from error
    return month, day


def _number(key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        raise ProfileError(f"规则配置中 {key} 应当是不小于 0 的数。")
    return value


def _ground(key: str) -> Ground:
    if key not in get_args(Ground):
        raise ProfileError(f"规则配置的 points 里没有“{key}”这一项；可以写的有：total、{'、'.join(get_args(Ground))}。")
    return key  # type: ignore[return-value]


def _points(key: str, value: Any) -> Number:
    """Points are exact: 0.5 stays 0.5."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < float("inf"):
        raise ProfileError(f"规则配置的 points 中 {key} 应当是大于 0 的分数。")
    return value if isinstance(value, int) else Decimal(str(value))


def _words(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip(" =|") for word in value):
        raise ProfileError(f"规则配置中 {key} 应当是一列词语。")
    return tuple(value)


def _reason(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ProfileError(f"规则配置停用 {key} 要写明理由。")
    return value
