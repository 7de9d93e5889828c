"""What setup asks and answers, from the first question to the first words in Slack."""

from texts.wording import counted

HELLO = """\
This sets up the desk for your Slack workspace: a few answers, one link, two things to paste.
Nothing is written before the end; Ctrl-C leaves everything as it is.
"""
WAYS = """\
How shall Slack reach the desk?
   socket  through a connection that the desk opens: no public address needed. Most want this.
   http    at a public https address of yours, which you pass on to the desk.
"""
WAY = "socket or http"
PUBLIC_URL = "Public address of the desk, like https://desk.example.com"
ZONE = "Time zone of the team"
CURRENCY = "Currency"
NAMES_TAKEN = "Does another app in your Slack have a name like /why, /digest or /campaign?"
LONG_NAMES = "Then the app has /desk and /find-influencer alone; /desk why does what /why would."

APP_TOKEN = """
2. Basic Information, App-Level Tokens: Generate Token and Scopes, name it, Add Scope
   connections:write, Generate. It starts with xapp-."""
SIGNING_SECRET = """
2. Basic Information, App Credentials, Signing Secret: Show, copy. (The Client Secret above it
   looks the same and does not do.)"""
BOT_TOKEN = """
3. Install App, Install to your workspace, Allow. The Bot User OAuth Token starts with xoxb-."""

STEPS = {
    "SLACK_APP_TOKEN": APP_TOKEN,
    "SLACK_SIGNING_SECRET": SIGNING_SECRET,
    "SLACK_BOT_TOKEN": BOT_TOKEN,
}
"""Setting -> where it is found."""

PASTE = {
    "SLACK_APP_TOKEN": "Token, xapp-…",
    "SLACK_SIGNING_SECRET": "Signing secret",
    "SLACK_BOT_TOKEN": "Token, xoxb-…",
}
"""Setting -> what is to be pasted."""

CONNECTION_OPENS = "Good: the app token opens a connection."
SECRET_LOOKS_RIGHT = "Good: it looks right. Whether it is this app's, Slack's first request shows."
START = "Start the desk now?"
START_LATER = "Start the desk with: make run"
ENDED = """
There are no more answers, so nothing was written. Run it again; for scripts, bot.py setup
--help says how all answers are given."""
APP_TOKEN_IN_THE_WAY = (
    "SLACK_APP_TOKEN is set in the environment, and with it the desk serves Socket Mode. Unset it for"
    " HTTP; nothing was written."
)


def create(link: str, scopes: str) -> str:
    """scopes: a line for each right of the app, with its reason."""
    return f"""
1. Open this link. Choose your workspace, Next, Create. (You need the right to install apps;
   without it Slack offers "Request to install".)

{link}

   What the app may do, and why:
{scopes}"""


def paste(name: str, *, again: bool) -> str:
    """name: the setting. again: whether the last one can be tried once more."""
    hint = "; Enter tries the same again" if again else ""
    return f"{PASTE[name]} (it is not shown{hint})"


def optional(scope: str, why: str) -> str:
    return f"Optional: {scope} ({why}). Have it?"


def no_optional_scope(scope: str, there: list[str]) -> str:
    return f"{scope} is not an optional scope. There are: {', '.join(there) or 'none'}."


def no_way(text: str) -> str:
    return f"“{text}” is no way to reach the desk. Type socket or http."


def taken_as(value: str) -> str:
    return f"Taken as {value}"


def no_zone(text: str, near: str | None) -> str:
    hint = f"Did you mean {near}?" if near else "Write a name like America/New_York."
    return f"There is no time zone “{text}”. {hint}"


def no_currency(text: str) -> str:
    return f"“{text}” is not a currency. Write three letters like EUR."


def no_public_address(text: str, wanted: str) -> str:
    """wanted: what to write instead."""
    return f"Slack can't reach “{text}”: {wanted}."


def replace(file: str, *, others: bool) -> str:
    """others: the environment has other ones than the file."""
    what = "other tokens than the environment" if others else "tokens"
    return f"{file} holds {what}. Replace them?"


def known_as(user: str, team: str) -> str:
    return f"Good: Slack knows us as {user} in {team}."


def scopes_missing(scopes: list[str]) -> str:
    return (
        f"Scopes are missing: {', '.join(scopes)}. Add them under OAuth & Permissions, install the"
        " app again, then press Enter (or paste the token if it changed)."
    )


def written(file: str) -> str:
    return f"{file} is written, for you alone to read."


def public_later(url: str, here: str, endpoint: str) -> str:
    """What remains to be done over HTTP. here: where the desk listens; endpoint: Slack's URL."""
    return f"""
4. Have your web server pass {url} on to {here}.
5. When the desk runs: Event Subscriptions, Request URL. It is {endpoint};
   press Retry until it says Verified. (In an app that was not made by the link above, Slash
   Commands and Interactivity want that URL, too, and Socket Mode is to be off.)
"""


def public_silent(url: str, why: str) -> str:
    return f"{url} does not answer yet ({why}): Slack must reach it, with a certificate that holds."


def env_unreadable(file: str) -> str:
    return f"{file} can't be read. Write it as UTF-8; nothing was changed."


def env_unwritable(file: str, why: str) -> str:
    return (
        f"{file} can't be written ({why}): nothing was changed. Run this in a folder that you may"
        " write to."
    )


def claim(code: str, minutes: int) -> str:
    return (
        f"Type in Slack: /desk claim {code} (valid {counted(minutes, 'minute')}, once). It makes you"
        " admin."
    )
