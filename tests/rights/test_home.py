"""App Home: one client at a time, settings for admins, a closed door for strangers."""

from typing import Any

import pytest

from console.driver import Slack, texts_in
from services import granting, outgoing
from services.importing import instant
from services.rights import Role
from storage.engine import Store
from storage.grants import EVERYBODY
from tests.conftest import Clock
from tests.offers.making import make_campaign

ANA, CY, EVE = "U0ANA", "U0CY", "U0EVE"


def home(slack: Slack, person: str) -> str:
    """Open App Home; return its texts."""
    slack.console.dispatch.open_home(person)
    return "\n".join(texts_in(slack.workspace.homes[person]["blocks"]))


def choose(slack: Slack, person: str, client: int) -> str:
    """Choose a client at the top of App Home; return what it shows then."""
    view = slack.workspace.homes[person]
    select: Any = view["blocks"][0]["elements"][0]
    option = next(one for one in select["options"] if one["value"] == str(client))
    action = {"type": "static_select", "action_id": select["action_id"], "selected_option": option}
    slack.console.dispatch.click(action, person, view=view)
    return "\n".join(texts_in(slack.workspace.homes[person]["blocks"]))


@pytest.fixture
def campaigns(store: Store, clock: Clock, acme: int) -> None:
    """A campaign of each client."""
    make_campaign(store, clock(), name="Summer Shakers")
    make_campaign(store, clock(), name="Acme Autumn", client_id=acme)


def test_one_client_needs_no_choice(slack: Slack, admin: str) -> None:
    home(slack, ANA)
    first = slack.workspace.homes[ANA]["blocks"][0]
    assert first["type"] == "header"


def test_another_client_is_chosen_at_the_top(slack: Slack, campaigns: None, acme: int) -> None:
    before = home(slack, CY)
    after = choose(slack, CY, acme)
    assert ("Acme Autumn" in before, "Acme Autumn" in after) == (False, True)
    assert "Summer Shakers" not in after


def test_choice_holds_when_it_is_opened_again(slack: Slack, campaigns: None, acme: int) -> None:
    home(slack, CY)
    choose(slack, CY, acme)
    assert "Acme Autumn" in home(slack, CY)


def test_client_that_was_taken_away_is_not_shown_any_more(
    slack: Slack, store: Store, clock: Clock, campaigns: None, acme: int
) -> None:
    granting.grant(store, ANA, Role.VIEWER, acme, actor=CY, now=clock())
    home(slack, ANA)
    choose(slack, ANA, acme)
    granting.revoke(store, ANA, Role.VIEWER, acme, actor=CY, now=clock())
    assert "Acme" not in home(slack, ANA)


def test_settings_are_for_admins(slack: Slack, admin: str) -> None:
    assert ("Settings" in home(slack, CY), "Settings" in home(slack, ANA)) == (True, False)


def test_stranger_is_told_whom_to_ask(slack: Slack, admin: str) -> None:
    shown = home(slack, EVE)
    assert "another workspace" in shown
    assert "<@U0CY>" in shown


@pytest.mark.parametrize("text", ["New campaign…", "First steps", "Drop a list", "Settings"])
def test_viewer_is_not_offered_what_is_refused(
    slack: Slack, store: Store, clock: Clock, admin: str, text: str
) -> None:
    for role in (Role.EDITOR, Role.APPROVER):
        granting.revoke(store, EVERYBODY, role, 1, actor=CY, now=clock())
    granting.grant(store, ANA, Role.VIEWER, 1, actor=CY, now=clock())
    assert (text in home(slack, ANA), text in home(slack, CY)) == (False, True)


def test_what_could_not_be_delivered_is_for_admins(
    slack: Slack, store: Store, clock: Clock, admin: str
) -> None:
    now = instant(clock())
    store.write(outgoing.post_message, "cause", "C0GONE", "Hello", [], now)
    store.write(lambda tx: tx.run("UPDATE outbox SET state = 'failed', trouble = 'It is gone.'"))
    told = "A message could not be delivered: It is gone."
    assert (told in home(slack, ANA), told in home(slack, CY)) == (False, True)
