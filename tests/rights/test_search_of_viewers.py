"""Who may only look is offered what they may do, and no more."""

import pytest

from console.driver import Reply, Slack, elements_in
from services import granting
from services.rights import Role
from storage.engine import Store
from storage.grants import EVERYBODY
from tests.conftest import Bring, Clock
from tests.handlers.conftest import CREATORS


@pytest.fixture
def looked(slack: Slack, store: Store, bring: Bring, clock: Clock, admin: str) -> Reply:
    """A search by Ana, where everybody but the admin may look alone."""
    bring(CREATORS)
    granting.revoke(store, EVERYBODY, Role.EDITOR, 1, actor=admin, now=clock())
    granting.grant(store, EVERYBODY, Role.VIEWER, 1, actor=admin, now=clock())
    return slack.command("/find-influencer fitness")


def labels(reply: Reply) -> list[str]:
    found = []
    for _, element in elements_in(reply.message.blocks):
        found += [one["text"]["text"] for one in element.get("options", [])]
        found += [element["text"]["text"]] if element.get("type") == "button" else []
    return found


@pytest.mark.parametrize(
    "label", ["Add to a shortlist", "Add to campaign", "Tag or note", "Hide", "Export as a file"]
)
def test_a_viewer_is_not_offered_what_is_refused(looked: Reply, label: str) -> None:
    assert label not in labels(looked)


def test_a_viewer_sees_details_by_a_button(looked: Reply, slack: Slack) -> None:
    slack.click(looked, "Details")
    view = slack.view()
    assert view is not None
    assert "Jane Runs" in str(view["blocks"])


def test_an_editor_is_offered_all_of_it(slack: Slack, looked: Reply) -> None:
    assert "Add to campaign" in labels(slack.command("/find-influencer fitness", by="cy"))
