"""/desk: everything by one word, and what admins set: rights, clients, whose channel this is.

| word | what | here |
| --- | --- | --- |
| find, campaign, ... | the other commands, where a short name is taken | handlers/words |
| claim CODE | become the first admin | claim |
| rights, grant, revoke | who may do what | show_rights, give, take |
| client | whose work one looks at, and what clients there are | handlers/client_command |
| import | how a list is brought | bring |
| export | a file of what there is | handlers/exporting |
| action | rights:KIND | rights_clicked |
"""

import re

from slack_bolt.response import BoltResponse

from blocks import administration as drawn
from blocks.first_steps import welcome_message
from blocks.text import Message
from handlers import client_command, exporting, groups, people, words
from handlers.desk import Desk
from handlers.entries import Clicks, Commands
from handlers.replies import Body, answer_click, ephemeral, said, tell
from services import claiming, clients, granting
from services.errors import DeskError
from services.rights import NOBODY, NoRight, Role
from storage.grants import ALL_CLIENTS, EVERYBODY
from texts import rights as says

_SUBJECT = re.compile(r"<(?:@|!subteam\^)([USW][A-Z0-9]{2,30})(?:\|[^>]*)?>")
_EVERYBODY = re.compile(r"^\s*everybody\b", re.IGNORECASE)


def show_help(desk: Desk, body: Body) -> BoltResponse:
    """Answer what the person can do here; a stranger, who may nothing, what the desk is for."""
    team, channel = body.get("team_id", ""), body.get("channel_id", "")
    try:
        seat = desk.seated(body["user_id"], team, channel=channel).seat
    except NoRight:
        seat = NOBODY
    return ephemeral(drawn.help_message(seat, words.known_to(seat)))


def bring(desk: Desk, body: Body) -> BoltResponse:
    """Say how a list is brought: Slack gives no file with a command."""
    return ephemeral(drawn.bring_message())


def claim(desk: Desk, body: Body) -> BoltResponse:
    """Make the person who types a valid code admin. Raises WrongCode."""
    if body.get("team_id") != desk.team:
        raise DeskError(says.ONLY_OURS_CLAIM)
    person = body["user_id"]
    code, greeting = str(body.get("text") or ""), welcome_message()
    claiming.claim(desk.store, code, person=person, now=desk.clock(), greeting=greeting)
    desk.wake()
    return ephemeral(said(says.CLAIMED))


def show_rights(desk: Desk, body: Body) -> BoltResponse:
    """Answer who may do what, for the clients whose admin one is."""
    return ephemeral(_rights(desk))


def _rights(desk: Desk) -> Message:
    mine = _administered(desk)
    found = granting.grants(desk.store, tuple(mine))
    return drawn.rights_message(found, mine, several=desk.seat.several)


def _administered(desk: Desk) -> dict[int, str]:
    """Return the clients whose admin somebody is, by id."""
    return {one.id: one.name for one in desk.seat.clients if desk.seat.may(Role.ADMIN, one.id)}


def give(desk: Desk, body: Body) -> BoltResponse:
    """Grant a role: @NAME or @GROUP, ROLE, and for whom where there are several clients."""
    text = str(body.get("text") or "")
    subject, role, client_id = _asked(desk, text, "grant")
    at_home = subject[0] not in "UW" or people.at_home(desk, subject)
    if role is Role.ADMIN and not at_home:
        raise DeskError(says.ONLY_OUR_ADMINS)
    if subject.startswith("S"):
        groups.fetch(desk, subject)
    given = granting.grant(
        desk.store,
        subject,
        role,
        client_id,
        actor=desk.seat.person,
        now=desk.clock(),
        at_home=at_home,
    )
    names, another = _administered(desk) if desk.seat.several else {}, ""
    if names and " for " not in text:
        another = next((name for one, name in names.items() if one != client_id), "")
    return ephemeral(drawn.granted_message(given, names, another))


def take(desk: Desk, body: Body) -> BoltResponse:
    """Take a role back."""
    subject, role, client_id = _asked(desk, str(body.get("text") or ""), "revoke")
    _revoke(desk, subject, role, client_id)
    return ephemeral(_rights(desk))


def _revoke(desk: Desk, subject: str, role: Role, client_id: int) -> None:
    granting.revoke(
        desk.store,
        subject,
        role,
        client_id,
        actor=desk.seat.person,
        now=desk.clock(),
        names=_administered(desk),
    )


def _asked(desk: Desk, text: str, word: str) -> tuple[str, Role, int]:
    """Read whom, which role, and for which client. Raises DeskError, NotFound and NoRight."""
    usage = says.usage(word, desk.seat.client.name if desk.seat.several else "")
    found = _SUBJECT.search(text) or _EVERYBODY.match(text)
    if not found:
        raise DeskError(says.say_whom(usage))
    subject = found[1] if found.re is _SUBJECT else EVERYBODY
    plain, _, client = found.re.sub(" ", text).partition(" for ")
    roles = [one for one in Role if one in plain.lower().split()]
    if len(roles) != 1:
        raise DeskError(says.say_role(usage))
    return subject, roles[0], _client(desk, client.strip(), subject, roles[0])


def _client(desk: Desk, name: str, subject: str, role: Role) -> int:
    """Return the client of a grant: the one that is named, all of them, or the one here."""
    everything = name.lower() in ("all", says.ALL_CLIENTS)
    if role is Role.ADMIN and subject == EVERYBODY:
        raise DeskError(says.NOT_EVERYBODY)
    if everything or (not name and not desk.seat.several):
        if everything or role is Role.ADMIN:
            desk.needs_admin_of_all(says.ADMIN_OF_ALL)
            return ALL_CLIENTS
        return desk.needs(Role.ADMIN).seat.client_id
    wanted = clients.named(desk.seat, name).id if name else desk.seat.client_id
    return desk.needs(Role.ADMIN, wanted).seat.client_id


def rights_clicked(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Take a grant back by its button, or show who may do what."""
    if action["action_id"] == "rights:show":
        return tell(desk.of_all(), body, _rights(desk.needs(Role.ADMIN)))
    subject, role, client_id = drawn.grant_in(action.get("value"))
    if client_id == ALL_CLIENTS:
        desk.needs_admin_of_all(says.ADMIN_OF_ALL)
    else:
        desk = desk.needs(Role.ADMIN, client_id)
    _revoke(desk, subject, role, client_id)
    return answer_click(desk.of_all(), body, _rights(desk))


OF_ALL = {"/desk rights", "/desk grant", "/desk revoke", *client_command.COMMANDS}
"""Commands that are about clients: no small print says for which one they were answered."""

COMMANDS: Commands = {
    "/desk help": (None, show_help),
    "/desk claim": (None, claim),
    "/desk rights": (Role.ADMIN, show_rights),
    "/desk grant": (Role.VIEWER, give),
    "/desk revoke": (Role.VIEWER, take),
    **client_command.COMMANDS,
    "/desk import": (Role.EDITOR, bring),
    "/desk export": (Role.EDITOR, exporting.command),
}
ACTIONS: Clicks = {
    "rights": (Role.VIEWER, rights_clicked),
    **client_command.ACTIONS,
}
