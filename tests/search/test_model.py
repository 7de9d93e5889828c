"""Searches over random stores, beside a plain model that looks at everybody.

The same accounts, in the same order, with the same totals, whatever is asked for.
"""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commandline.opening import open_store
from services.found import Answer, Found
from services.importing import Importing, Options
from services.imports import import_file
from services.scoring import Bounds, Gate, Rates
from services.scoring.gates import gate_of, near_key
from services.search import find
from storage.engine import Store
from storage.words import words
from tests.conftest import NOON

NICHES = ("Fitness", "Yoga", "Running", "Food", "Vegan", "Slow Food")
OTHER_NAMES = {"pilates": "Yoga"}
PARENTS = {"Yoga": "Fitness", "Running": "Fitness", "Vegan": "Food"}
WORDS = ("coffee", "home", "slow", "rare", "honest")
COUNT = 150
MANY = 1_000


@dataclass(frozen=True)
class Person:
    handle: str
    name: str
    niches: tuple[str, ...]
    country: str
    followers: int | None
    likes: int | None
    bio: str

    def is_in(self, niche: str) -> bool:
        return any(niche in (one, PARENTS.get(one)) for one in self.niches)

    def has(self, word: str) -> bool:
        texts = [self.name, self.bio, *self.niches]
        named = any(word in words(text) for text in texts) or self.handle.startswith(word)
        return named or self.is_in(OTHER_NAMES.get(word, ""))

    @property
    def gate(self) -> tuple[Gate, int | None]:
        return gate_of(self.followers, self.likes, Bounds())


def people(seed: int) -> list[Person]:
    chance = random.Random(seed)
    return [
        Person(
            handle=f"{chance.choice(('ana', 'bea', 'coffee', 'dov'))}{number}",
            name=f"{chance.choice(WORDS).capitalize()} {number}",
            niches=tuple(chance.sample(NICHES, chance.choice((1, 1, 2)))),
            country=chance.choice(("US", "DE", "FR")),
            followers=chance.choice((None, 5_000, 9_999, 10_000, 40_000, 100_000, 300_000)),
            likes=chance.choice((None, 91, 499, 500, 900, 900, 2_500, 2_501)),
            bio=" ".join(chance.sample(WORDS, 2)),
        )
        for number in range(COUNT)
    ]


@pytest.fixture(scope="module", params=[1, 2, 3])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, list[Person]]]:
    """A store, and everybody who is in it."""
    everybody = people(request.param)
    folder = tmp_path_factory.mktemp("world")
    store = open_store(folder / "desk.db")
    import_file(
        Importing(store, Bounds(), Rates(), lambda: NOON, "tests"),
        write(everybody, folder / "people.csv"),
        Options(),
    )
    yield store, everybody
    store.close()


def write(everybody: list[Person], path: Path) -> Path:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["handle", "name", "platform", "niche", "country", "followers", "average_likes", "bio"]
    )
    for one in everybody:
        known = ["" if value is None else value for value in (one.followers, one.likes)]
        row = [one.handle, one.name, "instagram", "|".join(one.niches), one.country]
        writer.writerow([*row, *known, one.bio])
    path.write_text(text.getvalue())
    return path


@dataclass(frozen=True)
class Asked:
    """A search as the model understands it."""

    niche: str | None
    word: str | None
    without: str | None
    country: str | None
    least: int | None
    tier: str

    @property
    def text(self) -> str:
        parts = [
            self.niche or "",
            self.word or "",
            f"-{self.without}" if self.without else "",
            f"country:{self.country}" if self.country else "",
            f"likes:>={self.least}" if self.least else "",
            f"tier:{self.tier}" if self.tier != "micro" else "",
        ]
        return " ".join(part for part in parts if part)

    def takes(self, one: Person) -> bool:
        """Tell whether all but the gate lets a person through."""
        return (
            (self.niche is None or one.is_in(self.niche))
            and (self.word is None or one.has(self.word))
            and (self.without is None or not one.has(self.without))
            and (self.country is None or one.country == self.country)
            and (self.least is None or (one.likes is not None and one.likes >= self.least))
        )

    def matches(self, one: Person) -> bool:
        return self.takes(one) and (self.tier == "any" or one.gate[0] is Gate.MICRO)


