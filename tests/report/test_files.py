"""A file is read whole within a limit or refused at once, written whole or not at all, and every refusal says why."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.report.files import FileError, PendingFile, read_whole, reason_of, write_whole, writing
from nianbao.report.text import is_decodable, printable

needs_unix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links as Unix has them")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def itself(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


@needs_unix
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (pipe, "不是普通的文件"),
        (endless, "不是普通的文件"),
        (itself, "指向自己的链接"),
        (dangling, "找不到文件"),
        (Path.mkdir, "是文件夹"),
        (lambda path: path.write_bytes(b"x" * 11), "超过"),
        (lambda path: None, "找不到文件"),
    ],
)
def test_what_is_no_file_of_a_fair_size_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    make(tmp_path / "年报.docx")
    with pytest.raises(FileError, match=said) as caught:
        read_whole(tmp_path / "年报.docx", 10)
    assert "年报.docx" in str(caught.value)


def test_how_much_a_file_holds_is_found_by_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x" * 10)
    assert read_whole(tmp_path / "a", 10) == b"x" * 10
    proc = Path("/proc/self/status")  # says that it holds nothing
    if proc.exists():
        assert proc.stat().st_size == 0
        assert read_whole(proc, 100_000).startswith(b"Name:")
        with pytest.raises(FileError, match="超过"):
            read_whole(proc, 10)


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_written_whole_and_never_over_another(tmp_path: Path) -> None:
    target = tmp_path / "意见.docx"
    write_whole(target, b"one")
    with pytest.raises(FileExistsError, match=r"已存在.*意见\.docx"):
        write_whole(target, b"two")
    assert left(tmp_path) == {"意见.docx": b"one"}
    write_whole(target, b"two", overwrite=True)
    assert left(tmp_path) == {"意见.docx": b"two"}


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    pending = PendingFile(tmp_path / "a")
    pending.write(b"ours")
    (tmp_path / "a").write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        pending.commit()
    assert left(tmp_path) == {"a": b"theirs"}


def test_without_hard_links_a_file_is_put_in_its_place_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_whole(tmp_path / "a", b"one")
    assert left(tmp_path) == {"a": b"one"}


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "不能写"), (errno.EACCES, "不能写"), (errno.EIO, "磁盘读写出错")],
)
@pytest.mark.parametrize("step", ["fsync", "link"])
def test_nothing_is_left_of_a_file_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, step: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(number, "English words")

    monkeypatch.setattr(os, step, fails)
    if step == "link":
        monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(FileError, match=said) as caught:
        write_whole(tmp_path / "意见.docx", b"x")
    assert "English" not in str(caught.value)
    assert left(tmp_path) == {}


@pytest.mark.parametrize(
    ("target", "said"),
    [("没有/意见.docx", "没有这个文件夹"), ("文件/意见.docx", "不是文件夹"), ("长" * 200 + ".docx", "文件名太长")],
)
def test_a_place_that_is_none_is_said(tmp_path: Path, target: str, said: str) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(FileError, match=said):
        write_whole(tmp_path / target, b"x")


def test_an_unknown_reason_is_said_in_chinese_too() -> None:
    assert reason_of(OSError(9999, "strange")).endswith("再试。")
    with pytest.raises(FileError), writing(Path("a")):
        raise OSError(9999, "strange")


@pytest.mark.parametrize(
    ("name", "shown", "decodable"),
    [
        ("年报　2024 (1).docx", "年报　2024 (1).docx", True),
        (os.fsdecode(b"\xff\xfe.docx"), "��.docx", False),
        ("a\u202ecod.exe", "a�cod.exe", True),
        ("a\x1b]0;x\x07.docx", "a�]0;x�.docx", True),
        ("a\nb.docx", "a�b.docx", True),
    ],
)
def test_names_are_shown_as_they_can_be(name: str, shown: str, decodable: bool) -> None:
    assert (printable(name), printable(Path(name)), is_decodable(name)) == (shown, shown, decodable)
    printable(name).encode()
