"""The sample store, as `make demo` fills it, and a bot over it to type documented lines at."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline.opening import open_store
from commandline.serving import fill
from services import granting
from services.rights import Role
from services.settings import load
from storage.engine import Store
from storage.grants import ALL_CLIENTS
from tests.commandline import conftest as commandline
from tests.conftest import Clock

CREATORS = 800
"""Fewer than the demo's: enough for every example, in half a second."""


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the demo, made once, Cy its admin; tests get copies."""
    folder = tmp_path_factory.mktemp("sample")
    store = open_store(folder / "sample.db")
    fill(store, load(None), folder / "lists", CREATORS)
    granting.grant(store, "U0CY", Role.ADMIN, ALL_CLIENTS, actor="demo", now=datetime.now(UTC))
    store.close()
    return folder / "sample.db"


@pytest.fixture
def store(tmp_path: Path, sample_file: Path) -> Iterator[Store]:
    shutil.copyfile(sample_file, tmp_path / "desk.db")
    opened = Store(tmp_path / "desk.db")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    """Today, since the sample's figures and sales are of these weeks."""
    return Clock(datetime.now(UTC))


run = commandline.run
"""The command line in a folder of its own, on the sample store."""
