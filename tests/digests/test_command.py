"""/digest, as somebody in a channel uses it."""

from datetime import UTC, datetime, time

import orjson
import pytest

from commandline.rounds import DigestRounds
from console.driver import Reply, Slack
from handlers.desk import Desk
from services.follows import Kind, Rhythm, rhythm
from tests.conftest import Bring, Clock
from tests.digests.conftest import HEADINGS, dump, typed

DUE = datetime(2026, 11, 30, 9, tzinfo=UTC)
NICHES = [
    "Fitness",
    "Yoga",
    "Running",
    "Beauty",
    "Skincare",
    "Makeup",
    "Fashion",
    "Food",
    "Vegan",
    "Travel",
]


@pytest.fixture
def list_(bring: Bring) -> None:
    """Two creators of fitness, one of travel."""
    bring(
        HEADINGS + "jane.runs,Jane Runs,instagram,Fitness,US,15000,2000\n"
        "ed.lifts,Lift With Ed,instagram,Fitness,DE,80000,1900\n"
        "tess,Tess Travels,instagram,Travel,DE,80000,1900\n"
    )


def followers(desk: Desk) -> list[tuple[str, str]]:
    """Return (kind, channel) of all follows."""
    return desk.store.read(
        lambda tx: tx.rows("SELECT kind, channel FROM digest_follows ORDER BY kind, channel")
    )


def test_a_followed_niche_is_told_with_its_first_digest(slack: Slack, list_: None) -> None:
    said = typed(slack, "/digest follow gym").text
    assert said == "Followed here now: Fitness. The first digest comes 30 Nov 09:00."


def test_following_twice_is_as_good_as_once(slack: Slack, desk: Desk) -> None:
    typed(slack, "/digest follow fitness")
    said = typed(slack, "/digest follow FITNESS", by="bo").text
    assert said.startswith("Fitness: followed here already.")
    assert followers(desk) == [("niches", "C0GENERAL")]


def test_an_unknown_niche_offers_the_nearest(slack: Slack, list_: None) -> None:
    said = typed(slack, "/digest follow fitnes").text
    assert said == "There is no niche “fitnes”. Did you mean fitness?"


def test_the_eleventh_niche_is_refused_and_another_channel_offered(slack: Slack) -> None:
    for niche in NICHES:
        typed(slack, f"/digest follow {niche}")
    said = typed(slack, "/digest follow gaming").text
    assert "follows 10 niches" in said
    assert "Follow Gaming in another channel" in said


def test_commissions_do_not_count_among_the_ten(slack: Slack) -> None:
    for niche in NICHES:
        typed(slack, f"/digest follow {niche}")
    assert "Followed here now: Commissions" in typed(slack, "/digest follow commissions").text


def test_another_channel_can_follow_the_eleventh(slack: Slack) -> None:
    for niche in NICHES:
        typed(slack, f"/digest follow {niche}")
    said = typed(slack, "/digest follow gaming", channel="fitness").text
    assert said.startswith("Followed here now: Gaming.")


def test_in_direct_messages_the_digest_comes_to_the_person(slack: Slack, desk: Desk) -> None:
    slack.console.dispatch.command("/digest follow fitness", "U0BO", "D0BO")
    assert followers(desk) == [("niches", "U0BO")]


def test_a_channel_that_the_bot_is_not_in_is_refused(slack: Slack, desk: Desk) -> None:
    slack.console.dispatch.command("/digest follow fitness", "U0BO", "C0ELSEWHERE")
    assert "I am not in this channel" in slack.workspace.messages[-1].text
    assert followers(desk) == []


def test_what_is_left_is_followed_no_more(slack: Slack, desk: Desk) -> None:
    typed(slack, "/digest follow fitness")
    assert typed(slack, "/digest unfollow fitness").text == "Not followed here any more: Fitness."
    assert followers(desk) == []


def test_leaving_what_is_not_followed_says_so(slack: Slack) -> None:
    said = typed(slack, "/digest unfollow travel").text
    assert said == "Not followed here: Travel. /digest shows what is."


