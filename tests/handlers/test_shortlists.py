"""Shortlists in Slack: who is on which, taken off again; lists renamed and deleted."""

import pytest

from console.driver import Reply, Slack, elements_in
from services import shortlists
from services.people import person_named
from storage.engine import Store
from tests.conftest import NOON, labels
from tests.handlers.conftest import Requests

pytestmark = pytest.mark.usefixtures("list_")

ANA, BO = "U0ANA", "U0BO"
SUMMER = '/find-influencer list:"Summer" tier:any'


@pytest.fixture
def jane(store: Store, list_: None) -> int:
    """The account of Jane Runs, the first in fitness."""
    return person_named(store, "@jane.runs").account_id


@pytest.fixture
def ed(store: Store, list_: None) -> int:
    return person_named(store, "@ed.lifts").account_id


@pytest.fixture
def summer(store: Store, jane: int) -> None:
    """Jane on the shared lists Summer and Winter; on Bo's own list Maybe too."""
    for name in ("Summer", "Winter"):
        shortlists.add(store, name, jane, actor=BO, now=NOON, client_id=1)
    shortlists.add(store, "Maybe", jane, actor=BO, now=NOON, own=True, client_id=1)


def open_form(slack: Slack) -> None:
    """Open the form of the first creator of a search, who is Jane."""
    slack.choose(slack.command("/find-influencer fitness"), "Add to a shortlist")


def ticks(slack: Slack) -> dict[str, str]:
    """Return the values of what is ticked in the form, by what stands beside it."""
    boxes = [one["element"] for one in slack.view()["blocks"][1:]]  # type: ignore[index]
    ticked = [one for box in boxes for one in box.get("initial_options", [])]
    return {one["text"]["text"]: one["value"] for one in ticked}


def send(slack: Slack, *values: str, new: str = "") -> str:
    """Send the form with these boxes ticked; return what is said then."""
    options = [{"value": one} for one in values]
    fields = {"lists0": {"value": {"selected_options": options}}}
    slack.submit({**fields, "new": {"value": {"value": new}}})
    return str(slack.view())


def listed(slack: Slack, by: str = "ana") -> Reply:
    return slack.command("/influencer lists", by=by)


def edit(slack: Slack, by: str = "ana") -> None:
    """Open the form that renames or deletes the first list, which is Summer."""
    slack.choose(listed(slack, by), "Rename or delete", by=by)


def test_form_ticks_the_lists_that_a_creator_is_on(slack: Slack, summer: None) -> None:
    open_form(slack)
    assert set(ticks(slack)) == {"Summer", "Winter"}


def test_unticking_takes_off_that_list_alone(slack: Slack, summer: None) -> None:
    open_form(slack)
    assert "Not on “Summer” any more." in send(slack, ticks(slack)["Winter"])
    assert "Jane Runs" not in slack.command(SUMMER).text
    assert "Jane Runs" in slack.command('/find-influencer list:"Winter" tier:any').text


def test_list_on_which_somebody_else_put_the_creator_meanwhile_is_left_alone(
    slack: Slack, store: Store, summer: None, jane: int, ed: int
) -> None:
    shortlists.add(store, "Late", ed, actor=BO, now=NOON, client_id=1)
    open_form(slack)
    shortlists.add(store, "Late", jane, actor=BO, now=NOON, client_id=1)
    send(slack, *ticks(slack).values(), new="Spring")
    assert "Jane Runs" in slack.command('/find-influencer list:"Late" tier:any').text


def test_ticked_list_is_joined(slack: Slack, store: Store, summer: None, ed: int) -> None:
    shortlists.add(store, "Autumn", ed, actor=BO, now=NOON, client_id=1)
    open_form(slack)
    (autumn,) = [one for one in shortlists.seen_by(store, ANA, client_id=1) if one.name == "Autumn"]
    assert "On “Autumn” now." in send(slack, autumn.ref, *ticks(slack).values())


