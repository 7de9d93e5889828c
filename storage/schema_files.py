"""What dropped lists and asked for files came to need later. Part of schema.py's steps."""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(sent_once)


def sent_once(db: Database) -> None:
    """A file on its way says which of Slack's it is; the rejected rows of a list stay for a while;
    where somebody is at home is known of people alone.
    """
    db.executescript(
        """
        ALTER TABLE files_asked ADD COLUMN file TEXT;
        ALTER TABLE drops DROP COLUMN at_home;
        CREATE TABLE drop_rejects (
            drop_id INTEGER PRIMARY KEY REFERENCES drops (id),
            number INTEGER NOT NULL,
            content TEXT NOT NULL
        ) STRICT;
        """
    )
