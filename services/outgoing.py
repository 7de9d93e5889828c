"""What goes out because of what happened: each row with its cause, in the cause's transaction."""

from typing import Any

import orjson

from storage import offers, outbox
from storage.engine import Transaction
from storage.offers import OfferRow

CARD, HOME, TEXT_FOR_CREATOR, ASK, MESSAGE = "card", "home", "creator", "ask", "message"
ANSWER, DECISION, BUDGET = "answer", "decision", "budget"
REDRAWN = 50
"""Cards of a campaign, the newest, that say at once what a decision leaves of its budget."""


def offer_moved(tx: Transaction, offer: OfferRow, approvers: tuple[str, ...], now: str) -> None:
    """Let the card in the channel, and the App Home of those who decide, catch up."""
    if offer.state != "draft":
        _put(tx, f"card:{offer.id}:{offer.version}", CARD, str(offer.id), now, in_order=True)
    for person in {*approvers, offer.proposed_by}:
        _put(tx, f"home:{offer.id}:{offer.version}:{person}", HOME, person, now)


def budget_moved(tx: Transaction, offer: OfferRow, now: str) -> None:
    """Let the cards of a campaign's other offers catch up; offer: the one that moved its budget.

    One row stands for all of them, so that nobody's click waits while many cards are noted.
    """
    _put(tx, f"budget:{offer.id}:{offer.version}", BUDGET, str(offer.id), now)


def redraw_others(tx: Transaction, offer_id: int, cause: str, now: str) -> None:
    """Let the other cards of an offer's campaign say what is left of the budget by now.

    cause: of the row that budget_moved has put. A card that is to be drawn anyway says it then:
    what is drawn is how everything stands.
    """
    moved = offers.get(tx, offer_id)
    if moved is None:
        return
    for other in offers.of_campaign(tx, moved.campaign_id, REDRAWN, undecided=True):
        if other.id != offer_id and not outbox.is_due(tx, CARD, str(other.id), now):
            _put(tx, f"{cause}:card:{other.id}", CARD, str(other.id), now, in_order=True)


def tell_proposer(
    tx: Transaction, offer: OfferRow, step: str, actor: str, reason: str | None, now: str
) -> None:
    """Tell the proposer what somebody else decided. offer: as it stands after it."""
    payload = {"offer": offer.id, "move": step, "person": actor, "reason": reason}
    outbox.put(
        tx,
        cause=_decision(offer.id, offer.version),
        kind=DECISION,
        target=offer.proposed_by,
        payload=orjson.dumps(payload).decode(),
        not_before=now,
        now=now,
    )


def take_back_decision(tx: Transaction, offer: OfferRow) -> bool:
    """Don't tell of a decision; tell whether that had not begun to go out. offer: as decided."""
    return outbox.cancel(tx, _decision(offer.id, offer.version))


def undo_is_over(tx: Transaction, offer: OfferRow, at: str, now: str) -> None:
    """Let the card catch up once more when what was decided can't be undone any more."""
    _put(tx, f"card:{offer.id}:{offer.version}:over", CARD, str(offer.id), now, not_before=at)


def offer_approved(tx: Transaction, offer: OfferRow, code: str, now: str, sends_at: str) -> None:
    """Let the proposer have the text for the creator once the undo has passed."""
    outbox.put(
        tx,
        cause=_approval(offer.id, offer.version),
        kind=TEXT_FOR_CREATOR,
        target=offer.proposed_by,
        payload=orjson.dumps({"offer": offer.id, "code": code}).decode(),
        not_before=sends_at,
        now=now,
    )


def take_back_approval(tx: Transaction, offer: OfferRow) -> bool:
    """Cancel what an approval sends; tell whether it had not begun to go out."""
    return outbox.cancel(tx, _approval(offer.id, offer.version))


def ask_approvers(
    tx: Transaction, offer: OfferRow, approvers: tuple[str, ...], asker: str, now: str
) -> None:
    """Tell each approver once that somebody asks for their decision."""
    for person in approvers:
        payload = orjson.dumps({"offer": offer.id, "asker": asker}).decode()
        outbox.put(
            tx,
            cause=f"ask:{offer.id}:{offer.version}:{asker}:{person}",
            kind=ASK,
            target=person,
            payload=payload,
            not_before=now,
            now=now,
        )


def answer_later(
    tx: Transaction,
    cause: str,
    channel: str,
    user: str,
    text: str,
    blocks: list[dict[str, Any]],
    now: str,
) -> None:
    """Answer one person's click when Slack can be reached again. channel: where, or ""."""
    outbox.put(
        tx,
        cause=cause,
        kind=ANSWER,
        target=user,
        payload=orjson.dumps({"channel": channel, "text": text, "blocks": blocks}).decode(),
        not_before=now,
        now=now,
    )


def post_message(
    tx: Transaction, cause: str, channel: str, text: str, blocks: list[dict[str, Any]], now: str
) -> bool:
    """Post a message to a channel, once for this cause; tell whether the cause is news.

    channel: a channel's id, or a person's for their direct messages. text: the fallback.
    """
    return outbox.put(
        tx,
        cause=cause,
        kind=MESSAGE,
        target=channel,
        payload=orjson.dumps({"text": text, "blocks": blocks}).decode(),
        not_before=now,
        now=now,
    )


def _approval(offer_id: int, version: int) -> str:
    return f"creator:{offer_id}:{version}"


def _decision(offer_id: int, version: int) -> str:
    return f"decision:{offer_id}:{version}"


def _put(
    tx: Transaction,
    cause: str,
    kind: str,
    target: str,
    now: str,
    *,
    not_before: str | None = None,
    in_order: bool = False,
) -> None:
    outbox.put(
        tx,
        cause=cause,
        kind=kind,
        target=target,
        payload="{}",
        not_before=not_before or now,
        now=now,
        in_order=in_order,
    )
