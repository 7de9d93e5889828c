"""Logs without secrets: tokens, the signing secret and e-mail addresses never reach a line."""

import logging
import re
import sys
import threading
from collections.abc import Iterable
from urllib.parse import quote

_SLASH = r"(?:\\|%(?:25)*5c){1,16}"
_BYTE = rf"(?:%(?:25)*|{_SLASH}x)"


def _sign(code: str, sign: str) -> str:
    """Match a sign as it is, percent-encoded (once or more often), or as JSON may escape it."""
    return rf"(?:{_BYTE}{code}|{_SLASH}u00{code}|{sign})"


_EQUALS = _sign("3d", "=")
_IS = rf"(?:{_sign('3a', ':')}|{_EQUALS})"
_QUOTE = r"(?:[\\\"'+\[(\s]|%(?:25)*(?:5[BbCc]|2[0278]))"
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"xox[a-z]?(?:\.xox[a-z])?-[\w.%-]{4,}|xapp-[\w.%-]{4,}",
        r"hooks\.slack\.com\S+|wss(?::|%(?:25)*3a)\S+",
        r"private_metadata.{0,12}https?:[^\s\"']+",
        r"(?<=bearer )[\w.~+/-]+=*",
        rf"v[01]{_EQUALS}[0-9a-f]{{16,}}",
    )
]
_NAMED = re.compile(
    r"(?i)((?:token|secret|password|signature|(?:api|access)[_-]?key|cookie|authorization|response_url"
    rf"|trigger_id|ticket){_QUOTE}{{0,9}}{_IS}{_QUOTE}{{0,9}}(?:(?:bearer|basic)\s)?)"
    r"(?:[^\s\"'&,;\\}\])]|\\+[^\s\"'\\])+"
)
"""What stands after the name of something secret, in a form, in JSON or in a dictionary."""

_NAME = r"[\w.+%$!#*^`{|}~'\\-]"
_AT = rf"(?:{_sign('40', '[@＠]')}|{_BYTE}ef{_BYTE}bc{_BYTE}a0|{_SLASH}uff20)"
_LABEL = rf"(?:[\w-]|{_BYTE}(?:[89a-d][\da-f]|e[\da-e])|{_SLASH}u(?!00[0-7]|ff20)[\da-f]{{4}})+"
_DOT, _BRACKET = _sign("2e", r"\."), _sign("5b", r"\[")
_DOMAIN = rf"{_LABEL}(?:{_DOT}{_LABEL})+|{_BRACKET}[\w.:%-]{{1,99}}\]?"
_ADDRESS = re.compile(
    rf"((?:\"[^\"\n]{{1,99}}\"|{_NAME}+?){_AT}(?:{_DOMAIN}))|{_NAME}++", re.IGNORECASE
)
"""An e-mail address, or else all of what could have begun one: nothing is looked at twice."""

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
        text = _NAMED.sub(rf"\1{HIDDEN}", text)
        return _ADDRESS.sub(lambda found: HIDDEN if found[1] else found[0], text)


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
