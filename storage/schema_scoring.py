"""By what accounts were scored. Part of schema.py's steps."""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(scored_by)


def scored_by(db: Database) -> None:
    """The settings by which all accounts are scored, as JSON text; no row while that is not so."""
    db.executescript(
        """
        CREATE TABLE scored_by (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            settings TEXT NOT NULL
        ) STRICT;
        """
    )
