"""EX: the state of reading and of the model step."""

from collections.abc import Iterator

from validators.basis import FORMAT
from validators.engine import Context, Hit, Remark, rule


@rule("EX-04", "模型步骤的状态", "info", (FORMAT,))
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
