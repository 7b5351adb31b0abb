"""What people type, in seven situations, through whole turns without a model: how many acts are right, and the confusion.

    python benchmarks/utterances.py UTTERANCES.yaml… --review REPORT --bad REPORT --inputs INPUTS --register REGISTER

A row: ``context`` (none, review, bad, draft, two, compare, register), ``say``, ``act`` (one or a list), optional ``also``, ``refers``,
``article`` or ``note`` (what must be among the first three hits). ``offtopic``/``ontopic`` lists of a mapping are read too.
"""

import argparse
import collections
import tempfile
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


def upload(path: Path) -> Upload:
    return Upload(path.name, path.read_bytes())


class Desk:
    """Conversations in each situation; a row gets a fresh one, so that no row sees another."""

    def __init__(self, assistant: Assistant, args: argparse.Namespace) -> None:
        self.assistant, self.args = assistant, args

    def acts(self, context: str, said: str) -> list[dict[str, Any]]:
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
        elif context == "register":
            uploads = [upload(self.args.register)]
        self._turn(conversation, said, uploads)
        acts: list[dict[str, Any]] = self.assistant.messages(conversation)[-1].payload["acts"]
        return acts

    def _turn(self, conversation: str, said: str, uploads: list[Upload]) -> None:
        for _ in self.assistant.turn(conversation, said, uploads):
            pass


def right(row: dict[str, Any], acts: list[dict[str, Any]]) -> bool:
    """Whether the acts, what they refer to and what they found are those that are wanted."""
    wanted = row["act"] if isinstance(row["act"], list) else [row["act"]]
    told = [a["act"] for a in acts]
    if told != wanted:
        return told == [row.get("also")]
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
    off = [{"context": "none", "say": r["say"], "act": "refuse"} for r in data.get("offtopic", [])]
    on = [{"context": "none", "say": r["say"], "act": "law", "article": r["article"]} for r in data.get("ontopic", [])]
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
            wrong = []
            for row in rows:
                acts = desk.acts(row["context"], row["say"])
                told = [a["act"] for a in acts]
                wanted = row["act"] if isinstance(row["act"], list) else [row["act"]]
                confusion[("+".join(wanted), "+".join(told))] += 1
                if not right(row, acts):
                    found = [h["article"] or h["title"] for a in acts for h in a["hits"]][:NEAREST]
                    wrong.append(f"  {row['context']}: {row['say']}  wanted {wanted}, got {told} {found}")
            print(f"{path}: {len(rows) - len(wrong)} of {len(rows)}")
            print("\n".join(wrong))
            for (wanted_act, got), n in sorted(confusion.items()):
                if wanted_act != got:
                    print(f"  {wanted_act} → {got}: {n}")


if __name__ == "__main__":
    main()
