"""The command line: the same jobs as the desk. Exit codes: 0 done, 1 error findings, 2 could not do it.

Every command imports what it needs when it runs, so that ``review`` feels instant.
"""

import gc
import sys
import threading
from pathlib import Path

gc.set_threshold(50_000)  # a short run: fewer collections while modules load (a tenth of the time of a review)

import click  # noqa: E402  after the switch

from nianbao.cli.filings import filings_app  # noqa: E402
from nianbao.cli.office import audit_app, people_app, retention  # noqa: E402
from nianbao.cli.shell import (  # noqa: E402
    check_output,
    guarded,
    interrupts,
    leave_blocked_reads_behind,
    print_json,
    say_passage,
    say_progress,
)
from nianbao.cli.usage import usage_line  # noqa: E402
from nianbao.report.errors import UserError  # noqa: E402

AGENCY_KINDS = "government（政府）、department（部门）、dispatched（派出机关）、authorised（授权组织）"
AGENCY_LEVELS = "state、province、prefecture、county、township"
FilePath = click.Path(path_type=Path, readable=False)  # who may not read a file is told so where it is read
as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
previous_report = click.option("--previous", type=FilePath, help="上一年度报告")
without_library = click.option("--no-library", is_flag=True, help="不到报告库里找上年年报")
one_file = click.argument("file", type=FilePath, metavar="FILE")


@click.group()
def app() -> None:
    """年报：起草、审核、比较政府信息公开工作年度报告，查询政府信息公开条例。"""


for command in (filings_app, people_app, audit_app, retention):
    app.add_command(command)


@app.group("corpus")
def corpus_app() -> None:
    """参考报告库及其索引。"""


@app.command()
@one_file
@as_json
@guarded
def parse(file: Path, as_json: bool) -> None:
    """把一份年报读成数据。"""
    from nianbao.report.codec import report_as_json
    from nianbao.work.handed.files import read_report

    report = read_report(file)
    data = report_as_json(report)
    if as_json:
        print_json(data)
        return
    click.echo(f"{report.title}\n机关：{report.agency.name}　年度：{report.year}　版式：{report.layout.key}")
    for table in report.tables.values():
        if table is not None:
            click.echo(f"\n{table.layout.name}")
            for row in table.rows():
                cells = [
                    c.raw.strip() or "（空）" for k in table.layout.columns_of(row) if (c := table.get(row, k.key))
                ]
                click.echo(f"  {table.layout.rows[row].full_label}：{' '.join(cells)}")
    for problem in report.problems:
        click.echo(f"\n未能读出：{problem.message}")


