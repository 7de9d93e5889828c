"""The first tables: people and their accounts, what searches read, relations, the audit trail.

Part of schema.py's steps.
"""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps; they come before all others."""
    migrations()(people)
    migrations()(search)
    migrations()(relations)
    migrations()(audit)


def people(db: Database) -> None:
    """Who there is: clients, runs of imports, influencers, their accounts and observations."""
    db.executescript(
        """
        CREATE TABLE clients (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            created_at TEXT NOT NULL
        ) STRICT;
        INSERT INTO clients (id, name, created_at) VALUES (1, 'Our team', '2026-11-24T00:00:00Z');

        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            kind TEXT NOT NULL,
            source TEXT NOT NULL,
            source_folded TEXT NOT NULL,
            file_digest TEXT NOT NULL,
            options TEXT NOT NULL,
            as_of TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undone')),
            started_by TEXT NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            merged_platform TEXT NOT NULL DEFAULT '',
            merged_key TEXT NOT NULL DEFAULT '',
            read_count INTEGER NOT NULL DEFAULT 0,
            new_count INTEGER NOT NULL DEFAULT 0,
            updated_count INTEGER NOT NULL DEFAULT 0,
            unchanged_count INTEGER NOT NULL DEFAULT 0,
            repeated_count INTEGER NOT NULL DEFAULT 0,
            rejected_count INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE UNIQUE INDEX runs_of_a_file ON runs (file_digest, kind, client_id)
            WHERE state <> 'undone';

        CREATE TABLE influencers (
            id INTEGER PRIMARY KEY,
            name TEXT,
            created_at TEXT NOT NULL,
            run_id INTEGER REFERENCES runs (id)
        ) STRICT;

        CREATE TABLE niches (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE,
            parent_id INTEGER REFERENCES niches (id)
        ) STRICT;
        INSERT INTO niches (id, name, folded) VALUES (0, 'Everyone', '');
        CREATE TABLE niche_aliases (
            folded TEXT PRIMARY KEY,
            niche_id INTEGER NOT NULL REFERENCES niches (id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY,
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            platform TEXT NOT NULL,
            key TEXT NOT NULL,
            handle TEXT,
            run_id INTEGER,
            primary_niche_id INTEGER,
            as_of TEXT NOT NULL,
            url TEXT,
            name TEXT,
            country TEXT,
            language TEXT,
            followers INTEGER,
            average_likes INTEGER,
            average_comments INTEGER,
            average_views INTEGER,
            follows INTEGER,
            posts_count INTEGER,
            sample_posts INTEGER,
            sample_mean INTEGER,
            sample_variance INTEGER,
            remarked INTEGER NOT NULL DEFAULT 0,
            gate INTEGER NOT NULL,
            missed_by INTEGER,
            sort_key INTEGER NOT NULL,
            rank INTEGER NOT NULL,
            size TEXT,
            engagement_rate_bp INTEGER,
            typical_likes INTEGER,
            band_low INTEGER,
            band_high INTEGER,
            rough INTEGER NOT NULL DEFAULT 0,
            value_minor INTEGER,
            value_format TEXT NOT NULL,
            verdict TEXT NOT NULL,
            reasons TEXT NOT NULL DEFAULT '',
            unchecked TEXT NOT NULL DEFAULT '',
            words TEXT NOT NULL,
            bio TEXT
        ) STRICT;
        CREATE UNIQUE INDEX accounts_identity ON accounts (platform, key);
        CREATE INDEX accounts_handle ON accounts (key, id);
        CREATE INDEX accounts_person ON accounts (influencer_id);
        CREATE INDEX accounts_rank ON accounts (rank, id);

        CREATE TABLE observations (
            account_id INTEGER NOT NULL REFERENCES accounts (id),
            run_id INTEGER NOT NULL REFERENCES runs (id),
            as_of TEXT NOT NULL,
            line INTEGER NOT NULL,
            followers INTEGER,
            average_likes INTEGER,
            average_comments INTEGER,
            average_views INTEGER,
            follows INTEGER,
            posts_count INTEGER,
            handle TEXT,
            url TEXT,
            name TEXT,
            country TEXT,
            language TEXT,
            bio TEXT,
            niches TEXT,
            remarked INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (account_id, run_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE posts (
            account_id INTEGER NOT NULL REFERENCES accounts (id),
            key TEXT NOT NULL,
            run_id INTEGER NOT NULL REFERENCES runs (id),
            posted_at TEXT NOT NULL,
            format TEXT,
            likes INTEGER,
            comments INTEGER,
            url TEXT,
            PRIMARY KEY (account_id, key, run_id)
        ) STRICT, WITHOUT ROWID;
        """
    )


def search(db: Database) -> None:
    """What a search reads: memberships in rank order, counts, words, baselines."""
    db.executescript(
        """
        CREATE TABLE memberships (
            niche_id INTEGER NOT NULL,
            gate INTEGER NOT NULL,
            sort_key INTEGER NOT NULL,
            account_id INTEGER NOT NULL,
            PRIMARY KEY (niche_id, gate, sort_key, account_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE niche_counts (
            niche_id INTEGER NOT NULL,
            gate INTEGER NOT NULL,
            accounts INTEGER NOT NULL,
            PRIMARY KEY (niche_id, gate)
        ) STRICT, WITHOUT ROWID;

        CREATE VIRTUAL TABLE account_words USING fts5 (
            words, content = '', detail = none, columnsize = 0,
            tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
        );

        CREATE TABLE baselines (
            kind TEXT NOT NULL,
            platform TEXT NOT NULL,
            grouping TEXT NOT NULL,
            accounts INTEGER NOT NULL,
            figures TEXT NOT NULL,
            frozen_at TEXT NOT NULL,
            PRIMARY KEY (kind, platform, grouping)
        ) STRICT, WITHOUT ROWID;
        """
    )


def relations(db: Database) -> None:
    """What one client knows of a person: contact, price, tags, notes, shortlists, extra fields."""
    db.executescript(
        """
        CREATE TABLE fields (
            client_id INTEGER NOT NULL REFERENCES clients (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            name TEXT NOT NULL,
            run_id INTEGER NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (client_id, influencer_id, name, run_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE relations (
            client_id INTEGER NOT NULL REFERENCES clients (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            owner TEXT,
            owner_folded TEXT,
            status TEXT,
            status_folded TEXT,
            last_contact TEXT,
            price_minor INTEGER,
            price_currency TEXT,
            PRIMARY KEY (client_id, influencer_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tags (
            client_id INTEGER NOT NULL REFERENCES clients (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            folded TEXT NOT NULL,
            run_id INTEGER NOT NULL,
            tag TEXT NOT NULL,
            PRIMARY KEY (client_id, influencer_id, folded, run_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE notes (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            run_id INTEGER NOT NULL,
            text TEXT NOT NULL,
            written_by TEXT NOT NULL,
            written_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX notes_of_a_person ON notes (influencer_id, client_id);

        CREATE TABLE shortlists (
            id INTEGER PRIMARY KEY,
            client_id INTEGER NOT NULL REFERENCES clients (id),
            name TEXT NOT NULL,
            folded TEXT NOT NULL,
            created_by TEXT NOT NULL,
            created_at TEXT NOT NULL,
            UNIQUE (client_id, folded)
        ) STRICT;
        CREATE TABLE shortlist_members (
            shortlist_id INTEGER NOT NULL REFERENCES shortlists (id),
            influencer_id INTEGER NOT NULL REFERENCES influencers (id),
            added_by TEXT NOT NULL,
            added_at TEXT NOT NULL,
            PRIMARY KEY (shortlist_id, influencer_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX shortlists_of_a_person ON shortlist_members (influencer_id);

        CREATE TABLE merge_offers (
            one_id INTEGER NOT NULL REFERENCES influencers (id),
            other_id INTEGER NOT NULL REFERENCES influencers (id),
            run_id INTEGER NOT NULL REFERENCES runs (id),
            reason TEXT NOT NULL,
            PRIMARY KEY (one_id, other_id)
        ) STRICT, WITHOUT ROWID;
        """
    )


def audit(db: Database) -> None:
    """Who did what: a chain over salted digests, with its head as the guard row."""
    db.executescript(
        """
        CREATE TABLE audit_entries (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            content_digest TEXT NOT NULL,
            chain_digest TEXT NOT NULL
        ) STRICT;
        CREATE TABLE audit_contents (
            entry_id INTEGER PRIMARY KEY REFERENCES audit_entries (id),
            salt TEXT NOT NULL,
            content TEXT NOT NULL
        ) STRICT;
        CREATE TABLE audit_head (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            entry_id INTEGER NOT NULL,
            chain_digest TEXT NOT NULL
        ) STRICT;
        INSERT INTO audit_head (id, entry_id, chain_digest) VALUES (1, 0, '');
        """
    )
