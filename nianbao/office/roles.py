"""What people do in an office (经办 · 审核 · 终审 · 管理 · 审计), and what each may do with a filing."""

from typing import Literal, get_args

Role = Literal["clerk", "reviewer", "signer", "manager", "auditor"]
ROLES: tuple[Role, ...] = get_args(Role)
ROLE_NAMES: dict[Role, str] = {
    "clerk": "经办",
    "reviewer": "审核",
    "signer": "终审",
    "manager": "管理",
    "auditor": "审计",
}
"""As they are said on screen and on paper; a person may have several."""


def role_of(said: str) -> Role | None:
    """A role by its key or its Chinese name; None for what is none.

    >>> role_of("审核"), role_of("signer"), role_of("局长")
    ('reviewer', 'signer', None)
    """
    return next((role for role in ROLES if said.strip() in (role, ROLE_NAMES[role])), None)
