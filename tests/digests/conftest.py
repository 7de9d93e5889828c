"""Channels that follow, a desk that makes its rounds, and what it wrote for whom."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commandline.rounds import DigestRounds
from console.driver import Reply, Slack
from handlers.desk import Desk
from services import digests, follows
from services.digests import Digest
from services.follows import Kind
from storage.engine import Store
from tests.conftest import Clock

ANA = "U0ANA"
GENERAL, FITNESS, APPROVE = "C0GENERAL", "C0FITNESS", "C0APPROVE"
HEADINGS = "handle,name,platform,niche,country,followers,average_likes\n"


def drawn(digest: Digest) -> tuple[str, list[dict[str, object]]]:
    """Return a message that says which week it is of, and whether it is late."""
    return f"{digest.week}{' late' if digest.late else ''}", []


class Rounds:
    """A desk as far as digests go: looks by its clock what is due, and posts it."""

    def __init__(self, store: Store, clock: Clock, zone: ZoneInfo) -> None:
        self.store, self.clock, self.zone = store, clock, zone

    def follow(self, channel: str, what: str = "commissions") -> None:
        follows.follow(
            self.store, channel, what, actor=ANA, now=self.clock(), zone=self.zone, client_id=1
        )

    def choose(self, weekday: int, at: time, now: datetime | None = None) -> None:
        follows.set_rhythm(self.store, weekday, at, actor=ANA, now=now or self.clock())

    def look(self, kind: Kind = Kind.COMMISSIONS, owner: str = "one") -> int:
        return digests.post_due(
            self.store, kind, clock=self.clock, zone=self.zone, owner=owner, draw=drawn
        )

    def posted(self) -> list[tuple[str, datetime]]:
        """Return (channel and week, when) of what stands in the outbox, oldest first."""
        rows = self.store.read(
            lambda tx: tx.rows("SELECT cause, created_at FROM outbox ORDER BY id")
        )
        return [
            (cause.removeprefix("digest:commissions:"), datetime.fromisoformat(at))
            for cause, at in rows
        ]


@pytest.fixture
def rounds(store: Store, clock: Clock) -> Rounds:
    return Rounds(store, clock, ZoneInfo("UTC"))


@pytest.fixture
def fresh_store(tmp_path: Path, empty_store_file: Path) -> Callable[[], object]:
    """Open new stores one after the other, for tests that need one an example."""
    path = tmp_path / "fresh.db"

    @contextmanager
    def fresh() -> Iterator[Store]:
        for old in tmp_path.glob("fresh.db*"):
            old.unlink()
        shutil.copyfile(empty_store_file, path)
        opened = Store(path)
        try:
            yield opened
        finally:
            opened.close()

    return fresh


@pytest.fixture
def digest_rounds(desk: Desk) -> DigestRounds:
    """The rounds as serve makes them; not started."""
    return DigestRounds(desk)


def typed(slack: Slack, line: str, by: str = "ana", channel: str = "general") -> Reply:
    return slack.command(line, by=by, channel=channel)


def dump(store: Store) -> list[str]:
    """Return everything that a store holds."""
    tables = store.read(
        lambda tx: tx.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'account_words%'"
        )
    )
    return [
        f"{name}: {row}"
        for (name,) in tables
        for row in store.read(lambda tx, name=name: tx.rows(f"SELECT * FROM {name}"))
    ]
