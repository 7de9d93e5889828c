"""A list before it is imported: of what kind, how its columns are understood, who would come in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from services.errors import ImportRefused
from services.forgetting import memory
from services.misspelt import likely
from services.reading import Reading, understood
from services.reading import sales as sale_rows
from services.reading.columns import EXTRA, LEFT_OUT, POSTS_ONLY, UNITED
from services.reading.headings import FIELDS, SALES, field_of, normal, platform_named
from services.reading.numbers import is_unknown
from services.reading.tables import Surveyed
from services.records import Creator, Disagreement, PostFigures, Rejected
from services.sale_fields import Event
from services.samples import Sample
from storage import people
from storage.engine import Store
from texts import previews as says

SHOWN = 3
KINDS: dict[str, tuple[str, ...]] = {
    "influencers": tuple([name for name in FIELDS if name not in POSTS_ONLY]),
    "posts": (
        "handle",
        "platform",
        "posted_at",
        "format",
        "post_likes",
        "post_comments",
        "post_url",
    ),
    "sales": tuple(SALES),
}
"""Kind of list -> the fields that its columns may be."""

_UNNAMED = {"influencers": EXTRA, "posts": LEFT_OUT, "sales": LEFT_OUT}
"""What becomes of a column that is no field."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a person wants a list to be understood; None and {} where they leave it to us.

    mapping: heading -> field, EXTRA or LEFT_OUT. source: the list's name.
    """

    kind: str | None = None
    platform: str | None = None
    source: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)

    def with_kind(self, kind: str) -> "Choices":
        """Choose what a row is; what was said of columns was said of another kind."""
        return replace(self, kind=kind, mapping={}) if kind in KINDS else self

    def with_platform(self, platform: str) -> "Choices":
        """Choose the platform of rows that name none."""
        return replace(self, platform=platform if platform_named(platform) else None)

    def with_name(self, name: str) -> "Choices":
        """Choose the list's name; the file's where nothing is said."""
        return replace(self, source=name or None)

    def with_column(self, heading: str, said: str) -> "Choices":
        """Choose what a column is; another that was chosen to be the same is not any more."""
        single = said not in UNITED and said not in (EXTRA, LEFT_OUT)
        kept = {one: was for one, was in self.mapping.items() if not (single and was == said)}
        return replace(self, mapping={**kept, heading: said})


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

    platform: of rows that name none; platform_said: all of the first name theirs.
    trouble: what must be corrected before, or None. first: the first records. Of looked_at rows
    without_followers and without_likes lack them, there are in the store already, and rejected
    can't be taken; one of those is first_reject. note: what of the file is not read, or not as one
    might think.
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
    note: str = ""

    @property
    def only_first(self) -> int | None:
        """How many rows were looked at, where not all were."""
        return self.looked_at if self.looked_at < self.total else None

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
    forgotten = memory(store)
    records = [
        one if isinstance(one, Rejected) else forgotten.rejected(one) or one
        for one in reading.records()
        if not isinstance(one, Disagreement)
    ]
    rejects = [one for one in records if isinstance(one, Rejected)]
    first = [one for one in records if isinstance(one, Creator | PostFigures)]
    creators = [one for one in first if isinstance(one, Creator)]
    return replace(
        plain,
        first=tuple(first[:SHOWN]),
        without_followers=sum([one.followers is None for one in creators]),
        without_likes=sum([one.average_likes is None for one in creators]),
        platform_said="platform" in [one.said for one in plain.columns]
        and all(one.accounts[0].platform != "unknown" for one in creators),
        there=_there(store, creators),
        rejected=len(rejects),
        first_reject=rejects[0] if rejects else None,
    )


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
    )


def for_sales(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return a mapping as sales know it: what is no field is left out."""
    return {heading: "" if said == LEFT_OUT else said for heading, said in mapping.items()}
