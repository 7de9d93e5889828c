"""What admins see: who may do what, clients, and how it came out."""

from collections.abc import Sequence
from typing import Any

import orjson

from blocks.help import by_examples
from blocks.rights import mention
from blocks.search import Message
from blocks.text import (
    Block,
    actions,
    button,
    escape,
    fallback,
    note,
    plain,
    section,
    sure,
)
from services.errors import NotFound
from services.rights import MEANING, Role, Seat
from storage.grants import ALL_CLIENTS, EVERYBODY, GrantRow

__all__ = ["Message"]

SHOWN = 40
"""Grants of a message, which holds fifty blocks."""

EXAMPLES = (
    ("/desk find fitness", "any command, by its word"),
    ("/desk client", "whose work you look at"),
    ("/desk export influencers", "a file of your list"),
)
ADMIN_EXAMPLES = (
    ("/desk rights", "who may do what; take rights back"),
    ("/desk grant @Bo approver", "give a role to a person or a group"),
    ("/desk client add Acme", "work for another company"),
    ("/desk client Acme here", "make this channel Acme's"),
)


def help_message() -> Message:
    text, blocks = by_examples("/desk does everything, by a word", EXAMPLES)
    more, others = by_examples("For admins", ADMIN_EXAMPLES)
    roles = ", ".join([f"{role}: {MEANING[role]}" for role in Role])
    return f"{text}\n{more}", [*blocks, *others, note(f"Roles: {roles}.")]


def claimed_message() -> Message:
    """Tell the first admin where to go on."""
    text = "You are admin now. The first steps are in your direct messages with me."
    return fallback([text]), [section(escape(text))]


def rights_message(grants: Sequence[GrantRow], names: dict[int, str], *, several: bool) -> Message:
    """Return who has which role, with a way to take each back."""
    lines = [_line(one, names, several) for one in grants]
    blocks: list[Block] = [section("*Who may do what*")]
    for one, line in zip(grants[:SHOWN], lines, strict=False):
        value = orjson.dumps([one.subject, one.role, one.client_id]).decode()
        blocks.append(section(line, _revoke(value, one.role)))
    if len(grants) > SHOWN:
        blocks.append(note(f"{len(grants) - SHOWN} more are not shown."))
    blocks.append(note("Give one with: /desk grant @NAME editor. A group works as well."))
    return fallback(["Who may do what"]) + "\n" + "\n".join(lines[:SHOWN]), blocks


def _line(one: GrantRow, names: dict[int, str], several: bool) -> str:
    said = f"{mention(one.subject)}: {one.role}"
    if not several:
        return said
    where = "all clients" if one.client_id == ALL_CLIENTS else names.get(one.client_id, "a client")
    return f"{said} · {escape(where, 60)}"


def _revoke(value: str, role: str) -> Block:
    confirm = sure("Take this right back?", f"The role {role} ends at once.", "Take back")
    return button(
        "Take back",
        "rights:revoke",
        value,
        confirm=confirm,
        accessibility_label=f"Take {role} back",
    )


def grant_in(value: Any) -> tuple[str, Role, int]:
    """Read what a button takes back. Raises NotFound for what no button of ours says."""
    try:
        subject, role, client_id = orjson.loads(str(value))
        return str(subject), Role(role), int(client_id)
    except (ValueError, TypeError):
        raise NotFound("This button can't be read. Type /desk rights.") from None


def granted_message(subject: str, role: Role, news: bool, where: str) -> Message:
    """Say who has a role now. where: for which client, or nothing where there is one."""
    whom = "Everybody" if subject == EVERYBODY else mention(subject)
    now = "has" if news else "had"
    text = f"{whom} {now} the role {role}{escape(where, 90)}{'' if news else ' already'}:"
    text += f" {MEANING[role]}."
    return text, [section(text)]


def clients_message(seat: Seat) -> Message:
    """Return whose work somebody looks at, and whose else they can."""
    if not seat.several:
        text = f"There is one client: {seat.client.name}. An admin adds one: /desk client add Acme"
        return fallback([text]), [section(escape(text, 400))]
    lines = [
        f"{one.name}{' (you look at it here)' if one.id == seat.client_id else ''}"
        for one in seat.clients
    ]
    rows = [
        section(escape(line, 200), button("Look at it", "client:look", str(one.id)))
        for one, line in zip(seat.clients[:SHOWN], lines, strict=False)
    ]
    return fallback(["Your clients", *lines]), [section("*Your clients*"), *rows]


def made_message(name: str) -> Message:
    text = f"{name} is a client now. Nobody but admins of all clients may see it yet."
    steps = (
        f"In its channel: /desk client {name} here",
        f"Who works for it: /desk grant @NAME editor for {name}",
    )
    shown = "\n".join([escape(one, 200) for one in steps])
    return fallback([text, *steps]), [section(escape(text, 300)), section(shown)]


def bound_message(name: str) -> Message:
    text = f"This channel is {name}'s now: what is asked here is asked for {name}."
    return fallback([text]), [section(escape(text, 300))]


def chosen_message(name: str) -> Message:
    text = f"You look at {name} now, wherever a channel doesn't say otherwise."
    return fallback([text]), [section(escape(text, 300))]


def chooser(seat: Seat) -> Block:
    """Return the choice of a client at the top of App Home."""
    options = [{"text": plain(one.name, 75), "value": str(one.id)} for one in seat.clients[:100]]
    chosen = next((one for one in options if one["value"] == str(seat.client_id)), options[0])
    select = {
        "type": "static_select",
        "action_id": "client:choose",
        "options": options,
        "initial_option": chosen,
        "placeholder": plain("Client"),
    }
    return actions(select)


def settings_blocks() -> list[Block]:
    """Return what App Home offers to admins."""
    return [
        section("Who may do what, and when digests come."),
        actions(
            button("Who may what", "rights:show", "all"),
            button("Day and hour of digests…", "digest:settings", "settings"),
        ),
    ]
