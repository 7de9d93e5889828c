"""/desk client: whose work one looks at, and what admins do with clients.

| word | what | here |
| --- | --- | --- |
| client | one's clients | command |
| client NAME | look at one, where nothing else says which | command |
| client add, rename, remove, NAME here | make, rename, remove one; give it this channel | command |
| action | client:look, client:choose, client:remove, client:end | clicked |
"""

from slack_bolt.response import BoltResponse

from blocks import clients as drawn
from handlers import home
from handlers.desk import Desk
from handlers.entries import Clicks, Commands
from handlers.replies import Body, answer_click, chosen_in, ephemeral, number_in, said
from services import clients, granting, removing
from services.errors import DeskError
from services.rights import Role
from storage.words import clean
from texts import clients as says
from texts.rights import ADMIN_OF_ALL


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer one's clients; add, rename or remove one, bind this channel to one, look at one."""
    text = clean(str(body.get("text") or "")).strip()
    word, _, rest = text.partition(" ")
    if not text:
        return ephemeral(drawn.clients_message(desk.seat))
    if word.lower() == "add":
        desk.needs_admin_of_all(ADMIN_OF_ALL)
        made = clients.make(desk.store, rest, actor=desk.seat.person, now=desk.clock())
        return ephemeral(drawn.made_message(made))
    if word.lower() == "rename":
        return _rename(desk, rest)
    if word.lower() == "remove":
        return _ask_to_remove(desk, rest)
    if text.lower().endswith(" here"):
        return _bind(desk, text[: -len(" here")], str(body.get("channel_id", "")))
    found = clients.named(desk.seat, text)
    clients.choose(desk.store, desk.seat, found.id)
    return ephemeral(said(says.chosen(found.name)))


def _rename(desk: Desk, text: str) -> BoltResponse:
    old, found, new = text.partition(" to ")
    if not found:
        raise DeskError(says.HOW_TO_RENAME)
    one = clients.named(desk.seat, old)
    desk.needs(Role.ADMIN, one.id)
    name = clients.rename(desk.store, one.id, new, actor=desk.seat.person, now=desk.clock())
    return ephemeral(said(says.renamed(one.name, name)))


def _ask_to_remove(desk: Desk, name: str) -> BoltResponse:
    if not name.strip():
        raise DeskError(says.HOW_TO_REMOVE)
    one = clients.named(desk.seat, name)
    desk.needs_admin_of_all(ADMIN_OF_ALL)
    return ephemeral(drawn.removal_message(removing.held(desk.store, one.id)))


def _bind(desk: Desk, name: str, channel: str) -> BoltResponse:
    one = clients.named(desk.seat, name)
    desk.needs(Role.ADMIN, one.id)
    if channel[:1] in ("", "D"):
        raise DeskError(says.IN_THE_CHANNEL)
    clients.bind(
        desk.store,
        one.id,
        channel,
        actor=desk.seat.person,
        now=desk.clock(),
        names=desk.seat.names,
    )
    return ephemeral(said(says.bound(one.name)))


def clicked(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Look at another client; remove one, or end all rights for it, after having been asked."""
    client_id, kind = number_in(chosen_in(action)), action["action_id"]
    if kind == "client:remove":
        desk.needs_admin_of_all(ADMIN_OF_ALL)
        name = removing.remove(desk.store, client_id, actor=desk.seat.person, now=desk.clock())
        return answer_click(desk.of_all(), body, said(says.removed(name)))
    there = desk.needs(Role.VIEWER, client_id)
    if kind == "client:end":
        desk.needs_admin_of_all(ADMIN_OF_ALL)
        ended = granting.end_all(desk.store, client_id, actor=desk.seat.person, now=desk.clock())
        text = says.rights_ended(there.seat.client.name, ended)
        return answer_click(desk.of_all(), body, said(text))
    clients.choose(desk.store, desk.seat, client_id)
    if (body.get("view") or {}).get("type") == "home":
        return home.show(there)
    return answer_click(there.of_all(), body, said(says.chosen(there.seat.client.name)))


COMMANDS: Commands = {"/desk client": (Role.VIEWER, command)}
ACTIONS: Clicks = {"client": (Role.VIEWER, clicked)}
