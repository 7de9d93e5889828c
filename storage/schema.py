"""The tables, as numbered forward steps. STRICT, money and time as integers and ISO text in UTC."""

from sqlite3 import DatabaseError

from sqlite_utils import Migrations

from storage import (
    schema_campaigns,
    schema_clients,
    schema_drops,
    schema_files,
    schema_first,
    schema_ids,
    schema_people,
    schema_persons,
    schema_rights,
    schema_scoring,
)
from storage.engine import Store

__all__ = ["EVERYONE", "MICRO", "DatabaseError", "migrate", "pending", "unknown"]

migrations = Migrations("influencer-desk")

EVERYONE = 0
"""The niche that every account is in: a search without a niche walks this one."""

MICRO = 0
"""The gate at which micro-influencers stand."""

schema_first.add_steps(migrations)
schema_campaigns.add_steps(migrations)
schema_rights.add_steps(migrations)
schema_people.add_steps(migrations)
schema_drops.add_steps(migrations)
schema_ids.add_steps(migrations)
schema_files.add_steps(migrations)
schema_clients.add_steps(migrations)
schema_scoring.add_steps(migrations)
schema_persons.add_steps(migrations)


def migrate(store: Store) -> list[str]:
    """Bring the store to the newest schema; return the names of the steps that were taken.

    Raises StoreBusy when another process is migrating.
    """
    with store.alone("migration"):
        database = store.database()
        before = pending(store)
        migrations.apply(database)
        return before


def pending(store: Store) -> list[str]:
    """Return the names of the steps that the store lacks."""
    return [step.name for step in migrations.pending(store.database())]


def unknown(store: Store) -> list[str]:
    """Return the steps of the store that this program lacks: it is of a newer one."""
    database = store.database()
    applied = [step.name for step in migrations.applied(database)]
    known = {step.name for step in migrations._migrations}
    return [name for name in applied if name not in known]
