"""What doctor says: what was found on this machine and in Slack, and what mends it."""

from texts.wording import counted

OK, LOOK = "ok", "LOOK"
"""What a line begins with."""

BOT_TOKEN_MISSING = "SLACK_BOT_TOKEN is missing: run make setup, or copy the xoxb- token of your Slack app into .env."
NO_WAY_IN = (
    "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) in .env; make setup does it."
)
BOT_TOKEN_LOOKS_RIGHT = "The bot token looks right."
APP_TOKEN_LOOKS_RIGHT = "The app token looks right: Socket Mode, no public address needed."
SECRET_LOOKS_RIGHT = (
    "The signing secret looks right; if it is another app's, or the client secret, Slack's requests"
    " are refused with 401."
)
SCOPES_ARE_THERE = "The app has the scopes that it needs."
CLOCK_IS_RIGHT = "The clock is right."
IN_ITS_CHANNELS = "The app is in the channels that it writes to."
CONNECTION_OPENS = "The app token opens a connection."

SERVED = "A desk is serving this store."
RUNNING = "The desk is running."
NOT_RUNNING = "No desk is running on this store: start it with bot.py serve."
STORE_WHOLE = "The store is whole."
STORE_DAMAGED = "The store is damaged: restore a backup (bot.py restore FILE)."
STORE_NEWER = "The store was written by a newer version: update this program (make upgrade)."
SCORED_OTHERWISE = (
    "Creators are scored by other settings, or by an older version: start the desk again (bot.py"
    " serve), and all are scored anew."
)
STORE_HELD = "Another program holds the store: close the one that has it open, or wait for it."


def no_env(file: str, folder: str) -> str:
    return f"There is no {file} in {folder}: run make setup, or go to the folder where it is."


def env_open(file: str) -> str:
    return f"Others on this machine can read {file} and its tokens: chmod 600 {file}"


def env_closed(file: str) -> str:
    return f"{file} is for you alone to read."


def set_twice(name: str, file: str) -> str:
    return (
        f"{name} has one value in {file} and another in the environment, which counts: remove one"
        " of them."
    )


def optional_left_out(scopes: list[str]) -> str:
    return f"Optional scopes that it does without: {', '.join(scopes)}."


def channel_archived(channel: str, what: str) -> str:
    """what: comes there, in the plural, like "digests"."""
    return f"{channel} is archived, so no {what} come there: choose another channel."


def not_in_channel(channel: str, what: str, name: str) -> str:
    """name: the app's."""
    return f"The app is not in {channel}, where {what} go: type /invite @{name} there."


def channel_unseen(channel: str, what: str, name: str) -> str:
    return (
        f"The app can't see the channel {channel}, where {what} go: if it is private, type"
        f" /invite @{name} there; if it is gone, choose another."
    )


def channel_unknown(channel: str, why: str) -> str:
    return f"Whether the app is in {channel} is not known ({why})."


def port_free(port: int) -> str:
    return f"Port {port} is free."


def port_taken(port: int) -> str:
    return f"Port {port} is taken by another program: stop that one, or set PORT in .env."


def port_forbidden(port: int) -> str:
    return f"Port {port} is not for everybody: set PORT in .env to 1024 or more."


def not_listening(host: str, port: int, why: str) -> str:
    return (
        f"{host}:{port} can't be listened on ({why}): set HOST in .env to 127.0.0.1, or to an"
        " address of this machine."
    )


def nothing_answers(url: str) -> str:
    return f"Nothing answers at {url}: start the desk with bot.py serve."


def public_answers(url: str) -> str:
    return f"The desk answers at {url}."


def public_waits(url: str, status: int) -> str:
    return f"{url} can be reached; its web server waits for the desk to be started (HTTP {status})."


def answered_otherwise(status: int) -> str:
    return f"HTTP {status} from something else"


def public_elsewhere(url: str, why: str, here: str) -> str:
    return (
        f"{url} does not lead to this desk ({why}): have what serves it pass requests on to {here},"
        " or correct PUBLIC_URL."
    )


def folder_closed(folder: str) -> str:
    return f"The folder {folder} can't be written to: change its rights or DATABASE_URL."


def no_store_yet(path: str) -> str:
    return f"There is no store yet; {path} is made at the first start."


def file_closed(path: str) -> str:
    return f"{path} can't be written to: give it to whoever runs the desk (chown)."


def store_open(path: str, files: list[str]) -> str:
    """files: what of the store others can read."""
    return f"Others on this machine can read the store {path}: chmod 600 {' '.join(files)}"


def no_store(path: str, why: str) -> str:
    return f"{path} can't be read as a store ({why}): restore a backup, or correct DATABASE_URL."


def store_behind(steps: int) -> str:
    return f"The store is {counted(steps, 'step')} behind: run python bot.py migrate."


def trail_broken(entry: int, why: str) -> str:
    return f"The audit trail is broken at entry {entry} ({why}): compare with a backup of before."


def import_cut_off(run: int, source: str, rows: int, *, undone: bool) -> str:
    """undone: whether such an import can be taken back."""
    back = f", or take it back with import --undo {run}" if undone else ""
    return (
        f"Import {run}, of {source}, was cut off at {counted(rows, 'row')}: import the same file"
        f" again to finish it{back}."
    )
