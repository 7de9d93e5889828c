"""Headings and a sample of rows -> which column is which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from services.errors import ImportRefused
from services.reading.headings import (
    FIELD_OF,
    HOSTS,
    PLATFORM_OF,
    check_field,
    normal,
    platform_in,
)
from services.reading.numbers import NotANumber, is_unknown, parse_count

POSTS_ONLY = frozenset(("posted_at", "format", "post_likes", "post_comments", "post_url"))
ROW_NUMBERS = frozenset(("", "id", "no", "nr", "rank", "index"))
COUNTS = frozenset(
    (
        "followers",
        "average_likes",
        "average_comments",
        "average_views",
        "follows",
        "posts_count",
        "post_likes",
        "post_comments",
    )
)
UNITED = frozenset(("niche", "tags", "url"))
"""Fields of which a file may have several columns, all of them taken."""

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

    field: the field's name, or None: kept as an extra field. number: it counts rows and says
    nothing of anybody. platform: for links and handles, where the heading names one.
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


def understand(
    headings: Sequence[str],
    sample: Sequence[Sequence[str]],
    *,
    mapping: Mapping[str, str] | None = None,
    posts: bool = False,
) -> Columns:
    """Decide for each heading which field it is.

    mapping: heading -> field, which goes before our own reading ("" for an extra field).
    Raises ImportRefused for a mapping that names a heading or a field that there is not.
    """
    chosen = _mapped(headings, mapping or {})
    taken: set[str] = set(chosen.values())
    columns = []
    for index, heading in enumerate(headings):
        values = [row[index] for row in sample if index < len(row)]
        known = tuple([value.strip() for value in values if not is_unknown(value)][:3])
        if index in chosen:
            field, how = chosen[index] or None, "by the mapping"
        else:
            field, how = _guess(heading, known, posts), "by its heading"
            if field in taken and field not in UNITED:
                field = None
        if field is not None:
            taken.add(field)
        number = field is None and normal(heading) in ROW_NUMBERS and _whole(known)
        columns.append(
            Column(
                index,
                heading,
                field,
                number,
                _platform_of(heading, field),
                how if field else ("row number" if number else "kept as an extra field"),
                known,
            )
        )
    return Columns(tuple(columns))


def _mapped(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str]:
    chosen = {}
    for heading, field in mapping.items():
        places = [at for at, one in enumerate(headings) if normal(one) == normal(heading)]
        if not places:
            raise ImportRefused(
                f'The mapping names a column "{heading}" that the file does not have.'
                f" It has: {', '.join(headings)}."
            )
        chosen[places[0]] = check_field(field) if field else ""
    return chosen


def _guess(heading: str, known: Sequence[str], posts: bool) -> str | None:
    name = normal(heading)
    last = normal(heading.rpartition(".")[2])
    if name.startswith("audience ") and name != "audience":
        return None
    field = FIELD_OF.get(name)
    if field is None and (name in PLATFORM_OF or (last in PLATFORM_OF and "." in heading)):
        field = "url" if any("/" in value for value in known) or not known else "handle"
    if posts:
        field = POST_NAMES.get(field or "", field)
    elif field in POSTS_ONLY:
        return None
    if field in COUNTS and known and not any(map(_counts, known)):
        return None
    return field


def _platform_of(heading: str, field: str | None) -> str | None:
    if field in ("handle", "url", "name", "followers"):
        last = normal(heading.rpartition(".")[2])
        return PLATFORM_OF.get(last) or platform_in(heading)
    return None


def _counts(value: str) -> bool:
    try:
        parse_count(value)
    except NotANumber:
        return False
    return True


def _whole(values: Sequence[str]) -> bool:
    return all(value.isdigit() for value in values)


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
    """Return the handle that a profile link ends in, or None for a link without one."""
    text = link.strip()
    try:
        path = urlsplit(text if "//" in text else f"//{text}").path
    except ValueError:
        return None
    parts = [part for part in path.split("/") if part]
    if parts and parts[0] in ("channel", "c", "user", "in", "u", "profile", "add", "@"):
        parts = parts[1:]
    return parts[0].removeprefix("@") or None if parts else None
