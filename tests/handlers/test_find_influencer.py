"""/find-influencer, as somebody in a channel sees it."""

import re

import pytest

from console.checks import check_message
from console.driver import Reply, Slack
from handlers.desk import Desk
from services.importing import Importing
from services.scoring import Bounds, Rates
from services.shortlists import add
from services.undoing import undo_import
from tests.conftest import NOON, Bring
from tests.handlers.conftest import Requests, creators
from texts.queries import EXAMPLES

pytestmark = pytest.mark.usefixtures("list_")
ROW = re.compile(r"\*\d+\. ")


def rows(reply: Reply) -> list[str]:
    """Return the rows of an answer, as they are written."""
    texts = [block.get("text", {}).get("text", "") for block in reply.message.blocks]
    return [text for text in texts if ROW.match(text)]


def test_a_niche_lists_its_micro_influencers(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness")
    assert reply.text.startswith("Fitness: 2 micro-influencers, most engagement first")


def test_equal_likes_stand_side_by_side_whatever_the_followers(slack: Slack) -> None:
    assert rows(slack.command("/find-influencer fitness")) == [
        "*1. Jane Runs* · Instagram · US\n≈2,000 likes · 15K followers\n≈ $280 a post",
        "*2. Lift With Ed* · TikTok · DE\n≈2,000 likes · 80K followers\n≈ $400 a video",
    ]


def test_no_words_list_all_micro_influencers(slack: Slack) -> None:
    assert "Everyone: 14 micro-influencers" in slack.command("/find-influencer").text


def test_next_page_stands_in_the_place_of_the_first(slack: Slack) -> None:
    reply = slack.command("/find-influencer travel")
    after = slack.click(reply, "Next 5")
    assert (after.message is reply.message, rows(after)[0][:4]) == (True, "*6. ")


def test_last_page_has_the_rest_and_no_next(slack: Slack) -> None:
    reply = slack.command("/find-influencer travel")
    last = slack.click(slack.click(reply, "Next 5"), "Next 2")
    assert (len(rows(last)), "Next" in last.shown) == (2, False)


def test_back_leads_to_the_page_before(slack: Slack) -> None:
    reply = slack.command("/find-influencer travel")
    first = rows(reply)
    assert rows(slack.click(slack.click(reply, "Next 5"), "Back")) == first


def test_page_of_a_list_that_has_shrunk_is_the_first(slack: Slack, requests: Requests) -> None:
    requests.send(requests.action({"action_id": "page:next", "value": '["fitness",50]'}))
    assert slack.workspace.messages[-1].text.startswith("Fitness: 2 micro-influencers")


def test_near_misses_say_which_rule_they_fail(slack: Slack) -> None:
    assert "@flat.fit: 91 likes, needs 500" in slack.command("/find-influencer fitness").text


@pytest.mark.parametrize(
    ("followers", "likes", "rule"),
    [
        (50_000, 3_100, "3,100 likes, at most 2,500"),
        (9_990, 900, "9,990 followers, needs 10,000"),
        (100_001, 900, "100,001 followers, at most 100,000"),
        ("", 900, "followers unknown"),
    ],
)
def test_each_rule_is_said_with_its_bound(
    slack: Slack, bring: Bring, followers: object, likes: int, rule: str
) -> None:
    bring(f"handle,niche,platform,followers,average_likes\nodd,Chess,x,{followers},{likes}\n")
    assert f"@odd: {rule}" in slack.command("/find-influencer chess").text


def test_those_who_do_not_match_are_a_list_of_their_own(slack: Slack) -> None:
    reply = slack.choose(slack.command("/find-influencer fitness"), "Those who don't match")
    assert "*Flat Fit* · Instagram · DE\n@flat.fit: 91 likes, needs 500" in reply.shown


def test_unknown_likes_are_said_and_shown(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness")
    assert "1 has no likes yet" in reply.text
    assert "New Fit" in slack.click(reply, "Show them").text


def test_how_to_get_likes_is_explained(slack: Slack) -> None:
    slack.click(slack.command("/find-influencer fitness"), "How to get them")
    view = slack.view()
    assert view is not None
    assert "average likes" in str(view["blocks"])


def test_rule_that_removed_everybody_can_be_dropped(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness country:IS")
    assert "country:IS removed all 2." in reply.text
    assert "Fitness: 2" in slack.click(reply, "Drop country:IS").text


def test_typing_mistake_is_asked_about(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitnes")
    assert reply.text == "Nothing in “fitnes”\nDid you mean fitness?"
    assert "Fitness: 2" in slack.click(reply, "Search fitness").text


def test_word_that_cannot_be_read_is_pointed_at(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness followers:20k..x")
    assert reply.text.startswith("I can't read “20k..x”: “x” is not a number.")


def test_edit_keeps_the_rest_of_the_query(slack: Slack) -> None:
    slack.click(slack.command("/find-influencer fitness followers:20k..x"), "Edit")
    view = slack.view()
    assert view is not None
    assert view["blocks"][0]["element"]["initial_value"] == "fitness followers:20k..x"


def test_filter_form_writes_the_query(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness")
    slack.click(reply, "Filter…")
    slack.submit(
        {
            "query": {"text": {"value": "fitness"}},
            "platform": {"value": {"selected_option": {"value": "platform:tiktok"}}},
        }
    )
    assert "Fitness · platform:tiktok*: 1 micro-influencer, most" in reply.shown


def test_form_says_what_it_cannot_read(slack: Slack) -> None:
    slack.click(slack.command("/find-influencer fitness"), "Filter…")
    errors = slack.submit({"query": {"text": {"value": "likes:many"}}})
    assert "is not a number" in errors["query"]


@pytest.mark.parametrize("example", [query for query, _ in EXAMPLES])
def test_each_example_of_help_runs(slack: Slack, example: str) -> None:
    assert "I can't read" not in slack.command(f"/find-influencer {example}").text


def test_help_teaches_by_examples(slack: Slack) -> None:
    reply = slack.command("/find-influencer help")
    assert all(
        query in reply.shown.replace("&gt;", ">").replace("&lt;", "<") for query, _ in EXAMPLES
    )


def test_entities_of_slack_are_read_as_typed(slack: Slack) -> None:
    reply = slack.command("/find-influencer travel likes:&gt;605")
    assert "Travel · likes:&gt;605: 6 micro-influencers" in reply.text


def test_search_is_answered_in_direct_messages(slack: Slack, requests: Requests) -> None:
    requests.send(requests.event(requests.said("fitness")))
    assert slack.direct_messages()[-1].text.startswith("Fitness: 2 micro-influencers")


def test_own_words_are_not_answered(slack: Slack, requests: Requests) -> None:
    requests.send(requests.event({**requests.said("fitness"), "bot_id": "B0DESK"}))
    assert slack.direct_messages() == []


def test_event_that_slack_repeats_is_answered_once(slack: Slack, requests: Requests) -> None:
    for _ in range(2):
        requests.send(requests.event(requests.said("fitness"), event_id="Ev7"))
    assert len(slack.direct_messages()) == 1


def test_shared_answer_is_seen_by_everybody(slack: Slack) -> None:
    slack.choose(slack.command("/find-influencer fitness"), "Share in this channel")
    shared = slack.workspace.messages[-2]
    assert (shared.ephemeral_to, "<@U0ANA> shares a search" in str(shared.blocks)) == (None, True)


def test_shared_answer_opens_for_oneself(slack: Slack) -> None:
    slack.choose(slack.command("/find-influencer travel"), "Share in this channel")
    shared = Reply(slack.workspace.messages[-2])
    own = slack.click(shared, "Open it for me", by="bo")
    assert (own.message.ephemeral_to, "Next 5" in own.shown) == ("U0BO", True)


def test_sharing_where_the_bot_is_not_says_what_to_do(slack: Slack, requests: Requests) -> None:
    chosen = {"value": '["fitness",0,"share"]'}
    action = {"action_id": "more:menu", "type": "overflow", "selected_option": chosen}
    requests.send(requests.action(action, channel={"id": "C0ELSEWHERE"}))
    assert "Type /invite and my name here" in slack.workspace.messages[-1].text


def test_answer_is_sent_to_oneself(slack: Slack) -> None:
    slack.choose(slack.command("/find-influencer fitness"), "Send to me")
    assert slack.direct_messages()[-1].text.startswith("Fitness: 2 micro-influencers")


def test_long_query_keeps_what_else_can_be_done(slack: Slack) -> None:
    query = "travel " + " ".join([f"-word{number}" for number in range(60)])
    slack.click(slack.command(f"/find-influencer {query}"), "Send to me")
    assert slack.direct_messages()[-1].text.startswith("Travel, without “word0”")


def test_same_click_twice_is_answered_twice_the_same(slack: Slack, requests: Requests) -> None:
    request = requests.action({"action_id": "page:next", "value": '["travel",5]'})
    for _ in range(2):
        requests.send(request)
    first, second = slack.workspace.messages[-2:]
    assert first.text == second.text


@pytest.mark.parametrize(
    "query", ["fitness", "travel", "", "help", "fitnes", "fitness country:IS", "likes:x", "zzz"]
)
def test_every_answer_passes_the_checks_of_slack(slack: Slack, query: str) -> None:
    assert check_message(slack.command(f"/find-influencer {query}").message.blocks) == []


def test_menu_of_a_row_names_the_creator(slack: Slack) -> None:
    assert "Details of Jane Runs" in slack.command("/find-influencer fitness").shown


def test_shortlist_is_found_by_its_name(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness")
    slack.choose(reply, "Add to a shortlist")
    slack.submit({"new": {"name": {"value": "Summer"}}})
    assert "Jane Runs" in slack.command('/find-influencer list:"Summer"').text


def test_creator_twice_on_a_shortlist_changes_nothing(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness")
    for _ in range(2):
        slack.choose(reply, "Add to a shortlist")
        slack.submit({"new": {"name": {"value": "Summer"}}})
    assert "already; nothing changed" in str(slack.view())


def test_shortlist_without_a_name_asks_for_one(slack: Slack) -> None:
    slack.choose(slack.command("/find-influencer fitness"), "Add to a shortlist")
    assert slack.submit({"new": {"name": {"value": " "}}}) == {
        "new": "Tick or untick a shortlist, or write a name for a new one."
    }


def test_shortlists_that_are_there_can_be_chosen(slack: Slack, store) -> None:  # type: ignore[no-untyped-def]
    add(store, "Spring", 1, actor="U0BO", now=NOON, client_id=1)
    slack.choose(slack.command("/find-influencer fitness"), "Add to a shortlist")
    assert "Spring" in str(slack.view())


def test_details_show_every_figure_with_its_formula(slack: Slack) -> None:
    slack.choose(slack.command("/find-influencer fitness"), "Details")
    shown = str(slack.view())
    assert "13.33%\\n  = average likes / followers" in shown
    assert "typical likes\\n    x $140.00 per 1,000" in shown


def test_details_say_where_the_figures_are_from(slack: Slack) -> None:
    slack.choose(slack.command("/find-influencer fitness"), "Details")
    assert "from creators.csv" in str(slack.view())


def test_details_say_what_was_not_checked(slack: Slack) -> None:
    slack.choose(slack.command("/find-influencer fitness"), "Details")
    assert "Not checked:" in str(slack.view())


def test_details_of_a_creator_who_is_gone_say_so(slack: Slack, requests: Requests) -> None:
    chosen = {"selected_option": {"value": "details 999"}}
    requests.send(requests.action({"action_id": "row:999", "type": "overflow", **chosen}))
    assert "This creator is gone" in str(slack.view())


def test_shortlisting_a_creator_who_is_gone_says_so(requests: Requests) -> None:
    values = {"new": {"name": {"value": "Summer"}}}
    answer = requests.send(requests.view("shortlist", values, "[999, []]"))
    assert "This creator is gone" in answer.text


def test_rows_fit_a_phone(slack: Slack, bring: Bring) -> None:
    bring("handle,name,platform,niche,country,followers,average_likes\n" + creators(12, "Food"))
    lines = [
        row.replace("*", "").split("\n") for row in rows(slack.command("/find-influencer food"))
    ]
    assert max(len(row) for row in lines) <= 3
    assert max(len(line) for row in lines for line in row) <= 42


def test_hint_of_a_query_that_cannot_be_read_is_code_and_no_sign_like_it(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness likes:many")
    said = reply.message.blocks[0]["text"]["text"]
    assert ("Try `likes:&gt;800`." in said, "ˋ" in said + reply.text, "`" in reply.text) == (
        True,
        False,
        False,
    )


def test_range_that_left_nobody_is_widened_by_a_button(slack: Slack) -> None:
    reply = slack.command("/find-influencer fitness followers:>99k")
    label = next(text for text in reply.shown.split("\n") if text.startswith("Try followers:>="))
    slack.click(reply, label)
    assert "1 micro-influencer" in reply.text


@pytest.fixture
def undone(slack: Slack, desk: Desk, bring: Bring) -> Reply:
    """An answer whose creators went with their list; others have come since."""
    run = bring("handle,niche,followers,likes\nal,Chess,20000,900\n", name="chess.csv").run or 0
    reply = slack.command("/find-influencer chess")
    undo_import(Importing(desk.store, Bounds(), Rates(), desk.clock, "tests"), run)
    bring("handle,niche,followers,likes\nzed,Go,20000,900\n", name="go.csv")
    return reply


@pytest.mark.parametrize("entry", ["Details", "Hide", "Tag or note", "Add to a shortlist"])
def test_menu_of_a_creator_who_went_with_an_undone_list_says_so(
    slack: Slack, undone: Reply, entry: str
) -> None:
    before = len(slack.workspace.messages)
    slack.choose(undone, entry)
    said = [one.text for one in slack.workspace.messages[before:]]
    assert "This creator is gone" in f"{slack.view()} {said}"
