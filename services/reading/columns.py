"""Headings and a sample of rows -> which column is which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from services.errors import ImportRefused
from services.reading.headings import (
    ACCOUNT,
    AUDIENCE_COUNTRY,
    HOSTS,
    OURS,
    PLATFORM_OF,
    check_field,
    field_of,
    normal,
    platform_in,
    platform_named,
)
from services.reading.numbers import NotANumber, UnderZero, is_unknown, parse_count
from services.records import FIGURES
from storage.words import clean
from texts import reading as says

POSTS_ONLY = frozenset(("posted_at", "format", "post_likes", "post_comments", "post_url"))
COMPUTED = frozenset(
    (
        "typical_likes",
        "band_low",
        "band_high",
        "engagement_rate_bp",
        "value_minor",
        "value_format",
        "verdict",
        "reasons",
        "price_minor",
        "price_currency",
    )
)
"""Columns of our own export that are computed anew, or say once more what another one says."""

ROW_NUMBERS = frozenset(("", "id", "no", "nr", "rank", "index"))
COUNTS = frozenset((*FIGURES, "post_likes", "post_comments"))
UNITED = frozenset(("niche", "tags", "url"))
"""Fields of which a file may have several columns, all of them taken."""

EXTRA, LEFT_OUT = "", "-"
"""What a mapping says of a column that is no field: keep it as an extra field, or leave it out."""

POST_NAMES = {
    "average_likes": "post_likes",
    "average_comments": "post_comments",
    "url": "post_url",
    "as_of": "posted_at",
}
"""In a file of posts these headings speak of the post."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as understood.

    field: the field's name, or None: kept as an extra field. number: it is left out, for it counts
    rows, is a remark of ours, or the mapping says so. platform: for links and handles, where the
    heading names one.
    how: why it was understood so, for the preview. sample: first values that are known.
    """

    index: int
    heading: str
    field: str | None
    number: bool
    platform: str | None
    how: str
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a file, in its order."""

    columns: tuple[Column, ...]

    def all(self, field: str) -> list[Column]:
        return [column for column in self.columns if column.field == field]

    def one(self, field: str) -> Column | None:
        found = self.all(field)
        return found[0] if found else None

    def place(self, field: str) -> int | None:
        """Return where in a row the field stands, if it does."""
        column = self.one(field)
        return None if column is None else column.index


def understand(
    headings: Sequence[str],
    sample: Sequence[Sequence[str]],
    *,
    mapping: Mapping[str, str] | None = None,
    posts: bool = False,
) -> Columns:
    """Decide for each heading which field it is.

    mapping: heading -> field, EXTRA or LEFT_OUT, which goes before our own reading.
    Raises ImportRefused for a mapping that names a heading or a field that there is not.
    """
    chosen = _mapped(headings, mapping or {})
    fields = _fields(headings, sample, chosen, posts)
    remarks = {*OURS, ACCOUNT, *(COMPUTED if set(headings) >= COMPUTED else ())}
    columns = []
    for index, heading in enumerate(headings):
        known = _known_of(sample, index)
        field, how = fields[index]
        number = field is None and _says_nothing(heading, known, remarks)
        if index in chosen:
            number = chosen[index] == LEFT_OUT
        elif number:
            how = says.OUR_REMARK if heading in remarks else says.ROW_NUMBER
        columns.append(
            Column(index, heading, field, number, _platform_of(heading, field), how, known[:3])
        )
    return Columns(tuple(columns))


def _fields(
    headings: Sequence[str],
    sample: Sequence[Sequence[str]],
    chosen: Mapping[int, str],
    posts: bool,
) -> list[tuple[str | None, str]]:
    """Return each column's field and why, where two would be the same field the first has it."""
    taken: set[str] = set(chosen.values())
    uncounted: dict[int, str] = {}
    fields: list[tuple[str | None, str]] = []
    for index, heading in enumerate(headings):
        if index in chosen:
            field = None if chosen[index] in (EXTRA, LEFT_OUT) else chosen[index]
            fields.append((field, says.BY_MAPPING))
            continue
        known = _known_of(sample, index)
        field = _guess(heading, known, posts)
        if field in taken and field not in UNITED:
            field = None
        if field is not None and not _is_counted(field, known):
            uncounted[index] = field
            field = None
        if field is not None:
            taken.add(field)
        fields.append((field, says.BY_HEADING if field else says.KEPT))
    for index, lacking in uncounted.items():
        if lacking not in taken:
            fields[index] = (None, says.NO_NUMBERS)
    places = [at for at, one in enumerate(headings) if normal(one) in AUDIENCE_COUNTRY]
    if places and not {"country", "location"} & taken and places[0] not in chosen:
        fields[places[0]] = ("country", says.AUDIENCES)
    return fields


