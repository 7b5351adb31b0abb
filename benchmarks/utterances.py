"""What people type, in seven situations, through whole turns without a model: how many acts are right, and the confusion.

    python benchmarks/utterances.py UTTERANCES.yaml… --review REPORT --bad REPORT --inputs INPUTS --register REGISTER

A row: ``context`` (none, review, bad, draft, two, file, compare, register, set), ``say``, ``act`` (one; or a list: any of them, and all
in order where the words join two requests), optional ``also`` (as good), ``before`` (what was said just before), ``refers``, ``article``
or ``note`` (what must be among the first three hits). Lists ``offtopic``/``outside`` and ``ontopic``/``inside`` of a mapping are read
too. Printed: rows whose acts are right, and of them those right in all that the row names.
"""

import argparse
import collections
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from nianbao.assistant.service import Assistant
from nianbao.paths import CORPUS_DIR
from nianbao.settings import Settings
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services

SAMPLES = CORPUS_DIR / "reports"
TWO = (SAMPLES / "liuxi-town-2024.md", SAMPLES / "liuxi-town-2023.md")
NEAREST = 3
JOINT = re.compile(r"再|顺便")


def upload(path: Path) -> Upload:
    return Upload(path.name, path.read_bytes())


class Desk:
    """Conversations in each situation; a row gets a fresh one, so that no row sees another."""

    def __init__(self, assistant: Assistant, args: argparse.Namespace) -> None:
        self.assistant, self.args = assistant, args

    def acts(self, context: str, said: str, before: Sequence[str] = ()) -> list[dict[str, Any]]:
        conversation = self.assistant.start()
        uploads: list[Upload] = []
        if context == "review":
            self._turn(conversation, "审核一下", [upload(self.args.review)])
        elif context == "draft":
            self._turn(conversation, "起草", [upload(self.args.inputs)])
        elif context == "bad":
            self._turn(conversation, "审核一下", [upload(self.args.bad)])
        elif context == "compare":
            self._turn(conversation, "和去年比", [upload(p) for p in TWO])
        elif context == "two":
            uploads = [upload(p) for p in TWO]
        elif context == "file":
            uploads = [upload(self.args.review)]
        elif context == "register":
            uploads = [upload(self.args.register)]
        elif context == "set":
            self._turn(conversation, "审核一下", set_of_towns())
        for earlier in before:
            self._turn(conversation, earlier, uploads)
            uploads = []
        self._turn(conversation, said, uploads)
        acts: list[dict[str, Any]] = self.assistant.messages(conversation)[-1].payload["acts"]
        return acts

    def _turn(self, conversation: str, said: str, uploads: list[Upload]) -> None:
        for _ in self.assistant.turn(conversation, said, uploads):
            pass


def set_of_towns() -> list[Upload]:
    """Eight reports, those of invented towns made of the samples."""
    town = TWO[0].read_text(encoding="utf-8")
    names = ("白云镇", "苍台镇", "石门镇", "东岭镇", "沙河镇", "南坪镇")
    made = [Upload(f"{name}.md", town.replace("柳溪镇", name).encode()) for name in names]
    return [*made, upload(TWO[0]), upload(SAMPLES / "luqi-town-2024.md")]


def right_acts(row: dict[str, Any], acts: list[dict[str, Any]]) -> bool:
    """Whether that was done which is wanted, or is as good."""
    wanted, also = _listed(row["act"]), _listed(row.get("also"))
    told = [a["act"] for a in acts]
    either = len(told) == 1 and told[0] in also + ([] if JOINT.search(row["say"]) else wanted)
    return told == wanted or either


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def right(row: dict[str, Any], acts: list[dict[str, Any]]) -> bool:
    """Whether the acts, what they refer to and what they found are those that are wanted."""
    wanted, told = _listed(row["act"]), [a["act"] for a in acts]
    if not right_acts(row, acts) or not set(told) & set(wanted):
        return right_acts(row, acts)
    if row.get("refers") and wanted != ["law"]:
        refers = [r for a in acts for r in a["refers"]]
        if not any(row["refers"] in r for r in refers):
            return False
    hits = [h for a in acts for h in a["hits"]][:NEAREST]
    if row.get("article"):
        return any(h["article"] == row["article"] for h in hits)
    if row.get("note"):
        return any(row["note"] in f"{h['title']}{h['text']}" for h in hits)
    return True


def rows_of(path: Path) -> list[dict[str, Any]]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if isinstance(data, list):
        return [r if "act" in r else {"context": "none", "say": r["q"], "act": "law"} for r in data]
    off = [{"context": "none", "act": "refuse"} | r for key in ("offtopic", "outside") for r in data.get(key, [])]
    on = [{"context": "none", "act": "law"} | r for key in ("ontopic", "inside") for r in data.get(key, [])]
    return off + on


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--review", type=Path, default=TWO[0])
    parser.add_argument("--bad", type=Path, default=TWO[0], help="a report with findings, for the context “bad”")
    parser.add_argument("--inputs", type=Path)
    parser.add_argument("--register", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder), OPENAI_API_KEY="", OPENAI_BASE_URL="")  # type: ignore[call-arg]
        desk = Desk(Assistant(Services(settings)), args)
        for path in args.files:
            rows = rows_of(path)
            confusion: collections.Counter[tuple[str, str]] = collections.Counter()
            wrong, acted = [], 0
            for row in rows:
                acts = desk.acts(row["context"], row["say"], row.get("before", ()))
                told = [a["act"] for a in acts]
                wanted = told if right_acts(row, acts) else _listed(row["act"])
                acted += right_acts(row, acts)
                confusion[("+".join(wanted), "+".join(told))] += 1
                if not right(row, acts):
                    found = [h["article"] or h["title"] for a in acts for h in a["hits"]][:NEAREST]
                    wrong.append(f"  {row['context']}: {row['say']}  wanted {_listed(row['act'])}, got {told} {found}")
            print(f"{path}: acts {acted}, all {len(rows) - len(wrong)} of {len(rows)}")
            print("\n".join(wrong))
            for (wanted_act, got), n in sorted(confusion.items()):
                if wanted_act != got:
                    print(f"  {wanted_act} → {got}: {n}")


if __name__ == "__main__":
    main()
