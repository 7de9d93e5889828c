"""Imports looked at from outside: what stands in the store, and what a search of it answers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from services.importing import Options
from services.imports import open_for
from services.records import Creator, Doubt, Rejected
from storage.engine import Store
from tests.conftest import NOON, Start
from tests.importing.looking import rows

Rows = list[dict[str, Any]]
Query = Callable[..., Rows]


@pytest.fixture
def query(store: Store) -> Query:
    """Ask the store in SQL: query("SELECT name FROM accounts WHERE key = :key", key="ana")."""
    return partial(rows, store.path)


def read(path: Path, **options: object) -> list[Creator | Rejected | Doubt]:
    """Return all that a file says, without a store."""
    return list(open_for(path, Options(**options), NOON).records())  # type: ignore[arg-type]


def creators(path: Path, **options: object) -> dict[int, Creator]:
    """Return a file's creators by their line."""
    return {one.line: one for one in read(path, **options) if isinstance(one, Creator)}


def own_field(creator: Creator, heading: str) -> str | None:
    return dict(creator.fields).get(heading)


@pytest.fixture
def bot(store: Store, start: Start) -> Start:
    """Start bot.py as a process on the store: bot("import", "list.csv")."""
    return partial(start, env={"DATABASE_URL": f"sqlite:///{store.path}", "PATH": ""})


@pytest.fixture
def lists(shared: Path) -> Path:
    """Lists as people really keep them."""
    return shared / "influencers"
