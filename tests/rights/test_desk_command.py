"""/desk as people type it: the first admin, rights, clients, and every command by a word."""

import pytest

from console.driver import Slack
from handlers import groups
from handlers.desk import Desk
from services import claiming, granting
from services.rights import Role
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.handlers.conftest import CREATORS


class TestClaim:
    """The first admin types the code that whoever installs the desk reads."""

    def test_code_makes_an_admin_and_says_what_comes_next(
        self, slack: Slack, store: Store, clock: Clock
    ) -> None:
        reply = slack.command(f"/desk claim {claiming.new_code(store, now=clock())}")
        assert "You are admin now" in reply.text
        assert claiming.any_admin(store)

    def test_code_works_once(self, slack: Slack, store: Store, clock: Clock) -> None:
        code = claiming.new_code(store, now=clock())
        slack.command(f"/desk claim {code}")
        assert "not valid" in slack.command(f"/desk claim {code}", by="bo").text

    def test_code_is_over_after_fifteen_minutes(
        self, slack: Slack, store: Store, clock: Clock
    ) -> None:
        code = claiming.new_code(store, now=clock())
        clock.move(minutes=15, seconds=1)
        assert "bot.py claim" in slack.command(f"/desk claim {code}").text

    def test_code_is_read_in_any_case_and_without_its_dash(
        self, slack: Slack, store: Store, clock: Clock
    ) -> None:
        code = claiming.new_code(store, now=clock()).replace("-", "").lower()
        assert "You are admin now" in slack.command(f"/desk claim {code}").text

    def test_codes_that_saw_ten_wrong_ones_are_void(
        self, slack: Slack, store: Store, clock: Clock
    ) -> None:
        code = claiming.new_code(store, now=clock())
        for _ in range(claiming.MOST_TRIES):
            slack.command("/desk claim AAAA-AA")
        assert "not valid" in slack.command(f"/desk claim {code}").text

    def test_guest_of_another_workspace_can_not_claim(
        self, slack: Slack, store: Store, clock: Clock
    ) -> None:
        code = claiming.new_code(store, now=clock())
        assert "this workspace" in slack.command(f"/desk claim {code}", by="eve").text
        assert not claiming.any_admin(store)


class TestRights:
    """Who may what: seen, given and taken back by admins alone."""

    def test_everybody_may_work_with_the_first_client_from_the_beginning(
        self, slack: Slack, admin: str
    ) -> None:
        shown = slack.command("/desk rights", by="cy").text
        assert "everybody: editor" in shown
        assert "everybody: approver" in shown

    def test_who_is_no_admin_is_told_who_is(self, slack: Slack, admin: str) -> None:
        reply = slack.command("/desk rights", by="ana")
        assert "you need the role admin" in reply.text
        assert "Ask <@U0CY>" in reply.shown

    def test_right_that_is_taken_from_everybody_is_missing_at_once(
        self, slack: Slack, bring: Bring, admin: str
    ) -> None:
        bring(CREATORS)
        slack.command("/desk revoke everybody editor", by="cy")
        slack.command("/desk revoke everybody approver", by="cy")
        reply = slack.command("/find-influencer fitness")
        assert "You have no right here yet" in reply.text
        assert "jane" not in reply.shown.lower()

    def test_person_who_is_granted_a_role_has_it(self, slack: Slack, admin: str) -> None:
        reply = slack.command("/desk grant @bo payer", by="cy")
        assert "<@U0BO> has the role payer" in reply.text
        assert "<@U0BO>: payer" in slack.command("/desk rights", by="cy").text

    def test_grant_beside_a_wider_one_says_what_they_may_altogether(
        self, slack: Slack, admin: str
    ) -> None:
        told = slack.command("/desk grant @ana viewer", by="cy").text
        assert "Altogether they may search and read; import, note, propose, export;" in told
        assert "since there is also everybody: approver and everybody: editor" in told

    def test_grant_beside_a_narrower_one_is_all_that_is_said(
        self, slack: Slack, admin: str, viewers: None
    ) -> None:
        assert "Altogether" not in slack.command("/desk grant @ana editor", by="cy").text

    def test_what_everybody_has_is_not_said_of_a_guest(self, slack: Slack, admin: str) -> None:
        assert "Altogether" not in slack.command("/desk grant @eve viewer", by="cy").text

    def test_role_of_a_group_counts_as_a_wider_one(
        self, slack: Slack, admin: str, viewers: None
    ) -> None:
        slack.command("/desk grant @marketing editor", by="cy")
        told = slack.command("/desk grant @bo viewer", by="cy").text
        assert "<!subteam^S0MARKETING>: editor" in told

    def test_everybody_begins_the_sentence(self, slack: Slack, admin: str) -> None:
        told = slack.command("/desk grant everybody viewer", by="cy").text
        assert told.startswith("Everybody has the role viewer")

    def test_grant_is_taken_back_by_its_button(self, slack: Slack, admin: str) -> None:
        slack.command("/desk grant @bo payer", by="cy")
        slack.command("/desk revoke everybody editor", by="cy")
        slack.command("/desk revoke everybody approver", by="cy")
        shown = slack.command("/desk rights", by="cy")
        after = slack.click(shown, "Take back", by="cy")
        assert "payer" not in after.text

    def test_last_admin_stays(self, slack: Slack, admin: str) -> None:
        reply = slack.command("/desk revoke @cy admin for all", by="cy")
        assert "last admin" in reply.text
        assert "<@U0CY>: admin" in slack.command("/desk rights", by="cy").text

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ("/desk grant @bo", "Say one role"),
            ("/desk grant editor", "Say whom"),
            ("/desk grant @bo boss", "Say one role"),
            ("/desk grant everybody admin", "Not everybody can be admin"),
            ("/desk grant @bo editor for Nobody", "You have no client"),
            ("/desk revoke @bo payer", "There is no such right to take back"),
        ],
    )
    def test_what_can_not_be_read_says_what_to_write(
        self, slack: Slack, admin: str, line: str, says: str
    ) -> None:
        assert says in slack.command(line, by="cy").text

    def test_guest_can_not_be_made_admin(self, slack: Slack, admin: str) -> None:
        reply = slack.command("/desk grant @eve admin for all", by="cy")
        assert "Only people of this workspace can be admin" in reply.text

    def test_misspelt_word_with_a_name_is_answered_with_help(
        self, slack: Slack, admin: str
    ) -> None:
        assert "/desk reaches every command" in slack.command("/desk grnat @bo payer", by="cy").text

    def test_guest_has_only_what_was_granted_by_name(
        self, slack: Slack, bring: Bring, admin: str
    ) -> None:
        bring(CREATORS)
        before = slack.command("/find-influencer fitness", by="eve").text
        slack.command("/desk grant @eve viewer", by="cy")
        after = slack.command("/find-influencer fitness", by="eve").text
        assert ("another workspace" in before, "Jane Runs" in after) == (True, True)


