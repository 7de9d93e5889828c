"""Clients that come and go: what a second one changes, what is told of it, how one is removed."""

from typing import Any

import pytest

from console.driver import Slack, texts_in
from services import clients, follows, granting, shortlists
from services.errors import DeskError
from services.rights import Role
from storage.engine import Store, Transaction
from tests.conftest import Bring, Clock
from tests.handlers.conftest import CREATORS
from tests.offers.making import make_campaign

CY = "U0CY"


@pytest.fixture
def followed(store: Store, bring: Bring, clock: Clock) -> None:
    """Two channels to which something of the only client comes."""
    bring(CREATORS)
    make_campaign(store, clock(), name="Summer Shakers", channel="C0GENERAL")
    zone: Any = clock().tzinfo
    follows.follow(store, "C0FITNESS", "fitness", actor=CY, now=clock(), zone=zone, client_id=1)


class TestOne:
    """With one client nobody reads the word but admins, who may want a second."""

    @pytest.mark.parametrize("line", ["/desk", "/desk client", "/desk rights", "/desk grant @bo"])
    def test_word_is_hidden_from_who_is_no_admin(self, slack: Slack, admin: str, line: str) -> None:
        assert "client" not in slack.command(line, by="ana").shown.lower()

    def test_admin_reads_it_in_one_small_line_of_the_help(self, slack: Slack, admin: str) -> None:
        told = texts_in(slack.command("/desk", by="cy").message.blocks)
        assert [one for one in told if "client" in one] == [
            "To work for another company as well: /desk client add Acme"
        ]

    def test_admin_is_told_how_a_second_one_is_added(self, slack: Slack, admin: str) -> None:
        assert "/desk client add Acme" in slack.command("/desk client", by="cy").text

    def test_help_has_the_word_once_there_are_two(self, slack: Slack, acme: int) -> None:
        assert "/desk client remove" in slack.command("/desk", by="cy").text


class TestAdded:
    """Who adds a second client is told what changes by it."""

    def test_who_sees_it_is_named(self, slack: Slack, admin: str) -> None:
        told = slack.command("/desk client add Acme", by="cy")
        assert "So far only admins of all clients see it: <@U0CY>." in told.text

    def test_channels_to_which_something_came_are_named_with_their_client(
        self, slack: Slack, admin: str, followed: None
    ) -> None:
        told = slack.command("/desk client add Acme", by="cy").text
        assert "come to <#C0FITNESS> and <#C0GENERAL>: they are Our team's now" in told

    def test_other_channels_are_bound_as_it_says(self, slack: Slack, admin: str) -> None:
        told = slack.command("/desk client add Acme", by="cy", channel="approvals").text
        assert "/desk client Our team here" in told
        slack.command("/desk client Our team here", by="cy", channel="approvals")
        assert "Our team" in slack.command("/campaign", by="cy", channel="approvals").shown


class TestBound:
    """A channel is one client's."""

    def test_what_comes_to_it_for_another_is_named(
        self, slack: Slack, followed: None, acme: int
    ) -> None:
        told = slack.command("/desk client Acme here", by="cy", channel="general").text
        assert "something for Our team: the campaign Summer Shakers" in told

    def test_niche_that_comes_to_it_for_another_is_named(
        self, slack: Slack, followed: None, acme: int
    ) -> None:
        told = slack.command("/desk client Acme here", by="cy", channel="fitness").text
        assert "the digest of Fitness" in told

    def test_client_that_somebody_may_not_know_of_is_not_named(
        self, store: Store, clock: Clock, followed: None, acme: int
    ) -> None:
        with pytest.raises(DeskError, match="a client that you have no right for"):
            clients.bind(store, acme, "C0GENERAL", actor="U0BO", now=clock(), names={acme: "Acme"})

    def test_who_has_no_right_there_is_told_that_it_is_the_channel(
        self, slack: Slack, acme: int
    ) -> None:
        slack.command("/desk client Acme here", by="cy", channel="fitness")
        told = slack.command("/desk client", by="ana", channel="fitness").text
        assert "This channel belongs to a client that you have no right for" in told


