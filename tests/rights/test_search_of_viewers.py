"""Who may only look is offered what they may do, and no more."""

import pytest

from console.driver import Reply, Slack
from tests.conftest import Bring, labels
from tests.handlers.conftest import CREATORS


@pytest.fixture
def looked(slack: Slack, bring: Bring, viewers: None) -> Reply:
    """A search by Ana, where everybody but the admin may look alone."""
    bring(CREATORS)
    return slack.command("/find-influencer fitness")


@pytest.mark.parametrize(
    "label", ["Add to a shortlist", "Add to campaign", "Tag or note", "Hide", "Export as a file"]
)
def test_a_viewer_is_not_offered_what_is_refused(looked: Reply, label: str) -> None:
    assert label not in labels(looked.message.blocks)


def test_a_viewer_sees_details_by_a_button(looked: Reply, slack: Slack) -> None:
    slack.click(looked, "Details")
    view = slack.view()
    assert view is not None
    assert "Jane Runs" in str(view["blocks"])


def test_an_editor_is_offered_all_of_it(slack: Slack, looked: Reply) -> None:
    found = slack.command("/find-influencer fitness", by="cy")
    assert "Add to campaign" in labels(found.message.blocks)
