"""/desk: everything by one word, and what admins set: rights, clients, whose channel this is.

| word | what | here |
| --- | --- | --- |
| find, campaign, ... | the other commands, for workspaces where a short name is taken | meant |
| claim CODE | become the first admin | claim |
| rights, grant, revoke | who may do what | show_rights, give, take |
| client | one's clients; add, rename, NAME here, NAME | client |
| export | a file of what there is | handlers/exporting |
| action | rights:KIND, client:KIND | rights_clicked, client_clicked |
"""

import re

from slack_bolt.response import BoltResponse

from blocks import administration as drawn
from blocks.first_steps import welcome_message
from handlers import exporting, groups, home, people
from handlers.desk import Desk
from handlers.entries import Clicks, Commands
from handlers.replies import Body, answer_click, ephemeral, number_in, said, tell
from services import claiming, clients, rights
from services.errors import DeskError
from services.rights import MEANING, Role
from storage.grants import ALL_CLIENTS, EVERYBODY
from storage.words import clean

COMMANDS_BY_WORD = {
    "find": "/find-influencer",
    "search": "/find-influencer",
    "find-influencer": "/find-influencer",
    "influencer": "/influencer",
    "campaign": "/campaign",
    "commissions": "/commissions",
    "why": "/why",
    "digest": "/digest",
}
_SUBJECT = re.compile(r"<(?:@|!subteam\^)([USW][A-Z0-9]{2,30})(?:\|[^>]*)?>")
_EVERYBODY = re.compile(r"^\s*everybody\b", re.IGNORECASE)
ALL_ALONE = "Only an admin of all clients can do this."


def meant(body: Body) -> tuple[str, Body]:
    """Return which command is meant by /desk WORD ..., and its body; others as they are.

    What is no word of ours is searched for.
    """
    name = str(body.get("command", ""))
    if name != "/desk":
        return name, body
    text = str(body.get("text") or "").strip()
    word, _, rest = text.partition(" ")
    word = word.lower().lstrip("/")
    if word in COMMANDS_BY_WORD:
        return COMMANDS_BY_WORD[word], {**body, "text": rest.strip()}
    if f"/desk {word}" in COMMANDS:
        return f"/desk {word}", {**body, "text": rest.strip()}
    if _SUBJECT.search(text):
        return "/desk help", body  # nobody searches for a mention: a word was misspelt
    return ("/find-influencer", body) if word else ("/desk help", body)


def show_help(desk: Desk, body: Body) -> BoltResponse:
    return ephemeral(drawn.help_message())


def claim(desk: Desk, body: Body) -> BoltResponse:
    """Make the person who types a valid code admin. Raises WrongCode."""
    if body.get("team_id") != desk.team:
        raise DeskError("Only people of this workspace can become its admin.")
    person = body["user_id"]
    code, greeting = str(body.get("text") or ""), welcome_message()
    claiming.claim(desk.store, code, person=person, now=desk.clock(), greeting=greeting)
    desk.wake()
    return ephemeral(drawn.claimed_message())


def show_rights(desk: Desk, body: Body) -> BoltResponse:
    """Answer who may do what, for the clients whose admin one is."""
    return ephemeral(_rights(desk))


def _rights(desk: Desk) -> drawn.Message:
    mine = tuple([one.id for one in desk.seat.clients if desk.seat.may(Role.ADMIN, one.id)])
    found = rights.grants(desk.store, mine)
    return drawn.rights_message(found, desk.seat.names, several=desk.seat.several)


def give(desk: Desk, body: Body) -> BoltResponse:
    """Grant a role: @NAME or @GROUP, ROLE, and for whom where there are several clients."""
    subject, role, client_id = _asked(desk, str(body.get("text") or ""), "grant")
    if role is Role.ADMIN and subject[0] in "UW" and not people.at_home(desk, subject):
        raise DeskError("Only people of this workspace can be admin. Choose another role.")
    if subject.startswith("S"):
        groups.fetch(desk, subject)
    news = rights.grant(
        desk.store, subject, role, client_id, actor=desk.seat.person, now=desk.clock()
    )
    return ephemeral(drawn.granted_message(subject, role, news, _where(desk, client_id)))


def _where(desk: Desk, client_id: int) -> str:
    """Return for whom a role is, as far as the word client means something to the person."""
    if not desk.seat.several:
        return ""
    return " for all clients" if client_id == ALL_CLIENTS else f" for {desk.seat.names[client_id]}"


def take(desk: Desk, body: Body) -> BoltResponse:
    """Take a role back."""
    subject, role, client_id = _asked(desk, str(body.get("text") or ""), "revoke")
    rights.revoke(desk.store, subject, role, client_id, actor=desk.seat.person, now=desk.clock())
    return ephemeral(_rights(desk))


