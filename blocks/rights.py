"""Who lacks a right, and whom to ask; who has which right."""

from collections.abc import Sequence

from blocks.telling import Said, hint, message
from blocks.text import Message, escape
from services.rights import NoRight
from storage.grants import EVERYBODY
from texts import rights as says
from texts.wording import any_of

NAMED = 5
"""Holders of a right that an answer names."""


def mention(subject: str) -> str:
    """Return a person or a user group as Slack shows it to each reader."""
    if subject == EVERYBODY:
        return says.EVERYBODY
    plain = escape(subject, 40)
    return f"<!subteam^{plain}>" if subject.startswith("S") else f"<@{plain}>"


def mentions(subjects: Sequence[str]) -> list[str]:
    return [mention(one) for one in subjects]


def refused_message(error: NoRight) -> Message:
    """Return why somebody may not, and who can help."""
    return message([refusal(error)])


def refusal(error: NoRight) -> Said:
    """Return why somebody may not, and who can help, as a part of an answer."""
    named = mentions(error.holders[:NAMED])
    ask = [says.ask(any_of(named))] if named else []
    return hint(" ".join([error.sentence(), *ask]), named)
