"""demo: it knows nothing of this machine's settings, and leaves nothing running."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandline.serving import demo_settings
from console.server import Console
from services.settings import Settings
from tests.browser.demo import free_port
from tests.conftest import BOT


@pytest.mark.parametrize("name", Settings.model_fields)
def test_demo_does_not_read_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    console = Console()
    before = demo_settings(console)
    monkeypatch.setenv(name.upper(), "7")
    assert demo_settings(console) == before


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A demo that makes its sample."""
    words = [sys.executable, str(BOT), "demo", "--no-browser", "--port", str(free_port())]
    with subprocess.Popen(
        words,
        cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout
        assert "Making a store" in process.stdout.readline()
        yield process
        process.kill()


def test_demo_that_is_interrupted_before_it_serves_ends(begun: subprocess.Popen[str]) -> None:
    begun.send_signal(signal.SIGINT)
    assert begun.wait(timeout=30) == 1