@app.command()
@click.argument("files", type=FilePath, nargs=-1, required=True, metavar="FILE|DIR...")
@previous_report
@without_library
@click.option(
    "--set", "as_set", is_flag=True, help="把几份文件作为一批审核（文件夹总是如此）：互相比对，自动找上年年报"
)
@click.option("--agency-kind", help=AGENCY_KINDS)
@click.option("--level", help=AGENCY_LEVELS)
@click.option("--published", help="公布日期，如 2024-01-25")
@click.option("--draft", is_flag=True, help="按未定稿审核")
@click.option("--profile", envvar="NIANBAO_PROFILE", help="规则配置：自带的名称，或 .toml 文件")
@as_json
@click.option(
    "-o", "--output", type=FilePath, help="写入 .docx、.html 或 .json；成批审核写 .xlsx 清单、.html 汇总或 .json"
)
@click.option("--marked", type=FilePath, help="另写一份带批注的 .docx（原件不动）")
@click.option("--since", "earlier", type=FilePath, help="同一份年报的上一稿：列出已改正、仍存在和新出现的问题")
@click.option("--cluster", metavar="ADDRESS", help="成批审核交给 Dask 集群做，如 tcp://10.0.0.5:8786；结果与本机相同")
@click.option("--roster", type=FilePath, help="应当报送的单位名单（.xlsx）：成批审核时列出没有年报的单位")
@click.option("--enforcement", type=FilePath, help="本机关的行政执法统计年报（.xlsx、.docx、.csv）：与表二对照")
@guarded
def review(
    files: tuple[Path, ...],
    previous: Path | None,
    no_library: bool,
    as_set: bool,
    agency_kind: str | None,
    level: str | None,
    published: str | None,
    draft: bool,
    profile: str | None,
    as_json: bool,
    output: Path | None,
    marked: Path | None,
    earlier: Path | None,
    cluster: str | None,
    roster: Path | None,
    enforcement: Path | None,
) -> int:
    """审核一份、多份年报或一个文件夹，给出问题和条例第五十条的结论。"""
    from nianbao.cli.review import options_of, review_files, review_set
    from nianbao.paths import library_url

    alone = len(files) == 1 and not as_set and not files[0].is_dir()
    if enforcement is not None and not alone:
        raise UserError("--enforcement 只用于一份年报：行政执法统计年报是一个机关的")
    options = options_of(agency_kind, level, published, draft, profile, enforcement)
    library = None if no_library else library_url()
    if as_set or any(file.is_dir() for file in files):
        if previous is not None or marked is not None or earlier is not None:
            raise UserError("成批审核时上年年报从这一批里自动找，不能用 --previous；也不能用 --marked 和 --since")
        return review_set(files, options, as_json, output, library=library, cluster=cluster, roster=roster)
    if cluster is not None or roster is not None:
        raise UserError(f"{'--roster' if cluster is None else '--cluster'} 只用于成批审核（文件夹，或 --set）")
    return review_files(
        files, options, as_json, output, previous=previous, marked=marked, earlier=earlier, library=library
    )


@app.command()
@click.argument("out", type=FilePath, metavar="OUT.xlsx")
@click.option("--year", type=int, help="报告年度")
@click.option(
    "--previous", type=FilePath, help="上一年度年报（.docx、.pdf、.html）：填入上年结转，列出上年的做法和问题"
)
@click.option("--register", "registers", type=FilePath, multiple=True, help="申请台账：填入表三、表四，可给多份")
@click.option("--notes", type=FilePath, multiple=True, help="记录、聊天消息（.txt、.docx）：找出其中的数字，可给多份")
@click.option("--offline", is_flag=True, help="不用模型")
@guarded
def template(
    out: Path,
    year: int | None,
    previous: Path | None,
    registers: tuple[Path, ...],
    notes: tuple[Path, ...],
    offline: bool,
) -> None:
    """生成起草资料表（.xlsx）：空白的，或用上年年报、台账、记录先填好能填的。"""
    from nianbao.cli.template import run
    from nianbao.work.template import Template

    run(Template(out, year, previous, notes, registers, offline))


@app.command()
@click.argument("inputs", type=FilePath, metavar="INPUTS")
@click.option("-o", "--output", type=FilePath, required=True, help="写入的 Word 文件")
@previous_report
@without_library
@click.option("--offline", is_flag=True, help="不用模型")
@as_json
@guarded
def draft(inputs: Path, output: Path, previous: Path | None, no_library: bool, offline: bool, as_json: bool) -> int:
    """按资料表起草年报，写出 Word 文件、网页稿（.html）和数字出处（.provenance.json）；没填的、对不上的标黄并列出。"""
    from nianbao.work.draft import DraftRequest, Watch, draft_report
    from nianbao.work.handed.files import load_inputs, read_report, save_draft
    from nianbao.work.services import Services

    check_output(output, [inputs], (".docx",))
    request = DraftRequest(load_inputs(inputs), read_report(previous), ask_library=not no_library, offline=offline)
    stop = threading.Event()
    with interrupts(stop.set):
        kept = draft_report(Services(), request, Watch(say_progress, say_passage, stop.is_set))
    result = kept.draft
    provenance = save_draft(kept.exported, output)
    if as_json:
        print_json(result.as_json() | {"draft": kept.id, "revision": kept.revision})
    else:
        from nianbao.papers.draft_text import draft_told, model_told

        click.echo(f"初稿已写入 {output}\n网页稿已写入 {output.with_suffix('.html')}\n数字出处已写入 {provenance}")
        for line in (*draft_told(result.as_json()), *model_told(result)):
            click.echo(line)
    return 0 if result.verdict in ("meets", "meets_with_warnings") and not result.review.has_errors else 1


