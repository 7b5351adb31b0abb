"""A turn at work may be asked to stop from any process of the desk, not only from the one that works on it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "conversations", sa.Column("turn_stop", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    raise NotImplementedError("drafts and notes are not thrown away by a downgrade; restore a backup")
