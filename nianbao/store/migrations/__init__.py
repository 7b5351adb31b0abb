"""Alembic migrations, run by ``nianbao.store.database`` in the process that opens the database. No ``alembic.ini``."""

HEAD = "0009"
"""The newest revision; lets an up-to-date database open without importing Alembic. A test holds it to the scripts."""
