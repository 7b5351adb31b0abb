"""The database: reports with their cells, drafts, reviewer's notes, conversations. Knows nothing of rules.

Import the modules, not this package: ``nianbao.store.database``, ``nianbao.store.reports``, ``nianbao.store.drafts`` … each imports
SQLAlchemy, which a command that needs no database should not pay for.
"""
