"""The form that writes a query shows what the query holds, and writes what is changed in it."""

import pytest

from console.driver import Slack
from services.query_fields import CHOICES
from services.query_filters import choices, held
from storage.engine import Store
from tests.conftest import Bring

LIST = (
    "handle,name,platform,niche,country,followers,average_likes\n"
    "jane,Jane,instagram,Fitness,US,30000,2000\n"
    "ed,Ed,tiktok,Fitness,DE,30000,2000\n"
    "ida,Ida,instagram,Fitness,DE,80000,600\n"
    "chef,Chef,instagram,Slow Food,FR,20000,800\n"
)


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    """A store with four creators."""
    bring(LIST)
    return store


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("platform:tiktok", "platform", "platform:tiktok"),
        ("on:TikTok", "platform", "platform:tiktok"),
        ("platform:tiktok", "followers", ""),
        ("followers:25k..50k", "followers", "followers:25k..50k"),
        ("followers:25000-50000", "followers", "followers:25k..50k"),
        ("followers:>33k", "followers", None),
        ("-platform:tiktok", "platform", None),
        ("likes:500..1k", "likes", "likes:500..1k"),
        ("tier:any", "tier", "tier:any"),
        ("tier:any", "sort", ""),
        ("sort:er", "sort", "sort:er"),
        ("sort:er-asc", "sort", "sort:er-asc"),
        ("sort:value", "sort", "sort:value"),
        ("fitness jane", "niche", 'niche:"fitness"'),
        ('"Slow Food"', "niche", 'niche:"slow food"'),
        ('fitness "slow food"', "niche", 'niche:"slow food"'),
        ("niche:fitness", "niche", 'niche:"fitness"'),
        ("-niche:fitness", "niche", None),
        ("country:Germany,US", "country", "DE,US"),
        ("-country:DE", "country", None),
        ("likes:many", "platform", None),
    ],
)
def test_form_opens_on_what_the_query_holds(
    filled: Store, text: str, field: str, said: str | None
) -> None:
    assert held(text, choices(filled), currency="USD")[field] == said


@pytest.mark.parametrize("order", sorted(set(CHOICES["sort"].values())))
def test_every_order_of_the_language_can_be_chosen(filled: Store, order: str) -> None:
    assert held(f"sort:{order}", choices(filled), currency="USD")["sort"] is not None


def test_largest_niches_can_be_chosen_first(filled: Store) -> None:
    assert [name for name, _ in choices(filled)["niche"]] == ["Fitness", "Slow Food"]


def filtered(slack: Slack, text: str, written: str | None = None, **said: str) -> str:
    """Open the form on a query, submit it with these fields changed; return the first line."""
    reply = slack.command(f"/find-influencer {text}")
    slack.click(reply, "Filter…")
    view = slack.view()
    assert view is not None
    state = {}
    for block in view["blocks"]:
        name, element = block["block_id"], block["element"]
        if element["type"] == "plain_text_input":
            state[name] = {"value": {"value": said.get(name, element.get("initial_value"))}}
        else:
            value = said.get(name, element.get("initial_option", {}).get("value"))
            state[name] = {"value": {"selected_option": {"value": value} if value else None}}
    if written is not None:
        state["query"]["value"]["value"] = written
    errors = slack.submit(state)
    return str(errors) if errors else reply.text.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "changed", "said"),
    [
        ("fitness", {}, "Fitness: 3"),
        ("fitness platform:tiktok", {"platform": "platform:instagram"}, "Fitness · platform:inst"),
        ("fitness platform:tiktok", {"platform": ""}, "Fitness: 3"),
        ("fitness", {"niche": 'niche:"slow food"'}, "Slow Food: 1"),
        ("fitness", {"country": "Germany"}, 'Fitness · country:"Germany": 2'),
        ("fitness country:US", {"country": ""}, "Fitness: 3"),
        ("fitness", {"likes": "likes:500..1k"}, "Fitness · likes:500..1k: 1"),
        ("fitness followers:33k..", {"sort": "sort:er"}, "Fitness · followers:33k..: 1"),
        ("fitness", {"country": "Atlantis"}, "{'country': '“Atlantis” is not a country"),
    ],
)
def test_what_is_changed_takes_the_place_of_what_was_written(
    slack: Slack, filled: Store, text: str, changed: dict[str, str], said: str
) -> None:
    assert filtered(slack, text, **changed).startswith(said)


def test_what_is_written_counts_where_the_choice_beside_it_stays(
    slack: Slack, filled: Store
) -> None:
    first = filtered(slack, "fitness platform:tiktok", "fitness platform:instagram")
    assert first.startswith("Fitness · platform:instagram: 2")
