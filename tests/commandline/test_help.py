"""bot.py --help: one screen, at once, and every command in it."""

import ast
import subprocess
from collections.abc import Callable

import pytest

from bot import COMMANDS
from tests.commandline.conftest import BOT, Run

HEAVY = ("slack_bolt", "httpx", "lark", "openpyxl", "sqlite_utils", "babel")


def test_help_fits_a_screen(bot: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    lines = bot("--help").stdout.splitlines()
    assert (len(lines) <= 24, max(map(len, lines)) <= 80) == (True, True)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_command(run: Run, command: str) -> None:
    assert f" {command} " in run("--help").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.out.startswith("Usage: ")) == (0, True)


def test_help_loads_nothing_heavy() -> None:
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(ast.parse(BOT.read_text()))
        if isinstance(node, ast.Import)
        for name in node.names
    }
    assert not imported & {*HEAVY, "commandline"}


def test_unknown_command_is_a_sentence(run: Run) -> None:
    ran = run("serch")
    assert (ran.code, "No such command" in ran.said) == (2, True)