@app.command()
@click.argument("edited", type=FilePath, metavar="EDITED.docx")
@click.option("--inputs", type=FilePath, help="起草用的资料表")
@click.option("--draft", "draft_id", type=int, help="草稿编号（工作台里保存的初稿）；核对后另存为它的新一稿")
@click.option("--author", default="", help="新一稿记在谁的名下")
@previous_report
@as_json
@guarded
def match(
    edited: Path, inputs: Path | None, draft_id: int | None, author: str, previous: Path | None, as_json: bool
) -> int:
    """初稿在 Word 里改过以后，逐个核对其中的数字与台账是否一致。"""
    from nianbao.cli.match import run

    return run(edited, inputs, draft_id, previous, author, as_json)


@app.command()
@click.argument("files", type=FilePath, nargs=-1, metavar="FOLDER|FILE...")
@click.option("--stored", is_flag=True, help="连同报告库里收入的该年度年报一起汇总（给出名单时只取名单上的）")
@click.option("--roster", type=FilePath, help="报送单位名单（.xlsx）")
@click.option("--agency", required=True, help="汇总机关的名称（全称）")
@click.option("--year", type=int, required=True, help="报告年度")
@click.option("-o", "--output", type=FilePath, help="写入汇总机关的资料表（.xlsx）")
@as_json
@guarded
def rollup(
    files: tuple[Path, ...],
    stored: bool,
    roster: Path | None,
    agency: str,
    year: int,
    output: Path | None,
    as_json: bool,
) -> int:
    """把多份年报的三张表汇总成一份，每个数都列出由哪些单位相加。"""
    from nianbao.cli.rollup import run
    from nianbao.work.rollup import RollUp

    return run(RollUp(files, agency, year, roster, stored=stored), output, as_json)


@app.command()
@click.argument("files", type=FilePath, nargs=-1, required=True, metavar="FOLDER|FILE...")
@click.option("-o", "--output", type=FilePath, required=True, help="写入的 .parquet 文件")
@guarded
def figures(files: tuple[Path, ...], output: Path) -> int:
    """把许多年报三张表的每一格写成一个 Parquet 文件，供 DuckDB 等统计（各列见 docs/figures.md）。"""
    from nianbao.cli.figures import run

    return run(files, output)


@app.command()
@click.argument("files", type=FilePath, nargs=-1, required=True, metavar="FILE...")
@click.option("--year", type=int, required=True, help="报告年度")
@click.option("--mapping", type=FilePath, help="对列名和办理结果的回答（.yaml），如 result: {告知: unable.not_held}")
@click.option("--as-of", help="未答复的算到哪一天，默认次年 1 月 31 日")
@click.option("-o", "--output", type=FilePath, help="写入填好的起草资料表（.xlsx）")
@as_json
@guarded
def register(
    files: tuple[Path, ...], year: int, mapping: Path | None, as_of: str | None, output: Path | None, as_json: bool
) -> int:
    """从申请台账（Excel、CSV、Word）得出表三、表四，查期限、重复和需要确认的办理结果。"""
    from nianbao.cli.register import run_register

    return run_register(files, year, mapping, as_of, output, as_json)


