"""A list before it is imported: of what kind, how its columns are understood, who would come in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from services import post_imports
from services.choices import Choices
from services.errors import ImportRefused
from services.forgetting import left_out
from services.importing import latest_day
from services.misspelt import likely
from services.reading import Reading, understood
from services.reading import sales as sale_rows
from services.reading.columns import EXTRA, LEFT_OUT, UNITED
from services.reading.headings import field_of, normal
from services.reading.numbers import is_unknown
from services.reading.tables import Surveyed
from services.records import Creator, Doubt, PostFigures, Rejected
from services.sale_fields import Event
from services.samples import Sample
from storage import people
from storage.engine import Store
from texts import previews as says

SHOWN = 3
_UNNAMED = {"influencers": EXTRA, "posts": LEFT_OUT, "sales": LEFT_OUT}
"""What becomes of a column that is no field."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as understood.

    said: a field, EXTRA or LEFT_OUT. twin: a column before it has the same heading, so that no
    correction can name it. sample: its first values that are known. how: why it is understood so.
    maybe: the field that its heading means if it is misspelt: to be asked, never taken over.
    """

    heading: str
    said: str
    twin: bool
    sample: tuple[str, ...]
    how: str = ""
    maybe: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A list as it would come in.

    platform: of rows that name none; platform_said: all of the first name theirs, or
    in trouble: a column does.
    trouble: what must be corrected before, or None. first: the first records. Of looked_at rows
    rejected can't be taken and repeated are about whom another one is about; of the others
    without_followers and without_likes lack them, and there are in the store already.
    first_reject: one of those rejected. doubtful: rows with a doubt, of which first_doubt is one.
    note: what of the file is not read, or not as one might think.
    """

    source: str
    kind: str
    total: int
    platform: str
    platform_how: str
    columns: tuple[Shown, ...]
    platform_said: bool = False
    trouble: str | None = None
    first: tuple[Creator | PostFigures | Event, ...] = ()
    looked_at: int = 0
    without_followers: int = 0
    without_likes: int = 0
    there: int = 0
    rejected: int = 0
    first_reject: Rejected | None = None
    repeated: int = 0
    doubtful: int = 0
    first_doubt: Doubt | None = None
    note: str = ""

    @property
    def only_first(self) -> int | None:
        """How many rows were looked at, where not all were."""
        return self.looked_at if self.looked_at < self.total else None

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Headings that look misspelt, each with the field that it may be."""
        return [(one.heading, one.maybe) for one in self.columns if one.maybe]

    @property
    def different(self) -> int:
        """How many creators, posts or sales come in; at most, where not all rows were looked at."""
        return self.total - self.rejected - self.repeated

    @property
    def none_fits(self) -> bool:
        """Whether no row that was looked at can be taken."""
        return self.first_reject is not None and not self.first


def kind_of(headings: Sequence[str]) -> str:
    """Tell by its headings whether a list is of influencers, of posts or of sales."""
    sold = {sale_rows.sale_field_of(heading) for heading in headings}
    fields = {field_of(heading) for heading in headings}
    if "followers" in fields:
        return "influencers"
    if "order_id" in sold and sold & {"net_minor", sale_rows.NET}:
        return "sales"
    if "handle" in fields and fields & {"posted_at", "post_url"}:
        return "posts"
    return "influencers"


def look(
    store: Store, sample: Sample, name: str, choices: Choices, *, zone: ZoneInfo, now: datetime
) -> Look:
    """Tell how a list is understood. name: the file's. zone: of times in sales that name none.

    Those who asked to be forgotten are not shown.
    """
    kind = choices.kind or kind_of(sample.headings)
    if kind == "sales":
        return _sales(sample, name, choices, zone, now)
    reading = understood(
        Path(name),
        Surveyed("", 1, b"", False),
        sample,
        source=choices.source or name,
        platform=choices.platform,
        mapping=choices.mapping,
        kind=kind,
        latest=latest_day(now),
    )
    said = [
        one.field or (LEFT_OUT if one.number else _UNNAMED[kind]) for one in reading.columns.columns
    ]
    plain = Look(
        source=reading.source,
        kind=kind,
        total=sample.total,
        platform=reading.platform,
        platform_how=reading.platform_how,
        columns=_shown(sample, kind, said, choices, [one.how for one in reading.columns.columns]),
        platform_said="platform" in said,
        trouble=_trouble(sample, kind, said),
        looked_at=len(sample.lines),
        note=" ".join(reading.notes()),
    )
    return plain if plain.trouble else _with_records(store, plain, reading)


def _shown(
    sample: Sample, kind: str, said: Sequence[str], choices: Choices, how: Sequence[str] = ()
) -> tuple[Shown, ...]:
    seen: set[str] = set()
    chosen = set(map(normal, choices.mapping))
    columns = []
    for place, heading in enumerate(sample.headings):
        cells = (row[place].strip() for _, row in sample.lines if place < len(row))
        known = [cell for cell in cells if not is_unknown(cell)]
        name = normal(heading)
        maybe = None
        if said[place] == _UNNAMED[kind] and name not in seen | chosen:
            maybe = _free(likely(heading, kind), said)
        why = how[place] if how else ""
        columns.append(Shown(heading, said[place], name in seen, tuple(known[:2]), why, maybe))
        seen.add(name)
    return tuple(columns)


def _free(field: str | None, said: Sequence[str]) -> str | None:
    """Return a field that another column may still be."""
    return None if field in said and field not in UNITED else field


def _trouble(sample: Sample, kind: str, said: Sequence[str]) -> str | None:
    """Say what a list can't do without."""
    if not sample.total:
        return says.NO_ROWS
    if kind == "influencers" and not {"handle", "name", "url"} & set(said):
        return says.NOBODY_NAMED
    if kind == "posts" and not {"handle", "posted_at"} <= set(said):
        return says.POSTS_NEED
    if kind != "sales":
        return None
    twice = [name for name, count in Counter(said).items() if count > 1 and name != LEFT_OUT]
    if twice:
        return says.twice(twice[0])
    missing = [name for name in sale_rows.NEEDED if name not in said]
    if not {"net_minor", sale_rows.NET} & set(said):
        missing.append("net")
    return says.sales_need(missing) if missing else None


