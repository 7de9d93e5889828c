"""The tables of dropped lists and of files that were asked for. Part of schema.py's steps."""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(drops)


def drops(db: Database) -> None:
    """Lists that were dropped on us and files that we were asked for: written down before the
    event or the click is acknowledged, so that whoever was cut short goes on.
    """
    db.executescript(
        """
        CREATE TABLE drops (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            cause TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('dropped', 'shown', 'asked', 'done', 'undoing',
                'undone', 'cancelled', 'failed', 'expired')),
            version INTEGER NOT NULL DEFAULT 1,
            name TEXT NOT NULL,
            file TEXT NOT NULL,
            person TEXT NOT NULL,
            at_home INTEGER NOT NULL CHECK (at_home IN (0, 1)),
            channel TEXT NOT NULL,
            place TEXT,
            choices TEXT NOT NULL DEFAULT '{}',
            sample TEXT,
            run_id INTEGER REFERENCES runs (id),
            attempts INTEGER NOT NULL DEFAULT 0,
            dropped_at TEXT NOT NULL,
            asked_at TEXT
        ) STRICT;
        CREATE INDEX drops_to_work_on ON drops (state, id)
            WHERE state IN ('dropped', 'asked', 'undoing');
        CREATE INDEX drops_shown ON drops (dropped_at) WHERE state = 'shown';

        CREATE TABLE files_asked (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            state TEXT NOT NULL CHECK (state IN ('asked', 'sent', 'failed')),
            what TEXT NOT NULL,
            query TEXT NOT NULL,
            format TEXT NOT NULL,
            person TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            asked_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX files_to_send ON files_asked (id) WHERE state = 'asked';
        """
    )
