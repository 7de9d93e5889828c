"""Logs without secrets: tokens, the signing secret and e-mail addresses never reach a line."""

import logging
import re
import sys
import threading
from collections.abc import Iterable

_PATTERNS = (
    re.compile(r"xox[a-z]?(?:\.xox[a-z])?-[\w.-]{4,}|xapp-[\w.-]{4,}"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"hooks\.slack\.com\S+|wss://\S+"),
    re.compile(r"private_metadata.{0,12}https?:[^\s\"']+"),
    re.compile(r"(?i)(?<=bearer )[\w.~+/-]+=*"),
)
HIDDEN = "[hidden]"
LOUD = ("httpx", "httpcore", "apscheduler", "websockets")
"""Libraries that write whole addresses, response_urls among them, or two lines for each round."""

TELLING = "slack_bolt.RequestVerification"
"""Writes the whole body of a request that is not Slack's; web/server.py says what is to be done."""


class Redacting(logging.Formatter):
    """Formats a record, its trace included, and takes out what must not be seen."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [secret for secret in secrets if len(secret) > 5]

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern in _PATTERNS:
            text = pattern.sub(HIDDEN, text)
        return text


def set_up(secrets: Iterable[str], level: int = logging.INFO) -> None:
    """Send all logs to standard error through the one formatter, those of a dying thread too."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in LOUD:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.getLogger(TELLING).addFilter(_never)
    logging.captureWarnings(True)
    threading.excepthook = _thread_died
    sys.excepthook = _died


def _never(_: logging.LogRecord) -> bool:
    return False


def _thread_died(args: threading.ExceptHookArgs) -> None:
    name = args.thread.name if args.thread else "a thread"
    found = (args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
    logging.getLogger("desk").critical("%s died", name, exc_info=found)


def _died(kind: type[BaseException], error: BaseException, trace: object) -> None:
    logging.getLogger("desk").critical("the desk died", exc_info=error)
