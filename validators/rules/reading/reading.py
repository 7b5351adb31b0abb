"""EX: how the file was read, and the state of the model step."""

from collections.abc import Iterator

from nianbao.report.model import ProblemCode
from validators.basis import FORMAT
from validators.engine import Context, Hit, Remark, Where, rule

_SHORT: tuple[ProblemCode, ...] = ("short_row", "long_row")


@rule("EX-01", "表中的数在原文件里与行名相邻", "warning", (FORMAT,), of_prose=False)
def confirmed(context: Context) -> Iterator[Hit | Remark]:
    """A second look at the source did not find the figures of a row behind its label."""
    report = context.report
    for key, row in report.unconfirmed:
        layout = report.layout.tables[key]
        yield Hit(
            f"{layout.label(row)}一行的数，在原文件里没有紧跟在行名后面，可能读错了行",
            Where(section=layout.section, table=key, row=row),
            suggestion="对照原件核对这一行；读错了的，请把表格另存为 .docx 再审核。",
            responsibility="system",
        )


@rule("EX-02", "跨页表格的各行完整", "info", (FORMAT,), of_prose=False)
def whole_rows(context: Context) -> Iterator[Hit | Remark]:
    """Rows that are short (or long) after pages were joined: our failure, so no finding against the agency."""
    for problem in context.report.problems:
        if problem.code in _SHORT:
            yield Remark("parse_error", problem.message)


@rule("EX-03", "文件有文字层", "info", (FORMAT,), of_prose=False)
def has_text(context: Context) -> Iterator[Hit | Remark]:
    """Pages that are pictures are not read: nothing can be said of what stands on them."""
    notice = context.report.notice("no_text_layer")
    if notice is not None:
        yield Remark("not_run", notice.message)


@rule("EX-04", "模型步骤的状态", "info", (FORMAT,), of_prose=False)
def model_step(context: Context) -> Iterator[Hit | Remark]:
    """Rules decide alone; this only says whether a model took part and whether its step was whole."""
    if context.model_state == "not_configured":
        yield Remark("not_run", "未配置模型，审核全部由规则完成")
    elif context.model_state == "failed":
        yield Hit(
            "模型步骤失败，审核结论不受影响", suggestion="检查模型服务地址和密钥后可重试。", responsibility="system"
        )
    elif context.model_state == "truncated":
        yield Hit("模型的回答中途断开，已舍弃", suggestion="可重试；审核结论不受影响。", responsibility="system")
