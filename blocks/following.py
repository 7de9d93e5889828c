"""What /digest answers: what a channel follows, the form for day and hour, help by examples."""

from datetime import time
from zoneinfo import ZoneInfo

from blocks.dates import at_time, on_day, plain_time
from blocks.help import by_examples
from blocks.modals import modal
from blocks.search import Message
from blocks.text import Block, actions, button, cut, escape, fallback, plain, section
from services.follows import Followed, Following, Rhythm

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EXAMPLES = (
    ("/digest", "what this channel follows, and when the next one comes"),
    ("/digest follow fitness", "the week's top micro-influencers of a niche, here"),
    ("/digest follow commissions", "the week's commission earnings, here"),
    ("/digest unfollow fitness", "leave it"),
    ("/digest preview", "what the next one would say; commissions or a niche can follow"),
    ("/digest settings", "the day and hour for all channels"),
)


def help_message() -> Message:
    """Return help by examples."""
    return by_examples("Weekly digests", EXAMPLES)


def status_message(there: Following, zone: ZoneInfo) -> Message:
    """Return what a channel follows."""
    names = [cut(name, 40) for _, name in there.niches]
    names += ["commissions"] if there.commissions else []
    if not names:
        text = "Nothing is followed here yet."
        hint = "Try `/digest follow fitness` or `/digest follow commissions`."
        return fallback([text, hint.replace("`", "")]), [section(f"{text}\n{hint}")]
    text = f"Followed here: {', '.join(names)}."
    blocks = [
        section(f"{escape(text, 600)}\nNext: {_when(there, zone)}, {rhythm_text(there.rhythm)}"),
        actions(
            button("Preview", "digest:preview", ""), button("Settings…", "digest:settings", "open")
        ),
    ]
    return fallback([text, f"Next: {plain_time(there.next, zone)}"]), blocks


def _when(there: Following, zone: ZoneInfo) -> str:
    return f"{on_day(there.next, zone)} at {at_time(there.next, zone)}"


def rhythm_text(rhythm: Rhythm) -> str:
    """Write when digests come: every Monday at 09:00."""
    return f"every {WEEKDAYS[rhythm.weekday]} at {rhythm.at:%H:%M}"


def followed_message(followed: Followed, zone: ZoneInfo) -> Message:
    """Return what came of a follow."""
    name = cut(followed.what, 40)
    begin = f"Followed here now: {name}" if followed.news else f"{name}: followed here already"
    first = "The first digest comes" if followed.news else "The next digest comes"
    shown = f"{escape(begin)}. {first} {on_day(followed.first, zone)} at"
    shown += f" {at_time(followed.first, zone)}."
    lines = [f"{begin}. {first} {plain_time(followed.first, zone)}."]
    buttons = actions(
        button("Preview", "digest:preview", ""), button("Settings…", "digest:settings", "open")
    )
    return fallback(lines), [section(shown), buttons]


def settings_modal(rhythm: Rhythm, zone: ZoneInfo) -> Block:
    """Return the form for day and hour, which hold for all channels."""
    hours = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
    if rhythm.at not in hours:
        hours = sorted([*hours, rhythm.at])
    return modal(
        "Weekly digests",
        [
            section(f"For all channels, on the clock of {escape(zone.key)}."),
            _select("weekday", "Day", list(enumerate(WEEKDAYS)), rhythm.weekday),
            _select("time", "Time", [(f"{at:%H:%M}",) * 2 for at in hours], f"{rhythm.at:%H:%M}"),
        ],
        callback="digest:settings",
        submit="Save",
    )


def _select(
    block: str, label: str, choices: list[tuple[int | str, str]], chosen: int | str
) -> Block:
    options = {
        str(value): {"text": plain(text, 75), "value": str(value)} for value, text in choices
    }
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": {
            "type": "static_select",
            "action_id": "value",
            "options": list(options.values()),
            "initial_option": options[str(chosen)],
        },
    }