def _known_of(sample: Sequence[Sequence[str]], index: int) -> tuple[str, ...]:
    """Return the values of a column that are known."""
    values = (clean(row[index]).strip() for row in sample if index < len(row))
    return tuple([value for value in values if not is_unknown(value)])


def _mapped(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str]:
    chosen = {}
    for heading, field in mapping.items():
        places = [at for at, one in enumerate(headings) if normal(one) == normal(heading)]
        if not places:
            there = [one[:40] for one in headings[:40]]
            raise ImportRefused(says.no_such_column(heading, there))
        chosen[places[0]] = field if field in (EXTRA, LEFT_OUT) else check_field(field)
    return chosen


def _guess(heading: str, known: Sequence[str], posts: bool) -> str | None:
    name = normal(heading)
    last = normal(heading.rpartition(".")[2])
    if name.startswith("audience "):
        return None
    field = field_of(heading)
    if field is None and (name in PLATFORM_OF or (last in PLATFORM_OF and "." in heading)):
        field = "url" if any("/" in value for value in known) or not known else "handle"
    if field == "platform" and known and not any(map(platform_named, known)):
        return None  # a “Kanal” may be a channel's name: kept, where a platform would be left out
    if posts:
        field = POST_NAMES.get(field or "", field)
    elif field in POSTS_ONLY:
        return None
    return field


def _is_counted(field: str, known: Sequence[str]) -> bool:
    """Tell whether a column may be this field: in one of counts must be a number."""
    return field not in COUNTS or not known or any(map(_counts, known))


def _platform_of(heading: str, field: str | None) -> str | None:
    if field in ("handle", "url", "name", "followers"):
        last = normal(heading.rpartition(".")[2])
        return PLATFORM_OF.get(last) or platform_in(heading)
    return None


def _counts(value: str) -> bool:
    try:
        parse_count(value)
    except NotANumber as error:
        return isinstance(error, UnderZero)  # it is told of, with its row
    return True


def _says_nothing(heading: str, known: Sequence[str], remarks: set[str]) -> bool:
    return heading in remarks or (
        normal(heading) in ROW_NUMBERS and all(value.isdigit() for value in known)
    )


def platform_of_link(link: str) -> str | None:
    """Return the platform a link leads to, or None: a website is no account."""
    if "." not in link or " " in link.strip():
        return None
    text = link.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return None
    parts = host.lower().split(".")
    return HOSTS.get(".".join(parts[-2:])) or HOSTS.get(host)


def handle_in_link(link: str) -> str | None:
    """Return the handle that a profile link leads to, or None: a link to a post names nobody."""
    text = link.strip()
    try:
        parsed = urlsplit(text if "//" in text else f"//{text}")
    except ValueError:
        return None
    parts = [part for part in parsed.path.split("/") if part]
    if parts and parts[0].lower() in _BEFORE_HANDLES:
        parts = parts[1:]
    if not parts or parsed.hostname == "youtu.be" or parts[0].lower() in _NOBODY:
        return None
    if parts[0].lower() == "profile.php":
        return parse_qs(parsed.query).get("id", [None])[0]
    return parts[0].removeprefix("@") or None


_BEFORE_HANDLES = frozenset(
    ("channel", "c", "user", "in", "u", "profile", "add", "@", "company", "id", "s", "people")
)
_NOBODY = frozenset(
    (
        "p",
        "reel",
        "reels",
        "tv",
        "stories",
        "explore",
        "watch",
        "shorts",
        "playlist",
        "video",
        "videos",
        "embed",
        "hashtag",
        "search",
        "groups",
        "events",
        "intent",
        "share",
        "r",
        "i",
    )
)
"""What stands first in links to posts, videos and searches."""
