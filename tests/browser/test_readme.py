"""The README from its first line to its last, in a browser: by mouse, and by keyboard alone.

What is typed and pressed here stands in the README, word for word; `said` holds it to that.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.demo import ROOT
from tests.browser.desk import Desk
from tests.browser.hands import Hands, Keyboard, Mouse, say

pytestmark = pytest.mark.browser
README = " ".join((ROOT / "README.md").read_text().split())
FOLLOWED = re.compile("commissions", re.IGNORECASE)
LIST = (
    "Insta;Seguidores;Me gusta;Tema\n"
    "@luz.corre;15,2K;1.900;Fitness\n"
    "@mara.mueve;80 000;N/A;Fitness\n"
)


@pytest.fixture(params=[Mouse, Keyboard])
def hands(request: pytest.FixtureRequest, desk: Desk) -> Hands:
    found: Hands = request.param(desk.page)
    return found


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A list as people keep it."""
    path = tmp_path / "our creators.csv"
    path.write_text(LIST)
    return path


def said(words: str) -> str:
    """Return words that the README says: as a label to press, or as a line to type."""
    assert f"*{words}*" in README or f"`{words}`" in README, f"the README does not say {words}"
    return words


def button(place: Locator, label: str) -> Locator:
    return place.get_by_role("button", name=re.compile(rf"^{re.escape(label)}"))


def entry(hands: Hands, message: Locator, label: str) -> None:
    """Open the menu of the first row and choose an entry."""
    menu = message.locator("details.menu").first
    hands.press(menu.locator("summary"))
    hands.press(button(menu, label))


def go(desk: Desk, hands: Hands, room: str) -> None:
    hands.press(button(desk.page.get_by_role("navigation"), room))
    desk.drawn()


def test_the_readme_is_followed(desk: Desk, hands: Hands, theirs: Path) -> None:
    for step in (search, look, bring_a_list, offer, money_and_digests, everything_else):
        step(desk, hands, theirs)


Step = Callable[[Desk, Hands, Path], None]


def search(desk: Desk, hands: Hands, theirs: Path) -> None:
    answer = say(hands, desk, said("/find-influencer fitness"))
    expect(answer).to_contain_text("most engagement first")
    expect(answer).to_contain_text(re.compile(r"≈ \$\d+ a (post|video)"))


def look(desk: Desk, hands: Hands, theirs: Path) -> None:
    entry(hands, desk.messages.last, said("Details"))
    expect(desk.modal).to_contain_text("= average likes / followers")
    desk.close()


def bring_a_list(desk: Desk, hands: Hands, theirs: Path) -> None:
    hands.give(theirs)
    preview = desk.pinned(desk.messages.filter(has_text="our creators.csv: 2 rows"))
    expect(preview).to_contain_text("luz.corre")
    hands.press(button(preview, said("Import")))
    report = desk.pinned(desk.messages.filter(has_text="our creators.csv: 2 read"))
    there = desk.messages.count()
    hands.press(button(report, said("Find them")))
    expect(desk.messages).to_have_count(there + 1)
    expect(desk.messages.last).to_contain_text("luz.corre")
    hands.press(button(report, said("Undo import")))
    sure = desk.page.get_by_role("dialog", name="Undo this import?")
    hands.press(button(sure, "Undo it"))
    expect(report).to_contain_text("The import is undone")


def offer(desk: Desk, hands: Hands, theirs: Path) -> None:
    name = f"Morning Runs {type(hands).__name__}"
    go(desk, hands, "# general")
    hands.write(desk.line, said("/campaign new"))
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Enter")
    hands.write(desk.modal.get_by_label("Name"), name)
    hands.write(desk.modal.get_by_label("Budget"), "2000")
    hands.pick(desk.modal.get_by_label("Channel"), "#approvals")
    hands.tick(desk.modal.get_by_label("Bo", exact=True))
    hands.press(button(desk.modal, "Create"))
    expect(desk.modal).to_contain_text(f"{name} is made")
    desk.close()
    answer = say(hands, desk, "/find-influencer fitness")
    entry(hands, answer, said("Add to campaign"))
    hands.pick(desk.modal.get_by_label("Campaign", exact=True), name)
    hands.press(button(desk.modal, "Add"))
    expect(desk.modal).to_contain_text("in #approvals")
    desk.close()
    hands.pick(desk.page.get_by_label("You are"), "Bo")
    desk.drawn()
    go(desk, hands, "# approvals")
    card = desk.pinned(desk.messages.filter(has_text=f"for {name}"))
    hands.press(button(card, "Approve"))
    expect(card).to_contain_text("Approved by @Bo")


def money_and_digests(desk: Desk, hands: Hands, theirs: Path) -> None:
    go(desk, hands, "# general")
    expect(say(hands, desk, said("/commissions"))).to_contain_text("Jane Runs")
    expect(say(hands, desk, said("/why 1042"))).to_contain_text("10% = $5.22")
    expect(say(hands, desk, said("/digest follow fitness"))).to_contain_text("Fitness")
    expect(say(hands, desk, said("/digest follow commissions"))).to_contain_text(FOLLOWED)
    expect(say(hands, desk, said("/digest preview"))).to_contain_text("this week")


def everything_else(desk: Desk, hands: Hands, theirs: Path) -> None:
    longer = re.search(r"/find-influencer fitness \w+:[^`]+", README)
    assert longer is not None
    expect(say(hands, desk, longer[0].strip())).to_contain_text("most engagement first")
    assert said("help")
    expect(say(hands, desk, "/find-influencer help")).to_contain_text("country:DE")
    go(desk, hands, "App Home")
    assert "**App Home**" in README
    expect(desk.messages).to_contain_text("Your list")
