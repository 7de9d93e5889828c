"""All accounts scored by the settings of now, where others scored them."""

from array import array
from collections.abc import Callable
from dataclasses import astuple

import orjson

from services.baselines import frozen, score_anew
from services.importing import Importing
from services.niches import load
from services.settling import Scale
from storage import accounts
from storage import baselines as stored
from storage.engine import WORKER_PATIENCE


def is_due(importing: Importing) -> bool:
    """Tell whether accounts were scored by other settings, or it is not known by which."""
    return importing.store.read(stored.scored_by) != _settings(importing)


def rescore(importing: Importing, tell: Callable[[float], None] = lambda _share: None) -> None:
    """Score all accounts by these settings, where that is due.

    The caller holds the lock of imports. Cut short, it is due again whatever the settings are then,
    for a part is scored by others. tell: is given the share that is done, 0 to 1.
    """
    if not is_due(importing):
        return
    store = importing.store
    store.write(stored.set_scored_by, None, patience=WORKER_PATIENCE)
    ids = array("q", [row[0] for row in store.read(accounts.groups)])
    scale = Scale(importing.bounds, importing.rates, frozen(store), load(store))
    score_anew(store, ids, scale, tell)
    store.write(stored.set_scored_by, _settings(importing), patience=WORKER_PATIENCE)


def _settings(importing: Importing) -> str:
    return orjson.dumps([astuple(importing.bounds), astuple(importing.rates)]).decode()
