"""bot.py digest: prints a week, or posts it to a channel once."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
import pytest
from click.testing import CliRunner, Result

from bot import main
from commandline.opening import now
from services.weeks import week_now
from storage.engine import Store
from tests.conftest import Bring
from tests.digests.conftest import HEADINGS, dump

Run = Callable[..., Result]


@pytest.fixture
def last_week() -> str:
    """The ISO week that ended last, by the real clock in UTC."""
    return str(week_now(now(), ZoneInfo("UTC")).plus(-1))


@pytest.fixture
def bot(store: Store, bring: Bring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line on a store with one creator of fitness, in a folder without .env."""
    bring(HEADINGS + "jane.runs,Jane Runs,instagram,Fitness,US,15000,2000\n")
    monkeypatch.chdir(tmp_path)
    environment = {"DATABASE_URL": f"sqlite:///{store.path}", "TIMEZONE": "UTC"}
    return lambda *words: CliRunner().invoke(main, ["digest", *words], env=environment)


def test_niches_are_printed_as_they_stand(bot: Run) -> None:
    found = bot("niches")
    assert found.output.splitlines()[:2] == [
        "Fitness this week: 1 matches",
        "1. Jane Runs · ≈2,000 likes · free",
    ]


def test_commissions_are_printed_for_the_last_week_that_is_over(bot: Run) -> None:
    assert bot("commissions").output.startswith("No sales and no changes ")


def test_json_is_one_document_and_nothing_else(bot: Run, last_week: str) -> None:
    document = orjson.loads(bot("niches", "--json").stdout)
    assert (document["week"], document["posted_to"]) == (last_week, None)
    assert document["niches"][0]["top"][0] == {
        "place": 1,
        "handle": "jane.runs",
        "platform": "instagram",
        "name": "Jane Runs",
        "typical_likes": 2_000,
        "moved": None,
        "busy": False,
    }


def test_printing_changes_nothing(bot: Run, store: Store) -> None:
    before = dump(store)
    bot("niches")
    assert dump(store) == before


def test_a_week_is_posted_through_the_outbox(bot: Run, store: Store, last_week: str) -> None:
    found = bot("niches", "--post", "C0GENERAL")
    causes = store.read(lambda tx: tx.rows("SELECT cause, target FROM outbox"))
    assert (found.exit_code, causes) == (
        0,
        [(f"digest:niches:C0GENERAL:{last_week}", "C0GENERAL")],
    )


def test_a_week_is_not_posted_to_a_channel_again(bot: Run, last_week: str) -> None:
    bot("commissions", "--post", "C0GENERAL")
    again = bot("commissions", "--post", "C0GENERAL")
    assert again.exit_code == 2
    assert f"C0GENERAL has its commissions of {last_week} already" in again.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["niches", "--week", "yesterday"], "Write one like 2026-W47"),
        (["commissions", "--week", "2999-W01"], "has not begun"),
        (["niches", "--week", "2020-W01"], "Nothing was kept of Fitness in 2020-W01"),
        (["niches", "--post", "#general"], "It looks like C024BE91L"),
        (["everything"], "'niches', 'commissions'"),
    ],
)
def test_what_cannot_be_printed_says_why(bot: Run, words: list[str], said: str) -> None:
    found = bot(*words)
    assert found.exit_code == 2
    assert said in found.output
