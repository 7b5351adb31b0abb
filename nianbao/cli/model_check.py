"""``model-check --sentences``: what would become of sentences had a model said them in a draft."""

from pathlib import Path

import click

from nianbao.cli.shell import print_json
from nianbao.report.errors import UserError
from nianbao.work.judge_sentences import SentencesToJudge, judge_sentences

_BECOMES = {"fact": "事实", "own": "经办人的话", "proposed": "建议（待确认）", "refused": "不采用"}


def show_judgements(sentences: Path, inputs: Path, section: str, as_json: bool) -> None:
    """Print a line, or an entry of JSON, for each sentence of a file (one a line)."""
    from nianbao.work.files import load_inputs

    try:
        lines = sentences.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"读不了句子文件（应为 UTF-8 文本，每行一句）：{sentences}") from error
    told = tuple(line.strip() for line in lines if line.strip())
    judged = judge_sentences(SentencesToJudge(told, load_inputs(inputs), section))
    if as_json:
        print_json([j.as_json() for j in judged])
        return
    for j in judged:
        click.echo(f"{_BECOMES[j.becomes]}　{j.sentence}　（{'；'.join((j.why, *j.claims))}）")
