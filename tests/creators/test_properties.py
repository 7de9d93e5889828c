"""Whatever people do with creators, in whatever order: searches read what ought to be there.

The steps are chosen at random among few creators, so that they meet each other: the same person is
noted, hidden, merged, taken apart, forgotten, and brought again by lists.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from services import adding
from services.errors import DeskError
from services.importing import Importing, Options
from services.imports import import_file
from services.relating import relation_of
from services.scoring import Bounds, Rates
from services.search import find
from services.undoing import undo_import
from storage import audit
from storage.engine import Store
from storage.relations import fields_of
from tests.conftest import Clock
from tests.creators.conftest import Team
from tests.importing.looking import rows, tables, wrong

HANDLES = ("ana", "bo", "cleo", "dov")
LISTS = (
    "handle,platform,name,niche,followers,average_likes,tags,owner,note\n"
    "ana,instagram,Ana A.,Fitness,15000,2000,vip,Eva,calls back\n"
    "bo,instagram,Bo B.,Yoga,20000,900,,,\n",
    "handle,platform,name,niche,followers,average_likes,tags,owner,note\n"
    "bo,instagram,Bo B.,Yoga,22000,950,new,Max,\n"
    "cleo,tiktok,Cleo,Fitness,,700,vip,Max,\n"
    "dov,youtube,Dov,Chess,30000,400,,,\n",
    "handle,platform,tiktok,niche,followers,average_likes,tags,status\n"
    "ana,instagram,cleo,Chess,16000,2100,old,replied\n",
)
who = st.sampled_from(HANDLES)
step = st.one_of(
    st.tuples(st.sampled_from(["bring", "undo import"]), st.integers(0, 2)),
    st.tuples(st.sampled_from(["tag", "untag", "own", "write", "hide", "show", "add"]), who),
    st.tuples(st.sampled_from(["merge"]), who, who),
    st.tuples(st.sampled_from(["undo merge", "undo add"]), st.integers(0, 2)),
    st.tuples(st.sampled_from(["forget"]), who),
)
modest = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False
)


class World:
    """A store with what was done to it, and how each step is made."""

    def __init__(self, store: Store) -> None:
        clock = Clock()
        importing = Importing(store, Bounds(), Rates(), clock, "tests")
        self.team, self.store = Team(store, clock, importing), store
        self._runs: dict[int, int] = {}
        self._merges: list[int] = []
        self._added: list[int] = []

    def take(self, kind: str, *words: object) -> None:
        """Make a step; one that is refused changes nothing."""
        self.team.clock.move(minutes=1)
        work: Callable[..., object] = getattr(self, kind.replace(" ", "_"))
        before = tables(self.store.path)
        try:
            work(*words)
        except DeskError:
            assert tables(self.store.path) == before, "what was refused has changed something"

    def bring(self, number: int) -> None:
        path = self.store.path.with_name(f"list{number}.csv")
        path.write_text(LISTS[number])
        run = import_file(self.team.importing, path, Options(as_of=f"2026-11-0{number + 1}")).run
        assert run is not None
        self._runs[number] = run

    def undo_import(self, number: int) -> None:
        if number in self._runs:
            undo_import(self.team.importing, self._runs.pop(number))

    def tag(self, handle: str) -> None:
        if self.there(handle):
            self.team.note(handle, tags=(*self.team.known(handle).tags, "vip"))

    def untag(self, handle: str) -> None:
        if self.there(handle):
            self.team.note(handle, tags=())

    def own(self, handle: str) -> None:
        if self.there(handle):
            self.team.note(handle, owner="Zoe", price=(9_900, "USD"))

    def write(self, handle: str) -> None:
        if self.there(handle):
            self.team.note(handle, "Likes mornings")

    def hide(self, handle: str) -> None:
        if self.there(handle):
            self.team.hide(handle)

    def show(self, handle: str) -> None:
        if self.there(handle):
            self.team.show(handle)

    def add(self, handle: str) -> None:
        typed = {"niche": "Fitness", "followers": "14K", "likes": "800"}
        self._added.append(self.team.add(handle, anyway=True, **typed).run)

    def undo_add(self, number: int) -> None:
        if number < len(self._added):
            adding.undo(self.team.importing, self._added[number], client_id=1)

    def merge(self, one: str, other: str) -> None:
        if self.there(one) and self.there(other):
            self._merges.append(self.team.merge(one, other).id)

    def undo_merge(self, number: int) -> None:
        if number < len(self._merges):
            self.team.undo_merge(self._merges[number])

    def forget(self, handle: str) -> None:
        if self.there(handle):
            self.team.forget(handle)

    def there(self, handle: str) -> bool:
        return self.team.account(handle) is not None


@pytest.fixture(scope="module")
def world(a_store) -> Callable[[], object]:  # type: ignore[no-untyped-def]
    @contextmanager
    def world() -> Iterator[World]:
        with a_store() as store:
            yield World(store)

    return world


def scanned(store: Store, niche: str = "") -> list[int]:
    """Return the micro-influencers of a niche who are not hidden, by looking at everybody."""
    (known,) = rows(
        store.path, f"SELECT MAX(id) AS id FROM niches WHERE folded = '{niche.lower()}'"
    )
    word = f"_n{known['id']}" if niche and known["id"] else niche.lower()
    return [
        row["id"]
        for row in rows(
            store.path,
            "SELECT a.id FROM accounts a WHERE a.gate = 0 AND a.influencer_id NOT IN"
            " (SELECT influencer_id FROM hidden WHERE client_id = 1)"
            f" AND ('{niche}' = '' OR a.words LIKE '% {word} %')"
            " ORDER BY a.sort_key, a.id",
        )
    ]


def counted_wrong(store: Store) -> list[str]:
    """Return where a search and a plain look at everybody differ."""
    found = []
    for niche in ("", "Fitness", "Chess"):
        answer = find(store, niche, currency="USD", limit=50, client_id=1)
        plain = scanned(store, niche)
        if [one.account_id for one in answer.results] != plain or answer.total != len(plain):
            found.append(f"{niche}: {answer.total} {answer.results} instead of {plain}")
    return found


def related_wrong(store: Store) -> list[str]:
    """Return the people of whom what is current is not what their fields together say."""
    said = {row["influencer_id"] for row in rows(store.path, "SELECT * FROM fields")}
    living = {row["influencer_id"] for row in rows(store.path, "SELECT * FROM accounts")}
    current = {row["influencer_id"]: row for row in rows(store.path, "SELECT * FROM relations")}
    expected = {
        person: relation_of(1, person, store.read(fields_of, 1, person))._asdict()
        for person in said & living
    }
    return [] if current == expected else [f"relations: {current} should be {expected}"]


@modest
@given(steps=st.lists(step, max_size=14))
@example(steps=[("bring", 0), ("bring", 1), ("merge", "ana", "bo"), ("undo merge", 0)])
@example(steps=[("bring", 0), ("merge", "ana", "bo"), ("bring", 1), ("undo merge", 0)])
@example(steps=[("bring", 0), ("merge", "ana", "bo"), ("undo import", 0), ("undo merge", 0)])
@example(steps=[("bring", 2), ("bring", 0), ("hide", "cleo"), ("forget", "ana"), ("bring", 1)])
def test_searches_agree_with_what_stands_in_the_store_after_any_steps(world, steps) -> None:  # type: ignore[no-untyped-def]
    with world() as here:
        for one in steps:
            here.take(*one)
            found = wrong(here.store) + counted_wrong(here.store) + related_wrong(here.store)
            assert found == []
        assert here.store.read(audit.first_broken) is None


@modest
@given(steps=st.lists(step, max_size=10), one=who, other=who)
@example(steps=[("bring", 0), ("tag", "bo"), ("untag", "ana")], one="ana", other="bo")
def test_a_merge_that_is_undone_at_once_leaves_all_as_it_was(world, steps, one, other) -> None:  # type: ignore[no-untyped-def]
    with world() as here:
        for taken in steps:
            here.take(*taken)
        if not (here.there(one) and here.there(other)):
            return
        before = tables(here.store.path)
        with suppress(DeskError):
            here.team.undo_merge(here.team.merge(one, other).id)
        assert tables(here.store.path) == before
