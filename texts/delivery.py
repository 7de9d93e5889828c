"""Why something could not be delivered to Slack: App Home tells it to admins."""

SLOW_DOWN = "Slack asked to wait"
NO_REASON = "no reason"


def not_reached(kind: str) -> str:
    """kind: the error's."""
    return f"Slack could not be reached ({kind})"


def refused(code: str) -> str:
    """code: Slack's word for it."""
    return f"Slack refused it: {code}"


def answered(code: str) -> str:
    return f"Slack answered {code}"