def test_without_a_word_it_says_what_is_followed(slack: Slack) -> None:
    typed(slack, "/digest follow fitness")
    typed(slack, "/digest follow commissions")
    assert (
        typed(slack, "/digest").text == "Followed here: Fitness, commissions.\n"
        "Next: 30 Nov 09:00, every Monday at 09:00"
    )


@pytest.mark.parametrize("line", ["/digest follow", "/digest unfollow", "/digest flolow x"])
def test_what_cannot_be_done_says_what_can(slack: Slack, line: str) -> None:
    assert "/digest" in typed(slack, line).text


def test_help_is_given_by_examples(slack: Slack) -> None:
    assert "/digest follow fitness: " in typed(slack, "/digest help").text


def test_a_preview_changes_nothing(slack: Slack, desk: Desk, list_: None) -> None:
    typed(slack, "/digest follow fitness")
    typed(slack, "/digest follow commissions")
    before = dump(desk.store)
    shown = typed(slack, "/digest preview")
    slack.click(shown, "Preview commissions")
    assert dump(desk.store) == before


def test_a_preview_shows_what_the_channel_would_read(slack: Slack, list_: None) -> None:
    typed(slack, "/digest follow fitness")
    assert typed(slack, "/digest preview").text.splitlines()[:3] == [
        "Fitness this week: 2 match",
        "1. Jane Runs · ≈2,000 likes · free",
        "2. Lift With Ed · ≈1,900 likes · free",
    ]


@pytest.mark.parametrize(
    ("word", "begin"),
    [
        ("travel", "Travel this week: 1 matches"),
        ("commissions", "No sales and no changes so far, 23-29 Nov."),
        ("niches", "Fitness this week: 2 match"),
        ("", "Nothing is followed here yet."),
    ],
)
def test_anything_can_be_previewed_before_it_is_followed(
    slack: Slack, list_: None, word: str, begin: str
) -> None:
    assert typed(slack, f"/digest preview {word}").text.startswith(begin)


def outbox(desk: Desk) -> list[tuple[str, str, str]]:
    """Return target, first and last line but one of what is to go out."""
    rows = desk.store.read(
        lambda tx: tx.rows("SELECT target, payload FROM outbox WHERE kind = 'message' ORDER BY id")
    )
    said = [(target, orjson.loads(payload)) for target, payload in rows]
    return [
        (target, one["text"].splitlines()[0], one["text"].splitlines()[-2]) for target, one in said
    ]


def post_it(slack: Slack, preview: Reply) -> str:
    """Press the button; return what its maker alone is told, whatever else arrives meanwhile."""
    slack.click(preview, "Post it here")
    return [one.text for one in slack.workspace.messages if one.ephemeral_to == "U0ANA"][-1]


def test_a_preview_can_be_posted_at_once(slack: Slack, desk: Desk, list_: None) -> None:
    shown = typed(slack, "/digest preview travel", channel="fitness")
    assert post_it(slack, shown) == "It is on its way."
    asked = "<@U0ANA> asked for this; the week is not over"
    assert outbox(desk) == [("C0FITNESS", "Travel this week: 1 matches", asked)]


def test_a_preview_is_not_posted_where_we_are_not(slack: Slack, desk: Desk, list_: None) -> None:
    slack.console.dispatch.command("/digest preview travel", "U0BO", "C0ELSEWHERE")
    shown = Reply(slack.workspace.messages[-1])
    assert "I am not in this channel" in slack.click(shown, "Post it here", by="bo").text
    assert outbox(desk) == []


def test_a_preview_is_posted_once_however_often_it_is_clicked(
    slack: Slack, desk: Desk, list_: None
) -> None:
    shown = typed(slack, "/digest preview travel")
    post_it(slack, shown)
    assert post_it(slack, shown) == "It was posted already."
    assert len(outbox(desk)) == 1


