"""``nianbao review``: a file, several files one after the other, or a set that is compared with itself."""

import json
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from nianbao.cli.shell import check_output, counting, print_json, say_progress
from nianbao.report.agency import AGENCY_KINDS, AGENCY_LEVELS, AgencyKind, AgencyLevel
from nianbao.report.errors import UserError
from nianbao.report.files import write_whole
from nianbao.report.text import printable
from nianbao.work.handed.files import load, read_enforcement, read_report
from nianbao.work.review import ReviewRequest, review_report
from validators.article50 import IN_ORDER
from validators.codec import since_as_json
from validators.profile import load_profile
from validators.record import ReviewRecord, record_as_json
from validators.review import Review, ReviewOptions
from validators.since import since

if TYPE_CHECKING:
    from nianbao.work.review_set import Progress
    from nianbao.work.sets.roster import OnRoster
    from validators.reviewed import Reviewed


def options_of(
    kind: str | None,
    level: str | None,
    published: str | None,
    draft: bool,
    profile: str | None,
    enforcement: Path | None = None,
) -> ReviewOptions:
    """The options as typed. Raises ``UserError`` for one that means nothing or a file that cannot be read."""
    _one_of("--agency-kind", kind, AGENCY_KINDS)
    _one_of("--level", level, AGENCY_LEVELS)
    rules_of = None if profile is None else load_profile(profile)
    return ReviewOptions(
        cast("AgencyKind | None", kind),
        cast("AgencyLevel | None", level),
        _date(published),
        draft,
        rules_of,
        read_enforcement(enforcement),
    )


def _one_of(option: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise UserError(f"{option} 应为 {'、'.join(allowed)} 之一")


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UserError(f"--published 的日期“{text}”应写成 2024-01-25 的样子") from error


# --- file by file -------------------------------------------------------------------------------------------------


def review_files(
    files: tuple[Path, ...],
    options: ReviewOptions,
    as_json: bool,
    output: Path | None,
    *,
    previous: Path | None,
    marked: Path | None,
    earlier: Path | None = None,
    library: str | None,
) -> int:
    """Each file by itself; one that cannot be read is said and the next goes on. The exit code."""
    check_output(output, files, (".docx", ".html", ".json"))
    if marked is not None and (len(files) > 1 or files[0].suffix.lower() != ".docx"):
        raise UserError("--marked 只用于一份 .docx 年报")
    check_output(marked, files, (".docx",))
    if earlier is not None and len(files) > 1:
        raise UserError("--since 只用于一份年报和它的上一稿")
    last = read_report(previous)
    first = (
        None if earlier is None else review_report(ReviewRequest(earlier.name, load(earlier), last, library, options))
    )
    records: list[ReviewRecord] = []
    for file in files:
        try:
            record = review_report(ReviewRequest(file.name, load(file), last, library, options))
        except Exception as error:  # whatever happens to one, the next goes on
            if len(files) == 1:
                raise
            failed = "" if isinstance(error, UserError) else f"程序出错，没有审完：{type(error).__name__}: "
            click.echo(f"错误：{printable(file.name)}：{failed}{error}", err=True)
            continue
        records.append(record)
        found = None if first is None else since(first.review, record.review)
        if as_json:
            more = {"since": since_as_json(found)} if found else {}
            print_json(record_as_json(record) | ({"file": str(file)} if len(files) > 1 else {}) | more)
        elif output is None:
            from nianbao.papers.wording import review_markdown, since_markdown

            click.echo(
                review_markdown(record.review) + _how_to_settle(record.review) + ("\n" if len(files) > 1 else "")
            )
            if found:
                click.echo("\n" + since_markdown(found))
    if output is not None and records:
        _write_opinion(records, output, as_json)
    if marked is not None:
        _write_marked(records[0], load(files[0]), marked, as_json)
    if len(records) < len(files):
        return 2
    return 0 if all(record.review.verdict in IN_ORDER for record in records) else 1


def _how_to_settle(review: Review) -> str:
    """The options that tell what the report does not, where that alone stands in the way of a verdict."""
    told = {"--agency-kind": (review.agency.kind, AGENCY_KINDS), "--level": (review.agency.level, AGENCY_LEVELS)}
    wanted = [f"{option}（{'、'.join(allowed)}）" for option, (value, allowed) in told.items() if value is None]
    return f"\n\n请用 {' 和 '.join(wanted)} 注明后重新审核。" if wanted else ""


def _write_opinion(records: list[ReviewRecord], output: Path, as_json: bool) -> None:
    if output.suffix.lower() == ".json":
        data = [record_as_json(record) for record in records]
        content = json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=1).encode()
    else:
        from nianbao.papers.opinion import opinion_file
        from nianbao.papers.opinion.reviewed import Reviewed

        content = opinion_file([Reviewed(record) for record in records], output.suffix)
    write_whole(output, content)
    if not as_json:
        click.echo(f"审核意见已写入 {printable(output)}")


