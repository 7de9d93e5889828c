"""Who may only look is offered, in answers for them alone, what they may do and no more."""

import pytest

from console.driver import Slack
from tests.conftest import Bring, labels
from tests.digests.conftest import HEADINGS, typed

pytestmark = pytest.mark.usefixtures("viewers")


@pytest.fixture(autouse=True)
def list_(bring: Bring) -> None:
    """A list of one creator."""
    bring(HEADINGS + "jane.runs,Jane Runs,instagram,Fitness,US,15000,2000\n")


def offered(slack: Slack, line: str, by: str = "ana") -> list[str]:
    return labels(typed(slack, line, by=by).message.blocks)


def test_a_viewer_s_preview_offers_to_search(slack: Slack) -> None:
    assert offered(slack, "/digest preview fitness") == ["Search it"]


def test_an_editor_s_preview_offers_to_shortlist_and_to_post(slack: Slack) -> None:
    assert offered(slack, "/digest preview fitness", by="cy") == [
        "Shortlist top 1",
        "Search it",
        "Post it here",
    ]


@pytest.mark.parametrize(("by", "label"), [("ana", "Preview"), ("cy", "Preview, Settings…")])
def test_day_and_hour_are_offered_to_who_may_choose_them(slack: Slack, by: str, label: str) -> None:
    typed(slack, "/digest follow fitness", by="cy")
    assert ", ".join(offered(slack, "/digest", by=by)) == label


@pytest.mark.parametrize(
    ("by", "said"),
    [("ana", "An editor can have this channel follow"), ("cy", "Try /digest follow fitness")],
)
def test_where_nothing_is_followed_each_hears_what_they_can_do(
    slack: Slack, by: str, said: str
) -> None:
    assert said in typed(slack, "/digest", by=by).text


@pytest.mark.parametrize("label", ["Shortlist top 1", "Post it here"])
def test_a_button_of_somebody_else_s_preview_is_refused(slack: Slack, label: str) -> None:
    shown = typed(slack, "/digest preview fitness", by="cy")
    assert "you need the role editor" in slack.click(shown, label).text


def test_the_button_of_a_posted_digest_is_for_all(slack: Slack) -> None:
    """What everybody reads keeps its buttons, whoever posted it."""
    slack.click(typed(slack, "/digest preview fitness", by="cy"), "Post it here", by="cy")
    slack.wait(lambda: any(not one.ephemeral_to for one in slack.workspace.messages))
    (posted,) = [one for one in slack.workspace.messages if not one.ephemeral_to]
    assert "Shortlist top 1" in str(posted.blocks)
