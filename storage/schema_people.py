"""What people decide about creators by hand: the tables of it. Part of schema.py's steps.

by_hand says who set what and when; the values stand in fields, tags and notes beside those of
imports. tags_off: tags that a person took away and that no later list brings back. hidden: who is
left out of a client's searches. merges with merge_moves: what was moved from one person to
another, as JSON of its key, so that it can go back. forgotten: keyed digests of platform and
handle of those who are not to come back; forgetting holds the key.
"""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(decisions)


def decisions(db: Database) -> None:
    """What was set, hidden, merged and forgotten by people."""
    db.executescript(
        """
        CREATE TABLE by_hand (
            client_id INTEGER NOT NULL REFERENCES clients (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            name TEXT NOT NULL,
            said_by TEXT NOT NULL,
            said_at TEXT NOT NULL,
            PRIMARY KEY (client_id, influencer_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX fields_by_hand ON fields (client_id, influencer_id) WHERE run_id = 0;

        CREATE TABLE tags_off (
            client_id INTEGER NOT NULL REFERENCES clients (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            folded TEXT NOT NULL,
            PRIMARY KEY (client_id, influencer_id, folded)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE hidden (
            client_id INTEGER NOT NULL REFERENCES clients (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            hidden_by TEXT NOT NULL,
            hidden_at TEXT NOT NULL,
            PRIMARY KEY (client_id, influencer_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE merges (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            kept_id INTEGER NOT NULL REFERENCES influencers (id),
            gone_id INTEGER NOT NULL REFERENCES influencers (id),
            last_run INTEGER NOT NULL,
            merged_by TEXT NOT NULL,
            merged_at TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX merges_of_who_is_gone ON merges (gone_id);
        CREATE INDEX merges_of_who_is_kept ON merges (kept_id);
        CREATE TABLE merge_moves (
            merge_id INTEGER NOT NULL REFERENCES merges (id),
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (merge_id, kind, key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE forgotten (
            digest TEXT PRIMARY KEY,
            forgotten_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE forgetting (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            key TEXT NOT NULL
        ) STRICT;
        """
    )
