"""The names that creators are sorted by: tags, owners, statuses, lists, niches; folded."""

from storage import niches, shortlists
from storage.engine import Transaction
from storage.words import fold

_NAMES = {
    "tag": "SELECT DISTINCT folded FROM tags WHERE client_id = :client",
    "owner": (
        "SELECT DISTINCT owner_folded FROM relations"
        " WHERE client_id = :client AND owner_folded IS NOT NULL"
    ),
    "status": (
        "SELECT DISTINCT status_folded FROM relations"
        " WHERE client_id = :client AND status_folded IS NOT NULL"
    ),
    "source": (
        "SELECT DISTINCT source_folded FROM runs"
        " WHERE client_id = :client AND source_folded IS NOT NULL"
    ),
}


def names(tx: Transaction, field: str, client_id: int, reader: str) -> list[str]:
    """Return the names of a field (tag, owner, status, source, list, niche) of a client.

    Niches are every client's: those that somebody is in, by all their names. reader: whose own
    shortlists count beside the shared ones.
    """
    if field == "list":
        return [fold(one.name) for one in shortlists.seen_by(tx, client_id, reader)]
    if field == "niche":
        return list(niches.inhabited(tx))
    return [row[0] for row in tx.rows(_NAMES[field], {"client": client_id})]
