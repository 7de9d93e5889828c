"""What serve and demo say on a terminal, and what a desk answers to programs over HTTP."""

from texts.wording import plural

BOT_TOKEN_MISSING = "SLACK_BOT_TOKEN is missing. python bot.py doctor says what else is."
NO_WAY_IN = "Set SLACK_APP_TOKEN or SLACK_SIGNING_SECRET in .env. doctor says more."
SERVING_SOCKET_MODE = "Serving through Socket Mode. Stop with Ctrl-C."
MAKING_SAMPLE = "Making a store of made-up creators …"
REFUSED = (
    "a request to /slack/events was refused: it is not signed with SLACK_SIGNING_SECRET (is it this"
    " app's, and not the client secret?), or the clock is off (bot.py doctor says it)"
)
POST_ONLY = "POST only"
NOT_FOUND = "not found"
OK = "ok"
READY = "ready"
STORE_UNREADABLE = "the store can't be read; bot.py doctor says more"
BAD_LENGTH = "bad length"
TOO_LARGE = "too large"
NOT_WHOLE = "the request did not arrive whole"
BAD_TIME = "the time of the signature is not a number"
NOT_FROM_SLACK = "this is not what Slack sends"


def serving_http(url: str) -> str:
    return f"Serving {url}. Stop with Ctrl-C."


def sales_taken(url: str) -> str:
    return f"Sales are taken at {url}."


def port_taken(port: int, other: int) -> str:
    """other: a port to try."""
    return f"Port {port} is taken. Try: python bot.py demo --port {other}"


def sample_list(kind: str) -> str:
    return f"sample {kind}"


def demo_open(url: str) -> str:
    return f"Open {url} and type /find-influencer fitness. Stop with Ctrl-C."


def part_died(parts: list[str]) -> str:
    have = plural(len(parts), "has", "have")
    return f"{', '.join(parts)} {have} stopped; the rest is stopped too. Start it again."


def app_token_refused(refusal: str) -> str:
    return f"Slack refuses SLACK_APP_TOKEN, {refusal}."


def no_connection(code: str) -> str:
    return f"Slack opens no connection ({code}). bot.py doctor says what to do."
