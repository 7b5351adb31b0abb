"""``nianbao match``: what became of the numbers of a draft that was edited in Word."""

from pathlib import Path

import click

from nianbao.cli.shell import print_json
from nianbao.papers.match_text import match_told
from nianbao.report.errors import UserError
from nianbao.work.match import Match, Matched, match_file


def run(edited: Path, inputs: Path | None, draft: int | None, previous: Path | None, author: str, json: bool) -> int:
    """Exit code: 1 when a number differs from the ledger or the review has errors, else 0."""
    if (inputs is None) == (draft is None):
        raise UserError("请用 --inputs 给出起草用的资料表，或用 --draft 给出草稿编号（两者选一）")
    kept: dict[str, int] = {}
    if inputs is not None:
        result = match_file(Match(edited, inputs, previous))
    else:
        assert draft is not None
        result, kept = _kept(edited, draft, previous, author)
    if json:
        print_json(result.as_json() | kept)
    else:
        click.echo("\n".join(match_told(result.as_json())))
        if kept:
            click.echo(f"已保存为草稿 {kept['draft']} 第 {kept['revision']} 稿")
    return 1 if result.of("differs") or result.review.has_errors else 0


def _kept(edited: Path, draft: int, previous: Path | None, author: str) -> tuple[Matched, dict[str, int]]:
    """Against a stored draft, of which the file becomes the newest revision."""
    from nianbao.work.edited_word import EditedWord, take_back
    from nianbao.work.handed.files import load, read_report
    from nianbao.work.services import Services

    request = EditedWord(edited.name, load(edited), draft, author, previous=read_report(previous))
    taken = take_back(Services(), request)
    return taken.matched, {"draft": draft, "revision": taken.kept.number}
