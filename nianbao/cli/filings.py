"""``nianbao filings …``: the roster, filing, the three readings, publication, and the papers of it, on the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nianbao.cli.shell import check_output, guarded, print_json
from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from nianbao.work.filings.steps import Acting
    from nianbao.work.services import Services
    from validators.profile import Profile

FilePath = click.Path(path_type=Path, readable=False)
year_option = click.option("--year", type=int, required=True, help="报告年度")
by_option = click.option("--by", default="", help="经办人或审核人的姓名（默认用 NIANBAO_REVIEWER）")
profile_option = click.option("--profile", help="规则配置：自带的名称，或 .toml 文件")
as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
READINGS = {"first": "初审", "second": "复审", "final": "终审"}
PAPERS = {
    "publication": "公布情况（.docx 一页报告，.xlsx 表）",
    "reminders": "催办清单（.xlsx）",
    "scores": "自评得分（.xlsx）",
    "sign-off": "签批单（.docx、.html，要 --unit）",
    "opinion": "审核意见（.docx、.html，要 --unit）",
}


@click.group("filings")
def filings_app() -> None:
    """报送件：名单、报送、三审、公布、催办，以及它们的表和单。"""


@filings_app.command()
@click.argument("file", type=FilePath, metavar="ROSTER.xlsx")
@year_option
@profile_option
@guarded
def roster(file: Path, year: int, profile: str | None) -> None:
    """导入报送单位名单；名单没写期限的，按规则配置。"""
    from nianbao.work.filings.roster import read_roster_file, set_roster
    from nianbao.work.handed.files import load

    services, rules = _with(profile)
    read = read_roster_file(load(file), file.name)
    for doubt in read.doubts_of(year):
        click.echo(f"提醒：{doubt}", err=True)
    done = set_roster(services, year, read.lines, rules)
    click.echo(f"{year}年度报送名单：{done.units} 个单位，新列入 {done.new} 个，移出 {done.off} 个")
    if done.kept:
        click.echo(f"不在新名单上、已有报送件而保留的：{'、'.join(done.kept)}")


@filings_app.command("list")
@year_option
@click.option("--late", is_flag=True, help="只看逾期未报的、迟报的和退回未改的")
@profile_option
@as_json
@guarded
def list_(year: int, late: bool, profile: str | None, as_json: bool) -> int:
    """各单位报送到了哪一步；有逾期未报的，退出码为 1。"""
    from nianbao.papers.filings.said import filing_line, line_as_json, summary_said
    from nianbao.work.filings.overview import counts, overview

    services, rules = _with(profile)
    lines = overview(services, year, rules)
    if not lines:
        raise UserError(f"还没有{year}年度的报送名单，请先导入名单（nianbao filings roster）")
    shown = [x for x in lines if not late or x.state == "returned" or x.punctuality.days]
    if as_json:
        print_json({"year": year, "filings": [line_as_json(line) for line in shown]})
    else:
        for line in shown:
            click.echo(filing_line(line))
        click.echo(summary_said(counts(lines)))
    return int(any(x.punctuality.standing == "overdue" for x in lines))


@filings_app.command()
@click.argument("files", type=FilePath, nargs=-1, required=True, metavar="FILE...")
@year_option
@click.option("--unit", help="报送单位（只有一个文件时；默认按年报里的机关名称）")
@by_option
@profile_option
@as_json
@guarded
def file(files: tuple[Path, ...], year: int, unit: str | None, by: str, profile: str | None, as_json: bool) -> int:
    """收下年报，审核一遍，作为新的一稿存好。"""
    from nianbao.work.filings.steps import file_by_name, file_version, filing_of
    from nianbao.work.handed.files import load
    from nianbao.work.handed.upload import Upload

    if unit and len(files) > 1:
        raise UserError("--unit 只用于一份年报")
    services, acting = _acting(by, profile)
    problems = 0
    for path in files:
        try:
            upload = Upload(path.name, load(path))
            if unit:
                step = file_version(services, filing_of(services, year, unit).id, upload, acting)
            else:
                step = file_by_name(services, year, upload, acting)
        except UserError as error:
            if len(files) == 1:
                raise
            problems += 1
            click.echo(f"没有收下　{error}", err=True)
        else:
            _told(services, step, year, as_json, path.name)
    return int(problems > 0)


@filings_app.command()
@click.argument("unit")
@year_option
@click.option("--step", type=click.Choice(list(READINGS)), required=True, help="first 初审，second 复审，final 终审")
@click.option("--opinion", "text", default="", help="意见")
@by_option
@profile_option
@as_json
@guarded
def read(unit: str, year: int, step: str, text: str, by: str, profile: str | None, as_json: bool) -> None:
    """让最新一稿通过一审；同一稿的三审由不同的人做（规则配置可以放开）。"""
    from nianbao.work.filings.steps import filing_of, read_version

    services, acting = _acting(by, profile)
    filing = filing_of(services, year, unit)
    _told(services, read_version(services, filing.id, step, text, acting), year, as_json, filing.unit)  # type: ignore[arg-type]


@filings_app.command("return")
@click.argument("unit")
@year_option
@click.option("--why", "text", default="", help="退回意见")
@click.option("--findings/--no-findings", default=True, help="附上规则发现的错误和警告")
@by_option
@profile_option
@as_json
@guarded
def return_(unit: str, year: int, text: str, findings: bool, by: str, profile: str | None, as_json: bool) -> None:
    """退回最新一稿，附上需要修改的问题。"""
    from nianbao.work.filings.steps import Returned, filing_of, send_back

    services, acting = _acting(by, profile)
    filing = filing_of(services, year, unit)
    step = send_back(services, filing.id, Returned(text=text, all_findings=findings), acting)
    _told(services, step, year, as_json, filing.unit)


@filings_app.command()
@click.argument("unit")
@year_option
@click.option("--page", type=FilePath, required=True, help="从网站保存的网页（.html、.mht 等）")
@click.option("--on", "on", help="公布日期（默认今天）")
@click.option("--address", default="", help="网址")
@by_option
@profile_option
@as_json
@guarded
def publish(
    unit: str, year: int, page: Path, on: str | None, address: str, by: str, profile: str | None, as_json: bool
) -> int:
    """登记公布：把保存的网页与审定稿逐字、逐格比对；有不同的，退出码为 1。"""
    from nianbao.papers.filings.said import difference_lines
    from nianbao.work.filings.steps import Publishing, filing_of
    from nianbao.work.filings.steps import publish as publish_filing
    from nianbao.work.handed.files import load
    from nianbao.work.handed.upload import Upload

    services, acting = _acting(by, profile)
    filing = filing_of(services, year, unit)
    day = _day(on)
    request = Publishing(Upload(page.name, load(page)), day, address)
    step, compared = publish_filing(services, filing.id, request, acting)
    if not on:
        click.echo(f"没有写 --on，公布日期记为今天：{day}；不是今天公布的，请用 --on 重新登记", err=True)
    _told(services, step, year, as_json, filing.unit)
    if not as_json:
        for line in difference_lines(compared):
            click.echo(line)
    return int(not compared.is_same)


@filings_app.command()
@click.argument("unit")
@year_option
@as_json
@guarded
def show(unit: str, year: int, as_json: bool) -> None:
    """一个单位的报送件从头到尾的经过。"""
    from nianbao.papers.filings.said import step_said
    from nianbao.work.filings.steps import as_json as step_as_json
    from nianbao.work.filings.steps import filing_of, steps_of

    services, _ = _with(None)
    filing = filing_of(services, year, unit)
    steps = steps_of(services, filing.id)
    if as_json:
        print_json(
            {"unit": filing.unit, "year": year, "state": filing.state, "steps": [step_as_json(s) for s in steps]}
        )
        return
    click.echo(f"{filing.unit}　{year}年度　期限 {filing.due_on}")
    for step in steps:
        click.echo(f"  {step_said(step)}")


@filings_app.command()
@click.argument("kind", type=click.Choice(list(PAPERS)), metavar="|".join(PAPERS))
@click.option("-o", "--output", type=FilePath, required=True, help="写入的文件")
@year_option
@click.option("--unit", help="报送单位（签批单、审核意见）")
@click.option("--version", type=int, help="第几稿（默认最新一稿）")
@click.option("--office", default="", help="落款单位（公布情况）")
@profile_option
@guarded
def paper(
    kind: str, output: Path, year: int, unit: str | None, version: int | None, office: str, profile: str | None
) -> None:
    """写出一份表或单：公布情况、催办清单、自评得分、签批单、审核意见。"""
    from nianbao.report.files import write_whole
    from nianbao.work.filings import papers
    from nianbao.work.filings.steps import filing_of

    services, rules = _with(profile)
    ending: Any = output.suffix.lower()
    if kind in ("sign-off", "opinion"):
        check_output(output, [], (".docx", ".html"))
        if not unit:
            raise UserError("签批单和审核意见要用 --unit 指明单位")
        filing = filing_of(services, year, unit)
        if not filing.version:
            raise UserError(f"{filing.unit}还没有报送")
        made: Callable[..., bytes] = papers.sign_off if kind == "sign-off" else papers.opinion
        content = made(services, filing.id, version or filing.version, ending)
    elif kind == "publication":
        check_output(output, [], (".docx", ".xlsx"))
        content = (
            papers.publication_report(services, year, rules, office)
            if ending == ".docx"
            else papers.publication_table(services, year, rules)
        )
    else:
        check_output(output, [], (".xlsx",))
        made = papers.reminder_list if kind == "reminders" else papers.score_table
        content = made(services, year, rules)
    write_whole(output, content)
    click.echo(f"已写入 {output}")


@filings_app.command()
@year_option
@click.option("--agency", required=True, help="汇总机关的名称（全称）")
@click.option("-o", "--output", type=FilePath, help="写入汇总机关的资料表（.xlsx）")
@as_json
@guarded
def rollup(year: int, agency: str, output: Path | None, as_json: bool) -> int:
    """把终审通过的各稿汇总成一份，每个数都列出由哪些单位相加。"""
    from nianbao.cli.rollup import told
    from nianbao.work.filings.consolidated import consolidated

    check_output(output, [], (".xlsx",))
    services, _ = _with(None)
    return told(consolidated(services, agency, year), output, as_json)


# --- what they share --------------------------------------------------------------------------------------------


def _with(profile: str | None) -> "tuple[Services, Profile]":
    from nianbao.work.services import Services
    from validators.profile import load_profile

    services = Services()
    return services, load_profile(profile or services.settings.profile)


def _acting(by: str, profile: str | None) -> "tuple[Services, Acting]":
    from nianbao.work.filings.steps import Acting
    from nianbao.work.people import acting

    services, rules = _with(profile)
    return services, Acting(acting(services, by or services.settings.reviewer), rules)


def _day(said: str | None) -> date:
    try:
        return date.fromisoformat(said) if said else date.today()
    except ValueError as error:
        raise UserError(f"--on 的日期“{said}”应写成 2025-01-31 的样子") from error


def _told(services: "Services", step: Any, year: int, json: bool, about: str) -> None:
    from nianbao.papers.filings.said import step_said
    from nianbao.work.filings.steps import as_json

    if json:
        print_json({"about": about, "year": year} | as_json(step))
    else:
        click.echo(f"{about}：{step_said(step)}")
