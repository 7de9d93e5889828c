"""What admins see: help of /desk, who may do what, and how a change of it came out."""

from collections.abc import Sequence
from typing import Any

import orjson

from blocks.help import told_by_examples
from blocks.rights import mention
from blocks.telling import Noted, Part, Said, Title, hint, message
from blocks.text import Block, Message, button, sure, without_marks
from services.errors import NotFound
from services.granting import Granted
from services.rights import IMPLIED, Role, Seat
from storage.grants import ALL_CLIENTS, EVERYBODY, GrantRow
from texts import common, desk
from texts import rights as says
from texts.search import BRING_A_LIST

SHOWN = 40
"""Grants of a message, which holds fifty blocks."""

STILL = 5
"""Other grants of somebody that are named."""


def help_message(seat: Seat, words: Sequence[str]) -> Message:
    """Return what somebody can do here, by examples, and all words that do something for them."""
    examples = list(desk.EXAMPLES)
    examples += [desk.EXPORT] if seat.may(Role.EDITOR) else []
    examples += [desk.CLIENT] if seat.several else []
    told = told_by_examples(desk.HELP, examples)
    told += [Noted(desk.words(words))] if words else []
    if not seat.may(Role.ADMIN):
        return message(told)
    for_admins = [*desk.ADMIN_EXAMPLES, *(desk.CLIENT_EXAMPLES * seat.several)]
    told += [*told_by_examples(desk.FOR_ADMINS, for_admins), Noted(says.legend())]
    return message(told if seat.several else [*told, Noted(desk.ANOTHER_COMPANY)])


def bring_message() -> Message:
    """Say how a list is brought."""
    return message([Said(BRING_A_LIST)])


def rights_message(grants: Sequence[GrantRow], names: dict[int, str], *, several: bool) -> Message:
    """Return who has which role, with a way to take each back."""
    told: list[Part] = [Title(says.WHO_MAY_WHAT)]
    told += [_line(one, names, several) for one in grants[:SHOWN]]
    if len(grants) > SHOWN:
        told.append(Noted(common.not_shown(len(grants) - SHOWN)))
    return message([*told, Noted(without_marks(says.HOW_TO_GIVE))])


def _line(one: GrantRow, names: dict[int, str], several: bool) -> Said:
    text = _told(one, names, several)
    return Said(text, beside=_revoke(one), mentions=_meant(one.subject))


def _told(one: GrantRow, names: dict[int, str], several: bool) -> str:
    client = ""
    if several:
        client = names.get(one.client_id, says.SOME_CLIENT)
        client = says.ALL_CLIENTS if one.client_id == ALL_CLIENTS else client
    return says.grant_line(mention(one.subject), one.role, client)


def _meant(subject: str) -> list[str]:
    return [] if subject == EVERYBODY else [mention(subject)]


def _revoke(one: GrantRow) -> Block:
    return button(
        says.TAKE_BACK,
        "rights:revoke",
        orjson.dumps([one.subject, one.role, one.client_id]).decode(),
        confirm=sure(says.SURE, says.ends(one.role), says.TAKE_BACK),
        accessibility_label=says.take_back(one.role),
    )


def grant_in(value: Any) -> tuple[str, Role, int]:
    """Read what a button takes back. Raises NotFound for what no button of ours says."""
    try:
        subject, role, client_id = orjson.loads(str(value))
        return str(subject), Role(role), int(client_id)
    except (ValueError, TypeError):
        raise NotFound(says.UNREADABLE) from None


def granted_message(given: Granted, names: dict[int, str], another: str) -> Message:
    """Say who has a role now, and what else lets them do as much, or more.

    names: the clients, by id, where there are several. another: one that might have been meant.
    """
    row, several = given.row, bool(names)
    client = {**names, ALL_CLIENTS: says.ALL_CLIENTS}[row.client_id] if several else ""
    text = says.granted(mention(row.subject), row.role, client, news=given.news)
    told: list[Part] = [Said(text, mentions=_meant(row.subject))]
    if given.still:
        shown = given.still[:STILL]
        lines = [_told(one, names, several) for one in shown]
        meant = [whom for one in shown for whom in _meant(one.subject)]
        told.append(hint(says.altogether(_roles(given), lines), meant))
    return message([*told, hint(says.for_whom(another))] if another else told)


def _roles(given: Granted) -> set[Role]:
    """Return all that somebody may do with a grant, and by others."""
    return {role for one in (given.row, *given.still) for role in IMPLIED[Role(one.role)]}
