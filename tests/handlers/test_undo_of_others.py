"""An import that several people asked for: the same list is one import, and none is surprised."""

import pytest

from console.driver import Reply, Slack
from services.importing import Importing
from services.undoing import undo_import
from tests.conftest import Bring
from tests.handlers.conftest import CREATORS

LIST = CREATORS.encode()


@pytest.fixture
def reports(slack: Slack) -> dict[str, Reply]:
    """The reports of two people on the list that both have imported, Bo first."""
    return {by: slack.bring_in("team.csv", LIST, by) for by in ("bo", "ana")}


def asked(slack: Slack, reports: dict[str, Reply]) -> Reply:
    """Press Undo on Bo's report; return what is asked."""
    slack.click(reports["bo"], "Undo import", "bo")
    return slack.direct_messages("bo")[-1]


def test_who_undoes_is_asked_first_where_it_goes_for_somebody_else_too(
    slack: Slack, reports: dict[str, Reply]
) -> None:
    assert asked(slack, reports).text == (
        "<@U0ANA> has imported team.csv too. The same list is one import: undone, it goes for both"
        " of you."
    )
    assert "14 micro-influencers" in slack.click(reports["ana"], "Find them").text


def test_undo_for_all_undoes_and_says_that_the_other_is_told(
    slack: Slack, reports: dict[str, Reply]
) -> None:
    slack.click(asked(slack, reports), "Undo for all", "bo")
    slack.wait(lambda: "is undone" in reports["bo"].text)
    assert reports["bo"].text == (
        "The import of team.csv is undone: 16 removed, 0 restored.\n"
        "1 other had imported it too; I tell them."
    )


def test_the_other_is_told_in_the_report_and_by_a_message(
    slack: Slack, reports: dict[str, Reply]
) -> None:
    slack.click(asked(slack, reports), "Undo for all", "bo")
    told = "<@U0BO> has undone the import of team.csv, which is yours too."
    slack.wait(lambda: reports["ana"].text == told)
    slack.wait(lambda: [one.text for one in slack.direct_messages()].count(told) == 2)


def test_who_dropped_a_list_twice_is_not_asked_and_both_reports_say_that_it_is_undone(
    slack: Slack,
) -> None:
    first, second = [slack.bring_in("team.csv", LIST) for _ in range(2)]
    slack.click(first, "Undo import")
    slack.wait(lambda: second.text == "The import of team.csv is undone.")
    assert first.text == "The import of team.csv is undone: 16 removed, 0 restored."


def test_undo_on_a_terminal_is_told_to_whoever_dropped_the_list(
    slack: Slack, reports: dict[str, Reply], importing: Importing
) -> None:
    assert undo_import(importing, 1).told == 2
    told = "Somebody on a terminal has undone the import of team.csv, which is yours too."
    slack.wait(lambda: {one.text for one in reports.values()} == {told})


def test_same_list_by_another_name_says_that_it_is_one_import(bring: Bring) -> None:
    bring("handle\nana\n", name="A.csv")
    assert bring("handle\nana\n", name="A2.csv").notes == (
        "A2.csv is the same list as A.csv, which is import 1 of 24 Nov 2026: it is one import, and"
        " undone it goes for both.",
    )
