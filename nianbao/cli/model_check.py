"""``model-check --sentences``: what would become of sentences had a model said them in a draft, or in chat after jobs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.shell import print_json
from nianbao.report.errors import UserError
from nianbao.work.model.judge_sentences import SentencesToJudge, judge_sentences

if TYPE_CHECKING:
    from nianbao.work.jobs import JobResult

_BECOMES = {
    "fact": "事实",
    "own": "经办人的话",
    "proposed": "建议（待确认）",
    "refused": "不采用",
    "cited": "只印所引的句子",
    "shown-as-model": "模型的话（未经核对）",
    "left-out": "略去",
}


def show_judgements(sentences: Path, inputs: Path, section: str, as_json: bool) -> None:
    """Print a line, or an entry of JSON, for each sentence of a file (one a line)."""
    from nianbao.work.handed.files import load_inputs

    told = _lines(sentences)
    judged = judge_sentences(SentencesToJudge(told, load_inputs(inputs), section))
    if as_json:
        print_json([j.as_json() for j in judged])
        return
    for j in judged:
        click.echo(f"{_BECOMES[j.becomes]}　{j.sentence}　（{'；'.join((j.why, *j.claims))}）")


def show_chat_judgements(sentences: Path, after: tuple[str, ...], as_json: bool) -> None:
    """As above, for the chat: ``after`` names the jobs of one turn, ``review:FILE``, ``compare:FILE``, ``draft:INPUTS``,
    ``law:QUESTION``."""
    from nianbao.assistant.own_words import judge
    from nianbao.work.model.told import told_of

    known = told_of([_job(*name.partition(":")[::2]) for name in after])
    judged = [judge(sentence, known) for sentence in _lines(sentences)]
    if as_json:
        print_json([j.as_json() for j in judged])
        return
    for j in judged:
        printed = "；".join(t.text for t in j.cited)
        click.echo(f"{_BECOMES[j.becomes]}　{j.sentence}　（{j.why}{f'：{printed}' if printed else ''}）")


def _job(job: str, argument: str) -> "JobResult":
    """One job done as the conversation does it. Raises ``UserError``."""
    from nianbao.work.compare import CompareRequest
    from nianbao.work.draft import DraftRequest
    from nianbao.work.handed.files import load, load_inputs, read_report
    from nianbao.work.jobs import compare_job, draft_job, law_job, review_job
    from nianbao.work.review import ReviewRequest
    from nianbao.work.services import Services

    services = Services()
    if job == "review":
        return review_job(ReviewRequest(Path(argument).name, load(Path(argument)), library=services.library))
    if job == "compare":
        return compare_job(services, CompareRequest(read_report(Path(argument))))
    if job == "draft":
        return draft_job(services, DraftRequest(load_inputs(Path(argument)), offline=True))
    if job == "law" and argument:
        return law_job(services, argument)
    raise UserError("--after 应为 review:文件、compare:文件、draft:资料表 或 law:问题")


def _lines(sentences: Path) -> tuple[str, ...]:
    try:
        lines = sentences.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"读不了句子文件（应为 UTF-8 文本，每行一句）：{sentences}") from error
    return tuple(line.strip() for line in lines if line.strip())


def probe_and_show(as_json: bool) -> int:
    """Probe the configured endpoint, keep what was found, and say in Chinese what will be used."""
    from nianbao.work.model.probe import probe
    from nianbao.work.services import Services

    found = probe(Services())
    if as_json:
        print_json(found.as_json())
    else:
        yes = {True: "可用", False: "不可用"}
        click.echo(f"模型 {found.model}：{'有回答' if found.answers else '没有回答'}")
        click.echo(
            f"长度参数：{found.token_key}　工具调用：{yes[found.tools]}　JSON：{yes[found.json]}　逐字输出：{yes[found.streams]}"
        )
        click.echo(f"思考过程：{'有，已去掉，不会显示' if found.thinking else '没有'}")
        for line in found.trouble:
            click.echo(f"提示：{line}")
    return 0 if found.answers else 1
