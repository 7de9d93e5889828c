"""What imports and their undo share: what is asked for, what is needed, what became of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

import orjson

from services.errors import ImportRefused
from services.records import Doubt, Rejected
from services.scoring import Bounds, Rates
from storage.engine import Store
from texts import importing as says

T = TypeVar("T")
AS_OF = 2
"""Where in what Options.asked() writes the day stands."""

DETAILED = 1_000
"""So many rejected rows and doubts a report carries; the rejects file has them all."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller asks for.

    as_of: ISO date of the figures where no column says it; None is the import's instant.
    """

    kind: str = "influencers"
    client_id: int = 1
    source: str | None = None
    platform: str | None = None
    mapping: dict[str, str] | None = None
    as_of: str | None = None
    dry_run: bool = False

    def on_top_of(self, earlier: str) -> "Options":
        """Return what is asked of a file that is in already, by options that asked() wrote.

        Where no day is said, it stays the one that was said before.
        """
        return replace(self, as_of=self.as_of or orjson.loads(earlier)[AS_OF])

    def differs_in_day_alone(self, earlier: str) -> bool:
        """Tell whether the file would be read as before, but as of another day."""
        before, now = orjson.loads(earlier), orjson.loads(self.asked())
        return bool(before[AS_OF] != now.pop(AS_OF) and before[:AS_OF] + before[AS_OF + 1 :] == now)

    def asked(self) -> str:
        """Return what decides the result, as JSON: another answer is another import."""
        return orjson.dumps(
            [self.platform, self.mapping, self.as_of, self.source], option=orjson.OPT_SORT_KEYS
        ).decode()


@dataclass(slots=True)
class Report:
    """What became of a file. The five counts after read sum to it.

    micro, likes_unknown, followers_unknown: of its creators, so many are micro-influencers, lack
    likes and lack followers. doubtful: so many rows came in with a doubt, of which doubts
    has each.
    notes: what of the file, or of its columns, was not read as one might think.
    """

    run: int | None
    source: str
    kind: str
    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    repeated: int = 0
    rejected: int = 0
    micro: int = 0
    likes_unknown: int = 0
    followers_unknown: int = 0
    rejects: list[Rejected] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    doubtful: int = 0
    merge_offers: int = 0
    notes: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return the counts by name, as scripts and the audit trail get them."""
        names = ("read", "new", "updated", "unchanged", "repeated", "rejected")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Importing:
    """What an import needs beside the file.

    progress: called with a stage ("reading", "merging", "undoing") and its share done, 0 to 1.
    on_reject: called with each rejected record as it is met.
    """

    store: Store
    bounds: Bounds
    rates: Rates
    clock: Callable[[], datetime]
    actor: str
    progress: Callable[[str, float], None] = lambda _stage, _share: None
    on_reject: Callable[[Rejected], None] = lambda _rejected: None

    def reject(self, report: Report, record: Rejected) -> None:
        """Count a rejected record, and hand it on."""
        report.rejected += 1
        self.on_reject(record)
        if len(report.rejects) < DETAILED:
            report.rejects.append(record)


def chunks(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while chunk := list(islice(items, size)):
        yield chunk


def latest_day(now: datetime) -> str:
    """Return the last day that figures can be of: tomorrow, which it is somewhere already."""
    return (now + timedelta(days=1)).date().isoformat()


def day_of_figures(text: str, now: datetime) -> str:
    """Return the day that figures are said to be of, as ISO text. Raises ImportRefused."""
    try:
        day = datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        raise ImportRefused(says.no_date(text)) from None
    if day > latest_day(now):
        raise ImportRefused(says.in_the_future(day))
    return day


def instant(at: datetime) -> str:
    """Write an instant as the store keeps it: ISO, UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