def _with_records(store: Store, plain: Look, reading: Reading) -> Look:
    """Add what the first rows say."""
    records = list(left_out(store, reading.records()))
    rejects = [one for one in records if isinstance(one, Rejected)]
    doubts = [one for one in records if isinstance(one, Doubt)]
    first = [one for one in records if isinstance(one, Creator | PostFigures)]
    different = {_about(one): one for one in first}
    creators = [one for one in different.values() if isinstance(one, Creator)]
    return replace(
        plain,
        first=tuple(first[:SHOWN]),
        without_followers=_without("followers", first),
        without_likes=_without("average_likes", first),
        platform_said=_platform_said(reading),
        there=_there(store, creators),
        rejected=len(rejects),
        first_reject=rejects[0] if rejects else None,
        repeated=len(first) - len(different),
        doubtful=len({one.line for one in doubts}),
        first_doubt=doubts[0] if doubts else None,
    )


def _without(figure: str, records: Sequence[Creator | PostFigures]) -> int:
    """Count the creators of whom no record says a figure."""
    said = [one for one in records if isinstance(one, Creator)]
    return len(
        {*map(_about, said)} - {_about(one) for one in said if getattr(one, figure) is not None}
    )


def _about(one: Creator | PostFigures) -> tuple[str, ...]:
    """Return what a record is about: of two about the same the later counts."""
    if isinstance(one, Creator):
        return one.accounts[0].platform, one.accounts[0].key
    post = post_imports.staged(0, one)
    return post.platform, post.key, post.post_key


def _platform_said(reading: Reading) -> bool:
    """Tell whether all rows name their platform themselves, in a cell or by a heading."""
    unsaid = replace(reading, platform="unknown").records()
    named = [_about(one)[0] for one in unsaid if isinstance(one, Creator | PostFigures)]
    return bool(named) and "unknown" not in named


def _there(store: Store, creators: Sequence[Creator]) -> int:
    """Count those of whom an account is in the store: an import finds them by these."""
    named = {(one.platform, one.key) for creator in creators for one in creator.accounts}
    known = store.read(people.known_among, sorted(named))
    return sum(
        any((one.platform, one.key) in known for one in creator.accounts) for creator in creators
    )


def _sales(sample: Sample, name: str, choices: Choices, zone: ZoneInfo, now: datetime) -> Look:
    asked = {normal(heading): said for heading, said in choices.mapping.items()}
    said = [
        asked.get(normal(heading), sale_rows.sale_field_of(heading) or LEFT_OUT) or LEFT_OUT
        for heading in sample.headings
    ]
    plain = Look(
        source=choices.source or name,
        kind="sales",
        total=sample.total,
        platform="",
        platform_how="",
        columns=_shown(sample, "sales", said, choices),
        trouble=_trouble(sample, "sales", said),
        looked_at=len(sample.lines),
        note=sample.note,
    )
    if plain.trouble:
        return plain
    try:
        columns = sale_rows.understand(sample.headings, for_sales(choices.mapping))
    except ImportRefused as error:
        return replace(plain, trouble=error.sentence())
    read = list(sale_rows.events(columns, sample.rows(), now=now, zone=zone))
    rejects = [one for one in read if isinstance(one, Rejected)]
    events = [one.event for one in read if not isinstance(one, Rejected)]
    return replace(
        plain,
        first=tuple(events[:SHOWN]),
        rejected=len(rejects),
        first_reject=rejects[0] if rejects else None,
        repeated=len(events) - len({(one.shop, one.event_id) for one in events}),
    )


def for_sales(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return a mapping as sales know it: what is no field is left out."""
    return {heading: "" if said == LEFT_OUT else said for heading, said in mapping.items()}
