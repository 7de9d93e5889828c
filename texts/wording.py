"""Counts in words: the form that a count asks for, by babel's plural rules, never by hand."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from babel import Locale
from babel.lists import format_list

from texts.numbers import full_count

LANGUAGE = Locale("en")
"""The language of all texts of the desk."""


@lru_cache(maxsize=16_384)
def plural(count: int, one: str, other: str = "") -> str:
    """Return the form that goes with a count; the other form is, if not given, the first + s."""
    return one if LANGUAGE.plural_form(count) == "one" else other or f"{one}s"


def counted(
    count: int, one: str, other: str = "", *, write: Callable[[int], str] = full_count
) -> str:
    """Write a count with its noun: "1 offer", "1,234 offers". write: how the number is written."""
    return f"{write(count)} {plural(count, one, other)}"


def any_of(names: Sequence[str]) -> str:
    """Write names of which each may be meant: "Ana, Bo, or Cy"."""
    return str(format_list(names, "or", LANGUAGE))


def all_of(names: Sequence[str]) -> str:
    """Write names of which all are meant: "Ana, Bo, and Cy"."""
    return str(format_list(names, "standard", LANGUAGE))
