"""A folder of reports reviewed as a set on a cluster: the two passes of ``work.review_set``, each report's work elsewhere.

What the set has in common is learned here; a worker gets bytes and gives bytes, so no folder need be shared. What was
answered is kept (``manifest``) until the run is complete.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from nianbao.documents import load
from nianbao.report.errors import UserError
from nianbao.report.text import printable
from nianbao.work.cluster.crew import Crew, Item, LostError, Task, here
from nianbao.work.cluster.fingerprint import fingerprint
from nianbao.work.cluster.manifest import Manifest
from nianbao.work.review_set import (
    DIED_READING,
    DIED_REVIEWING,
    Library,
    Progress,
    address_of,
    at_least_of,
    gathered,
    judged,
    read_marks,
)
from validators.review import ReviewOptions
from validators.reviewed import Reviewed
from validators.shared_wording.digest import Digest, pack, unpack_value
from validators.shared_wording.scratch import Scratch

FOLDER = "cluster"
Say = Callable[[str], None]
_LOST = "集群断开了，余下的在本机继续。"


def review_set_on(
    address: str,
    files: Sequence[Path],
    options: ReviewOptions,
    *,
    library: Library,
    data_dir: Path,
    progress: Progress,
    say: Say,
) -> Iterator[Reviewed]:
    """As ``review_set``: one result a file, in their order, the same bytes. Raises ``ClusterError`` before any work."""
    crew = Crew(address)
    try:
        yield from _Run(crew, files, options, library, data_dir, progress, say).results()
    finally:
        crew.close()


class _Run:
    def __init__(
        self,
        crew: Crew,
        files: Sequence[Path],
        options: ReviewOptions,
        library: Library,
        data_dir: Path,
        progress: Progress,
        say: Say,
    ) -> None:
        self._crew: Crew | None = crew
        self._files, self._options, self._library = files, options, library
        self._data_dir, self._told, self._say = data_dir, progress, say
        self._at_least = at_least_of(options)

    def results(self) -> Iterator[Reviewed]:
        hashes: dict[int, str] = {}
        errors: dict[int, str] = {}
        for number, path in enumerate(self._files):
            try:
                hashes[number] = sha256(load(path)).hexdigest()
            except UserError as error:
                errors[number] = str(error)
        known = (fingerprint(), repr(self._options), _state_of(self._library))
        whole = _key(*known, *(f"{self._files[n].name} {h}" for n, h in hashes.items()))
        with (
            tempfile.TemporaryDirectory(prefix="nianbao-") as folder,
            Manifest(self._data_dir / FOLDER / f"{whole}.sqlite") as manifest,
        ):
            scratch = Scratch(Path(folder) / "set.sqlite", at_least=self._at_least)
            try:
                self._read(scratch, hashes, errors, manifest)
                scratch.learn()
                answered = self._review(scratch, [n for n in hashes if n not in errors], manifest)
                for number, path in enumerate(self._files):
                    if number in errors:
                        yield Reviewed(path, None, errors[number])
                        continue
                    result = Reviewed(path, *unpack_value(next(answered)))
                    self._told("审核", number + 1, len(self._files))
                    yield result
            finally:
                scratch.close()
            manifest.finish()

    def _read(self, scratch: Scratch, hashes: dict[int, str], errors: dict[int, str], manifest: Manifest) -> None:
        """Every report's marks into ``scratch``; what could not be read into ``errors``."""

        def item(number: int) -> Item:
            path = self._files[number]
            content = lambda: pack((printable(path.name), load(path), self._at_least))  # noqa: E731
            return f"read {number} {hashes[number]}", content

        answers = self._answers(read_one, [item(number) for number in hashes], pack(DIED_READING), manifest)
        for number, answer in zip(hashes, answers, strict=True):
            found = unpack_value(answer)
            if isinstance(found, Digest):
                scratch.add(number, found)
            else:
                errors[number] = found
            self._told("读取", number + 1, len(self._files))

    def _review(self, scratch: Scratch, numbers: Sequence[int], manifest: Manifest) -> Iterator[bytes]:
        def item(number: int) -> Item:
            path = self._files[number]
            content = lambda: pack(  # noqa: E731
                (gathered(scratch, number, path, self._options, self._library), self._options)
            )
            return f"review {number}", content

        died = pack((None, DIED_REVIEWING))
        return self._answers(review_one, [item(number) for number in numbers], died, manifest)

    def _answers(self, task: Task, items: Sequence[Item], died: bytes, manifest: Manifest) -> Iterator[bytes]:
        """An answer an item, in order: what is kept, else from the cluster, else, when that is lost, from here."""
        known = {key for key, _ in items if manifest.get(key) is not None}
        asked = (each for each in items if each[0] not in known)
        coming = self._worked(task, asked, died)
        for key, _ in items:
            if key not in known:
                got, answer = next(coming)
                assert got == key
                manifest.put({got: answer})
            answer_kept = manifest.get(key)
            assert answer_kept is not None
            yield answer_kept

    def _worked(self, task: Task, items: Iterator[Item], died: bytes) -> Iterator[tuple[str, bytes]]:
        pending: list[Item] = []

        def noted() -> Iterator[Item]:
            for each in items:
                pending.append(each)
                yield each

        if self._crew is not None:
            try:
                for key, answer in self._crew.answers(task, noted(), died):
                    pending.pop(0)
                    yield key, answer
                return
            except LostError:
                self._say(_LOST)
                self._crew = None
        yield from here(task, [*pending, *items])


# --- on a worker: nothing is raised -------------------------------------------------------------------------------


def read_one(sent: bytes) -> bytes:
    """The marks of a report, or why it could not be read."""
    name, content, at_least = unpack_value(sent)
    return pack(read_marks(content, name, at_least))


def review_one(sent: bytes) -> bytes:
    """A review as a line of JSON, or why there is none."""
    task, options = unpack_value(sent)
    return pack(judged(task, options))


def _state_of(library: Library) -> str:
    """What tells that the library is another one than when the run began; of a server's only the day is known."""
    if library is None:
        return ""
    file = Path(address_of(library).removeprefix("sqlite:///"))
    try:
        found = file.stat()
    except (OSError, ValueError):
        return f"{library} {date.today()}"
    return f"{library} {found.st_size} {found.st_mtime_ns}"


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