class TestRemoved:
    """Only a client for which nothing is booked goes, and all that was its own goes with it."""

    @pytest.fixture
    def used(self, store: Store, bring: Bring, clock: Clock, acme: int) -> int:
        """Acme with a list, a note, a shortlist, a channel and rights."""
        bring(CREATORS, client_id=acme)
        now = clock()
        shortlists.add(store, "Best", 1, actor=CY, now=now, client_id=acme)
        clients.bind(store, acme, "C0FITNESS", actor=CY, now=now)
        granting.grant(store, "U0BO", Role.EDITOR, acme, actor=CY, now=now)
        return acme

    def test_it_is_removed_after_a_question(self, slack: Slack, used: int) -> None:
        asked = slack.command("/desk client remove Acme", by="cy")
        told = slack.click(asked, "Remove Acme", by="cy")
        assert "Acme is removed" in told.text
        assert "There is one client: Our team" in slack.command("/desk client", by="cy").text

    def test_question_says_what_goes(self, slack: Slack, used: int) -> None:
        asked = slack.command("/desk client remove Acme", by="cy")
        assert "its own: 1 shortlist, digests, channels, and rights" in asked.text

    def test_nothing_of_its_own_is_left(self, slack: Slack, store: Store, used: int) -> None:
        slack.click(slack.command("/desk client remove Acme", by="cy"), "Remove Acme", by="cy")

        def left(tx: Transaction) -> list[str]:
            tables = tx.rows(
                "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
                " WHERE m.type = 'table' AND c.name = 'client_id' ORDER BY m.name"
            )
            return [
                table
                for (table,) in tables
                if tx.value(f"SELECT 1 FROM {table} WHERE client_id = {used} LIMIT 1")
            ]

        assert store.read(left) == ["runs"]

    def test_its_creators_stay_in_everybodys_list(self, slack: Slack, used: int) -> None:
        slack.click(slack.command("/desk client remove Acme", by="cy"), "Remove Acme", by="cy")
        assert "Jane Runs" in slack.command("/find-influencer fitness").text

    def test_it_is_written_down(self, slack: Slack, store: Store, used: int) -> None:
        slack.click(slack.command("/desk client remove Acme", by="cy"), "Remove Acme", by="cy")
        last = "SELECT action FROM audit_entries ORDER BY id DESC LIMIT 1"
        assert store.read(lambda tx: tx.value(last)) == "remove client"

    def test_its_name_can_be_given_again(self, slack: Slack, used: int) -> None:
        slack.click(slack.command("/desk client remove Acme", by="cy"), "Remove Acme", by="cy")
        assert "Acme is a client now" in slack.command("/desk client add Acme", by="cy").text

    def test_its_people_have_nothing_any_more(
        self, slack: Slack, store: Store, clock: Clock, used: int
    ) -> None:
        for role in (Role.EDITOR, Role.APPROVER):
            granting.revoke(store, "*", role, 1, actor=CY, now=clock())
        slack.click(slack.command("/desk client remove Acme", by="cy"), "Remove Acme", by="cy")
        assert "no right here" in slack.command("/find-influencer fitness", by="bo").text

    def test_one_with_a_campaign_stays(
        self, slack: Slack, store: Store, clock: Clock, acme: int
    ) -> None:
        make_campaign(store, clock(), name="Autumn", client_id=acme)
        told = slack.command("/desk client remove Acme", by="cy")
        assert "what is booked stays" in told.text
        assert "Remove Acme" not in told.shown

    def test_click_that_came_late_removes_nothing_that_is_booked(
        self, slack: Slack, store: Store, clock: Clock, acme: int
    ) -> None:
        asked = slack.command("/desk client remove Acme", by="cy")
        make_campaign(store, clock(), name="Autumn", client_id=acme)
        assert "what is booked stays" in slack.click(asked, "Remove Acme", by="cy").text

    def test_rights_for_one_that_stays_are_ended_at_a_click(
        self, slack: Slack, store: Store, clock: Clock, used: int
    ) -> None:
        make_campaign(store, clock(), name="Autumn", client_id=used)
        told = slack.command("/desk client remove Acme", by="cy")
        assert "1 right for Acme ended" in slack.click(told, "End all rights", by="cy").text
        assert "no right" in slack.command("/campaign", by="bo", channel="fitness").text

    def test_first_one_stays(self, slack: Slack, acme: int) -> None:
        assert "the first client" in slack.command("/desk client remove Our team", by="cy").text

    def test_one_whose_list_is_on_its_way_stays(
        self, slack: Slack, store: Store, used: int
    ) -> None:
        store.write(lambda tx: tx.run("UPDATE runs SET state = 'running'"))
        told = slack.command("/desk client remove Acme", by="cy").text
        assert "is being imported" in told

    def test_admin_of_it_alone_can_not_remove_it(
        self, slack: Slack, store: Store, clock: Clock, acme: int
    ) -> None:
        granting.grant(store, "U0BO", Role.ADMIN, acme, actor=CY, now=clock())
        slack.command("/desk client Acme", by="bo")
        told = slack.command("/desk client remove Acme", by="bo").text
        assert "Only an admin of all clients" in told

    def test_button_does_nothing_for_somebody_else(self, slack: Slack, acme: int) -> None:
        asked = slack.command("/desk client remove Acme", by="cy")
        assert "you need the role admin" in slack.click(asked, "Remove Acme", by="ana").text


