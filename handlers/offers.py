"""Offers: the buttons of a card, wherever it is shown; their forms are in offer_forms.py.

Whatever a button holds is checked again: the right, the version, the terms that were shown.
"""

from collections.abc import Callable

import orjson
from slack_bolt.response import BoltResponse

from blocks import offer_answers
from blocks import offer_forms as forms
from blocks import offers as drawn
from handlers.desk import Desk
from handlers.entries import Clicks
from handlers.placing import marked_view
from handlers.replies import (
    Body,
    answer_click,
    done,
    open_view,
    slack_in_words,
    tell,
)
from services import offer_moves, offers
from services.errors import NotFound
from services.offer_states import Move
from services.offers import Offer, Refused, Seen
from services.rights import Role
from texts import offers as says


def act(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A click on a card, wherever the card is shown."""
    kind = action["action_id"].partition(":")[2]
    if kind == "more":
        kind, offer_id, seen = _more(action["selected_option"]["value"])
    else:
        offer_id, seen = clicked(action.get("value", ""))
    work = _CLICKS.get(kind)
    if work is None:
        raise NotFound(says.OLD_BUTTON)
    desk = beside(desk, offer_id, Role.VIEWER)
    try:
        if kind in _ROLES:
            _check_role(desk, offer_id, Move(kind), seen)
        return work(desk, body, offer_id, seen)
    except Refused as error:
        desk.wake()
        return tell(
            desk,
            body,
            offer_answers.refusal(
                error, body["user"]["id"], now=desk.clock(), zone=desk.settings.zone
            ),
        )


def beside(desk: Desk, offer_id: int, role: Role) -> Desk:
    """Return the desk at the offer's client, if the person has the role there. Raises NoRight."""
    client_id = offers.client_of(desk.store, offer_id)
    return desk.needs(_enough(desk, role, client_id), client_id)


def _check_role(desk: Desk, offer_id: int, step: Move, seen: Seen) -> None:
    """Refuse a move for which the role is missing: with those who may make it, as services do.

    desk: at the offer's client. Raises Refused; and NoRight for who could make it but for the role.
    """
    role = _enough(desk, _ROLES[step], desk.seat.client_id)
    if not desk.seat.may(role):
        now = desk.clock()
        offer_moves.check(desk.store, offer_id, step, actor=desk.seat.person, now=now, seen=seen)
        desk.needs(role)


def _enough(desk: Desk, role: Role, client_id: int) -> Role:
    """Who approves for a client may also do what its editors do with an offer."""
    if role is Role.EDITOR and desk.seat.may(Role.APPROVER, client_id):
        return Role.APPROVER
    return role


def open_to(desk: Desk, offer: Offer) -> list[Move]:
    """Return the moves that the person at the desk may make of an offer as it stands."""
    client_id = offer.row.client_id
    return [
        step
        for step in offer_moves.open_to(offer, desk.seat.person)
        if desk.seat.may(_enough(desk, _ROLES[step], client_id), client_id)
    ]


def clicked(value: str) -> tuple[int, Seen]:
    """Read a button's value; whatever it holds is only a claim."""
    try:
        offer_id, version, fingerprint = orjson.loads(value)
        return int(offer_id), Seen(int(version), str(fingerprint))
    except (ValueError, TypeError):
        raise NotFound(says.UNREADABLE) from None


def _more(value: str) -> tuple[str, int, Seen]:
    try:
        kind, *rest = orjson.loads(value)
    except (ValueError, TypeError):
        raise NotFound(says.UNREADABLE) from None
    return (str(kind), *clicked(orjson.dumps(rest).decode()))


def _mover(step: Move) -> Callable[[Desk, Body, int, Seen], BoltResponse]:
    def move(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
        actor = body["user"]["id"]
        offer = offer_moves.move(
            desk.store, offer_id, step, actor=actor, now=desk.clock(), seen=seen
        )
        desk.wake()
        return _moved(desk, body, offer)

    return move


def _moved(desk: Desk, body: Body, offer: Offer) -> BoltResponse:
    """The card and App Home catch up by themselves; what else shows the offer is changed here."""
    if body.get("view"):
        return _view_caught_up(desk, body, offer)
    container = body.get("container") or {}
    on_card = container.get("message_ts") == offer.row.card_ts
    if on_card or not body.get("response_url"):
        return done()
    now, zone, may = desk.clock(), desk.settings.zone, (*open_to(desk, offer), drawn.LOOK)
    return answer_click(desk, body, drawn.card(offer, now=now, zone=zone, may=may))


def _view_caught_up(desk: Desk, body: Body, offer: Offer) -> BoltResponse:
    view = body["view"]
    if view.get("type") == "modal":
        with slack_in_words():
            shown = marked_view(_details(desk, offer), desk.seat)
            desk.slack.views_update(view_id=view["id"], view=shown)
    return done()


def _details(desk: Desk, offer: Offer) -> Body:
    moves = offers.history(desk.store, offer.row.id)
    now, zone, may = desk.clock(), desk.settings.zone, open_to(desk, offer)
    return drawn.details_modal(offer, moves, now=now, zone=zone, may=may)


def show(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
    return open_view(desk, body, _details(desk, offers.get(desk.store, offer_id)))


def _asker(step: Move) -> Callable[[Desk, Body, int, Seen], BoltResponse]:
    """Open the form that asks why, for those who may decide."""

    def ask_why(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
        offer = offers.get(desk.store, offer_id)
        offer_moves.check(
            desk.store, offer_id, step, actor=body["user"]["id"], now=desk.clock(), seen=seen
        )
        return open_view(desk, body, forms.reason_modal(offer, step, _metadata(offer_id, seen)))

    return ask_why


def _metadata(offer_id: int, seen: Seen) -> str:
    return orjson.dumps([offer_id, seen.version, seen.fingerprint]).decode()


def revise(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
    offer = offers.get(desk.store, offer_id)
    offer_moves.check(
        desk.store, offer_id, Move.REVISE, actor=body["user"]["id"], now=desk.clock(), seen=None
    )
    now_seen = Seen(offer.row.version, offer.row.fingerprint)
    return open_view(desk, body, forms.revise_modal(offer, _metadata(offer_id, now_seen)))


def ask_approvers(desk: Desk, body: Body, offer_id: int, seen: Seen) -> BoltResponse:
    """Ask those who can decide, each once."""
    offer = offer_moves.ask(desk.store, offer_id, actor=body["user"]["id"], now=desk.clock())
    desk.wake()
    return tell(desk, body, offer_answers.asked_message(offer.approvers))


_CLICKS: dict[str, Callable[[Desk, Body, int, Seen], BoltResponse]] = {
    Move.APPROVE: _mover(Move.APPROVE),
    Move.UNDO: _mover(Move.UNDO),
    Move.PROPOSE: _mover(Move.PROPOSE),
    Move.WITHDRAW: _mover(Move.WITHDRAW),
    Move.REJECT: _asker(Move.REJECT),
    Move.ASK_CHANGES: _asker(Move.ASK_CHANGES),
    Move.REVISE: revise,
    "open": show,
    "details": show,
    "ask": ask_approvers,
}


_ROLES: dict[str, Role] = {
    Move.APPROVE: Role.APPROVER,
    Move.UNDO: Role.APPROVER,
    Move.REJECT: Role.APPROVER,
    Move.ASK_CHANGES: Role.APPROVER,
    Move.PROPOSE: Role.EDITOR,
    Move.WITHDRAW: Role.EDITOR,
    Move.REVISE: Role.EDITOR,
}


ACTIONS: Clicks = {"offer": (Role.VIEWER, act)}
