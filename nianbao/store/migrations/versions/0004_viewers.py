"""What is kept belongs to a person and an office: what was there, to the local one. A turn at work is a lease."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OFFICE = 200


def upgrade() -> None:
    for table in ("conversations", "drafts"):
        op.add_column(table, sa.Column("owner", sa.String(36), server_default=sa.text("''"), nullable=False))
    for table in ("conversations", "drafts", "notes", "reports"):
        op.add_column(table, sa.Column("office", sa.String(_OFFICE), server_default=sa.text("''"), nullable=False))
    op.add_column(
        "conversations", sa.Column("turn_holder", sa.String(160), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("conversations", sa.Column("turn_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("drafts and notes are not thrown away by a downgrade; restore a backup")
