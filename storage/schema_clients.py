"""When clients were removed. Part of schema.py's steps."""

from sqlite_utils import Database, Migrations


def add_steps(migrations: Migrations) -> None:
    """Add these steps after those that are there."""
    migrations()(removed_clients)


def removed_clients(db: Database) -> None:
    """Since when a client is gone whose number still stands where lists came from."""
    db.execute("ALTER TABLE clients ADD COLUMN removed_at TEXT")
