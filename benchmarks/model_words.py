"""What becomes of words that a model could say: explanations and lies of the chat, sentences of a draft, real reports.

    python benchmarks/model_words.py chat --honest HONEST.yaml
    python benchmarks/model_words.py chat --lies LIES.yaml --after "bad review=review:FILE" "review=review:FILE" …
    python benchmarks/model_words.py draft --lies LIES.yaml --inputs WORKBOOK
    python benchmarks/model_words.py reports FILE …

``honest``: a list of ``file`` and ``rows`` of ``question`` and ``answer``; an answer comes through when no sentence of it is
withheld (code's in its place counts). ``lies``: a list of ``sentence``, ``after`` (or ``section``) and ``kind``. ``reports``: the
number-free sentences of real reports, each with itself as the drafter's line, then without it.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nianbao.assistant.own_words import judge  # noqa: E402  after the path
from nianbao.assistant.sentences import split_all  # noqa: E402
from nianbao.documents import read  # noqa: E402
from nianbao.drafting.judging.judge import judge_of_section  # noqa: E402
from nianbao.drafting.ledger.entries import build_ledger  # noqa: E402
from nianbao.drafting.material.inputs import DraftInputs  # noqa: E402
from nianbao.drafting.sentences.rewording import has_numeral, without_list_number  # noqa: E402
from nianbao.settings import Settings  # noqa: E402
from nianbao.work.compare import CompareRequest  # noqa: E402
from nianbao.work.draft import DraftRequest, load_inputs  # noqa: E402
from nianbao.work.handed.files import read_report  # noqa: E402
from nianbao.work.jobs import JobResult, compare_job, draft_job, law_job, review_job  # noqa: E402
from nianbao.work.model.told import Told, told_of  # noqa: E402
from nianbao.work.review import ReviewRequest  # noqa: E402
from nianbao.work.services import Services  # noqa: E402

HAN_LEAST = 6
"""Characters; shorter pieces of a report are headings and list marks."""


def rows_of(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def result_of(services: Services, job: str) -> JobResult:
    """A job named as ``model-check --after`` names it."""
    kind, _, argument = job.partition(":")
    if kind == "review":
        file = Path(argument)
        return review_job(ReviewRequest(file.name, file.read_bytes(), library=services.library))
    if kind == "compare":
        return compare_job(services, CompareRequest(read_report(Path(argument))))
    if kind == "draft":
        return draft_job(services, DraftRequest(load_inputs(Path(argument).read_bytes()), offline=True))
    return law_job(services, argument)


def honest(services: Services, path: Path, verbose: bool) -> None:
    """How many explanations come through whole, and what of the others is withheld."""
    whole, every, some, total, by_style = 0, 0, 0, 0, Counter[str]()
    became = Counter[str]()
    for group in rows_of(path):
        known = told_of([result_of(services, f"review:{group['file']}")])
        for row in group["rows"]:
            judged = [judge(s.strip(), known) for s in split_all(row["answer"]) if s.strip()]
            became.update(j.becomes for j in judged)
            withheld = [j for j in judged if j.becomes in ("cited", "left-out")]
            total += 1
            whole += not withheld
            every += all(j.becomes != "left-out" for j in judged)
            some += any(j.becomes != "left-out" for j in judged)
            by_style[row.get("style", "")] += not withheld
            if verbose:
                for j in withheld:
                    print(
                        f"  {Path(group['file']).name[:12]} {j.becomes}: {j.sentence}  〔{'、'.join(j.claims) or j.why}〕"
                    )
    print(
        f"honest: {every} of {total} with every sentence shown (its words or the sentence of code's that it cites), "
        f"{whole} with all of its words, {some} with something shown; all words by style {dict(by_style)}; sentences {dict(became)}"
    )


def lies(services: Services, path: Path, after: dict[str, str], verbose: bool) -> None:
    """How many lies are shown as checked (code's sentence in place of one counts as code's) or as the model's own words."""
    known: dict[str, list[Told]] = {}
    became = Counter[str]()
    for row in rows_of(path):
        name = row["after"]
        if name not in known:
            known[name] = told_of([result_of(services, job) for job in after[name].split("+")])
        judged = [judge(s.strip(), known[name]) for s in split_all(row["sentence"]) if s.strip()]
        for j in judged:
            became[j.becomes] += 1
            if verbose and j.becomes in ("shown-as-model", "fact"):
                printed = f" → {'；'.join(t.text for t in j.cited)[:160]}" if j.becomes == "fact" else ""
                print(f"  {j.becomes} [{row.get('kind')}] {j.sentence}{printed}")
    print(f"lies: {dict(became)}")


def draft_lies(path: Path, workbook: Path, verbose: bool) -> None:
    inputs = load_inputs(workbook.read_bytes())
    ledger = build_ledger(inputs)
    became = Counter[str]()
    for row in rows_of(path):
        found = judge_of_section(row.get("section", "overview"), inputs, ledger).of(row["sentence"])
        became[found.becomes] += 1
        if verbose and found.becomes in ("fact", "own"):
            print(f"  {found.becomes} [{row.get('kind')}] {row['sentence']}  of {found.original}")
    print(f"draft lies: {dict(became)}")


def reports(files: list[Path], verbose: bool) -> None:
    """Number-free sentences of real reports: own where they stand in the material, proposed where they do not."""
    there, missing = Counter[str](), Counter[str]()
    for file in files:
        report = read(file.read_bytes(), file.name)
        for section in ("overview", "problems", "other"):
            for said in number_free(report.text(section)):
                place = "management" if section == "overview" else section
                for material, count in ((said, there), ("", missing)):
                    inputs = with_line(place, material)
                    found = judge_of_section(place, inputs, build_ledger(inputs)).of(said)
                    count[found.becomes] += 1
                    if verbose and found.becomes != ("own" if material else "proposed"):
                        print(
                            f"  {found.becomes}{' though it stands there' if material else ''}: {said}  〔{found.why}〕"
                        )
    print(f"in the material: {dict(there)}; not there: {dict(missing)}")


def number_free(text: str) -> list[str]:
    """The sentences of a text that hold no number."""
    found = (without_list_number(s.strip()) for line in text.split("\n") for s in split_all(line))
    return [s for s in found if len(s) >= HAN_LEAST and not has_numeral(s) and s.rstrip("；;").endswith(("。", "！"))]


def with_line(place: str, line: str) -> DraftInputs:
    """Inputs of an agency that has this line, or none."""
    raw: dict[str, Any] = {"agency": "示例市青湾镇人民政府", "year": 2024, "tables": {}}
    if line:
        raw |= {
            "management": {"practices": [{"aspect": "management", "text": line}]},
            "problems": {"problems": [line]},
            "other": {"other_matters": [line]},
        }[place]
    return DraftInputs.model_validate(raw)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("chat", "draft", "reports"))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--honest", type=Path)
    parser.add_argument("--lies", type=Path)
    parser.add_argument("--after", nargs="*", default=[], help="name=job[+job]")
    parser.add_argument("--inputs", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    if args.what == "reports":
        reports(args.files, args.verbose)
        return
    if args.what == "draft":
        draft_lies(args.lies, args.inputs, args.verbose)
        return
    with tempfile.TemporaryDirectory() as folder:
        services = Services(Settings(_env_file=None, data_dir=Path(folder)))  # type: ignore[call-arg]
        if args.honest:
            honest(services, args.honest, args.verbose)
        if args.lies:
            lies(services, args.lies, dict(a.split("=", 1) for a in args.after), args.verbose)


if __name__ == "__main__":
    main()
