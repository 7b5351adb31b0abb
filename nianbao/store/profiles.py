"""The office's own rule profiles: the TOML files as they were handed in, by name."""

from sqlalchemy import delete, select

from nianbao.store.database import Database, NotFoundError
from nianbao.store.models import ProfileRow
from nianbao.store.types import now


def save_profile(db: Database, name: str, text: str) -> None:
    """Keep a profile; one of the same name is replaced. What was reviewed by the old one keeps its record."""
    with db.writing() as session:
        row = session.get(ProfileRow, name)
        if row is None:
            session.add(ProfileRow(name=name, text=text))
        else:
            row.text, row.created_at = text, now()


def list_profiles(db: Database) -> dict[str, str]:
    """Name → text, by name."""
    with db.reading() as session:
        return {row.name: row.text for row in session.scalars(select(ProfileRow).order_by(ProfileRow.name))}


def delete_profile(db: Database, name: str) -> None:
    """Raises ``NotFoundError``."""
    with db.writing() as session:
        gone = session.execute(delete(ProfileRow).where(ProfileRow.name == name).returning(ProfileRow.name)).all()
    if not gone:
        raise NotFoundError(f"没有找到规则配置“{name}”。")
