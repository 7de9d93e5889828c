"""Counts in words: one place knows the plural rules, and every text asks it."""

import re
from pathlib import Path

import pytest

from texts.numbers import short_count
from texts.wording import all_of, any_of, counted, plural

ROOT = Path(__file__).parents[2]
SPEAKING = ("blocks", "services", "handlers", "commandline", "web")
BY_HAND = re.compile(r"""(['"])s?\1 if [^:}]*(?:!=|==|>) ?1\b|["'](?:ha|i)s["'] if [^:}]*== ?1\b""")


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 offers"), (1, "1 offer"), (2, "2 offers"), (1_234, "1,234 offers")],
)
def test_a_noun_goes_with_its_count(count: int, said: str) -> None:
    assert counted(count, "offer") == said


def test_the_other_form_may_be_another_word() -> None:
    assert counted(2, "has no likes", "have no likes") == "2 have no likes"


def test_the_number_may_be_written_short() -> None:
    assert counted(15_200, "follower", write=short_count) == "15.2K followers"


def test_the_form_can_stand_without_its_number() -> None:
    assert [plural(count, "is", "are") for count in (1, 3)] == ["is", "are"]


@pytest.mark.parametrize(
    ("names", "said"),
    [(["Ana"], "Ana"), (["Ana", "Bo"], "Ana or Bo"), (["Ana", "Bo", "Cy"], "Ana, Bo, or Cy")],
)
def test_names_stand_in_a_row(names: list[str], said: str) -> None:
    assert (any_of(names), all_of(names)) == (said, said.replace("or", "and"))


@pytest.mark.parametrize("folder", SPEAKING)
def test_no_thousands_are_parted_by_hand(folder: str) -> None:
    texts = {path: path.read_text() for path in (ROOT / folder).rglob("*.py")}
    assert [str(path) for path, text in texts.items() if re.search(r"\{[^{}\n]*:,\}", text)] == []


@pytest.mark.parametrize("folder", SPEAKING)
def test_no_plural_is_made_by_hand(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text().splitlines()
        if BY_HAND.search(line)
    ]
    assert found == []
