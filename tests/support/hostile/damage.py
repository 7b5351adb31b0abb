"""Ways to spoil a file: its bytes, the parts of a package, its markup, its name."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Damage = Callable[[Random, bytes], bytes]
MOST_BYTES = 4_000_000
"""A damaged file is cut here: large files have their own cases."""
ENDINGS = (
    "docx",
    "doc",
    "wps",
    "xlsx",
    "xls",
    "pdf",
    "html",
    "htm",
    "mht",
    "xml",
    "txt",
    "md",
    "rtf",
    "odt",
    "",
    "exe",
)

_TAG = re.compile(rb"<[^<>]{1,400}>")
_NUMBER = re.compile(rb"\d+")
_ATTRIBUTE_NUMBER = re.compile(rb'"\d+"')
_NUMBERS = (
    b"0", b"-1", b"999999999", b"4294967296", b"1" + b"0" * 400, b"9" * 5000, b"", b"x", b"1e309", b"NaN", b"0x7f",
    "²".encode(), "٣".encode(), "１２".encode(), "十".encode(), b"1.5", b"+", b"00",
)  # fmt: skip
_SNIPPETS = (
    b"\x00", b"\x00" * 4096, b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "\u202e".encode(),
    "\ufffd".encode() * 50, b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"&#0;", b"&#xD800;", b"]]>", b"<![CDATA[", b"<!--",
    b"\t" * 5000, b"|" * 5000, b"\n" * 5000, b"a" * 100_000, "一、".encode() * 3000, "（".encode() * 5000,
    "第二十条第（一）项规章".encode() * 300, b"9" * 6000, b"[bookmark:" * 3000, b"|---" * 3000, b"#" * 3000, b"\r" * 500,
    "三、本年度办理结果（一）予以公开0000000".encode() * 100, "一、总体情况\n".encode() * 300, b"{\\rtf1", b"%PDF-1.4", b"PK\x03\x04",
    b"<table><tr><td colspan=1000000 rowspan=1000000>1", b"<table>" * 60, b"<div>" * 300, b"</table>" * 50, b"\x1b[31m",
)  # fmt: skip


def cut_short(rng: Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def head_lost(rng: Random, data: bytes) -> bytes:
    return data[rng.randrange(len(data) + 1) :]


def bits_flipped(rng: Random, data: bytes) -> bytes:
    spoiled = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64, 512))):
        if spoiled:
            spoiled[rng.randrange(len(spoiled))] ^= 1 << rng.randrange(8)
    return bytes(spoiled)


def bytes_replaced(rng: Random, data: bytes) -> bytes:
    start, length = rng.randrange(len(data) + 1), rng.choice((1, 16, 512, 8192))
    return data[:start] + rng.randbytes(length) + data[start + length :]


def chunk_removed(rng: Random, data: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:start] + data[end:]


def chunk_doubled(rng: Random, data: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 1, 3, 50)) + data[end:]


def chunk_emptied(rng: Random, data: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:start] + rng.choice((b"\x00", b" ", b"\xff")) * (end - start) + data[end:]


def chunks_shuffled(rng: Random, data: bytes) -> bytes:
    size = rng.choice((64, 512, 4096))
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    rng.shuffle(chunks)
    return b"".join(chunks)


def lines_shuffled(rng: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


def line_ends_lost(rng: Random, data: bytes) -> bytes:
    return data.replace(b"\n", rng.choice((b"", b" ", b"\r", b"\t", b"|")))


def snippet_put_in(rng: Random, data: bytes) -> bytes:
    for _ in range(rng.choice((1, 1, 3))):
        place = rng.choice((0, len(data), rng.randrange(len(data) + 1)))
        data = data[:place] + rng.choice(_SNIPPETS) + data[place:]
    return data


def only_noise(rng: Random, data: bytes) -> bytes:
    return data[: rng.choice((0, 4, 8))] + rng.randbytes(rng.choice((1, 100, 20_000)))


def numbers_replaced(rng: Random, data: bytes) -> bytes:
    return _some_replaced(rng, data, _NUMBER, lambda _: rng.choice(_NUMBERS))


# --- markup -----------------------------------------------------------------------------------------------------


def attributes_replaced(rng: Random, data: bytes) -> bytes:
    """Spans, levels, ids: numbers that a program believes."""
    return _some_replaced(rng, data, _ATTRIBUTE_NUMBER, lambda _: b'"' + rng.choice(_NUMBERS) + b'"')


def tags_lost(rng: Random, data: bytes) -> bytes:
    return _some_replaced(rng, data, _TAG, lambda _: b"")


def tags_swapped(rng: Random, data: bytes) -> bytes:
    tags = _TAG.findall(data)
    return _some_replaced(rng, data, _TAG, lambda _: rng.choice(tags)) if tags else data


def element_nested(rng: Random, data: bytes) -> bytes:
    """An element opened many times over at one place, and closed there or not."""
    tags = [t for t in _TAG.finditer(data) if t[0][1:2] not in b"/?!" and not t[0].endswith(b"/>")]
    if not tags:
        return data
    tag, depth = rng.choice(tags), rng.choice((20, 100, 255, 3000, 100_000))
    name = re.split(rb"[\s>]", tag[0][1:], maxsplit=1)[0]
    closing = b"" if rng.random() < 0.5 else b"</" + name + b">"
    return data[: tag.start()] + tag[0] * depth + closing * depth + data[tag.start() :]


def element_doubled(rng: Random, data: bytes) -> bytes:
    tags = list(_TAG.finditer(data))
    if len(tags) < 2:
        return data
    first, last = sorted(rng.sample(range(len(tags)), 2))
    last = min(last, first + rng.choice((1, 5, 30)))
    piece = data[tags[first].start() : tags[last].end()]
    return data[: tags[last].end()] + piece * rng.choice((1, 10, 300)) + data[tags[last].end() :]


def entities_declared(rng: Random, data: bytes) -> bytes:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    kind = rng.choice(
        (f'<!DOCTYPE x [<!ENTITY a0 "lol">{names}]>', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
         '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/hostname">]>')
    ).encode()  # fmt: skip
    start = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    return data[:start] + kind + snippet_of_text(rng, data[start:], b"&a11;")


def snippet_of_text(rng: Random, data: bytes, snippet: bytes) -> bytes:
    """The snippet behind some tag."""
    tags = list(_TAG.finditer(data))
    place = rng.choice(tags).end() if tags else 0
    return data[:place] + snippet + data[place:]


# --- packages ---------------------------------------------------------------------------------------------------


def part_spoiled(rng: Random, data: bytes) -> bytes:
    """One part of a package damaged, the package itself sound."""
    parts = _parts(data)
    if not parts:
        return bits_flipped(rng, data)
    name = rng.choice([n for n in parts if n.endswith((".xml", ".rels"))] or list(parts))
    for _ in range(rng.choice((1, 1, 2))):
        parts[name] = rng.choice(ON_MARKUP if rng.random() < 0.7 else ON_BYTES)(rng, parts[name])[:MOST_BYTES]
    return _packed(parts)


def part_replaced(rng: Random, data: bytes) -> bytes:
    parts = _parts(data)
    if not parts:
        return chunk_removed(rng, data)
    name = rng.choice(list(parts))
    kind = rng.choice(("lost", "empty", "other", "bomb", "wide", "noise", "renamed"))
    if kind == "lost":
        del parts[name]
    elif kind == "renamed":
        parts[rng.choice(("../../x", "/etc/x", "C:\\x", name.upper(), "x/"))] = parts.pop(name)
    else:
        parts[name] = {
            "empty": b"",
            "other": parts[rng.choice(list(parts))],
            "bomb": b" " * 60_000_000,
            "wide": b"<a>" + b"<b/>" * 400_000 + b"</a>",
            "noise": rng.randbytes(500),
        }[kind]
    return _packed(parts)


def package_lies(rng: Random, data: bytes) -> bytes:
    """The directory of a package says something else than what is there: sizes, method, encryption, places."""
    places = [m.start() for m in re.finditer(b"PK\x01\x02", data)]
    if not places:
        return chunk_emptied(rng, data)
    spoiled = bytearray(data)
    for _ in range(rng.choice((1, 3))):
        place = rng.choice(places)
        field, size = rng.choice(((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (42, 4)))
        spoiled[place + field : place + field + size] = rng.choice(
            (rng.randbytes(size), b"\x00" * size, b"\x01" * size)
        )
    return bytes(spoiled)


ON_BYTES: tuple[Damage, ...] = (
    cut_short, head_lost, bits_flipped, bytes_replaced, chunk_removed, chunk_doubled, chunk_emptied, chunks_shuffled,
    lines_shuffled, line_ends_lost, snippet_put_in, only_noise, numbers_replaced,
)  # fmt: skip
ON_MARKUP: tuple[Damage, ...] = (
    attributes_replaced, tags_lost, tags_swapped, element_nested, element_doubled, entities_declared, numbers_replaced,
)  # fmt: skip
ON_PACKAGES: tuple[Damage, ...] = (part_spoiled, part_spoiled, part_spoiled, part_replaced, package_lies)


def spoiled(rng: Random, kind: str, seeds: dict[str, bytes]) -> tuple[bytes, str, str]:
    """``(file, its name, what was done)``: a seed of that kind damaged in one to three ways."""
    data, done = seeds[kind], []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if data.startswith(b"PK\x03\x04"):
            ways = ON_PACKAGES if rng.random() < 0.75 else ON_BYTES
        else:
            ways = ON_MARKUP if kind in ("html", "xml") and rng.random() < 0.5 else ON_BYTES
        way = rng.choice(ways)
        data = way(rng, data)[:MOST_BYTES]
        done.append(way.__name__)
    if rng.random() < 0.05:
        data += seeds[rng.choice(sorted(seeds))]
        done.append("joined")
    ending = kind.rpartition(".")[2]
    if rng.random() < 0.15:
        ending = rng.choice(ENDINGS)
        done.append(f"called .{ending}")
    return data, f"示例镇2024年年报.{ending}", "+".join(done)


def _span(rng: Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 20, 500, 5000, 50_000)))


def _some_replaced(rng: Random, data: bytes, pattern: re.Pattern[bytes], by: Callable[[bytes], bytes]) -> bytes:
    share = rng.choice((0.002, 0.02, 0.5))
    return pattern.sub(lambda m: by(m[0]) if rng.random() < share else m[0], data[:MOST_BYTES])


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a sound package; none when it is damaged already."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {n: archive.read(n) for n in archive.namelist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, LookupError, EOFError, MemoryError):
        return {}
    except Exception:  # zlib.error and whatever else a package can raise: it is damaged
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
