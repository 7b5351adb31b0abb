"""A draft is work: every step of it is kept, and the files that it is made from. Steps are never changed or removed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
REFUSAL = "a step is never changed or removed"


def upgrade() -> None:
    op.create_table(
        "draft_steps",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("beside", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_draft_steps_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", "number", name="pk_draft_steps"),
    )
    op.create_index("ix_draft_steps_draft_id_place", "draft_steps", ["draft_id", "place"])
    op.create_table(
        "draft_files",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_draft_files_draft_id"),
        sa.PrimaryKeyConstraint("draft_id", "sha256", name="pk_draft_files"),
    )
    _make_steps_append_only()


def _make_steps_append_only() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER draft_steps_no_{verb.lower()} BEFORE {verb} ON draft_steps "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    elif dialect == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_step_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"'BEGIN RAISE EXCEPTION ''{REFUSAL}''; END'"
        )
        op.execute(
            "CREATE TRIGGER draft_steps_append_only BEFORE UPDATE OR DELETE ON draft_steps "
            "FOR EACH ROW EXECUTE FUNCTION refuse_step_change()"
        )


def downgrade() -> None:
    raise NotImplementedError("drafts and notes are not thrown away by a downgrade; restore a backup")
