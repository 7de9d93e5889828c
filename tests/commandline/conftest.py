"""The command line, run in a folder of its own, with a store of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from bot import main
from storage.engine import Store

BOT = Path(__file__).parents[2] / "bot.py"


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended. code: 0 done, 1 done but look, 2 could not."""

    code: int
    out: str
    said: str

    @property
    def document(self) -> Any:
        """What --json printed; nothing else may stand on standard output."""
        return orjson.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, store: Store, tmp_path: Path) -> Run:
    """Run a command in this process: run("find", "fitness")."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{store.path}")

    def run(*words: str, **environment: str) -> Ran:
        result = CliRunner().invoke(main, list(words), env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def bot(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run bot.py as a process: bot("--help")."""

    def bot(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(BOT), *words],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80", **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return bot
