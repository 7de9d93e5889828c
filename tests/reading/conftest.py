"""Small files in the shapes that people send, and what is read in them without a store."""

from collections.abc import Callable
from pathlib import Path

import pytest

from services.importing import Options
from services.imports import open_for
from services.reading import Reading
from services.records import Creator, PostFigures, Rejected
from tests.conftest import NOON

FIXTURES = Path(__file__).parents[1] / "fixtures"

Open = Callable[..., Reading]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Open a text, bytes or a file: opened("handle\\nana\\n", name="a.csv")."""

    def opened(
        content: str | bytes | Path, *, name: str = "list.csv", **options: object
    ) -> Reading:
        if isinstance(content, Path):
            path = content
        else:
            path = tmp_path / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_for(path, Options(**options), NOON)  # type: ignore[arg-type]

    return opened


def creators(reading: Reading) -> list[Creator]:
    return [one for one in reading.records() if isinstance(one, Creator)]


def rejected(reading: Reading) -> list[Rejected]:
    return [one for one in reading.records() if isinstance(one, Rejected)]


def posts(reading: Reading) -> list[PostFigures]:
    return [one for one in reading.records() if isinstance(one, PostFigures)]


def handles(reading: Reading) -> list[str | None]:
    return [one.accounts[0].handle for one in creators(reading)]
