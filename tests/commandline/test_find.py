"""find: the same search as in Slack, for people and for scripts."""

import pytest

from services import hiding
from services.search import find
from storage.engine import Store
from tests.commandline.conftest import Run
from tests.conftest import NOON, Bring
from texts.queries import EXAMPLES

DOCUMENT = {
    "query",
    "total",
    "total_is_exact",
    "results",
    "near_misses_total",
    "near_misses_total_is_exact",
    "near_misses",
}
RESULT = {
    "handle",
    "platform",
    "name",
    "url",
    "niches",
    "country",
    "followers",
    "average_likes",
    "typical_likes",
    "engagement_rate_bp",
    "value_minor",
    "value_format",
    "currency",
    "verdict",
    "reasons",
    "as_of",
}


pytestmark = pytest.mark.usefixtures("list_")


def test_document_has_the_keys_that_scripts_rely_on(run: Run) -> None:
    document = run("find", "fitness", "--json").document
    assert set(document) == DOCUMENT
    assert set(document["results"][0]) == RESULT
    assert set(document["near_misses"][0]) == RESULT | {"missed_rule", "missed_by"}


def test_near_misses_stand_with_rule_and_distance(run: Run) -> None:
    near = run("find", "fitness", "--json").document["near_misses"]
    assert [(one["handle"], one["missed_rule"], one["missed_by"]) for one in near] == [
        ("flat.fit", "likes_low", 409),
        ("new.fit", "likes_unknown", None),
    ]


def test_words_are_one_query(run: Run) -> None:
    assert run("find", "fitness", "country:DE", "--json").document["query"] == "fitness country:DE"


@pytest.mark.parametrize(("query", "code"), [("fitness", 0), ("zzz", 1), ("likes:many", 2)])
def test_exit_code_says_how_it_went(run: Run, query: str, code: int) -> None:
    assert run("find", query).code == code


def test_word_that_cannot_be_read_is_marked(run: Run) -> None:
    assert run("find", "fitness", "likes:many").said.splitlines()[:2] == [
        "fitness likes:many",
        "              ^^^^",
    ]


def test_limit_is_kept(run: Run) -> None:
    assert len(run("find", "travel", "--limit", "3", "--json").document["results"]) == 3


def test_unknown_client_is_refused(run: Run) -> None:
    ran = run("find", "fitness", "--client", "Nobody")
    assert (ran.code, "There is no client" in ran.said) == (2, True)


def test_help_shows_the_examples(run: Run) -> None:
    assert all(example in run("find", "help").out for example, _ in EXAMPLES)


def test_help_gives_scripts_the_examples(run: Run) -> None:
    examples = run("find", "help", "--json").document["examples"]
    assert [(one["query"], one["meaning"]) for one in examples] == list(EXAMPLES)


def test_table_shows_what_the_screen_needs(run: Run) -> None:
    out = run("find", "fitness", COLUMNS="120").out
    assert "Jane Runs" in out
    assert "Fitness: 2 micro-influencers, most engagement first" in out


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("jane", "“jane”: 1 micro-influencer, most engagement first"),
        ("size:micro", "size:micro: 14 micro-influencers, most engagement first"),
        ("owner:nobody tier:any", "Nobody matches owner:nobody tier:any"),
    ],
)
def test_first_line_says_what_was_asked(run: Run, query: str, said: str) -> None:
    assert run("find", query).out.splitlines()[0] == said


@pytest.mark.parametrize("word", ["-niche:fitness", "-country:DE", "-limit", "−niche:fitness"])
def test_minus_leaves_out_without_any_other_mark(run: Run, word: str) -> None:
    assert run("find", "travel", word, "--limit", "2", "--json").document["query"] == (
        f"travel {word}"
    )


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_of_the_command_is_shown(run: Run, word: str) -> None:
    assert "Search your list" in run("find", word).out


def test_option_that_there_is_not_is_said(run: Run) -> None:
    ran = run("find", "fitness", "--limt", "3")
    assert (ran.code, "No such option" in ran.said, "--limt" in ran.said) == (2, True, True)


def test_what_is_to_be_tried_is_never_nothing(run: Run) -> None:
    assert "  python bot.py find\n" in run("find", "owner:nobody").out


@pytest.mark.parametrize("name", ["[red]x[/red]", "\x1b[31mred\x1b[0m", "\x9b31mred", "ab\u202ecd"])
def test_hostile_name_is_inert_on_a_terminal(run: Run, bring: Bring, name: str) -> None:
    bring(
        "handle,name,platform,niche,followers,average_likes\n"
        f"bad,{name},instagram,Hostile,20000,900\n",
        name="hostile.csv",
    )
    out = run("find", "hostile", COLUMNS="160").out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)
    assert name.translate(dict.fromkeys([0x1B, 0x9B, 0x202E])) in out


def test_damaged_store_is_a_sentence(run: Run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "bad.db").write_bytes(b"this is no database" * 100)
    ran = run("find", "fitness", DATABASE_URL=f"sqlite:///{tmp_path / 'bad.db'}")
    assert (ran.code, "can't be opened" in ran.said) == (2, True)


def test_who_is_hidden_is_never_left_out_silently(run: Run, store: Store) -> None:
    (found, *_) = find(store, "fitness", currency="USD", client_id=1).results
    hiding.hide(store, found.account_id, actor="U0ANA", now=NOON, client_id=1)
    out = run("find", "fitness").out
    assert "1 hidden\n" in out
    assert "python bot.py find 'fitness hidden:yes'\n" in out
