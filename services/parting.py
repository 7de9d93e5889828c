"""Merges taken back: two entries again, exactly as they were, and each with what came since."""

from datetime import datetime

from services.errors import DeskError, NotFound
from services.importing import instant
from services.joining import in_trail, refuse_for_others, settle
from services.rights import is_admin_of_all
from storage import joining as stored
from storage.engine import Store, StoreBusy, Transaction
from storage.joining import Key, MergeRow
from texts import joining as says
from texts.importing import BUSY


class CantUndo(DeskError):
    """A merge that can't be taken back; the sentence says what came in between."""


def undo_merge(
    store: Store, merge_id: int, *, actor: str, now: datetime, client_id: int
) -> tuple[int, int]:
    """Take a merge back; return both persons. Raises NotFound, CantUndo and NoRight."""
    for_all = is_admin_of_all(store, actor, now)
    try:
        with store.alone("import"):
            return store.write(_undo, merge_id, actor, instant(now), client_id, for_all)
    except StoreBusy as error:
        raise CantUndo(BUSY) from error


def _undo(
    tx: Transaction, merge_id: int, actor: str, now: str, client_id: int, for_all: bool
) -> tuple[int, int]:
    row = stored.get(tx, merge_id)
    if row is None or row.client_id != client_id:
        raise NotFound(says.UNDONE_BEFORE)
    moved = stored.moved(tx, merge_id)
    kept, gone = row.kept_id, row.gone_id
    refuse_for_others(tx, (kept,), client_id, for_all=for_all)
    _refuse_conflicts(tx, row, moved)
    since = _since(tx, row, moved)
    for table in stored.KEYS:
        stored.move(tx, table, [*moved.get(table, []), *since.get(table, [])], kept, gone)
    if "name" in moved:
        stored.rename(tx, kept, None)
    stored.drop_undone(tx, gone)
    stored.drop(tx, merge_id)
    settle(tx, kept, gone)
    in_trail(tx, "undo merge", kept, gone, actor, now, client_id)
    return kept, gone


def _refuse_conflicts(tx: Transaction, row: MergeRow, moved: dict[str, list[Key]]) -> None:
    further = stored.of_gone(tx, row.kept_id)
    if further is not None:
        raise CantUndo(says.MERGED_FURTHER)
    for key in moved["accounts"]:
        if not stored.account_belongs(tx, key, row.kept_id):
            raise CantUndo(says.account_left(key[2]))
    offers = [key[0] for key in moved.get("offers", [])]
    offers += [key[0] for one in moved["accounts"] for key in _offers_since(tx, row, one, offers)]
    if any(stored.offer_has_postings(tx, offer) for offer in offers):
        raise CantUndo(says.OFFER_EARNED)
    if len(stored.accounts_of(tx, row.kept_id)) == len(moved["accounts"]):
        raise CantUndo(says.ONE_LEFT)


def _offers_since(tx: Transaction, row: MergeRow, account: Key, known: list[int]) -> list[Key]:
    made = stored.offers_to(tx, row.kept_id, account[0])
    return [key for key in made if key[0] not in known]


def _since(tx: Transaction, row: MergeRow, moved: dict[str, list[Key]]) -> dict[str, list[Key]]:
    """Return what came since and is of those who go apart: offers to their accounts, and what
    lists said of them. Raises CantUndo where a list speaks of both.
    """
    found: dict[str, list[Key]] = {}
    mine = {key[0] for key in moved["accounts"]}
    offers = [key[0] for key in moved.get("offers", [])]
    for account in moved["accounts"]:
        found.setdefault("offers", []).extend(_offers_since(tx, row, account, offers))
    others = [key[0] for key in stored.accounts_of(tx, row.kept_id) if key[0] not in mine]
    theirs = {run for one in others for run in stored.later_runs(tx, one, row.last_run)}
    for run in {run for one in mine for run in stored.later_runs(tx, one, row.last_run)}:
        for table in ("fields", "tags", "notes"):
            said = stored.said_by_run(tx, table, row.kept_id, run)
            if said and run in theirs:
                raise CantUndo(says.LIST_OF_BOTH)
            found.setdefault(table, []).extend(said)
    return found
