"""How a person wants a list to be understood: what is chosen in its preview, or on a terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from services.reading.columns import EXTRA, LEFT_OUT, POSTS_ONLY, UNITED
from services.reading.headings import FIELDS, SALES, platform_named

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


@dataclass(frozen=True, slots=True)
class Choices:
    """How a person wants a list to be understood; None and {} where they leave it to us.

    mapping: heading -> field, EXTRA or LEFT_OUT. source: the list's name. mappings: kind -> what
    was said of columns while it was chosen, for it may be chosen again.
    """

    kind: str | None = None
    platform: str | None = None
    source: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def with_kind(self, kind: str, before: str) -> "Choices":
        """Choose what a row is: what was said of columns then holds again. before: what it was."""
        if kind not in KINDS:
            return self
        mappings = {**self.mappings, before: self.mapping}
        return replace(self, kind=kind, mapping=mappings.pop(kind, {}), mappings=mappings)

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

    def with_likely(self, asked: Iterable[tuple[str, str]]) -> "Choices":
        """Choose for headings the fields that are asked about; of two for one field the first."""
        choices = self
        for heading, maybe in asked:
            if maybe in UNITED or maybe not in choices.mapping.values():
                choices = choices.with_column(heading, maybe)
        return choices
