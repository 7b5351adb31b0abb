"""What this machine lacks, said before a job fails for it. Nothing is changed: no model is called, no database migrated."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from nianbao.paths import ROOT
from nianbao.report.errors import UserError
from nianbao.report.text import printable
from nianbao.settings import Settings

State = Literal["ok", "note", "lacking"]
"""``note``: something optional is not there, the rest works; ``lacking``: jobs will fail."""
OLDEST_PYTHON = (3, 11)
SCARCE, ROOMY = 200 * 1024**2, 2 * 1024**3
"""Bytes free on the disk of the data folder: below the first no work, below the second a word."""
OUR_PACKAGES = ("nianbao", "validators", "retrieval", "prompts", "corpus")


@dataclass(frozen=True)
class Found:
    """One thing looked at; ``said`` is a Chinese sentence with what to do where something is to be done."""

    what: str
    state: State
    said: str


def examine(settings: Settings) -> list[Found]:
    """Every thing that the jobs rely on, in the order in which they are needed."""
    looks: tuple[Callable[[Settings], Found], ...] = (
        _python, _packages, _data_folder, _free_space, _database, _libreoffice, _recognition, _fonts, _model
    )  # fmt: skip
    return [look(settings) for look in looks]


def _python(_: Settings) -> Found:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= OLDEST_PYTHON:
        return Found("Python", "ok", version)
    return Found("Python", "lacking", f"{version}，需要 3.11 以上，请换用新的版本。")


def _packages(_: Settings) -> Found:
    """Another distribution with a package of our name: whichever is found first wins."""
    what = "程序包"
    for name in OUR_PACKAGES:
        spec = find_spec(name)
        places = [Path(place).resolve() for place in (spec.submodule_search_locations or ())] if spec else []
        if ROOT.resolve() / name not in places:
            return Found(what, "lacking", f"导入的 {name} 不是本程序的，请在本程序自己的虚拟环境里运行。")
    owners = packages_distributions()
    others = sorted({o for name in OUR_PACKAGES for o in owners.get(name, ()) if o.lower() != "nianbao"})
    if others:
        said = (
            f"本机另装有 {'、'.join(others)}，含有与本程序同名的程序包，容易互相顶替；请在本程序自己的虚拟环境里运行。"
        )
        return Found(what, "note", said)
    return Found(what, "ok", "没有同名的其他程序包")


def _data_folder(settings: Settings) -> Found:
    what, folder = "数据文件夹", settings.data_dir.resolve()
    place = printable(folder)
    standing = _nearest(folder)
    if not standing.is_dir() or not os.access(standing, os.W_OK | os.X_OK):
        said = f"{place} 不能写，请开放权限，或用 NIANBAO_DATA_DIR 改到可以写的地方。"
        return Found(what, "lacking", said)
    if standing != folder:
        return Found(what, "ok", f"{place}（还没有，第一次使用时建立）")
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return Found(what, "note", f"{place} 本机的其他用户也能查看；如非有意共用，请执行 chmod 700。")
    return Found(what, "ok", place)


def _free_space(settings: Settings) -> Found:
    free = shutil.disk_usage(_nearest(settings.data_dir.resolve())).free
    said = f"剩余 {free / 1024**3:.1f} GB"
    if free < SCARCE:
        return Found("磁盘空间", "lacking", f"{said}，不足 {SCARCE // 1024**2} MB，请清理后再用。")
    if free < ROOMY:
        return Found("磁盘空间", "note", f"{said}，不足 {ROOMY // 1024**3} GB，请留意。")
    return Found("磁盘空间", "ok", said)


def _nearest(folder: Path) -> Path:
    """The folder, or what stands above it where it is not there yet."""
    return next(part for part in (folder, *folder.parents) if part.exists())


def _database(settings: Settings) -> Found:
    from sqlalchemy.exc import SQLAlchemyError

    from nianbao.store.database import revision_at
    from nianbao.store.migrations import HEAD

    what = "数据库"
    try:
        revision = revision_at(settings.resolved_database_url)
    except UserError as error:
        return Found(what, "lacking", str(error))
    except ModuleNotFoundError as error:
        return Found(
            what, "lacking", f"缺少数据库驱动 {error.name}，请安装（PostgreSQL：pip install nianbao[postgres]）。"
        )
    except SQLAlchemyError:
        return Found(what, "lacking", "数据库打不开，请检查 NIANBAO_DATABASE_URL。")
    if revision is None:
        return Found(what, "ok", "能用，还是空的（第一次使用时建表）")
    if revision > HEAD:
        said = f"版本 {revision} 比本程序的 {HEAD} 新，请升级程序后再打开。"
        return Found(what, "lacking", said)
    if revision < HEAD:
        return Found(what, "note", f"版本 {revision}，下次打开时升级到 {HEAD}；升级前请先备份（nianbao backup）。")
    return Found(what, "ok", f"能用，版本 {revision}")


def _libreoffice(_: Settings) -> Found:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return Found("LibreOffice", "note", "没有安装：读不了 .doc、.wps、.rtf、.odt，其他文件照常。")
    return Found("LibreOffice", "ok", printable(program))


def _recognition(_: Settings) -> Found:
    from nianbao.documents.pdf.source import can_recognise

    if can_recognise():
        return Found("扫描件识别", "ok", "已安装")
    return Found("扫描件识别", "note", "没有安装：读不了扫描件（pip install nianbao[ocr]），其他文件照常。")


def _fonts(settings: Settings) -> Found:
    wanted = [settings.font_title, settings.font_body, settings.font_heading, settings.font_subheading]
    installed = _installed_fonts()
    if installed is None:
        return Found("字体", "note", f"没有检查；导出的 Word 用到 {'、'.join(wanted)}。")
    if absent := [name for name in wanted if name not in installed]:
        said = f"本机没有 {'、'.join(absent)}：文件照常导出，在本机打开时以别的字体显示，排版和打印请用装有这些字体的电脑。"
        return Found("字体", "note", said)
    return Found("字体", "ok", "、".join(wanted))


def _installed_fonts() -> str | None:
    """Names of the installed fonts, all in one text; None where they cannot be asked for."""
    if (program := shutil.which("fc-list")) is None:
        return None
    try:
        listed = subprocess.run([program, ":", "family"], capture_output=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return listed.decode(errors="replace")


def _model(settings: Settings) -> Found:
    address = urlsplit(settings.openai_base_url)
    if settings.openai_base_url and (address.scheme not in ("http", "https") or not address.netloc):
        said = f"OPENAI_BASE_URL“{printable(settings.openai_base_url)}”不是网址，应以 http:// 或 https:// 开头；改好之前由内置程序起草和回答。"
        return Found("模型", "lacking", said)
    if settings.model_configured:
        return Found("模型", "ok", f"已设置 {settings.model}（没有试调用）")
    if settings.model or settings.openai_base_url or settings.openai_api_key:
        said = "设置不全：NIANBAO_MODEL 与 OPENAI_BASE_URL（或 OPENAI_API_KEY）要一起设；现在由内置程序起草和回答。"
        return Found("模型", "note", said)
    return Found("模型", "ok", "没有设置，由内置程序起草和回答")
