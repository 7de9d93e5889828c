"""The command line's own help: of the whole, and of the commands that install and operate."""

HELP = """Influencer Desk: find micro-influencers in your own list, from Slack.

    \b
    Start   setup     set up your Slack workspace: the app, its tokens, .env
            demo      try it in a browser, with made-up creators
            serve     serve your Slack workspace
            service   have systemd serve it, from the start of the machine on
            claim     print a code that makes you admin in Slack
    Data    import    bring in a list, or take one back
            find      search, as in Slack
            export    write influencers, offers, ledger, audit trail
            digest    print a weekly digest, or post it
    Check   doctor    what is missing or wrong, and what to do
            audit     prove the audit trail and the ledger
            backup    copy the store while it is in use
            restore   put a backup in the place of the store
            upgrade   fetch the newest program, or take it all back
            migrate   bring the store to the newest schema
    """
MORE_OF_EACH = "bot.py COMMAND --help says more of each."

JSON = "One JSON document on standard output."
FIND = "Search your list: bot.py find fitness country:DE -niche:crypto"
FIND_CLIENT = "The client whose notes and tags count."

ANSWERS = {"y": True, "yes": True, "n": False, "no": False}
SAY_YES_OR_NO = "Type y for yes or n for no, then Enter."
DO_NOT_ASK = "Do not ask; go on."

SETUP = """Set up your workspace: the Slack app, its tokens, .env.

    Scripts give the tokens in the environment, and --yes: SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or, with
    --way http, SLACK_SIGNING_SECRET and PUBLIC_URL."""
SETUP_WAY = (
    "How Slack reaches the desk: through a connection that the desk opens (socket), or at a public"
    " https address of yours (http)."
)
SETUP_PUBLIC_URL = (
    "The desk's public address for http, like https://desk.example.com. [env: PUBLIC_URL]"
)
SETUP_TIMEZONE = "The team's time zone, like Europe/Berlin. [env: TIMEZONE]"
SETUP_CURRENCY = "The team's currency, like EUR. [env: CURRENCY]"
SETUP_COMMANDS = (
    "All commands, or only /desk and /find-influencer: for where short names are taken."
)
SETUP_WITH = "An optional scope to include; may be repeated."
SETUP_REPLACE = "Replace the tokens in .env without asking."
SETUP_START = "Start the desk at the end, or don't."
SETUP_YES = "Take what is proposed; ask for nothing but tokens."

SERVE = "Serve your Slack workspace: Socket Mode, or HTTP without an app token."
DEMO = "Try the desk in a browser: a stand-in for Slack, with made-up creators."
DEMO_PORT = "The page's port."
DEMO_NO_BROWSER = "Do not open a browser."
SERVICE = "Write a systemd unit that serves this folder, and say what enables it."
SERVICE_SYSTEM = "Print a system unit; root puts it in place."
SERVICE_NAME = "The unit's name."
CLAIM = "Print a code that makes its first user in Slack an admin."

DOCTOR = "Say in plain words what is missing or wrong, and what to do next."
DOCTOR_ALIVE = "Only tell whether the desk is running."
AUDIT = "Prove that nothing was changed or dropped in the audit trail and the ledger."
BACKUP = "Copy the store to FILE, while it is in use."
RESTORE = "Put a backup in the place of the store; the store of now is kept beside it."
UPGRADE = "Fetch the newest program and bring the store along; take it all back if that fails."
UPGRADE_CHECK = "Only try whether this program can serve the store."
MIGRATE = "Bring the store to the newest schema."


def yes_or_no(question: str, default: bool) -> str:
    """default: what Enter alone says; it stands in capitals."""
    return f"{question} [{'Y/n' if default else 'y/N'}]"