def test_details_name_no_list_that_a_creator_was_taken_off(slack: Slack, summer: None) -> None:
    open_form(slack)
    send(slack, ticks(slack)["Winter"])
    assert "Shortlists: Winter" in slack.command("/influencer show @jane.runs").text


def test_form_changes_nothing_without_a_tick_and_a_name(slack: Slack, summer: None) -> None:
    open_form(slack)
    options = [{"value": one} for one in ticks(slack).values()]
    told = slack.submit({"lists0": {"value": {"selected_options": options}}})
    assert told["new"].startswith("Tick or untick a shortlist")


def test_more_lists_than_a_field_takes_stand_in_several(
    slack: Slack, store: Store, summer: None, ed: int
) -> None:
    for number in range(10):
        shortlists.add(store, f"List {number}", ed, actor=BO, now=NOON, client_id=1)
    open_form(slack)
    assert "'More shortlists'" in str(slack.view())


def test_lists_are_shown_with_how_many_are_on_each(
    slack: Slack, store: Store, summer: None, ed: int
) -> None:
    shortlists.add(store, "Summer", ed, actor=BO, now=NOON, client_id=1)
    told = listed(slack).text
    assert "Summer: 2 creators" in told
    assert "Winter: 1 creator" in told


def test_list_of_ones_own_is_shown_to_its_owner_alone(slack: Slack, summer: None) -> None:
    assert "Maybe" not in listed(slack).shown
    assert "Maybe (only yours): 1 creator" in listed(slack, "bo").text


def test_who_is_on_a_list_is_shown(slack: Slack, summer: None) -> None:
    assert "Jane Runs" in slack.choose(listed(slack), "Show who is on Summer").text


def test_list_is_renamed_and_found_by_its_new_name_at_once(slack: Slack, summer: None) -> None:
    edit(slack)
    assert slack.submit({"name": {"value": {"value": "Beach"}}}) == {}
    assert "Jane Runs" in slack.command("/find-influencer list:Beach tier:any").text
    assert "Jane Runs" not in slack.command(SUMMER).text


def test_name_that_another_list_has_is_told_at_its_field(slack: Slack, summer: None) -> None:
    edit(slack)
    told = slack.submit({"name": {"value": {"value": "winter"}}})
    assert "There is a shortlist “winter” already" in told["name"]


def test_list_is_deleted_after_a_question_and_who_was_on_it_stays(
    slack: Slack, summer: None
) -> None:
    edit(slack)
    view = slack.view()
    assert view is not None
    shown = list(elements_in(view["blocks"]))
    ((block, button),) = [one for one in shown if one[1].get("type") == "button"]
    assert button["confirm"]["text"]["text"].startswith("The 1 creator on it stays in your list.")
    action = {**button, "block_id": block.get("block_id", "")}
    slack.console.dispatch.click(action, ANA, view=view)
    assert "The shortlist “Summer” is deleted." in str(slack.view())
    assert "Summer" not in listed(slack).text
    assert "Jane Runs" in slack.command("/find-influencer fitness").text


def test_who_may_only_look_is_shown_the_lists_and_who_is_on_them(
    slack: Slack, summer: None, viewers: None
) -> None:
    told = listed(slack)
    assert labels(told.message.blocks) == ["Show", "Show"]
    assert "Jane Runs" in slack.click(told, "Show").text


@pytest.mark.parametrize("what", ["edit", "delete"])
def test_who_may_only_look_changes_no_list_by_any_button(
    slack: Slack, store: Store, requests: Requests, summer: None, viewers: None, what: str
) -> None:
    (row, *_) = shortlists.seen_by(store, ANA, client_id=1)
    requests.send(requests.action({"action_id": "shortlist:1", "value": f"{what} {row.ref}"}))
    assert slack.view() is None
    assert len(shortlists.seen_by(store, ANA, client_id=1)) == 2