class TestGranted:
    """Where there are several clients, an answer says for which one a role is."""

    def test_it_says_how_to_mean_another(self, slack: Slack, acme: int) -> None:
        told = slack.command("/desk grant @bo admin", by="cy").text
        assert "the role admin for Our team" in told
        assert "End the line with for Acme" in told

    def test_all_of_them_are_meant_when_it_is_said(self, slack: Slack, acme: int) -> None:
        told = slack.command("/desk grant @bo admin for all", by="cy").text
        assert "the role admin for all clients" in told

    def test_client_that_was_named_is_not_asked_for(self, slack: Slack, acme: int) -> None:
        told = slack.command("/desk grant @bo editor for Acme", by="cy").text
        assert "End the line" not in told

    def test_nothing_else_says_for_whom_an_answer_is(self, slack: Slack, acme: int) -> None:
        told = slack.command("/desk grant @bo editor for Acme", by="cy").shown
        assert "Our team" not in told

    def test_with_one_it_says_neither(self, slack: Slack, admin: str) -> None:
        assert "client" not in slack.command("/desk grant @bo admin", by="cy").text

    def test_usage_names_a_client(self, slack: Slack, acme: int) -> None:
        assert "editor for Our team" in slack.command("/desk grant @bo", by="cy").text

    def test_what_is_not_there_is_told_with_where_it_is(self, slack: Slack, acme: int) -> None:
        slack.command("/desk grant @bo payer for Acme", by="cy")
        told = slack.command("/desk revoke @bo payer", by="cy").text
        assert "no such right for Our team, but there is one for Acme. End the line" in told

    def test_where_it_is_not_told_to_who_is_no_admin_there(
        self, slack: Slack, store: Store, clock: Clock, acme: int
    ) -> None:
        granting.grant(store, "U0ANA", Role.ADMIN, 1, actor=CY, now=clock())
        granting.grant(store, "U0ANA", Role.VIEWER, acme, actor=CY, now=clock())
        slack.command("/desk grant @bo payer for Acme", by="cy")
        assert "Acme" not in slack.command("/desk revoke @bo payer", by="ana").text
