"""The README from its first line to its last: by mouse, and by keyboard alone.

What is typed, pressed and run here stands in the README, word for word; `said` holds it to that,
and notes what was followed. What is pressed on Slack's own pages can't be: setup's link is read
instead, and has to ask for manifest.yaml.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from commandline.manifest import as_slack_lists
from console.server import Console
from tests.browser import readme_demo as demo
from tests.browser import readme_workspace as workspace
from tests.browser.hands import Keyboard, Mouse
from tests.browser.reader import Reader
from tests.browser.readme import ELSEWHERE, ROOT, Readme, headings, items
from tests.browser.terminal import clone

pytestmark = pytest.mark.browser
STORY: dict[str, tuple[Callable[[Reader], None], ...]] = {
    "Influencer Desk": (demo.see_the_picture,),
    "Try it": (
        demo.open_the_demo,
        demo.search,
        demo.look,
        demo.bring_a_list,
        demo.offer,
        demo.money,
    ),
    "What it searches, and what it does not": (demo.equal_engagement_comes_out_equal,),
    "The search language": (
        demo.search_with_filters,
        demo.search_by_ranges_and_orders,
        demo.search_for_nothing_and_in_vain,
    ),
    "Campaigns, offers, commissions, digests": (
        demo.decide,
        demo.follow_digests,
        demo.say_who_may,
    ),
    "In your workspace": (
        workspace.set_up,
        workspace.read_what_setup_printed,
        workspace.claim,
        workspace.find_in_the_own_list,
        workspace.come_to_http,
    ),
    "On a terminal": (workspace.on_the_terminal, workspace.exit_codes_and_mappings),
    "How it is built": (workspace.folders,),
}
"""Each section of the README, and what is done there."""


@pytest.fixture
def workspace_of_their_own() -> Iterator[Console]:
    """A workspace that has no app of ours yet."""
    running = Console(commands=as_slack_lists())
    running.start()
    yield running
    running.stop()


@pytest.fixture(params=[Mouse, Keyboard])
def reader(
    request: pytest.FixtureRequest, page: Page, tmp_path: Path, workspace_of_their_own: Console
) -> Iterator[Reader]:
    """Somebody with the README, a clone, and a mouse or a keyboard."""
    hands = request.param(page)
    somebody = Reader(Readme(), hands, page, clone(tmp_path), workspace_of_their_own)
    yield somebody
    for terminal in somebody.terminals:
        terminal.stop()


def test_the_story_has_each_section_in_the_readmes_order() -> None:
    assert list(STORY) == headings()


def test_the_readme_is_followed(reader: Reader) -> None:
    for steps in STORY.values():
        for step in steps:
            step(reader)
    assert reader.readme.left() == []
    assert [desk.troubles for desk in reader.desks] == [[], []]


def test_a_line_that_nobody_follows_is_told() -> None:
    assert Readme("Type `/find-influencer fitness`, then press *Share*.").left() == [
        "/find-influencer fitness",
        "Share",
    ]


@pytest.mark.parametrize("words", ELSEWHERE)
def test_what_is_tried_elsewhere_is_said_and_tried_there(words: str) -> None:
    assert words in items(Readme().text)
    assert (ROOT / ELSEWHERE[words]).is_file()
