"""Campaigns and offers in answers for one person alone: what that person may do, and no more."""

from collections.abc import Callable

import pytest

from console.driver import Reply, Slack
from services import granting
from services.campaigns import Campaign
from services.offers import Offer
from services.rights import Role
from storage.engine import Store
from tests.conftest import Clock, labels
from tests.offers.making import ANA, CY


@pytest.fixture
def details(slack: Slack, offer: Offer) -> Callable[[str], list[str]]:
    """Opens the offer as somebody; returns what its details offer."""

    def opened(by: str) -> list[str]:
        slack.click(slack.command("/campaign show Summer Shakers", by=by), "Open", by=by)
        view = slack.view(by)
        assert view is not None
        return labels(view["blocks"])

    return opened


@pytest.mark.usefixtures("viewers")
@pytest.mark.parametrize(
    ("person", "offered"), [("ana", ["Show"]), ("cy", ["Show", "New campaign…"])]
)
def test_who_may_only_look_is_not_offered_a_new_campaign(
    slack: Slack, campaign: Campaign, person: str, offered: list[str]
) -> None:
    assert labels(slack.command("/campaign", by=person).message.blocks) == offered


@pytest.mark.usefixtures("viewers")
@pytest.mark.parametrize(
    ("person", "said"), [("ana", "People with the role editor"), ("cy", "Make one")]
)
def test_no_campaign_yet_says_who_makes_one(slack: Slack, person: str, said: str) -> None:
    assert said in slack.command("/campaign", by=person).text


@pytest.mark.usefixtures("viewers")
@pytest.mark.parametrize(("person", "told"), [("ana", False), ("cy", True)])
def test_how_to_add_creators_is_told_to_who_may(
    slack: Slack, campaign: Campaign, person: str, told: bool
) -> None:
    shown = slack.command("/campaign show Summer Shakers", by=person).text
    assert ("Add to campaign" in shown) is told


@pytest.mark.parametrize(
    ("person", "offered"),
    [
        (
            "bo",
            [
                "Approve product + 10%",
                "Reject…",
                "Ask for changes…",
                "Change the terms…",
                "Withdraw",
            ],
        ),
        ("ana", ["Change the terms…", "Withdraw"]),
        ("eve", []),
    ],
)
def test_details_offer_the_moves_that_are_the_readers(
    details: Callable[[str], list[str]], store: Store, clock: Clock, person: str, offered: list[str]
) -> None:
    granting.grant(store, "U0EVE", Role.EDITOR, 1, actor=CY, now=clock())
    assert details(person) == offered


@pytest.mark.usefixtures("viewers")
def test_who_proposed_once_and_may_only_look_now_is_offered_nothing(
    details: Callable[[str], list[str]],
) -> None:
    assert details("ana") == []


@pytest.mark.usefixtures("viewers")
def test_the_form_does_not_propose_an_approver_who_may_not(
    slack: Slack, store: Store, clock: Clock
) -> None:
    granting.grant(store, ANA, Role.EDITOR, 1, actor=CY, now=clock())
    slack.workspace.touch()
    slack.console.dispatch.command("/campaign new", ANA, "C0GENERAL")
    assert "initial_users" not in str(slack.view())


@pytest.mark.usefixtures("viewers")
@pytest.mark.parametrize(
    ("person", "said"), [("ana", "<@U0BO> or <@U0CY> can do this."), ("bo", "the role approver")]
)
def test_who_lacks_the_role_learns_who_decides_or_which_role_it_takes(
    slack: Slack, offer: Offer, person: str, said: str
) -> None:
    slack.wait(lambda: any(one.channel == "C0APPROVE" for one in slack.workspace.messages))
    card = next(one for one in slack.workspace.messages if one.channel == "C0APPROVE")
    assert said in slack.click(Reply(card), "Approve", by=person).text
