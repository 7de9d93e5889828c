"""The first words to whoever sets the desk up: a list, sample data, a channel."""

from blocks.fields import field, text_field
from blocks.modals import modal
from blocks.telling import Noted, Offered, Said, Title, message
from blocks.text import Block, Message, button, plain, section
from texts import desk as says
from texts import rights

SAMPLE = button(says.TRY_SAMPLE, "first:sample", "sample")
CHANNEL = button(says.PICK_CHANNEL, "first:channel", "channel")


def welcome_message() -> Message:
    """Greet the first admin in direct messages."""
    who_may = button(rights.WHO_MAY_WHAT, "rights:show", "all")
    return message(
        [
            Title(says.READY),
            Said(says.NOTHING_AT_HAND),
            Offered([SAMPLE, CHANNEL, who_may]),
            Noted(says.OPEN_TO_ALL),
        ]
    )


def channel_modal() -> Block:
    """Return the form that asks where a niche's weekly digest shall come."""
    channels = {"type": "channels_select", "placeholder": plain(says.CHOOSE_CHANNEL)}
    return modal(
        says.CHANNEL_TITLE,
        [
            section(says.CHANNEL_WHY),
            field("channel", says.CHANNEL, channels),
            text_field("niche", says.NICHE, longest=75, hint=says.NICHE_HINT),
        ],
        callback="first:channel",
        submit=says.FOLLOW,
    )
