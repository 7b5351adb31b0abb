"""What a database says when it cannot go on, in Chinese, with what to do."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from nianbao.report.errors import UserError
from nianbao.report.text import printable


class StoreError(UserError):
    """The store cannot do what was asked; the message is one Chinese sentence for the clerk."""


_DAMAGED = (
    "数据库文件已损坏：{place}。请先把它和同名的 -wal、-shm 文件一起改名留存，再用备份恢复；"
    "没有备份的，改名后重新打开，程序会新建一个空的数据库，收入的报告和初稿要重新做。"
)
SIGNS = {
    "malformed": _DAMAGED,
    "not a database": _DAMAGED,
    "is full": "磁盘已满，{place} 没有写成，原有的内容没有改动。请清理出一些空间后再试。",
    "readonly": "数据库不能写（文件或文件夹只读）：{place}。请去掉只读，或者把数据文件夹（NIANBAO_DATA_DIR）改到可以写的地方。",
    "unable to open": "数据库打不开：{place}。请确认它所在的文件夹可以写，或者把数据文件夹（NIANBAO_DATA_DIR）改到可以写的地方。",
    "disk I/O error": "磁盘读写出错，{place} 没有读写成。磁盘可能已满或损坏，请检查后再试。",
    "is locked": "数据库正被另一个程序占用，请稍后再试。",
    "already exists": "数据库的结构与它记的版本不一致：{place}。可能是不完整的拷贝，请用备份恢复。",
}
"""Part of what SQLite says → what is said here."""
_UNREACHABLE = "连接不上数据库服务器，或者连接中断了：{place}。请确认服务器已启动、地址和端口正确、网络通畅，再试一次。"
_STATES = {
    "42501": "数据库用户的权限不够：{place}。请数据库管理员让它能在这个数据库里建表和读写。",
    "25006": "数据库是只读的：{place}。请核对是不是连到了备用服务器。",
    "53100": "数据库服务器的磁盘已满，没有写成，原有的内容没有改动：{place}。请清理出一些空间后再试。",
    "53300": "数据库服务器的连接数已满：{place}。请稍后再试，或请数据库管理员调大。",
    "57P03": "数据库服务器正在启动或恢复：{place}。请稍后再试。",
    "42P07": SIGNS["already exists"],
}
"""PostgreSQL's code of an error (SQLSTATE) → what is said here."""
_REFUSALS = {
    r'database ".*" does not exist|数据库 ?".*" ?不存在': "数据库服务器上没有这个数据库：{place}。请先建立，或核对 NIANBAO_DATABASE_URL。",
    r'role ".*" does not exist|password authentication failed|no pg_hba.conf entry|角色 ?".*" ?不存在|认证失败|pg_hba.conf': (
        "数据库服务器不让这个用户登录：{place}。请核对 NIANBAO_DATABASE_URL 里的用户名和密码，或请数据库管理员开放。"
    ),
}
"""What it says on connecting, where it gives no code, in English or Chinese → what is said here."""


def said_of(error: BaseException, url: URL) -> str | None:
    """The sentence for an error of the database; None for one that is nobody's but the program's."""
    cause = getattr(error, "orig", None) or error
    if url.get_backend_name() == "sqlite":
        place, told = printable(url.database), str(cause)
        return next((said.format(place=place) for sign, said in SIGNS.items() if sign in told), None)
    said = _STATES.get(getattr(cause, "sqlstate", None) or "")
    if said is None and type(cause).__name__ in ("OperationalError", "AdminShutdown", "ConnectionTimeout"):
        said = next((said for words, said in _REFUSALS.items() if re.search(words, str(cause))), _UNREACHABLE)
    return None if said is None else said.format(place=url.render_as_string(hide_password=True))


@contextmanager
def in_chinese(url: URL) -> Iterator[None]:
    """Raises ``StoreError`` for what ``said_of`` has a sentence for; other errors as they come."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        if said := said_of(error, url):
            raise StoreError(said) from error
        raise
