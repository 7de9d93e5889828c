"""A sentence for each setting, and what is said of one that can't be used."""

SLACK_BOT_TOKEN = "The bot token of your Slack app; it starts with xoxb-."
SLACK_APP_TOKEN = "The app-level token, xapp-…; when set, Socket Mode needs no public address."
SLACK_SIGNING_SECRET = "The signing secret; needed for HTTP, without an app token."
SALES_SIGNING_SECRET = (
    "Signs what is sent to /webhooks/sales: openssl rand -hex 32. Empty: not set up."
)
SLACK_API_URL = "Where Slack's Web API answers; https or loopback."
DATABASE_URL = "The store: sqlite:/// and the file's path."
HOST = "The address that the HTTP server listens on."
PORT = "The port that the HTTP server listens on."
PUBLIC_URL = "For HTTP: where the internet reaches that server, like https://desk.example.com."
TIMEZONE = "The workspace's time zone, like Europe/Berlin."
CURRENCY = "The workspace's currency, like USD or EUR."
MICRO_FOLLOWERS_LOW = "Fewest followers of a micro-influencer, included."
MICRO_FOLLOWERS_HIGH = "Most followers of a micro-influencer, included."
MICRO_LIKES_LOW = "Fewest average likes of a micro-influencer, included."
MICRO_LIKES_HIGH = "Most average likes of a micro-influencer, included."
RATE_PHOTO = "Value of 1,000 likes on a photo, in minor units (cents)."
RATE_VIDEO = "Value of 1,000 likes on a video, in minor units (cents)."

FILE_HEAD = "Influencer Desk. All settings, each with its sentence: .env.example"
EXAMPLE_HEAD = "Copy to .env and fill in. Every setting has a default but Slack's tokens."

SAFE_URL = "write an https address, or one on this machine"
PUBLIC_ADDRESS = (
    "write an https address with a name that the internet knows, like https://desk.example.com"
)
ZONE_NAME = "write a name like Europe/Berlin or America/New_York"
CURRENCY_CODE = "write three letters like USD or EUR"
STORE_URL = "write sqlite:/// and the path of the file"


def bounds_crossed(low_name: str, low: str, high_name: str) -> str:
    return f"{low_name} is {low}, more than {high_name}; write the smaller number first"


def whole_number(low: int, high: int | None) -> str:
    """high: None for no end."""
    limits = f"{low} or more" if high is None else f"from {low} to {high}"
    return f"write a whole number, {limits}, in digits alone"


def unusable(name: str, why: str) -> str:
    """name: empty where several settings don't go together."""
    setting = f"The setting {name}" if name else "A setting"
    return f"{setting} can't be used: {why}. Change it in .env or the environment."


def unreadable(file: str) -> str:
    return f"{file} can't be read. Write it as UTF-8, readable for us."
