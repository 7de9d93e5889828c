"""What any part of the desk may say: words on buttons, and that something went wrong outside."""

from texts.wording import counted

CLOSE = "Close"
ADD = "Add"
KEEP = "Keep"
SAVE = "Save"
SHOW = "Show"
UNDO = "Undo"
DONE = "Done"
GONE = "Gone"
FROM_THE_DESK = "From the desk"
FORMS_FROM_COMMANDS = "Slack opens forms only from a command or a button. Type the command."
INVITE_ME = "I am not in this channel. Type /invite and my name here, then try again."
SLACK_REFUSED = {
    "ratelimited": "Slack asks us to slow down. Try again in a minute.",
    "expired_trigger_id": "That took too long for Slack. Click again.",
    "exchanged_trigger_id": "Slack took this click already. Click again.",
    "missing_scope": "My Slack app lacks a right. Ask an admin: `bot.py doctor` says which one.",
    "not_in_channel": INVITE_ME,
    "channel_not_found": INVITE_ME,
    "is_archived": "This channel is archived. Nothing was sent.",
}
"""By Slack's word for what was wrong."""

SLACK_IS_DOWN = "Slack can't be reached just now. Try again in a moment."


def show(name: str) -> str:
    return f"Show {name}"


def quoted(words: str) -> str:
    return f"“{words}”"


def did_you_mean(name: str) -> str:
    return f"Did you mean {name.rstrip('?')}?"


def not_shown(count: int) -> str:
    return f"{counted(count, 'more is', 'more are')} not shown."


def slack_refused(code: str) -> str:
    """code: Slack's word for what was wrong."""
    return f"Slack did not take it ({code}). Try again in a moment."


def incident(number: str, what: str = "", again: str = "Try again") -> str:
    """Say that something happened that nobody foresaw. number: by which the log has it.

    what: with which thing it was, like " with ana.csv". again: what to do.
    """
    return (
        f"Something went wrong on our side{what} ({number}). {again};"
        " if it happens again, tell your admin this number."
    )
