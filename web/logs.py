"""Logs without secrets: tokens, the signing secret and e-mail addresses never reach a line."""

import logging
import re
import sys
import threading
from collections.abc import Iterable
from urllib.parse import quote

_SIGN = r"(?:%(?:25)*{0}|\\+u00{0}|{1})"
"""A sign as it is, percent-encoded (once or more often), or as JSON may escape it."""

_AT, _DOT = _SIGN.format("40", "@"), _SIGN.format("2[Ee]", r"\.")
_IS = rf"(?:{_SIGN.format('3[Aa]', ':')}|{_SIGN.format('3[Dd]', '=')})"
_QUOTE = r"(?:[\\\"'+\[(\s]|%(?:25)*(?:5[BbCc]|2[0278]))"
_PATTERNS = (
    re.compile(r"xox[a-z]?(?:\.xox[a-z])?-[\w.%-]{4,}|xapp-[\w.%-]{4,}"),
    re.compile(rf"(?<![\w.+%-])[\w.+%-]+?{_AT}[\w-]+(?:{_DOT}[\w-]+)+"),
    re.compile(r"hooks\.slack\.com\S+|wss(?::|%(?:25)*3[Aa])\S+"),
    re.compile(r"private_metadata.{0,12}https?:[^\s\"']+"),
    re.compile(r"(?i)(?<=bearer )[\w.~+/-]+=*"),
    re.compile(rf"v[01]{_SIGN.format('3[Dd]', '=')}[0-9a-fA-F]{{16,}}"),
)
_NAMED = re.compile(
    r"(?i)((?:token|secret|password|signature|api_?key|cookie|authorization|response_url"
    rf"|trigger_id){_QUOTE}{{0,9}}{_IS}{_QUOTE}{{0,9}}(?:(?:bearer|basic)\s)?)"
    r"(?:[^\s\"'&,;\\}\])]|\\+[^\s\"'\\])+"
)
"""What stands after the name of something secret, in a form, in JSON or in a dictionary."""

HIDDEN = "[hidden]"
LOUD = ("httpx", "httpcore", "apscheduler", "websockets")
"""Libraries that write whole addresses, response_urls among them, or two lines for each round."""

TELLING = "slack_bolt.RequestVerification"
"""Writes the whole body of a request that is not Slack's; web/server.py says what is to be done."""

log = logging.getLogger("desk")


class Redacting(logging.Formatter):
    """Formats a record, its trace included, and takes out what must not be seen."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        known = [secret for secret in secrets if len(secret) > 5]
        self._secrets = {form for one in known for form in (one, quote(one, safe=""))}

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern in _PATTERNS:
            text = pattern.sub(HIDDEN, text)
        return _NAMED.sub(rf"\1{HIDDEN}", text)


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
    log.critical("%s died", name, exc_info=found)


def _died(kind: type[BaseException], error: BaseException, trace: object) -> None:
    log.critical("the desk died", exc_info=error)
