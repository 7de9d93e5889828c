"""A terminal: a command that runs on it, what it shows, and what somebody types at it."""

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Condition, Thread

PATIENCE = 60.0
"""Seconds."""

MAKE = ("make", "-o", ".venv/.installed")
"""make where everything is installed already."""

OURS = ("SLACK_", "DATABASE_", "TIMEZONE", "CURRENCY", "HOST", "PORT")
_ROOT = Path(__file__).parents[2]


def clone(folder: Path) -> Path:
    """Make a folder that looks like a clone in which `make` has installed everything."""
    for name in ("bot.py", "Makefile"):
        (folder / name).symlink_to(_ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def bare(**more: str) -> dict[str, str]:
    """Return this environment without settings of ours, so that only `.env` says them."""
    kept = {name: one for name, one in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "PYTHONUNBUFFERED": "1", "TZ": "Europe/Berlin", **more}


class Terminal:
    """A command on a terminal of its own. shown: all that it has said."""

    def __init__(self, words: tuple[str, ...], folder: Path, **environment: str) -> None:
        self.shown = ""
        self._seen, self._more, self._ended = 0, Condition(), False
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            words, cwd=folder, env=bare(**environment), stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self._reader = Thread(target=self._read)
        self._reader.start()

    def until(self, pattern: str) -> re.Match[str]:
        """Wait until something new is shown that has this pattern; return it."""
        with self._more:
            self._more.wait_for(lambda: self._ended or self._found(pattern), PATIENCE)
            found = self._found(pattern)
            assert found is not None, f"there is no {pattern!r} in: {self.shown[self._seen :]}"
            self._seen = found.end()
            return found

    def type(self, line: str) -> None:
        os.write(self._ours, f"{line}\n".encode())

    def stop(self) -> int:
        """End the command as Ctrl-C does; return its exit code."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGINT)
        code = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        os.close(self._ours)
        return code

    def _found(self, pattern: str) -> re.Match[str] | None:
        return re.compile(pattern).search(self.shown, self._seen)

    def _read(self) -> None:
        while True:
            try:
                said = os.read(self._ours, 65_536).decode(errors="replace")
            except OSError:  # nobody holds the other end any more
                said = ""
            with self._more:
                self.shown += said.replace("\r\n", "\n")
                self._ended = not said
                self._more.notify_all()
            if not said:
                return
