"""A creator added by hand: one record, by the way that records of a file go."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from services import batches, file_records, forgetting, niches
from services.baselines import frozen
from services.errors import BadField, DeskError, ImportRefused
from services.importing import Importing, instant
from services.merging import Merger
from services.people import Person, similar
from services.reading.columns import handle_in_link, platform_of_link
from services.reading.numbers import NotANumber, parse_count
from services.reading.places import country_code
from services.records import AccountRef, Creator
from services.settling import Scale
from services.trail import record
from services.undoing import Undone, take_back
from storage import accounts, runs
from storage.engine import StoreBusy, Transaction
from storage.words import clean, fold, fold_handle
from texts import adding as says
from texts.importing import BUSY

SOURCE = "added by hand"
LONGEST_HANDLE, LONGEST_NAME = 200, 100
MOST_NICHES = 10


class AlreadyThere(DeskError):
    """Somebody with this handle is in the list: account_id."""

    def __init__(self, account_id: int, sentence: str) -> None:
        super().__init__(sentence)
        self.account_id = account_id


class LooksLike(DeskError):
    """Creators with similar names are in the list: similar."""

    def __init__(self, similar: tuple[Person, ...]) -> None:
        super().__init__(says.SIMILAR)
        self.similar = similar


@dataclass(frozen=True, slots=True)
class Added:
    """A creator who was added. run: by which it can be taken back. scored: figures are known."""

    account_id: int
    run: int
    name: str
    scored: bool


def creator_of(values: dict[str, str]) -> Creator:
    """Read what was typed into the form. Raises BadField."""
    text = clean(values.get("handle", "")).strip()
    platform = platform_of_link(text)
    handle = handle_in_link(text) if platform else text.removeprefix("@").strip()
    if not handle or " " in handle or "/" in handle or len(handle) > LONGEST_HANDLE:
        raise BadField("handle", says.NO_HANDLE)
    platform = platform or values.get("platform") or "unknown"
    country = values.get("country", "").strip()
    code = country_code(country) if country else None
    if country and code is None:
        raise BadField("country", says.NO_COUNTRY)
    typed = [clean(part).strip() for part in values.get("niche", "").split(",")]
    url = text if platform_of_link(text) else None
    return Creator(
        line=1,
        accounts=(AccountRef(platform, handle, fold_handle(handle), url),),
        name=clean(values.get("name", "")).strip()[:LONGEST_NAME] or None,
        niches=tuple(dict.fromkeys([one for one in typed if fold(one)]))[:MOST_NICHES],
        country=code,
        followers=_count(values, "followers"),
        average_likes=_count(values, "likes"),
        average_comments=_count(values, "comments"),
    )


def _count(values: dict[str, str], field: str) -> int | None:
    text = values.get(field, "").strip()
    if not text:
        return None
    try:
        found = parse_count(text)
    except NotANumber:
        found = None
    if found is None:
        raise BadField(field, says.NO_COUNT)
    return found


def add(importing: Importing, creator: Creator, *, client_id: int, anyway: bool = False) -> Added:
    """Bring one creator in: scored, and found at once.

    anyway: although somebody has a similar name. Raises AlreadyThere, LooksLike and
    ImportRefused.
    """
    store = importing.store
    try:
        with store.alone("import"):  # nobody is forgotten or brought in meanwhile
            _refuse_known(importing, creator, anyway)
            known = niches.load(store)
            missing = [one for one in creator.niches if known.find(one) is None]
            if missing:
                store.write(niches.add_missing, missing)
                known = niches.load(store)
            scale = Scale(importing.bounds, importing.rates, frozen(store), known)
            now = importing.clock()
            return store.write(_add, creator, client_id, importing.actor, now, scale)
    except StoreBusy as error:
        raise ImportRefused(BUSY) from error


def _refuse_known(importing: Importing, creator: Creator, anyway: bool) -> None:
    store, account = importing.store, creator.accounts[0]
    if forgetting.memory(store).holds(account):
        raise BadField("handle", says.FORGOTTEN)
    there = store.read(accounts.find, account.platform, account.key)
    if there is not None:
        raise AlreadyThere(there.id, says.there_already(account.handle or account.key))
    if anyway:
        return
    alike = {one.influencer_id: one for one in similar(store, account.handle or "")}
    if creator.name:
        alike |= {one.influencer_id: one for one in similar(store, creator.name)}
    if alike:
        raise LooksLike(tuple(alike.values())[:10])


def _add(
    tx: Transaction, creator: Creator, client_id: int, actor: str, now: datetime, scale: Scale
) -> Added:
    at, account = instant(now), creator.accounts[0]
    run_id = runs.begin(
        tx,
        client_id=client_id,
        kind="influencers",
        source=SOURCE,
        source_folded=fold(SOURCE),
        digest=secrets.token_hex(32),  # no bytes to know again: each addition is its own
        options="",
        as_of=at,
        actor=actor,
        now=at,
    )
    next_account, next_influencer = accounts.next_ids(tx)
    merger = Merger(
        run_id=run_id,
        client_id=client_id,
        as_of=at,
        now=at,
        actor=actor,
        scale=scale,
        lookalikes=set(),
        fresh=False,
        next_account=next_account,
        next_influencer=next_influencer,
    )
    (one,) = file_records.records(iter([file_records.staged(0, creator)]))
    batch = merger.batch(tx, [one])
    batches.write(tx, batch, run_id)
    runs.progress(tx, run_id, batch.place, batch.new, batch.updated, batch.unchanged)
    runs.finish(tx, run_id, 1, 0, 0, at)
    counts = {"read": 1, "new": 1}
    content = {"source": SOURCE, "kind": "influencers", **counts}
    record(tx, at=at, actor=actor, action="add", subject=f"run {run_id}", content=content)
    scored = None not in (creator.followers, creator.average_likes)
    return Added(next_account, run_id, creator.name or f"@{account.handle}", scored)


def undo(importing: Importing, run_id: int, *, client_id: int) -> Undone:
    """Take an addition back; whom somebody worked with meanwhile stays. Raises ImportRefused."""
    store = importing.store
    run = store.read(runs.get, run_id)
    if run is None or run.client_id != client_id or run.source != SOURCE or run.state == "undone":
        raise ImportRefused(says.UNDONE_BEFORE)
    try:
        with store.alone("import"):
            return take_back(importing, run, anew=False)
    except StoreBusy as error:
        raise ImportRefused(BUSY) from error