ASKED = st.builds(
    Asked,
    niche=st.sampled_from([None, "Fitness", "Yoga", "Food", "Slow Food"]),
    word=st.sampled_from([None, "coffee", "rare", "ana", "honest", "pilates"]),
    without=st.sampled_from([None, None, "home", "slow"]),
    country=st.sampled_from([None, None, "DE", "FR"]),
    least=st.sampled_from([None, None, 900, 2_000]),
    tier=st.sampled_from(["micro", "micro", "any"]),
)
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def answer(world: tuple[Store, list[Person]], asked: Asked, **more: object) -> Answer:
    return find(world[0], asked.text, currency="USD", client_id=1, **more)  # type: ignore[arg-type]


def handles(found: tuple[Found, ...]) -> list[str]:
    return [one.handle or "" for one in found]


@quick
@given(asked=ASKED)
def test_just_those_are_found_who_match(world: tuple[Store, list[Person]], asked: Asked) -> None:
    expected = sorted(one.handle for one in world[1] if asked.matches(one))
    assert sorted(handles(answer(world, asked, limit=MANY).results)) == expected


@quick
@given(asked=ASKED)
def test_the_total_counts_them_all(world: tuple[Store, list[Person]], asked: Asked) -> None:
    found = answer(world, asked, limit=1)
    assert (found.total, found.total_is_exact) == (sum(map(asked.matches, world[1])), True)


@quick
@given(asked=ASKED)
def test_most_typical_likes_come_first_unknown_last(
    world: tuple[Store, list[Person]], asked: Asked
) -> None:
    likes = [one.typical_likes for one in answer(world, asked, limit=MANY).results]
    assert likes == sorted(likes, key=lambda one: -1 if one is None else one, reverse=True)


@quick
@given(asked=ASKED, size=st.integers(1, 7))
def test_pages_show_everybody_once(
    world: tuple[Store, list[Person]], asked: Asked, size: int
) -> None:
    whole = handles(answer(world, asked, limit=MANY).results)
    pages = [
        handles(answer(world, asked, limit=size, offset=start).results)
        for start in range(0, len(whole), size)
    ]
    assert [handle for page in pages for handle in page] == whole


@quick
@given(asked=ASKED.filter(lambda one: one.tier == "micro"))
def test_near_misses_fail_exactly_one_rule(world: tuple[Store, list[Person]], asked: Asked) -> None:
    near = [
        one
        for one in world[1]
        if asked.takes(one) and one.gate[0] not in (Gate.MICRO, Gate.TWO_RULES)
    ]
    found = answer(world, asked, near=True)
    by_handle = {one.handle: one for one in near}
    assert found.near_misses_total == len(near)
    assert len(found.near_misses) == min(10, len(near))
    for one in found.near_misses:
        gate, missed_by = by_handle[one.handle or ""].gate
        assert (one.missed_rule, one.missed_by) == (gate.name.lower(), missed_by)


@quick
@given(asked=ASKED.filter(lambda one: one.tier == "micro"))
def test_the_nearest_misses_come_first_unknown_last(
    world: tuple[Store, list[Person]], asked: Asked
) -> None:
    by_handle = {one.handle: one for one in world[1]}
    found = answer(world, asked, near=True).near_misses
    gates = [by_handle[one.handle or ""].gate for one in found]
    keys = [
        (missed_by is None, near_key(gate, missed_by, Bounds()) if missed_by else 0)
        for gate, missed_by in gates
    ]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("sort", "field"),
    [("followers", "followers"), ("er", "engagement_rate_bp"), ("value", "value_minor")],
)
@pytest.mark.parametrize("order", ["", "-asc"])
def test_another_order_is_kept_with_unknown_last(
    world: tuple[Store, list[Person]], sort: str, field: str, order: str
) -> None:
    found = find(
        world[0], f"tier:any sort:{sort}{order}", currency="USD", limit=MANY, client_id=1
    ).results
    values = [getattr(one, field) for one in found]
    known = [value for value in values if value is not None]
    assert values == [*sorted(known, reverse=not order), *[None] * (len(values) - len(known))]


def test_a_niche_alone_says_how_many_fail_which_rule(world: tuple[Store, list[Person]]) -> None:
    found = find(world[0], "fitness", currency="USD", client_id=1).misses
    expected: dict[str, int] = {}
    for one in world[1]:
        if one.is_in("Fitness") and one.gate[0] is not Gate.MICRO:
            rule = one.gate[0].name.lower()
            expected[rule] = expected.get(rule, 0) + 1
    assert found == expected
