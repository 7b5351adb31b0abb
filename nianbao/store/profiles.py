"""The office's own rule profiles: the TOML files as they were handed in, by name."""

from sqlalchemy import delete, select

from nianbao.store.database import Database, NotFoundError
from nianbao.store.models import ProfileRow
from nianbao.store.types import now


def save_profile(db: Database, name: str, text: str) -> None:
    """Keep a profile; one of the same name is replaced. What was reviewed by the old one keeps its record."""
    with db.writing() as session:
        row = session.get(ProfileRow, (db.viewer.office, name))
        if row is None:
            session.add(ProfileRow(office=db.viewer.office, name=name, text=text))
        else:
            row.text, row.created_at = text, now()


def list_profiles(db: Database) -> dict[str, str]:
    """Name → text, by name."""
    with db.reading() as session:
        query = select(ProfileRow).where(ProfileRow.office == db.viewer.office).order_by(ProfileRow.name)
        return {row.name: row.text for row in session.scalars(query)}


def delete_profile(db: Database, name: str) -> None:
    """Raises ``NotFoundError``."""
    with db.writing() as session:
        own = delete(ProfileRow).where(ProfileRow.office == db.viewer.office, ProfileRow.name == name)
        gone = session.execute(own.returning(ProfileRow.name)).all()
    if not gone:
        raise NotFoundError(f"没有找到规则配置“{name}”。")
