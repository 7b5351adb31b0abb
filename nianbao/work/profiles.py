"""Rule profiles to review and compare by: those that come with Nianbao, the setting's, the office's own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.report.errors import UserError
from validators.profile import PROFILES_DIR, Profile, ProfileError, load_profile, national, read_profile

if TYPE_CHECKING:
    from nianbao.work.services import Services

OWN = "own:"
"""Begins the key of a profile that the office has handed in; its name follows."""
MAX_NAME = 60
MAX_BYTES = 200_000
ENDING = ".toml"


def profiles(services: "Services") -> dict[str, Profile]:
    """All to choose from, by key: the setting's first, then the office's own, then those that come with the program."""
    come = sorted(path.stem for path in PROFILES_DIR.glob("*.toml"))
    first = services.settings.profile
    others = {source: load_profile(source) for source in come if source != first}
    return {first: load_profile(first)} | own_profiles(services) | others


def own_profiles(services: "Services") -> dict[str, Profile]:
    """The office's own. One that an upgrade has made unusable is left out."""
    from nianbao.store.profiles import list_profiles

    found = {}
    for name, text in list_profiles(services.db).items():
        try:
            found[f"{OWN}{name}"] = read_profile(text)
        except ProfileError:
            continue
    return found


def profile_named(services: "Services", key: str) -> Profile:
    """The profile of a key; the setting's for an empty one. Raises ``ProfileError`` when it is gone."""
    if not key.startswith(OWN):
        return load_profile(key or services.settings.profile)
    return read_profile(profile_text(services, key))


def profile_text(services: "Services", key: str) -> str:
    """The TOML of a profile, as it was handed in or comes with the program. Raises ``ProfileError`` when it is gone."""
    from nianbao.store.profiles import list_profiles

    if not key.startswith(OWN):
        path = PROFILES_DIR / f"{key}.toml"
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    text = list_profiles(services.db).get(key.removeprefix(OWN))
    if text is None:
        raise ProfileError("这个规则配置已经删除，请在“规则配置”处另选一个。")
    return text


def add_profile(services: "Services", content: bytes) -> str:
    """Keep a profile of the office's own, known by the name that stands in it; returns its key.

    Raises ``ProfileError`` with what is wrong and where; nothing is kept then.
    """
    from nianbao.store.profiles import save_profile

    if len(content) > MAX_BYTES:
        raise ProfileError("文件太大，不像规则配置。")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProfileError("规则配置应当是 UTF-8 编码的文本文件（.toml）。") from error
    name = read_profile(text).name.strip()
    if not name or len(name) > MAX_NAME:
        raise ProfileError(f"请在规则配置里写明名称（name），不超过 {MAX_NAME} 字。")
    if name in {load_profile(path.stem).name for path in PROFILES_DIR.glob("*.toml")}:
        raise ProfileError(f"名称“{name}”是自带的规则配置，请换一个名称（name）。")
    save_profile(services.db, name, text)
    return f"{OWN}{name}"


def delete_profile(services: "Services", key: str) -> None:
    """Throw away one of the office's own; what was reviewed by it keeps its record. Raises ``UserError``."""
    from nianbao.store.profiles import delete_profile as delete

    if not key.startswith(OWN):
        raise UserError("自带的规则配置不能删除。")
    delete(services.db, key.removeprefix(OWN))


@dataclass(frozen=True, slots=True)
class Difference:
    """What a profile sets otherwise than the national default. ``table`` as in the file (``deadlines``); both in words."""

    table: str
    key: str
    national: str
    own: str


def differences(profile: Profile) -> list[Difference]:
    """All that a profile sets otherwise, in the order of its file."""
    usual = national()
    found = []
    for table in ("deadlines", "severities", "off", "thresholds", "words", "points"):
        before = getattr(usual, table)
        for key, value in getattr(profile, table).items():
            own = _beyond(before[key], value) if table == "words" else value
            if own and own != before.get(key):
                listed = "" if table == "words" else _written(before.get(key))
                found.append(Difference(table, key, listed, _written(own)))
    if profile.total_points != usual.total_points:
        found.append(Difference("points", "total", "", _written(profile.total_points)))
    return found


def _beyond(usual: tuple[str, ...], value: tuple[str, ...]) -> tuple[str, ...]:
    """What a profile adds to a list."""
    return tuple(word for word in value if word not in usual)


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, int) for part in value):
        return f"{value[0]}月{value[1]}日"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
