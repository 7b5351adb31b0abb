"""What was wrong with a call, in Chinese: which option or argument as it is typed, and what it is for."""

import click

_WRONG = {
    "MissingParameter": "缺少参数",
    "NoSuchOption": "没有这个选项",
    "NoSuchCommand": "没有这个命令",
    "BadParameter": "参数的值不对",
    "BadOptionUsage": "选项的用法不对",
}
_ARGUMENTS = {
    "FILE": "文件",
    "DIR": "文件夹",
    "FOLDER": "文件夹",
    "QUERY": "要检索的话",
    "QUESTION": "要问的话",
    "OUT": "要写出的文件名",
    "INPUTS": "资料表",
    "EDITED": "改过的 Word 文件",
    "IN": "备份文件",
}
"""What an argument is, by the words its name in the usage is made of."""


def usage_line(error: click.UsageError) -> str:
    """``缺少参数：--agency（机关名称）。用 nianbao rollup --help 查看用法``."""
    said = _WRONG.get(type(error).__name__, "命令的写法不对")
    param = getattr(error, "param", None)
    name = _param(param) if param else getattr(error, "option_name", None) or getattr(error, "command_name", None) or ""
    wanted = _wanted(param) if type(error) is click.BadParameter and param else ""
    command = error.ctx.command_path if error.ctx else "nianbao"
    return f"{said}{f'：{name}' if name else ''}{wanted}。用 {command} --help 查看用法"


def _param(param: click.Parameter) -> str:
    """As it is typed, with what it is."""
    if isinstance(param, click.Option):
        typed = max(param.opts, key=len)
        return f"{typed}（{param.help.split('：')[0]}）" if param.help else typed
    typed = (param.metavar or param.human_readable_name).removesuffix("...")
    names = [name.partition(".") for name in typed.split("|")]
    told = list(dict.fromkeys(_ARGUMENTS[name] for name, _, _ in names if name in _ARGUMENTS))
    return f"{'或'.join(told)}（{typed}）" if told else typed


def _wanted(param: click.Parameter) -> str:
    kind = param.type
    if isinstance(kind, click.IntRange):
        bounds = [
            f"不小于 {kind.min}" if kind.min is not None else "",
            f"不大于 {kind.max}" if kind.max is not None else "",
        ]
        return f"，应为整数，{'、'.join(filter(None, bounds))}" if any(bounds) else "，应为整数"
    if kind is click.INT:
        return "，应为整数"
    if isinstance(kind, click.Choice):
        return f"，应为 {'、'.join(map(str, kind.choices))} 之一"
    return ""
