"""Who may only look is offered, in answers for them alone, what they may do and no more."""

import pytest

from console.driver import Reply, Slack, elements_in
from services import granting
from services.rights import Role
from storage.engine import Store
from storage.grants import ALL_CLIENTS, EVERYBODY
from tests.conftest import Bring, Clock
from tests.digests.conftest import HEADINGS, typed

EDITOR = "U0BO"


@pytest.fixture(autouse=True)
def viewers(store: Store, bring: Bring, clock: Clock) -> None:
    """A list of one creator; Bo edits and is admin, all others may look alone."""
    bring(HEADINGS + "jane.runs,Jane Runs,instagram,Fitness,US,15000,2000\n")
    for role, client in ((Role.ADMIN, ALL_CLIENTS), (Role.EDITOR, 1)):
        granting.grant(store, EDITOR, role, client, actor=EDITOR, now=clock())
    granting.grant(store, EVERYBODY, Role.VIEWER, 1, actor=EDITOR, now=clock())
    granting.revoke(store, EVERYBODY, Role.EDITOR, 1, actor=EDITOR, now=clock())


def labels(reply: Reply) -> list[str]:
    buttons = [one for _, one in elements_in(reply.message.blocks) if one.get("type") == "button"]
    return [one["text"]["text"] for one in buttons]


def test_a_viewer_s_preview_offers_to_search(slack: Slack) -> None:
    assert labels(typed(slack, "/digest preview fitness")) == ["Search it"]


def test_an_editor_s_preview_offers_to_shortlist_and_to_post(slack: Slack) -> None:
    assert labels(typed(slack, "/digest preview fitness", by="bo")) == [
        "Shortlist top 1",
        "Search it",
        "Post it here",
    ]


@pytest.mark.parametrize(("by", "label"), [("ana", "Preview"), ("bo", "Preview, Settings…")])
def test_day_and_hour_are_offered_to_who_may_choose_them(slack: Slack, by: str, label: str) -> None:
    typed(slack, "/digest follow fitness", by="bo")
    assert ", ".join(labels(typed(slack, "/digest", by=by))) == label


@pytest.mark.parametrize(
    ("by", "said"), [("ana", "An editor can let it follow"), ("bo", "Try /digest follow fitness")]
)
def test_where_nothing_is_followed_each_hears_what_they_can_do(
    slack: Slack, by: str, said: str
) -> None:
    assert said in typed(slack, "/digest", by=by).text


@pytest.mark.parametrize("label", ["Shortlist top 1", "Post it here"])
def test_a_button_of_somebody_else_s_preview_is_refused(slack: Slack, label: str) -> None:
    shown = typed(slack, "/digest preview fitness", by="bo")
    assert "you need the role editor" in slack.click(shown, label).text


def test_the_button_of_a_posted_digest_is_for_all(slack: Slack) -> None:
    """What everybody reads keeps its buttons, whoever posted it."""
    slack.click(typed(slack, "/digest preview fitness", by="bo"), "Post it here", by="bo")
    slack.wait(lambda: any(not one.ephemeral_to for one in slack.workspace.messages))
    (posted,) = [one for one in slack.workspace.messages if not one.ephemeral_to]
    assert "Shortlist top 1" in str(posted.blocks)
