"""``nianbao review``: a file, several files one after the other, or a set that is compared with itself."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import cast

import click

from nianbao.cli.shell import check_output, counting, print_json, read_report
from nianbao.report.agency import AGENCY_KINDS, AGENCY_LEVELS, AgencyKind, AgencyLevel
from nianbao.report.errors import UserError
from validators.article50 import IN_ORDER
from validators.profile import load_profile
from validators.review import Review, ReviewOptions, review_as_json
from validators.review import review as review_report


def options_of(
    kind: str | None, level: str | None, published: str | None, draft: bool, profile: str | None
) -> ReviewOptions:
    """The options as typed. Raises ``UserError`` for one that means nothing."""
    _one_of("--agency-kind", kind, AGENCY_KINDS)
    _one_of("--level", level, AGENCY_LEVELS)
    rules_of = None if profile is None else load_profile(profile)
    return ReviewOptions(
        cast("AgencyKind | None", kind), cast("AgencyLevel | None", level), _date(published), draft, rules_of
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
) -> int:
    """Each file by itself; one that cannot be read is said and the next goes on. The exit code."""
    check_output(output, files, (".docx", ".html", ".json"))
    if marked is not None and (len(files) > 1 or files[0].suffix.lower() != ".docx"):
        raise UserError("--marked 只用于一份 .docx 年报")
    check_output(marked, files, (".docx",))
    last = read_report(previous)
    results: list[tuple[Path, Review]] = []
    for file in files:
        try:
            result = review_report(read_report(file), previous=last, **options._asdict())
        except Exception as error:  # whatever happens to one, the next goes on
            if len(files) == 1:
                raise
            failed = "" if isinstance(error, UserError) else f"程序出错，没有审完：{type(error).__name__}: "
            click.echo(f"错误：{file.name}：{failed}{error}", err=True)
            continue
        results.append((file, result))
        if as_json:
            print_json(review_as_json(result) | ({"file": str(file)} if len(files) > 1 else {}))
        elif output is None:
            from nianbao.papers.wording import review_markdown

            click.echo(review_markdown(result) + _how_to_settle(result) + ("\n" if len(files) > 1 else ""))
    if output is not None and results:
        _write_opinion(results, output, as_json)
    if marked is not None:
        _write_marked(*results[0], marked, as_json)
    if len(results) < len(files):
        return 2
    return 0 if all(r.verdict in IN_ORDER for _, r in results) else 1


def _how_to_settle(result: Review) -> str:
    """The options that tell what the report does not, where that alone stands in the way of a verdict."""
    told = {"--agency-kind": (result.agency.kind, AGENCY_KINDS), "--level": (result.agency.level, AGENCY_LEVELS)}
    wanted = [f"{option}（{'、'.join(allowed)}）" for option, (value, allowed) in told.items() if value is None]
    return f"\n\n请用 {' 和 '.join(wanted)} 注明后重新审核。" if wanted else ""


def _write_opinion(results: list[tuple[Path, Review]], output: Path, as_json: bool) -> None:
    from nianbao.papers.opinion import write_opinion

    digests = [sha256(file.read_bytes()).hexdigest() for file, _ in results]
    write_opinion([r for _, r in results], [file.name for file, _ in results], output, digests=digests)
    if not as_json:
        click.echo(f"审核意见已写入 {output}")


def _write_marked(file: Path, result: Review, marked: Path, as_json: bool) -> None:
    from nianbao.papers.opinion import marked_docx

    copy = marked_docx(file.read_bytes(), result, name=file.name)
    with marked.open("xb") as target:
        target.write(copy)
    if not as_json:
        click.echo(f"带批注的副本已写入 {marked}")


# --- as a set -----------------------------------------------------------------------------------------------------


def review_set(paths: tuple[Path, ...], options: ReviewOptions, as_json: bool, output: Path | None) -> int:
    """A folder, or several files, as a set: what is written to the screen and the file as the reviews come. The exit code."""
    from nianbao.papers.set_outputs import ENDINGS, open_set_output
    from nianbao.papers.set_rows import NOT_READ, set_row, set_summary
    from nianbao.work.review_set import report_files
    from nianbao.work.review_set import review_set as reviews_of

    files = report_files(paths)
    check_output(output, files, ENDINGS)
    written = None if output is None else open_set_output(output)
    rows = []
    with counting() as progress:
        for reviewed in reviews_of(files, options, progress=progress):
            row = set_row(reviewed)
            rows.append(row)
            if reviewed.error is not None:
                click.echo(f"错误：{reviewed.path.name}：{reviewed.error}", err=True)
            elif as_json:
                click.echo(reviewed.line)
            if written is not None:
                written.add(reviewed, row)
    if written is not None:
        written.save(rows)
    if not as_json:
        click.echo(set_summary(rows))
        if output is not None:
            click.echo(f"\n已写入 {output}")
    if any(row.verdict == NOT_READ for row in rows):
        return 2
    return 0 if all(row.in_order for row in rows) else 1
