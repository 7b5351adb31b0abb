"""A turn at work may be asked to stop from any process of the desk, not only from the one that works on it.

What belongs to a filing may be thrown away by policy: only inside a transaction in which the policy has said so in ``meta``.
Changes stay refused, and so does all that is done to the log.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REFUSAL = "this is never changed or removed"
OF_A_FILING = ("filing_versions", "filing_steps", "filing_pages")
BY_POLICY = "EXISTS (SELECT 1 FROM meta WHERE key = {quote}retention{quote})"


def upgrade() -> None:
    op.add_column(
        "conversations", sa.Column("turn_stop", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS "
            f"'BEGIN IF {BY_POLICY.format(quote=chr(39) * 2)} THEN RETURN OLD; END IF; "
            f"RAISE EXCEPTION ''{REFUSAL}''; END'"
        )
    for table in OF_A_FILING:
        if dialect == "sqlite":
            op.execute(f"DROP TRIGGER {table}_no_delete")
            op.execute(
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
                f"WHEN NOT {BY_POLICY.format(quote=chr(39))} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        elif dialect == "postgresql":
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            for verb, function in (("UPDATE", "refuse_change"), ("DELETE", "refuse_removal")):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"FOR EACH ROW EXECUTE FUNCTION {function}()"
                )


def downgrade() -> None:
    raise NotImplementedError("what people have signed is not thrown away by a downgrade; restore a backup")
