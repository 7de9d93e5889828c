"""Domain objects with any contents, made from their types: the shortest, usual, the longest.

A new field of a domain object is filled like the others, so that no drawing is spared it.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from services.weeks import Week

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
WEEK = Week(2026, 47)
BY_NAME: dict[str, Any] = {
    "currency": "USD",
    "price_currency": "USD",
    "platform": "instagram",
    "country": "DE",
    "language": "de",
    "value_format": "photo",
    "worth_format": "photo",
    "sort": "likes",
    "limit": 5,
    "offset": 5,
    "channel": "C0APPROVE",
    "card_channel": "C0APPROVE",
    "person": "U0ANA",
    "by": "U0ANA",
    "proposed_by": "U0ANA",
    "decided_by": "U0BO",
    "fingerprint": "f" * 12,
    "kind": "sale",
    "move": "ask_changes",
    "said": "followers",
    "maybe": "average_likes",
}
"""What is no free text: keys and ids, which the desk writes itself."""


@dataclass(frozen=True)
class Contents:
    """What stands in each text, number and list. choices: values of fields that have few.

    number None: everything that may be unknown is unknown, and other numbers are 0.
    """

    text: str
    number: int | None
    many: int
    choices: tuple[tuple[str, Any], ...] = ()

    def of(self, kind: Any, /, **chosen: Any) -> Any:
        """Return an object of a type, its fields filled with these contents but for the chosen."""
        hints = typing.get_type_hints(kind)
        picked = {**BY_NAME, **dict(self.choices)}
        return kind(
            **{
                name: chosen[name] if name in chosen else self._value(hint, name, picked)
                for name, hint in hints.items()
                if name in _fields(kind)
            }
        )

    def _value(self, hint: Any, name: str, picked: dict[str, Any]) -> Any:
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            some = next(one for one in parts if one is not type(None))
            unknown = type(None) in parts and self.number is None
            return None if unknown else self._value(some, name, picked)
        if name in picked:
            return picked[name]
        if origin is tuple and parts[-1:] == (Ellipsis,):
            return (self._value(parts[0], "", picked),) * self.many
        if origin is tuple:
            return tuple(self._value(one, "", picked) for one in parts)
        if origin is list:
            return [self._value(parts[0], "", picked)] * self.many
        if origin in (dict, Mapping):
            return {}
        return self._single(hint, name, picked)

    def _single(self, kind: Any, name: str, picked: dict[str, Any]) -> Any:
        if kind is str:
            if name.endswith(("_at", "_until")) or name in ("at", "oldest", "newest", "as_of"):
                return "2026-11-24T09:30:00Z"
            return "2026-12-12" if name.endswith("_on") else self.text
        if kind in (int, bool):
            return kind(self.number or 0)
        if issubclass(kind, Enum):
            return next(iter(kind))
        known = {datetime: NOW, date: NOW.date(), time: time(9), ZoneInfo: ZONE, Week: WEEK}
        return known[kind] if kind in known else self.of(kind)


def _fields(kind: Any) -> set[str]:
    if dataclasses.is_dataclass(kind):
        return {one.name for one in dataclasses.fields(kind) if one.init}
    return set(kind._fields)


SHORTEST = Contents("", None, 0)
USUAL = Contents("Jane Runs", 1_980, 3)
LONGEST = Contents("W" * 10_000, 10**12, 200)
WILDEST = Contents("<&>*_`~:" * 1_250, 10**15, 200)
