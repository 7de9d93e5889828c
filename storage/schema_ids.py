"""The guard of ids that are never given again. Part of schema.py's steps."""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(spent_ids)


def spent_ids(db: Database) -> None:
    """The highest ids that somebody had who is gone: an old button must not mean somebody new."""
    db.executescript(
        """
        CREATE TABLE spent_ids (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            accounts INTEGER NOT NULL,
            influencers INTEGER NOT NULL
        ) STRICT;
        INSERT INTO spent_ids (id, accounts, influencers) VALUES (1, 0, 0);
        """
    )