def _asked(desk: Desk, text: str, word: str) -> tuple[str, Role, int]:
    """Read whom, which role, and for which client. Raises DeskError, NotFound and NoRight."""
    usage = f"Write: /desk {word} @NAME editor"
    found = _SUBJECT.search(text) or _EVERYBODY.match(text)
    if not found:
        raise DeskError(f"Say whom: choose the name from Slack's list, or everybody. {usage}")
    subject = found[1] if found.re is _SUBJECT else EVERYBODY
    plain, _, client = found.re.sub(" ", text).partition(" for ")
    roles = [one for one in Role if one in plain.lower().split()]
    if len(roles) != 1:
        known = ", ".join([f"{role} ({MEANING[role]})" for role in Role])
        raise DeskError(f"Say one role: {known}. {usage}")
    return subject, roles[0], _client(desk, client.strip(), subject, roles[0])


def _client(desk: Desk, name: str, subject: str, role: Role) -> int:
    """Return the client of a grant: the one that is named, all of them, or the one here."""
    everything = name.lower() in ("all", "all clients")
    if role is Role.ADMIN and subject == EVERYBODY:
        raise DeskError("Not everybody can be admin. Name a person or a group.")
    if everything or (not name and not desk.seat.several):
        if everything or role is Role.ADMIN:
            desk.needs_admin_of_all(ALL_ALONE)
            return ALL_CLIENTS
        return desk.needs(Role.ADMIN).seat.client_id
    wanted = clients.named(desk.seat, name).id if name else desk.seat.client_id
    return desk.needs(Role.ADMIN, wanted).seat.client_id


def client(desk: Desk, body: Body) -> BoltResponse:
    """Answer one's clients; add one, rename one, bind this channel to one, look at one."""
    text = clean(str(body.get("text") or "")).strip()
    word, _, rest = text.partition(" ")
    if not text:
        return ephemeral(drawn.clients_message(desk.seat))
    if word.lower() == "add":
        desk.needs_admin_of_all(ALL_ALONE)
        name = clients.name_in(rest)
        clients.make(desk.store, name, actor=desk.seat.person, now=desk.clock())
        return ephemeral(drawn.made_message(name))
    if word.lower() == "rename":
        return _rename(desk, rest)
    if text.lower().endswith(" here"):
        return _bind(desk, text[: -len(" here")], str(body.get("channel_id", "")))
    found = clients.named(desk.seat, text)
    clients.choose(desk.store, desk.seat, found.id)
    return ephemeral(drawn.chosen_message(found.name))


def _rename(desk: Desk, text: str) -> BoltResponse:
    old, found, new = text.partition(" to ")
    if not found:
        raise DeskError("Write: /desk client rename OLD to NEW")
    one = clients.named(desk.seat, old)
    desk.needs(Role.ADMIN, one.id)
    name = clients.rename(desk.store, one.id, new, actor=desk.seat.person, now=desk.clock())
    return ephemeral(said(f"{one.name} is called {name} now."))


def _bind(desk: Desk, name: str, channel: str) -> BoltResponse:
    one = clients.named(desk.seat, name)
    desk.needs(Role.ADMIN, one.id)
    if channel[:1] in ("", "D"):
        raise DeskError("Type this in the channel that is to be the client's.")
    clients.bind(desk.store, one.id, channel, actor=desk.seat.person, now=desk.clock())
    return ephemeral(drawn.bound_message(one.name))


def rights_clicked(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Take a grant back by its button, or show who may do what."""
    if action["action_id"] == "rights:show":
        return tell(desk, body, _rights(desk.needs(Role.ADMIN)))
    subject, role, client_id = drawn.grant_in(action.get("value"))
    if client_id == ALL_CLIENTS:
        desk.needs_admin_of_all(ALL_ALONE)
    else:
        desk = desk.needs(Role.ADMIN, client_id)
    rights.revoke(desk.store, subject, role, client_id, actor=desk.seat.person, now=desk.clock())
    return answer_click(desk, body, _rights(desk))


def client_clicked(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Look at another client."""
    chosen = (action.get("selected_option") or {}).get("value") or action.get("value")
    client_id = number_in(chosen)
    there = desk.needs(Role.VIEWER, client_id)
    clients.choose(desk.store, desk.seat, client_id)
    if (body.get("view") or {}).get("type") == "home":
        return home.show(there)
    return answer_click(there, body, drawn.chosen_message(there.seat.client.name))


COMMANDS: Commands = {
    "/desk help": (None, show_help),
    "/desk claim": (None, claim),
    "/desk rights": (Role.ADMIN, show_rights),
    "/desk grant": (Role.VIEWER, give),
    "/desk revoke": (Role.VIEWER, take),
    "/desk client": (Role.VIEWER, client),
    "/desk clients": (Role.VIEWER, client),
    "/desk export": (Role.EDITOR, exporting.command),
}
ACTIONS: Clicks = {
    "rights": (Role.VIEWER, rights_clicked),
    "client": (Role.VIEWER, client_clicked),
}
