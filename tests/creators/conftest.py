"""A list of creators to work with by hand, and the words for doing it."""

from dataclasses import dataclass

import pytest

from console.driver import Slack
from services import adding, forgetting, hiding, joining, noting, parting
from services.adding import Added
from services.details import Details, details_of
from services.importing import Importing
from services.joining import Merged
from services.noting import Change, Standing
from services.reading.places import country_code
from services.scoring import Rates
from services.search import find
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.importing.conftest import query as query

ANA, BO = "U0ANA", "U0BO"
CREATORS = (
    "handle,name,platform,niche,followers,average_likes,owner,tags,price\n"
    "jane.runs,Jane Runs,instagram,Fitness,15000,2000,Max,vip,250 EUR\n"
    "jane,Jane R.,tiktok,Running,12000,900,,,\n"
    "ed.lifts,Lift With Ed,tiktok,Fitness,80000,2000,,,\n"
    "flat.fit,Flat Fit,instagram,Fitness,50000,91,,,\n"
)


@dataclass
class Team:
    """Somebody who works with creators, each named by handle; for one client."""

    store: Store
    clock: Clock
    importing: Importing
    client: int = 1

    def account(self, handle: str) -> int:
        found: int = self.store.read(
            lambda tx: tx.value("SELECT id FROM accounts WHERE key = :key", {"key": handle})
        )
        return found

    def person(self, handle: str) -> int:
        found: int = self.store.read(
            lambda tx: tx.value(
                "SELECT influencer_id FROM accounts WHERE key = :key", {"key": handle}
            )
        )
        return found

    def note(self, handle: str, text: str = "", by: str = ANA, **now: object) -> list[str]:
        """Write down: note("jane", "calls back", tags=("vip",), owner="Eva")."""
        account = self.account(handle)
        shown = noting.standing(self.store, account, client_id=self.client)
        values = {name: getattr(shown, name) for name in Standing.__dataclass_fields__}
        change = Change(shown, Standing(**{**values, **now}), text)  # type: ignore[arg-type]
        return noting.save(
            self.store, account, change, actor=by, now=self.clock(), client_id=self.client
        )

    def known(self, handle: str) -> Standing:
        return noting.standing(self.store, self.account(handle), client_id=self.client)

    def details(self, handle: str) -> Details:
        return details_of(self.store, self.account(handle), rates=Rates(), client_id=self.client)

    def hide(self, handle: str) -> bool:
        return hiding.hide(
            self.store,
            self.account(handle),
            actor=ANA,
            now=self.clock(),
            client_id=self.client,
        )

    def show(self, handle: str) -> bool:
        return hiding.show(
            self.store,
            self.account(handle),
            actor=ANA,
            now=self.clock(),
            client_id=self.client,
        )

    def merge(self, one: str, other: str) -> Merged:
        return joining.merge(
            self.store,
            self.person(one),
            self.person(other),
            actor=ANA,
            now=self.clock(),
            client_id=self.client,
        )

    def undo_merge(self, merge_id: int) -> tuple[int, int]:
        return parting.undo_merge(
            self.store, merge_id, actor=ANA, now=self.clock(), client_id=self.client
        )

    def add(self, handle: str, *, anyway: bool = False, **typed: str) -> Added:
        values = {"platform": "instagram", "handle": handle, **typed}
        creator = adding.creator_of(values)
        return adding.add(self.importing, creator, client_id=self.client, anyway=anyway)

    def forget(self, handle: str) -> forgetting.Forgotten:
        return forgetting.forget(
            self.store,
            self.account(handle),
            actor=ANA,
            now=self.clock(),
            client_id=self.client,
        )

    def finds(self, text: str) -> list[str]:
        """Return the handles that a search finds, best first."""
        answer = find(self.store, text, currency="USD", client_id=self.client, limit=50)
        return [str(one.handle) for one in answer.results]


@pytest.fixture(autouse=True, scope="session")
def countries() -> None:
    """The names of all countries in all languages, read once, so that no click waits for them."""
    country_code("Atlantis")


@pytest.fixture
def nobody(store: Store, clock: Clock, importing: Importing) -> Team:
    """A team whose list is empty."""
    return Team(store, clock, importing)


@pytest.fixture
def team(nobody: Team, bring: Bring) -> Team:
    """A team with four creators of one list."""
    bring(CREATORS, name="spring.csv", as_of="2026-11-01")
    return nobody


@pytest.fixture
def list_(slack: Slack, bring: Bring) -> None:
    """The same four creators, behind the workspace."""
    bring(CREATORS, name="spring.csv", as_of="2026-11-01")
