"""Who lacks a right, and whom to ask; who has which right."""

from collections.abc import Sequence

from blocks.search import Message
from blocks.text import escape, fallback, section
from services.rights import NoRight
from storage.grants import EVERYBODY

NAMED = 5
"""Holders of a right that a refusal names."""


def mention(subject: str) -> str:
    """Return a person or a user group as Slack shows it to each reader."""
    if subject == EVERYBODY:
        return "everybody"
    plain = escape(subject, 40)
    return f"<!subteam^{plain}>" if subject.startswith("S") else f"<@{plain}>"


def mentions(subjects: Sequence[str]) -> str:
    """Return people and groups in a row: @Cy, @Bo or @marketing."""
    named = [mention(one) for one in subjects[:NAMED]]
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def refused_message(error: NoRight) -> Message:
    """Return why somebody may not, and who can help."""
    said = escape(error.sentence(), 1_000)
    if error.holders:
        said += f" Ask {mentions(error.holders)}."
    return fallback([error.sentence()]), [section(said)]
