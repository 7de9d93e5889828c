"""Who may do what: roles, how they are given and taken back, what is said to whoever lacks one."""

from collections.abc import Collection, Sequence

from texts.wording import all_of

MEANING = {
    "viewer": "search and read",
    "editor": "import, note, propose, export",
    "approver": "approve offers",
    "payer": "mark as paid",
    "admin": "give rights, set up, forget people",
}
"""What each role lets one do."""

WHO_MAY_WHAT = "Who may do what"
HOW_TO_GIVE = "Give one with `/desk grant @NAME editor`. A group works as well."
TAKE_BACK = "Take back"
SURE = "Take this right back?"
EVERYBODY = "everybody"
ALL_CLIENTS = "all clients"
SOME_CLIENT = "a client"

NOT_YOURS = "This belongs to a client that you have no right for."
NOT_YOUR_CHANNEL = (
    "This channel belongs to a client that you have no right for. Elsewhere, as in your direct"
    " messages with me, I answer for yours."
)
NOBODY_GIVES = "Nobody can give it yet: whoever installed the desk runs `python bot.py claim`."
NONE_YET = "You have no right here yet."
OTHER_WORKSPACE = "This desk belongs to another workspace; its admins let guests in by name."
ADMIN_OF_ALL = "Only an admin of all clients can do this. `/desk rights` shows who that is."

LAST_ADMIN = "That is the last admin; nothing was changed. Make somebody else admin first."
GONE = "There is no such right to take back. `/desk rights` shows what there is."
UNREADABLE = "This button can't be read. Type `/desk rights`."
ONLY_OUR_ADMINS = "Only people of this workspace can be admin. Choose another role."
NOT_EVERYBODY = "Not everybody can be admin. Name a person or a group."

CLAIMED = "You are admin now. The first steps are in your direct messages with me."
ONLY_OURS_CLAIM = "Only people of this workspace can become its admin. Ask one of them."
WRONG_CODE = (
    "This code is not valid (any more). `python bot.py claim` prints a new one, for 15 minutes."
)


def roles() -> str:
    return "; ".join([f"{role}: {meaning}" for role, meaning in MEANING.items()])


def legend() -> str:
    return f"Roles: {roles()}."


def needed(role: str) -> str:
    return f"For this you need the role {role} ({MEANING[role]})."


def ask(holders: str) -> str:
    return f"Ask {holders}."


def grant_line(whom: str, role: str, client: str = "") -> str:
    """client: for whom the role is, where there are several."""
    return f"{whom}: {role} · {client}" if client else f"{whom}: {role}"


def take_back(role: str) -> str:
    return f"Take back {role}"


def ends(role: str) -> str:
    return f"The role {role} ends at once."


def granted(whom: str, role: str, client: str = "", *, news: bool) -> str:
    """news: they did not have it before."""
    where = f" for {client}" if client else ""
    now, already = ("has", "") if news else ("had", " already")
    return f"{whom[0].upper()}{whom[1:]} {now} the role {role}{where}{already}: {MEANING[role]}."


def altogether(roles: Collection[str], still: Sequence[str]) -> str:
    """roles: all that somebody has. still: the grants that they have beside the one just given."""
    may = "; ".join([meaning for role, meaning in MEANING.items() if role in roles])
    return (
        f"Altogether they may {may}, since there is also {all_of(still)}. `/desk rights` takes that"
        " back."
    )


def for_whom(client: str) -> str:
    """Say how a role is given for one client, and for all."""
    return (
        f"End the line with `for {client}` to mean that client alone, or with `for all` for all"
        " clients, those that are added later as well."
    )


def not_granted(client: str, elsewhere: Sequence[str]) -> str:
    """client: where it was looked for. elsewhere: the clients for which the grant is there."""
    if not elsewhere:
        return f"There is no such right for {client}. `/desk rights` shows what there is."
    return (
        f"There is no such right for {client}, but there is one for {all_of(elsewhere)}. End the"
        f" line with `for {elsewhere[0]}`, or press {TAKE_BACK} in `/desk rights`."
    )


def usage(word: str, client: str = "") -> str:
    """word: grant or revoke. client: one of theirs, where there are several."""
    return f"Write: `/desk {word} @NAME editor{f' for {client}' if client else ''}`"


def say_whom(usage: str) -> str:
    return f"Say whom: choose the name from Slack's list, or everybody. {usage}"


def say_role(usage: str) -> str:
    return f"Say one role ({roles()}). {usage}"
