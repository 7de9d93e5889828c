"""Types a documented line as a person would, and tells what was wrong with the answer."""

import logging
from dataclasses import dataclass

import pytest

from console.driver import Slack

EMPTY = ("I can't read", "Nobody matches", "Nothing in", "I don't know", "Something went wrong")
NAME = "@desk "
REFUSED, INCIDENT = "refused", "incident"


@dataclass
class Typist:
    """Somebody at the composer. log: what the bot says to its operators meanwhile."""

    slack: Slack
    log: pytest.LogCaptureFixture

    def type(self, line: str, *, by: str = "cy", channel: str = "fitness") -> str:
        """Type a command, or ask by name; return what is wrong with its answer, or nothing."""
        self.log.set_level(logging.INFO, logger="desk.handlers")
        self.log.clear()
        self.slack.workspace.views[f"U0{by.upper()}"].clear()
        if line.startswith(NAME):
            found = self.slack.mention(line.removeprefix(NAME), by, channel).message
        else:
            found = self.slack.console.dispatch.command(line, f"U0{by.upper()}", CHANNELS[channel])
        said = [one for one in self.log.messages if one.startswith((REFUSED, INCIDENT))]
        if said:
            return f"{line}: {said[0]}"
        if found is None:
            return "" if self.slack.view(by) else f"{line}: was not answered"
        shown = found.text.strip()
        if not shown or shown.startswith(EMPTY):
            return f"{line}: {shown or 'an empty answer'}"
        return ""


CHANNELS = {"fitness": "C0FITNESS", "general": "C0GENERAL", "approvals": "C0APPROVE"}
