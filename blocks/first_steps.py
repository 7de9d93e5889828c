"""The first words to whoever sets the desk up: a list, sample data, a channel."""

from blocks.modals import modal
from blocks.search import Message
from blocks.text import Block, actions, button, escape, fallback, note, plain, section

SAMPLE = button("Try sample data", "first:sample", "sample")
CHANNEL = button("Pick a channel…", "first:channel", "channel")


def welcome_message() -> Message:
    """Greet the first admin in direct messages."""
    text = "I am ready. Drop your list here: CSV, XLSX or JSON, any headings will do."
    hint = (
        "Nothing at hand? Sample data are made-up creators; one click takes them back. A channel"
        " gets a digest of a niche every week."
    )
    blocks = [
        section(f"*{escape(text)}*"),
        section(escape(hint, 400)),
        actions(SAMPLE, CHANNEL, button("Who may what", "rights:show", "all")),
        note(
            "Everybody in this workspace may search, propose, and be named as approver until"
            " /desk rights narrows it. help shows how to search."
        ),
    ]
    return fallback([text, hint]), blocks


def channel_modal() -> Block:
    """Return the form that asks where a niche's weekly digest shall come."""
    niche: Block = {"type": "plain_text_input", "action_id": "value", "max_length": 75}
    channel: Block = {
        "type": "channels_select",
        "action_id": "value",
        "placeholder": plain("Choose a channel", 75),
    }
    return modal(
        "Pick a channel",
        [
            section("Once a week the top micro-influencers of a niche come there."),
            {"type": "input", "block_id": "channel", "label": plain("Channel"), "element": channel},
            {
                "type": "input",
                "block_id": "niche",
                "label": plain("Niche"),
                "hint": plain("For example: fitness. Or: commissions"),
                "element": niche,
            },
        ],
        callback="first:channel",
        submit="Follow",
    )