class TestGroups:
    """A role of a user group is a role of its members, as long as they are known."""

    @pytest.fixture(autouse=True)
    def _narrowed(self, slack: Slack, bring: Bring, admin: str) -> None:
        bring(CREATORS)
        slack.command("/desk revoke everybody editor", by="cy")
        slack.command("/desk revoke everybody approver", by="cy")
        slack.command("/desk grant @marketing editor", by="cy")

    def test_member_has_the_role(self, slack: Slack) -> None:
        assert "Jane Runs" in slack.command("/find-influencer fitness", by="bo").text

    def test_who_left_the_group_has_it_no_more(self, slack: Slack) -> None:
        slack.change_group("marketing", ["ana"])
        assert "no right" in slack.command("/find-influencer fitness", by="bo").text

    def test_group_that_is_gone_stops_no_other(
        self, slack: Slack, desk: Desk, clock: Clock
    ) -> None:
        granting.grant(desk.store, "S0AGONE", Role.VIEWER, 1, actor="U0CY", now=clock())
        clock.move(hours=20)
        groups.refresh(desk)
        clock.move(hours=20)
        assert "Jane Runs" in slack.command("/find-influencer fitness", by="bo").text

    def test_members_known_for_more_than_a_day_do_not_count(
        self, slack: Slack, clock: Clock
    ) -> None:
        clock.move(days=1, seconds=1)
        assert "no right" in slack.command("/find-influencer fitness", by="bo").text


