"""The tables of rights and clients. Part of schema.py's steps.

A grant's subject is a person or a user group of Slack, or '*': everybody of the workspace. Its
client is a client's id, or 0: all of them.
"""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(rights)
    migrations()(own_shortlists)


def rights(db: Database) -> None:
    """Grants, who is in which group, which channel is whose, and what each person looks at.

    Until somebody narrows it, everybody of the workspace works with the first client, as before.
    """
    db.executescript(
        """
        CREATE TABLE grants (
            subject TEXT NOT NULL,
            client_id INTEGER NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'approver', 'payer', 'admin')),
            granted_by TEXT NOT NULL,
            granted_at TEXT NOT NULL,
            PRIMARY KEY (subject, client_id, role)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO grants (subject, client_id, role, granted_by, granted_at) VALUES
            ('*', 1, 'editor', 'desk', '2026-11-24T00:00:00Z'),
            ('*', 1, 'approver', 'desk', '2026-11-24T00:00:00Z');

        CREATE TABLE user_groups (
            id TEXT PRIMARY KEY,
            fetched_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE group_members (
            person TEXT NOT NULL,
            group_id TEXT NOT NULL REFERENCES user_groups (id),
            PRIMARY KEY (person, group_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE channel_clients (
            channel TEXT PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            bound_by TEXT NOT NULL,
            bound_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE people (
            person TEXT PRIMARY KEY,
            at_home INTEGER NOT NULL CHECK (at_home IN (0, 1)),
            client_id INTEGER REFERENCES clients (id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE claim_codes (
            digest TEXT PRIMARY KEY,
            expires_at TEXT NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
        """
    )


def own_shortlists(db: Database) -> None:
    """Whose a shortlist is: one person's, or '' for everybody who works for the client."""
    db.execute("ALTER TABLE shortlists ADD COLUMN owner TEXT NOT NULL DEFAULT ''")