@app.command()
@one_file
@previous_report
@click.option("--peers", type=click.IntRange(0, 100), default=10, help="同类机关的个数")
@as_json
@guarded
def compare(file: Path, previous: Path | None, peers: int, as_json: bool) -> None:
    """把一份年报与上年、与同类机关比较。"""
    from nianbao.papers.wording import comparison_markdown
    from nianbao.work.compare import CompareRequest, compare_report
    from nianbao.work.handed.files import read_report
    from nianbao.work.services import Services

    result = compare_report(Services(), CompareRequest(read_report(file), read_report(previous), peers))
    if as_json:
        print_json(result.model_dump(mode="json"))
    else:
        click.echo(comparison_markdown(result))


@app.command()
@click.argument("query")
@click.option("-k", type=click.IntRange(1, 50), default=5, help="条数")
@click.option("--in", "where", help="regulation（条例）或 reports（往年报告）")
@as_json
@guarded
def search(query: str, k: int, where: str | None, as_json: bool) -> None:
    """检索条例、编写说明和往年报告。"""
    from nianbao.papers.as_json import hits_as_json
    from nianbao.papers.wording import hits_markdown
    from nianbao.work.law import SEARCHED, SearchRequest
    from nianbao.work.law import search as search_law
    from nianbao.work.services import Services

    if where not in SEARCHED:
        raise UserError("--in 应为 regulation、reports 之一")
    if not query.strip():
        raise UserError("请写明要查什么")
    hits = search_law(Services(), SearchRequest(query, SEARCHED[where], k))
    if as_json:
        print_json(hits_as_json(hits))
    else:
        click.echo(hits_markdown(hits))


@app.command()
@click.argument("question")
@click.option("--file", "files", type=FilePath, multiple=True, help="随问题附上的文件，可给多份")
@click.option("--in", "conversation", help="接着这个对话问（编号见 --json 的 conversation）")
@as_json
@guarded
def ask(question: str, files: tuple[Path, ...], conversation: str | None, as_json: bool) -> int:
    """问一句，相当于对话里的一轮。"""
    from nianbao.cli.ask import run

    return run(question, files, conversation, as_json)


@corpus_app.command("add")
@click.argument("files", type=FilePath, nargs=-1, required=True, metavar="FILE...")
@guarded
def corpus_add(files: tuple[Path, ...]) -> None:
    """把年报收进参考报告库（用于比较和检索）。"""
    from nianbao.work.handed.files import read_report
    from nianbao.work.library import add_report
    from nianbao.work.services import Services

    services = Services()
    for file in files:
        report = read_report(file)
        click.echo(f"已收入：{add_report(services, report, file)}")


@corpus_app.command("list")
@as_json
@guarded
def corpus_list(as_json: bool) -> None:
    """列出参考报告库。"""
    from nianbao.work.library import list_library
    from nianbao.work.services import Services

    entries = list_library(Services())
    if as_json:
        print_json({"reports": entries})
        return
    for entry in entries:
        click.echo(f"{entry['year']}　{entry['agency']}　（{entry['source_label']}）")


@corpus_app.command("rebuild")
@guarded
def corpus_rebuild() -> None:
    """重建检索索引。"""
    from nianbao.work.library import rebuild
    from nianbao.work.services import Services

    click.echo(rebuild(Services(), say_progress))


@app.command()
@click.argument("rule_id", required=False, metavar="[ID]")
@as_json
@guarded
def rules(rule_id: str | None, as_json: bool) -> None:
    """审核规则目录；给出编号则显示该规则的说明。"""
    from nianbao.papers.as_json import rules_as_json
    from nianbao.papers.wording import SEVERITIES

    data = rules_as_json(rule_id)
    if as_json:
        print_json(data)
    elif rule_id:
        click.echo(data["rules"][0]["page"])
    else:
        for r in data["rules"]:
            click.echo(f"{r['rule']:7} {SEVERITIES[r['severity']]}　{r['title']}")


