"""Moves of an offer: who may make them, once, by what that person saw.

A decision is bound to the fingerprint of the terms shown; it is compare-and-set, has one outcome,
and an answer for everybody. What an approval sends to the creator waits in the outbox until the
ten minutes in which it can be undone have passed.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from services import codes, outgoing
from services.importing import instant
from services.offer_states import DECIDED, DECISIONS, MOVES, Move, NotNow, State, Who, target
from services.offers import (
    UNDO,
    AlreadyMoved,
    NotYours,
    Offer,
    OverBudget,
    Seen,
    TermsChanged,
    TooLate,
    get_in,
    of_row,
)
from services.settling import moment
from services.terms import difference, terms_from, terms_of
from services.trail import record
from storage import campaigns
from storage import offers as stored
from storage.engine import WORKER_PATIENCE, Store, Transaction
from storage.offers import MoveRow, OfferRow
from storage.words import clean
from texts import offers as says

EXPIRES = timedelta(days=5)
EXPIRED_AT_ONCE = 200
THE_CLOCK = "desk"
LONGEST_REASON = 500
_BEGINS = frozenset((Move.PROPOSE, Move.REVISE))
"""Moves from which the time to decide runs anew."""


def move(
    store: Store,
    offer_id: int,
    step: Move,
    *,
    actor: str,
    now: datetime,
    seen: Seen | None = None,
    reason: str | None = None,
) -> Offer:
    """Make a move; return the offer as it stands then.

    seen: what was shown; a decision needs it. Raises NotFound, and Refused with its kinds; then
    nothing was changed.
    """
    said = clean(reason or "").strip()[:LONGEST_REASON] or None
    return store.write(_checked_move, offer_id, step, actor, now, seen, said)


def _checked_move(
    tx: Transaction,
    offer_id: int,
    step: Move,
    actor: str,
    now: datetime,
    seen: Seen | None,
    reason: str | None,
) -> Offer:
    offer = get_in(tx, offer_id)
    if made_before(tx, offer, step, actor, now):
        return offer
    _check(tx, offer, step, actor, now, seen)
    return move_on(tx, offer, step, actor, now, reason)


def check(
    store: Store, offer_id: int, step: Move, *, actor: str, now: datetime, seen: Seen | None
) -> Offer:
    """Tell whether a move could be made now, before a form is opened for it.

    Returns the offer. Raises what the move would raise.
    """

    def work(tx: Transaction) -> Offer:
        offer = get_in(tx, offer_id)
        _check(tx, offer, step, actor, now, seen)
        return offer

    return store.read(work)


def ask(store: Store, offer_id: int, *, actor: str, now: datetime) -> Offer:
    """Ask those who approve for their decision, each once a version. Raises NotFound, Refused."""

    def work(tx: Transaction) -> Offer:
        offer = get_in(tx, offer_id)
        if offer.row.state != State.WAITING:
            raise AlreadyMoved(offer, says.NOT_WAITING)
        outgoing.ask_approvers(tx, offer.row, offer.approvers, actor, instant(now))
        return offer

    return store.write(work)


def expire(store: Store, now: datetime) -> int:
    """Let offers expire whose time is over; return how many did."""

    def work(tx: Transaction) -> int:
        due = stored.expired_by(tx, instant(now), EXPIRED_AT_ONCE)
        for row in due:
            move_on(tx, of_row(tx, row), Move.EXPIRE, THE_CLOCK, now, None)
        return len(due)

    return store.write(work, patience=WORKER_PATIENCE)


def _check(
    tx: Transaction, offer: Offer, step: Move, actor: str, now: datetime, seen: Seen | None
) -> None:
    if seen is not None and step in DECISIONS and offer.row.state == State.WAITING:
        _check_seen(tx, offer, seen)
    try:
        _, who = target(State(offer.row.state), step)
    except NotNow as error:
        raise AlreadyMoved(offer, error.sentence()) from None
    check_right(offer, who, actor)
    if step in DECISIONS and moment(offer.row.expires_at) <= now:
        raise TooLate(offer, says.EXPIRED)


def made_before(tx: Transaction, offer: Offer, step: Move, actor: str, now: datetime) -> bool:
    """Tell whether this very move stands already: its transaction may be run again."""
    last = stored.moves(tx, offer.row.id)[-1]
    return (last.move, last.person, last.at) == (step, actor, instant(now)) and last.at != ""


def check_right(offer: Offer, who: Who, actor: str) -> None:
    """Raise NotYours unless this person may."""
    holders = _holders(offer, who)
    if actor not in holders:
        raise NotYours(offer, says.NOT_YOURS, holders)


def _holders(offer: Offer, who: Who) -> tuple[str, ...]:
    """Return the people who may make moves of a kind."""
    if who is Who.CLOCK:
        return (THE_CLOCK,)
    if who is Who.APPROVER:
        return offer.approvers
    return tuple(dict.fromkeys((offer.row.proposed_by, *offer.approvers)))


def open_to(offer: Offer, actor: str) -> list[Move]:
    """Return the moves that this person may make of an offer as it stands."""
    return [
        step
        for (state, step), (_, who) in MOVES.items()
        if state == offer.row.state and actor in _holders(offer, who)
    ]


def _check_seen(tx: Transaction, offer: Offer, seen: Seen) -> None:
    if seen.fingerprint == offer.row.fingerprint:
        return
    old = stored.terms_with(tx, offer.row.id, seen.fingerprint)
    changes = difference(terms_from(old), terms_of(offer.row)) if old else says.OTHER_TERMS
    raise TermsChanged(offer, says.changed_meanwhile(changes))


def move_on(
    tx: Transaction, offer: Offer, step: Move, actor: str, now: datetime, reason: str | None
) -> Offer:
    """Make a move whose right was checked, with all that follows from it, in this transaction."""
    row = offer.row
    state, _ = target(State(row.state), step)
    committed = offer.committed_minor
    if step is Move.APPROVE:
        committed = _take_from_budget(tx, offer)
    if step is Move.UNDO:
        _check_undo(tx, offer, now)
    decided = state in DECIDED or state is State.CHANGES_ASKED
    after = row._replace(
        state=state.value,
        version=row.version + 1,
        decided_by=actor if decided else None,
        decided_at=instant(now) if decided else None,
        reason=reason,
        expires_at=instant(now + EXPIRES) if step in _BEGINS else row.expires_at,
    )
    changed = stored.change_state(tx, row, after)
    assert changed, "the row was read in this transaction"
    note_move(tx, row, after, step, actor, now, reason)
    moved = replace(offer, row=after)
    if step is Move.APPROVE:
        code = _approved(tx, moved, now)
        moved = replace(moved, code=code, committed_minor=committed + row.committed_minor)
    if step is Move.UNDO and row.state == State.APPROVED:
        stored.drop_code(tx, row.id)
        moved = replace(moved, code=None, committed_minor=committed - row.committed_minor)
    outgoing.offer_moved(tx, after, offer.approvers, instant(now))
    if State.APPROVED in (state, State(row.state)):
        outgoing.budget_moved(tx, after, instant(now))
    _tell_proposer(tx, row, after, step, actor, reason, instant(now))
    if state in DECIDED:
        outgoing.undo_is_over(tx, after, instant(now + UNDO), instant(now))
    return moved


def _tell_proposer(
    tx: Transaction,
    before: OfferRow,
    after: OfferRow,
    step: Move,
    actor: str,
    reason: str | None,
    now: str,
) -> None:
    """Tell the proposer of what somebody else decided, and of a rejection that was taken back."""
    told = step in (Move.REJECT, Move.ASK_CHANGES)
    if step is Move.UNDO and before.state == State.REJECTED:
        told = not outgoing.take_back_decision(tx, before)
    if told and actor != after.proposed_by:
        outgoing.tell_proposer(tx, after, step, actor, reason, now)


def _take_from_budget(tx: Transaction, offer: Offer) -> int:
    """Return what the budget holds already. Raises OverBudget where this would be too much."""
    campaigns.guard(tx, offer.campaign.id)
    committed = campaigns.committed(tx, offer.campaign.id)
    over = committed + offer.row.committed_minor - offer.campaign.budget_minor
    if over > 0:
        raise OverBudget(replace(offer, committed_minor=committed), says.OVER_BUDGET)
    return committed


def _check_undo(tx: Transaction, offer: Offer, now: datetime) -> None:
    until = offer.undo_until
    if until is None or now >= until:
        raise TooLate(offer, says.UNDO_IS_OVER)
    if offer.row.state == State.APPROVED and not outgoing.take_back_approval(tx, offer.row):
        raise TooLate(offer, says.ON_ITS_WAY)


def _approved(tx: Transaction, offer: Offer, now: datetime) -> str:
    """Give a code, valid from when the undo has passed to the campaign's end plus the window."""
    last = datetime.combine(date.fromisoformat(offer.campaign.ends_on), time(), now.tzinfo)
    code = codes.give(
        tx,
        offer_id=offer.row.id,
        client_id=offer.row.client_id,
        name=offer.creator.name or offer.creator.handle if offer.creator else None,
        commission_bp=offer.row.commission_bp,
        starts_at=instant(now + UNDO),
        ends_at=instant(last + timedelta(days=1 + offer.row.window_days)),
    )
    outgoing.offer_approved(tx, offer.row, code, instant(now), instant(now + UNDO))
    return code


def note_move(
    tx: Transaction,
    before: OfferRow,
    after: OfferRow,
    step: str,
    actor: str,
    now: datetime,
    reason: str | None,
) -> None:
    """Keep the move and its entry in the audit trail."""
    move_row = MoveRow(
        after.id, after.version, step, before.state, after.state, actor, instant(now), reason
    )
    stored.add_move(tx, move_row)
    record(
        tx,
        at=instant(now),
        actor=actor,
        action=f"offer: {step}",
        subject=f"offer {after.id}",
        content={
            "from": before.state,
            "to": after.state,
            "version": after.version,
            "fingerprint": after.fingerprint,
            "reason": reason,
        },
    )