class TestClients:
    """One client hides the word; a second one brings it up."""

    def test_word_client_is_hidden_while_there_is_one(
        self, slack: Slack, bring: Bring, admin: str
    ) -> None:
        bring(CREATORS)
        assert "client" not in slack.command("/find-influencer fitness", by="cy").shown.lower()

    def test_new_client_is_seen_by_admins_alone(self, slack: Slack, acme: int) -> None:
        assert "Acme" in slack.command("/desk client", by="cy").shown
        assert "Acme" not in slack.command("/desk client", by="ana").shown

    def test_channel_is_bound_to_a_client(self, slack: Slack, acme: int) -> None:
        slack.command("/desk client Acme here", by="cy", channel="fitness")
        reply = slack.command("/campaign", by="ana", channel="fitness")
        assert "no right" in reply.text

    def test_client_that_is_not_ones_own_can_not_be_chosen(self, slack: Slack, acme: int) -> None:
        assert "You have no client" in slack.command("/desk client Acme", by="ana").text

    def test_chosen_client_holds_where_no_channel_says_otherwise(
        self, slack: Slack, acme: int
    ) -> None:
        slack.command("/desk client Acme", by="cy")
        assert "Acme (what you see here)" in slack.command("/desk client", by="cy").text

    def test_answer_says_for_whom_it_is(self, slack: Slack, acme: int) -> None:
        assert "For Our team" in slack.command("/commissions", by="cy").shown

    def test_grant_says_for_whom_it_is(self, slack: Slack, acme: int) -> None:
        reply = slack.command("/desk grant @bo viewer for Acme", by="cy")
        assert "the role viewer for Acme" in reply.text

    @pytest.mark.parametrize("name", ["here", "Add", "all"])
    def test_client_can_not_be_called_as_a_word_of_the_command(
        self, slack: Slack, admin: str, name: str
    ) -> None:
        reply = slack.command(f"/desk client add {name}", by="cy")
        assert "Choose another name" in reply.text

    def test_day_of_digests_is_an_admins_where_there_are_several(
        self, slack: Slack, acme: int
    ) -> None:
        assert "the role admin" in slack.command("/digest settings", by="ana").text

    def test_client_is_renamed(self, slack: Slack, acme: int) -> None:
        slack.command("/desk client rename Acme to Beta Foods", by="cy")
        assert "Beta Foods" in slack.command("/desk client", by="cy").shown

    def test_nothing_of_a_client_is_shared_in_a_channel_that_is_not_its_own(
        self, slack: Slack, bring: Bring, acme: int
    ) -> None:
        bring(CREATORS)
        reply = slack.command("/find-influencer fitness", by="cy", channel="general")
        told = slack.choose(reply, "Share", by="cy")
        assert "is not Our team's" in told.text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/desk", "/desk reaches every command"),
        ("/desk help", "/desk reaches every command"),
        ("/desk find fitness", "Jane Runs"),
        ("/desk search fitness", "Jane Runs"),
        ("/desk fitness", "Jane Runs"),
        ("/desk campaign", "campaign"),
        ("/desk why help", "/why"),
        ("/desk digest", "follow"),
        ("/desk commissions", "sold"),
        ("/desk influencer help", "/influencer"),
    ],
)
def test_every_command_is_reached_by_its_word(
    slack: Slack, bring: Bring, line: str, says: str
) -> None:
    bring(CREATORS)
    assert says in slack.command(line).text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/desk show @jane.runs", "Jane Runs"),
        ("/desk merge", "Your lists suggest no two entries to merge"),
        ("/desk forget @jane.runs", "Forget Jane Runs"),
        ("/desk import", "drop it into your direct messages with me"),
        ("/desk hello", "/desk reaches every command"),
    ],
)
def test_words_of_a_creator_and_of_a_list_are_no_searches(
    slack: Slack, bring: Bring, admin: str, line: str, says: str
) -> None:
    bring(CREATORS)
    assert says in slack.command(line, by="cy").text


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/desk rigths", "/desk rights"),
        ("/desk clint add X", "/desk client add X"),
        ("/desk comissions", "/desk commissions"),
        ("/desk improt", "/desk import"),
    ],
)
def test_misspelt_word_that_finds_nobody_is_asked_about(
    slack: Slack, bring: Bring, admin: str, line: str, meant: str
) -> None:
    bring(CREATORS)
    assert f"Did you mean {meant}?" in slack.command(line, by="cy").text


def test_misspelt_word_on_an_empty_store_is_asked_about(slack: Slack, admin: str) -> None:
    assert "Did you mean /desk rights?" in slack.command("/desk rigths", by="cy").text


def test_word_that_does_nothing_for_somebody_is_not_what_they_meant(
    slack: Slack, bring: Bring, admin: str
) -> None:
    bring(CREATORS)
    assert "Did you mean" not in slack.command("/desk rigths", by="ana").text


def test_what_somebody_is_found_by_is_no_slip(slack: Slack, bring: Bring, admin: str) -> None:
    bring("handle,name,niche,followers,average_likes\ngrand.ana,Grand Ana,Fitness,15000,900\n")
    assert "/desk grant" not in slack.command("/desk grand", by="cy").text


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (
            "ana",
            "find, show, add, lists, merge, influencer, campaign, commissions, why, digest, import",
        ),
        ("cy", "import, export, rights, grant, revoke."),
    ],
)
def test_help_lists_the_words_that_do_something_for_a_person(
    slack: Slack, admin: str, by: str, words: str
) -> None:
    assert words in slack.command("/desk help", by=by).text


def test_role_is_not_what_a_button_says(slack: Slack, store: Store, admin: str) -> None:
    """A button of an admin's message does nothing for somebody else who sends its click."""
    shown = slack.command("/desk rights", by="cy")
    told = slack.click(shown, "Take back", by="ana")
    assert f"you need the role {Role.ADMIN}" in told.text
