"""The versions of a report are known by what they say; decisions belong to them. The office's own rule profiles."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notes", sa.Column("lineage", sa.String(40), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(200), server_default=sa.text("''"), nullable=False),
        sa.Column("lineage", sa.String(40), nullable=False),
        sa.Column("agency_key", sa.String(200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_versions_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_agency_key_year"), "versions", ["agency_key", "year"])
    op.create_index(op.f("ix_versions_lineage"), "versions", ["lineage"])
    op.create_table(
        "profiles",
        sa.Column("office", sa.String(200), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("office", "name", name=op.f("pk_profiles")),
    )


def downgrade() -> None:
    raise NotImplementedError("drafts and notes are not thrown away by a downgrade; restore a backup")
