"""What stands in the pages: fenced lines, code in the text, links, rows of tables."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLAIM = "/desk claim"
"""Its code is printed on a terminal, and holds for fifteen minutes."""

PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md"])
BOT = ".venv/bin/python bot.py"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_PLACEHOLDER = re.compile(r"\b[A-Z]{4,}\b(?!\d)")
"""NAME, ORDER, CODE: to be filled in by whoever types."""


@dataclass(frozen=True)
class Shell:
    """A command line of ours, and the exit code that the page says."""

    words: tuple[str, ...]
    exits: int


def fenced(page: Path, *languages: str) -> list[str]:
    """Return the lines of a page's blocks of code in a language ("" for none)."""
    return [
        line
        for language, text in _FENCE.findall(page.read_text())
        if language in languages
        for line in text.splitlines()
        if line.strip()
    ]


def code(page: Path) -> list[str]:
    """Return what stands as code in the text, outside blocks."""
    return _CODE.findall(_FENCE.sub("", page.read_text()))


def slack_lines(page: Path, commands: list[str]) -> list[str]:
    """Return what a page says to type in Slack, in its order."""
    named = [one for one in code(page) if not _PLACEHOLDER.search(one) and "…" not in one]
    named = [one for one in named if not one.startswith(CLAIM)]
    return [one for one in [*fenced(page, ""), *named] if one.split()[0] in (*commands, "@desk")]


def shell_lines(page: Path) -> list[Shell]:
    """Return a page's command lines of ours, in its order."""
    lines = [*fenced(page, "sh"), *code(page)]
    found = [line.partition(BOT)[2] for line in lines if line.startswith(BOT)]
    return [
        Shell(tuple(shlex.split(one, comments=True)), _exits(one)) for one in found if one.strip()
    ]


def _exits(line: str) -> int:
    said = re.search(r"# exits (\d)", line)
    return int(said[1]) if said else 0


def targets(page: Path) -> list[str]:
    """Return the targets of make that a page names."""
    lines = [*fenced(page, "sh"), *code(page)]
    return [line.split()[1] for line in lines if re.match(r"make [a-z]", line)]


def links(page: Path) -> list[str]:
    return _LINK.findall(page.read_text())


def anchors(page: Path) -> set[str]:
    """Return the names under which a page's headings can be linked to."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


def rows(page: Path, first: str) -> list[list[str]]:
    """Return the rows of the table whose heading begins with this cell."""
    found, inside = [], False
    for line in page.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if line.startswith("|") and cells[0] == first:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not set(line) <= set("|- "):
            found.append(cells)
    return found
