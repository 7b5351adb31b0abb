"""``nianbao people``, ``nianbao audit``, ``nianbao retention``: who may log in, what was done, what is thrown away."""

from pathlib import Path
from typing import Any

import click

from nianbao.cli.shell import check_output, guarded, print_json

FilePath = click.Path(path_type=Path, readable=False)
as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


@click.group("people")
def people_app() -> None:
    """登录的人：单位和角色（启用登录以后用）。"""


@people_app.command("list")
@as_json
@guarded
def list_(as_json: bool) -> None:
    """登录过的人，各是哪个单位、什么角色。"""
    from nianbao.work.people import people, roles_said
    from nianbao.work.services import Services

    found = people(Services())
    if as_json:
        told = [
            {"id": p.id, "name": p.name, "office": p.office, "roles": [*p.roles], "active": p.active} for p in found
        ]
        print_json({"people": told})
        return
    for p in found:
        state = "" if p.active else "　（已停用）"
        click.echo(f"{p.id}　{p.name}　{p.office or '（未定单位）'}　{roles_said(p.roles) or '（没有角色）'}{state}")


@people_app.command("set")
@click.argument("who")
@click.option("--office", required=True, help="单位（全称）")
@click.option("--roles", required=True, help="角色，用逗号隔开：经办、审核、终审、管理、审计")
@click.option("--off", is_flag=True, help="停用：不能再登录")
@guarded
def set_(who: str, office: str, roles: str, off: bool) -> None:
    """写明一个人（编号或姓名）的单位和角色，立即生效。"""
    from nianbao.work.people import enter, roles_said
    from nianbao.work.services import Services

    said = [role for role in roles.replace("，", ",").replace("、", ",").split(",") if role.strip()]
    p = enter(Services(), who, office, said, not off)
    click.echo(f"{p.name}：{p.office}　{roles_said(p.roles)}{'　（已停用）' if off else ''}")


@click.group("audit")
def audit_app() -> None:
    """审计日志：谁在什么时候做了什么；首尾相接，改动过的查得出来。"""


@audit_app.command()
@as_json
@guarded
def verify(as_json: bool) -> int:
    """从头校验；有改动的退出码为 1。"""
    from nianbao.work.audit import verify as verify_log
    from nianbao.work.services import Services

    found = verify_log(Services())
    if as_json:
        print_json({"lines": found.lines, "broken": found.broken or None, "last": found.last})
    else:
        click.echo(
            f"校验不通过　{found.broken}"
            if found.broken
            else f"共 {found.lines} 条，首尾相接，没有改动　末条校验值 {found.last[:16]}"
        )
    return int(bool(found.broken))


@audit_app.command()
@click.option("-n", "--last", type=click.IntRange(1), default=50, help="最近几条")
@click.option("-o", "--output", type=FilePath, help="全部写入 .docx、.html 或 .xlsx")
@guarded
def show(last: int, output: Path | None) -> None:
    """看最近的几条，或者全部打印。"""
    from nianbao.report.files import write_whole
    from nianbao.work.audit import lines, printed, said
    from nianbao.work.services import Services

    services = Services()
    if output is not None:
        check_output(output, [], (".docx", ".html", ".xlsx"))
        ending: Any = output.suffix.lower()
        write_whole(output, printed(services, ending))
        click.echo(f"已写入 {output}")
        return
    for line in said(lines(services, last)):
        click.echo(line)


@click.command()
@click.option("--days", type=click.IntRange(1), help="保留几天（默认按 NIANBAO_RETENTION_DAYS）")
@click.option("--filings-days", type=click.IntRange(1), help="报送件保留几天（默认按 NIANBAO_RETENTION_FILINGS_DAYS）")
@click.option("--really", is_flag=True, help="真的清除；不写只说会清除什么")
@guarded
def retention(days: int | None, filings_days: int | None, really: bool) -> None:
    """清除到期的上传文件、成批审核、对话和报送件的联系方式，报送件另按自己的天数；初稿、处理意见和日志保留。"""
    from nianbao.work.audit import throw_away_old
    from nianbao.work.services import Services

    services = Services()
    policy = services.settings
    gone = throw_away_old(
        services, days or policy.retention_days, filings_days or policy.retention_filings_days, really=really
    )
    word = "已清除" if really else "到期的有（加 --really 清除）"
    click.echo(
        f"{word}：上传文件 {gone.uploads} 个，成批审核 {gone.sets} 批，对话 {gone.conversations} 个，"
        f"报送件的联系方式 {gone.contacts} 处，报送件 {gone.filings} 份"
    )
