"""Somebody who does what the README says: their hands, the page before them, and a folder."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from console.server import Console
from tests.browser.desk import Desk
from tests.browser.hands import Hands, say
from tests.browser.readme import Readme
from tests.browser.terminal import MAKE, PATIENCE, Terminal, bare

CAMPAIGN = "Morning Runs"
THEIRS = """\
Insta;Seguidores;Me gusta;Tema;País;Idioma;Bio;Lo que pide
@green.plate;15K;2.000;Vegan;Germany;German;slow food and bread;250 EUR
@green.paid;80 000;2 000;Vegan;Germany;German;slow food, sponsored;900 EUR
@luz.corre;12,5K;1.100;Fitness;Germany;German;Corre;N/A
@large.clip;8.8M;10 358;Fitness;España;español;;
@not.yet;N/A;#VALOR!;Fitness;España;español;;
"""
"""A list as people keep it, with each kind of cell that the README names."""


@dataclass
class Reader:
    """Reads the README and does what it says.

    folder: a clone of the program. slack: a workspace without our app. desks, terminals: what was
    opened, the newest last.
    """

    readme: Readme
    hands: Hands
    page: Page
    folder: Path
    slack: Console
    desks: list[Desk] = field(default_factory=list)
    terminals: list[Terminal] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return self.desks[-1]

    def open(self, url: str) -> None:
        self.desks.append(Desk(self.page, url))

    def make(self, target: str, *more: str, **environment: str) -> Terminal:
        """Start `make TARGET` on a terminal."""
        words = self.said(f"make {target}").split()[1:]
        self.terminals.append(Terminal((*MAKE, *words, *more), self.folder, **environment))
        return self.terminals[-1]

    def said(self, words: str) -> str:
        return self.readme.said(words)

    def press(self, place: Locator, label: str) -> None:
        """Press the first button whose label begins so."""
        self.hands.press(
            place.get_by_role("button", name=re.compile(rf"^{re.escape(label)}")).first
        )

    def type(self, line: str) -> Locator:
        """Type a line and send it; return the message that answers."""
        return say(self.hands, self.desk, line)

    def entry(self, message: Locator, label: str, row: int = 0) -> None:
        """Open the menu of a row, and choose an entry."""
        menu = message.locator("details.menu").nth(row)
        self.hands.press(menu.locator("summary"))
        self.press(menu, label)

    def go(self, room: str) -> None:
        self.press(self.desk.page.get_by_role("navigation"), room)
        self.desk.drawn()

    def be(self, person: str) -> None:
        self.hands.pick(self.desk.page.get_by_label("You are"), person)
        self.desk.drawn()

    def bring(self, name: str) -> Locator:
        """Give the page their list under a name; return the message that shows how it comes in."""
        path = self.folder / name
        path.write_text(THEIRS)
        self.hands.give(path)
        return self.desk.pinned(self.desk.messages.filter(has_text=f"{name}: 5 rows"))

    def correct(self, preview: Locator, heading: str, meaning: str) -> None:
        """Say what a column is; wait until the list is shown anew."""
        column = preview.locator(".section", has_text=heading).get_by_role("combobox")
        button = preview.get_by_role("button", name=re.compile("^Import"))
        before = button.get_attribute("data-action")
        self.hands.pick(column, meaning)
        expect(button).not_to_have_attribute("data-action", before or "")

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line as it stands, in the folder."""
        return subprocess.run(
            ["sh", "-c", line], cwd=self.folder, env=bare(), capture_output=True, text=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip


def make_a_campaign(reader: Reader, approver: str) -> None:
    """Make a campaign whose cards come to #approvals."""
    reader.go("# general")
    desk, hands = reader.desk, reader.hands
    hands.write(desk.line, reader.said("/campaign new"))
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Enter")
    form = desk.modal
    hands.write(form.get_by_label("Name"), CAMPAIGN)
    hands.write(form.get_by_label("Budget"), "2000")
    hands.write(form.get_by_label("Product they get"), "Shaker set")
    expect(form.get_by_label("Commission on net sales")).to_have_value("10%")
    hands.pick(form.get_by_label("Channel"), "#approvals")
    box = form.get_by_role("group", name="Who approves").get_by_label(approver, exact=True)
    if not box.is_checked():
        hands.tick(box)
    reader.press(form, "Create")
    expect(form).to_contain_text(f"{CAMPAIGN} is created")
    desk.close()


def propose(reader: Reader, answer: Locator, row: int = 0) -> None:
    """Propose an offer to whoever stands in a row of a search."""
    reader.entry(answer, reader.said("Add to campaign"), row)
    form = reader.desk.modal
    reader.hands.pick(form.get_by_label("Campaign", exact=True), CAMPAIGN)
    reader.press(form, "Add")
    expect(form).to_contain_text("in #approvals")
    reader.desk.close()


def newest_card(reader: Reader) -> Locator:
    """Return the newest card in #approvals, by its place."""
    reader.go("# approvals")
    cards = reader.desk.messages.filter(has_text=f"for {CAMPAIGN}")
    return reader.desk.page.locator(f'[data-ts="{cards.last.get_attribute("data-ts")}"]')
