"""docs/webhooks.md: its example works as it stands, and it names what there is."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from services.sale_fields import FIELDS
from services.sales import Outcome
from storage.engine import Store
from tests.conftest import Clock, skip
from tests.sales.making import Shop, owed
from web.server import Web
from web.webhooks import MOST_EVENTS, SalesWebhook

DOCS = Path(__file__).parents[2] / "docs" / "webhooks.md"
SECRET = "9f2c5d0f4c6b8e1a"


def block(language: str) -> str:
    """Return the first block of code in a language."""
    found = re.search(rf"```{language}\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_in_curl_answers_what_the_page_says(
    store: Store, shop: Shop, clock: Clock
) -> None:
    if not (shutil.which("curl") and shutil.which("openssl")):
        skip("curl and openssl are needed for the example")
    clock.at = datetime.now(UTC)
    store.write(lambda tx: tx.run("UPDATE codes SET starts_at = '2026-01-01', ends_at = '2999'"))
    web = Web(None, store, "127.0.0.1", 0, sales=SalesWebhook(store, clock, SECRET))
    web.start()
    done = subprocess.run(
        ["sh", "-eu", "-c", block("sh")],
        env={"SALES_SIGNING_SECRET": SECRET, "DESK_URL": web.url, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    web.stop()
    assert orjson.loads(done.stdout) == orjson.loads(block("json"))
    assert owed(store) == 522


@pytest.mark.parametrize("name", [*FIELDS, *[outcome.value for outcome in Outcome]])
def test_each_field_and_each_outcome_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS.read_text()


def test_the_limits_are_those_of_the_program() -> None:
    assert f"at most {MOST_EVENTS:,}" in DOCS.read_text()
