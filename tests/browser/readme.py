"""The README as something to follow: what it says to type, press and run, and what was followed."""

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text()
_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_LABEL = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")

PYTHON = ".venv/bin/python "
"""What stands before `bot.py` where a line is to be typed as a whole."""

ELSEWHERE = {
    "make test": "tests/docs/test_pages.py",
    "make run": "tests/commandline/test_socket_mode.py",
    "make service": "tests/commandline/test_service.py",
    "make upgrade": "tests/commandline/test_upgrade.py",
    "make bench": "tests/docs/test_pages.py",
    "SLACK_APP_TOKEN=… SLACK_BOT_TOKEN=… bot.py setup --yes"
    " --timezone Europe/Berlin": "tests/commandline/test_setup.py",
    "docker build -f Containerfile -t influencer-desk .": "tests/commandline/test_container.py",
    "docker run -d --restart unless-stopped --env-file .env -v influencer-desk:/data"
    " influencer-desk": "tests/commandline/test_container.py",
}
"""What is not for a browser or would change this machine -> the test that tries it."""


def headings(text: str = TEXT) -> list[str]:
    return _HEADING.findall(_FENCE.sub("", text))


def lines(text: str = TEXT) -> list[str]:
    """Return the lines of the blocks of code, without their comments."""
    found = [line for block in _FENCE.findall(text) for line in block.splitlines()]
    return [re.sub(r"\s+# .*", "", line) for line in found]


def items(text: str) -> list[str]:
    """Return what a text says to type, press or run: lines of code, code and labels in sentences."""
    told = " ".join(_FENCE.sub("", text).split())
    labels = _LABEL.findall(_CODE.sub("", told))
    return [one.replace(PYTHON, "") for one in [*lines(text), *_CODE.findall(told), *labels]]


@dataclass
class Readme:
    """The README in somebody's hands. followed: what they have done of it."""

    text: str = TEXT
    followed: set[str] = field(default_factory=set)

    def said(self, words: str) -> str:
        """Return words that the README says, as something that is followed now."""
        plain = words.replace(PYTHON, "")
        assert plain in items(self.text), f"the README does not say {words}"
        self.followed.add(plain)
        return words

    def lines(self) -> list[str]:
        return lines(self.text)

    def rows(self, heading: str) -> list[tuple[list[str], str]]:
        """Return a table's rows, found by its first heading: the code in a cell, and what it gets."""
        _, _, rest = self.text.partition(f"| {heading} |")
        table = rest.partition("\n\n")[0].splitlines()[2:]
        cells = [line.strip("| ").split(" | ") for line in table]
        return [(_CODE.findall(first), second) for first, second in cells]

    def left(self) -> list[str]:
        """Return what nobody has followed, neither here nor elsewhere."""
        return [one for one in items(self.text) if one not in {*self.followed, *ELSEWHERE}]
