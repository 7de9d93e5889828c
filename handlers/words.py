"""The words behind /desk: which command each one reaches, who may use it, and which one was meant.

What is said to us in direct messages, or behind @desk, is read as if it stood behind /desk.
"""

import re

from rapidfuzz.distance import OSA

from handlers.replies import Body
from services.rights import Role, Seat
from storage.words import fold

WORDS: dict[str, tuple[str, Role]] = {
    "find": ("/find-influencer", Role.VIEWER),
    "show": ("/influencer", Role.VIEWER),
    "add": ("/influencer", Role.EDITOR),
    "lists": ("/influencer", Role.VIEWER),
    "merge": ("/influencer", Role.EDITOR),
    "forget": ("/influencer", Role.ADMIN),
    "influencer": ("/influencer", Role.VIEWER),
    "campaign": ("/campaign", Role.VIEWER),
    "commissions": ("/commissions", Role.VIEWER),
    "why": ("/why", Role.VIEWER),
    "digest": ("/digest", Role.VIEWER),
    "import": ("/desk import", Role.EDITOR),
    "export": ("/desk export", Role.EDITOR),
    "client": ("/desk client", Role.VIEWER),
    "rights": ("/desk rights", Role.ADMIN),
    "grant": ("/desk grant", Role.ADMIN),
    "revoke": ("/desk revoke", Role.ADMIN),
}
"""What each word reaches, and the role without which it does nothing, in the order of the help."""

OF_INFLUENCER = frozenset(("show", "add", "lists", "merge", "forget"))
"""Words that the command which they reach reads itself."""

_ALSO = {
    "search": "/find-influencer",
    "find-influencer": "/find-influencer",
    "clients": "/desk client",
    "claim": "/desk claim",
    "help": "/desk help",
}
GREETINGS = frozenset(("hello", "hey", "hi", "hola", "hallo", "thanks", "thank", "thx"))
AFTER = frozenset(("again", "all", "desk", "there", "you"))
"""What may stand behind a greeting; any other word is searched for."""

_SUBJECT = re.compile(r"<(?:@|!subteam\^)[USW][A-Z0-9]{2,30}(?:\|[^>]*)?>")
SHORT, LONG = 3, 8
"""A word of so few letters is like too many others; from so many on, there may be two slips."""


def meant(body: Body) -> tuple[str, Body]:
    """Return which command is meant by /desk WORD ..., and its body; others as they are.

    What is no word of ours is searched for; its body still says /desk.
    """
    name = str(body.get("command", ""))
    if name != "/desk":
        return name, body
    text = str(body.get("text") or "").strip()
    word, _, rest = text.partition(" ")
    word = word.lower().lstrip("/")
    reached = WORDS[word][0] if word in WORDS else _ALSO.get(word)
    if reached:
        rest = text if word in OF_INFLUENCER else rest.strip()
        return reached, {**body, "command": reached, "text": rest}
    if not word or is_greeting(text) or _SUBJECT.search(text):
        return "/desk help", body  # nobody searches for a mention: a word was misspelt
    return "/find-influencer", body


def is_greeting(text: str) -> bool:
    """Tell whether somebody only says hello or thanks."""
    first, *others = [word.strip(".,!?:)") for word in fold(text).split()] or [""]
    return first in GREETINGS and GREETINGS.union(AFTER, ("",)).issuperset(others)


def known_to(seat: Seat) -> list[str]:
    """Return the words that do something for a person; one client hides the word client."""
    return [
        word
        for word, (_, role) in WORDS.items()
        if seat.may(role) and (word != "client" or seat.several)
    ]


def likely(seat: Seat, body: Body) -> str:
    """Return what somebody meant to type whose first word is nearly one of ours, or ""."""
    if body.get("command") != "/desk":
        return ""  # what is behind a command of its own is searched for
    word, _, rest = str(body.get("text") or "").strip().partition(" ")
    for one in [*known_to(seat), *(["client"] * seat.may(Role.ADMIN))]:
        slips = 2 if len(one) >= LONG else 1
        if len(one) > SHORT and OSA.distance(word.lower().lstrip("/"), one) <= slips:
            return " ".join(["/desk", one, *rest.split()])
    return ""
