"""A demo as its own process, and the browser that looks at it."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = "Stop with Ctrl-C."


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def demo_command(port: int) -> list[str]:
    return [sys.executable, "bot.py", "demo", "--no-browser", "--port", str(port)]


class Demo:
    """`bot.py demo`, from its first line to Ctrl-C."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process = subprocess.Popen(
            demo_command(self.port),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.said: list[str] = []
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(line)
            if READY in line:
                return
        raise AssertionError(f"the demo did not start: {''.join(self.said)}")

    def stop(self) -> int:
        """Press Ctrl-C; return the exit code."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        said, _ = self._process.communicate(timeout=30)
        self.said.append(said)
        return self._process.returncode