def _write_marked(record: ReviewRecord, content: bytes, marked: Path, as_json: bool) -> None:
    from nianbao.papers.opinion import marked_docx
    from nianbao.papers.opinion.reviewed import Reviewed

    write_whole(marked, marked_docx(content, Reviewed(record)))
    if not as_json:
        click.echo(f"带批注的副本已写入 {printable(marked)}")


# --- as a set -----------------------------------------------------------------------------------------------------


def review_set(
    paths: tuple[Path, ...],
    options: ReviewOptions,
    as_json: bool,
    output: Path | None,
    *,
    library: str | None,
    cluster: str | None = None,
    roster: Path | None = None,
) -> int:
    """A folder, or several files, as a set: what is written to the screen and the file as the reviews come. The exit code.

    As JSON the last line tells of the set: what could not be read, with a ``roster`` who is missing.
    """
    from nianbao.papers.set_outputs import ENDINGS, set_output
    from nianbao.papers.set_rows import NOT_READ, SetRow, set_row, set_summary
    from nianbao.work.review_set import report_files
    from nianbao.work.review_set import review_set as reviews_of

    due = None if roster is None else _on_roster(roster, options)
    files = [path for path in report_files(paths) if roster is None or path.resolve() != roster.resolve()]
    check_output(output, files, ENDINGS)
    rows: list[SetRow] = []
    failed: list[dict[str, str]] = []
    with counting() as progress, nullcontext() if output is None else set_output(output, rows) as written:
        if cluster is None:
            reviews = reviews_of(files, options, library=library, progress=progress)
        else:
            reviews = _on_cluster(cluster, files, options, library, progress)
        for reviewed in reviews:
            row = set_row(reviewed)
            rows.append(row)
            if due is not None:
                due.add(reviewed)
            if reviewed.error is not None:
                failed.append({"file": printable(reviewed.path), "why": reviewed.error})
                click.echo(f"错误：{row.file}：{reviewed.error}", err=True)
            elif as_json:
                click.echo(reviewed.line)
            if written is not None:
                written.add(reviewed, row)
    beside = None if due is None else due.told()
    if as_json:
        from nianbao.papers.set_roster import roster_as_json

        click.echo(_line({"set": ({} if beside is None else {"roster": roster_as_json(beside)}) | {"failed": failed}}))
    else:
        from nianbao.papers.set_roster import roster_lines

        click.echo("\n".join([set_summary(rows), *([] if beside is None else roster_lines(beside))]))
        if output is not None:
            click.echo(f"\n已写入 {printable(output)}")
    if any(row.verdict == NOT_READ for row in rows):
        return 2
    return 0 if all(row.in_order for row in rows) and not (beside and beside.missing) else 1


def _on_roster(roster: Path, options: ReviewOptions) -> "OnRoster":
    from nianbao.work.sets.roster import OnRoster

    return OnRoster(roster, options)


def _line(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _on_cluster(
    address: str, files: Sequence[Path], options: ReviewOptions, library: str | None, progress: "Progress"
) -> "Iterator[Reviewed]":
    from nianbao.settings import get_settings
    from nianbao.work.cluster.review_set import review_set_on

    data_dir = get_settings().data_dir
    return review_set_on(
        address, files, options, library=library, data_dir=data_dir, progress=progress, say=say_progress
    )
