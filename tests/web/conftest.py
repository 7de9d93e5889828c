"""The bot behind its own HTTP server, and a way to speak HTTP byte by byte."""

import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from console.driver import Slack
from tests.handlers.conftest import Requests, requests

__all__ = ["Requests", "requests"]

Raw = Callable[..., bytes]


@pytest.fixture
def address(slack: Slack) -> tuple[str, int]:
    host, port = slack.console.dispatch.bot_url.removeprefix("http://").split(":")
    return host, int(port)


@pytest.fixture
def raw(address: tuple[str, int]) -> Raw:
    """Send bytes; return what comes back until the server closes or answers."""

    def raw(content: bytes) -> bytes:
        with socket.create_connection(address, timeout=15) as there:
            there.sendall(content)
            return there.recv(65_536)

    return raw


@pytest.fixture
def loggers() -> Iterator[None]:
    """Loggers and hooks as they were, afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    yield
    logging.captureWarnings(False)
    root.handlers[:], sys.excepthook, threading.excepthook = before[0], before[2], before[3]
    root.setLevel(before[1])