@app.command("model-check")
@click.option("--sentences", type=FilePath, help="每行一句：假如模型这样说，会怎样")
@click.option("--inputs", type=FilePath, help="起草资料表（句子写在初稿里）")
@click.option("--section", help="overview、problems、other，或总体情况的一个方面（active、on_request…）")
@click.option(
    "--after", multiple=True, help="对话里先做的：review:文件、compare:文件、draft:资料表、law:问题，可给多个"
)
@as_json
@guarded
def model_check(
    sentences: Path | None, inputs: Path | None, section: str | None, after: tuple[str, ...], as_json: bool
) -> int:
    """检查所配置的模型服务；给出 --sentences 则看这些句子会怎样处理。"""
    from nianbao.cli.model_check import probe_and_show, show_chat_judgements, show_judgements

    if sentences is None:
        return probe_and_show(as_json)
    if after:
        show_chat_judgements(sentences, after, as_json)
    elif inputs is None or section is None:
        raise UserError("请给出 --sentences 和 --after，或者 --sentences、--inputs 和 --section")
    else:
        show_judgements(sentences, inputs, section, as_json)
    return 0


@app.command()
@click.argument("out", type=FilePath, metavar="OUT.zip")
@guarded
def backup(out: Path) -> None:
    """把保存的全部内容（对话、草稿、意见、报告库）写成一个文件。"""
    from nianbao.settings import get_settings
    from nianbao.work.backup import back_up

    check_output(out, [], (".zip",))
    kept = back_up(get_settings(), out)
    click.echo(f"备份已写入 {out}：数据库 {kept.total} 条记录，另有文件 {kept.files} 个")


@app.command()
@click.argument("source", type=FilePath, metavar="IN.zip")
@click.option("--replace", is_flag=True, help="替换已有的内容（原有内容另存一份）")
@guarded
def restore(source: Path, replace: bool) -> None:
    """从备份文件恢复全部内容。"""
    from nianbao.settings import get_settings
    from nianbao.work.backup import restore as restore_from

    kept = restore_from(get_settings(), source, replace=replace)
    click.echo(f"已恢复：数据库 {kept.total} 条记录，另有文件 {kept.files} 个")
    if kept.beside:
        click.echo(f"原有内容保存在 {kept.beside}")


@app.command()
@as_json
@guarded
def doctor(as_json: bool) -> int:
    """检查本机缺什么：缺的东西会让哪些工作做不成，怎样补上。"""
    from nianbao.settings import get_settings
    from nianbao.work.doctor import examine

    found = examine(get_settings())
    if as_json:
        print_json({"checks": [{"what": f.what, "state": f.state, "said": f.said} for f in found]})
    else:
        for f in found:
            click.echo(f"{ {'ok': '可用', 'note': '提示', 'lacking': '缺少'}[f.state] }　{f.what}：{f.said}")
    return int(any(f.state == "lacking" for f in found))


@app.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    help="只读这个文件夹里的文件",
)
@guarded
def mcp(folder: Path) -> None:
    """供智能体调用（MCP，标准输入输出）：审核、读取、比较、查条例、查规则，只读不写。"""
    try:
        from nianbao.api.mcp_server import serve
    except ModuleNotFoundError as error:
        raise UserError(f"缺少 {error.name}，请先安装：pip install nianbao[mcp]") from error
    serve(folder)


@app.command("app")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, help="端口")
@click.option("--browser/--no-browser", default=True, help="启动后自动打开浏览器")
@click.option(
    "--address", default="127.0.0.1", help="监听的地址；默认只在本机，0.0.0.0 则别的机器也能打开，请先看 SECURITY.md"
)
@guarded
def desk(port: int, browser: bool, address: str) -> int:
    """在浏览器里打开工作台。"""
    from nianbao.cli.desk import serve

    return serve(port, open_browser=browser, listen=address)


def main() -> None:
    """Entry point of the console script. A wrong call is answered in Chinese like every other error."""
    try:
        code = app(standalone_mode=False) or 0
        leave_blocked_reads_behind(code)
        sys.exit(code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
    except click.UsageError as error:
        click.echo(f"错误：{usage_line(error)}", err=True)
    except click.Abort:
        click.echo("错误：已中止", err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