def test_the_weekly_digest_comes_though_one_was_posted_by_hand(
    slack: Slack, desk: Desk, list_: None, clock: Clock, digest_rounds: DigestRounds
) -> None:
    typed(slack, "/digest follow travel")
    post_it(slack, typed(slack, "/digest preview"))
    clock.at = DUE
    assert digest_rounds.round(Kind.NICHES) == 1


def test_the_first_of_a_niche_go_onto_a_shortlist(slack: Slack, list_: None) -> None:
    shown = typed(slack, "/digest preview fitness")
    said = slack.click(shown, "Shortlist top 2").text
    assert said.startswith("2 put on “Fitness 2026-W48”.")
    listed = typed(slack, '/find-influencer list:"Fitness 2026-W48" tier:any').text
    assert "Jane Runs" in listed
    assert "Lift With Ed" in listed


def test_shortlisting_twice_is_as_good_as_once(slack: Slack, list_: None) -> None:
    shown = typed(slack, "/digest preview fitness")
    slack.click(shown, "Shortlist top 2")
    assert slack.click(shown, "Shortlist top 2", by="bo").text.startswith("All of them are on")


def test_a_digest_s_niche_can_be_searched(slack: Slack, list_: None) -> None:
    found = slack.click(typed(slack, "/digest preview fitness"), "Search it")
    assert "Fitness: 2 micro-influencers" in found.text


def choice(value: str) -> dict[str, object]:
    return {"value": {"type": "static_select", "selected_option": {"value": value}}}


def test_day_and_hour_are_chosen_in_a_form(slack: Slack, desk: Desk, clock: Clock) -> None:
    slack.console.dispatch.command("/digest settings", "U0ANA", "C0GENERAL")
    slack.submit({"weekday": choice("4"), "time": choice("16:30")})
    chosen = rhythm(desk.store)
    assert (chosen.weekday, chosen.at, chosen.changed_at) == (4, time(16, 30), clock())
    assert "Digests come every Friday at 16:30 (UTC)" in str(slack.view())


def test_the_form_begins_with_what_is_set(slack: Slack) -> None:
    slack.console.dispatch.command("/digest settings", "U0ANA", "C0GENERAL")
    view = slack.view()
    assert view is not None
    chosen = [one["element"]["initial_option"]["value"] for one in view["blocks"][1:]]
    assert chosen == ["0", "09:00"]


@pytest.mark.parametrize("values", [{}, {"weekday": choice("x"), "time": choice("9")}])
def test_a_form_that_holds_nonsense_changes_nothing(
    slack: Slack, desk: Desk, values: dict[str, object]
) -> None:
    slack.console.dispatch.command("/digest settings", "U0ANA", "C0GENERAL")
    slack.submit(values)
    assert "Choose a day and a time" in str(slack.view())
    assert rhythm(desk.store) == Rhythm()


@pytest.mark.parametrize("value", ["", "[]", "{}", '["niches", ["x"]]', '["niches", 5]', "[1,2,3]"])
@pytest.mark.parametrize("action", ["digest:post", "digest:shortlist", "digest:gone"])
def test_a_button_with_nonsense_in_it_is_answered_in_words(
    slack: Slack, desk: Desk, action: str, value: str
) -> None:
    shown = typed(slack, "/digest preview travel")
    click = {"type": "button", "action_id": action, "value": value, "block_id": "b"}
    slack.console.dispatch.click(click, "U0ANA", message=shown.message)
    assert "Type /digest" in slack.workspace.messages[-1].text or "/find" in (
        slack.workspace.messages[-1].text
    )
    assert outbox(desk) == []


def test_a_niche_is_found_however_slack_writes_its_signs(slack: Slack, bring: Bring) -> None:
    bring(HEADINGS + "jane.runs,Jane Runs,instagram,Health & Fitness,US,15000,2000\n")
    said = typed(slack, "/digest follow health &amp; fitness").text
    assert said.startswith("Followed here now: Health &amp; Fitness.")
