"""Fields of forms: text, a day, one of a few choices. What is entered has the action_id "value"."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from blocks.text import Block, cut, plain, select
from storage.words import clean

MOST = 100
"""Options of a select."""


def field(
    block: str, label: str, element: Block, *, optional: bool = False, hint: str = ""
) -> Block:
    """Return an element with its label. block: the name by which its value comes back."""
    found: Block = {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "optional": optional,
        "element": {"action_id": "value", **element},
    }
    if hint:
        found["hint"] = plain(hint, 150)
    return found


def text_field(
    block: str,
    label: str,
    example: str = "",
    *,
    optional: bool = False,
    longest: int = 40,
    lines: bool = False,
    initial: str = "",
    hint: str = "",
) -> Block:
    """Return a field to type into. example: shown while it is empty; lines: it may have several."""
    element: dict[str, Any] = {"type": "plain_text_input", "max_length": longest}
    if example:
        element["placeholder"] = plain(example, 150)
    if lines:
        element["multiline"] = True
    if initial := cut(clean(initial), longest):
        element["initial_value"] = initial
    return field(block, label, element, optional=optional, hint=hint)


def day_field(
    block: str, label: str, initial: date | None, *, optional: bool = False, hint: str = ""
) -> Block:
    element: dict[str, Any] = {"type": "datepicker"}
    if initial:
        element["initial_date"] = initial.isoformat()
    return field(block, label, element, optional=optional, hint=hint)


def choice_field(
    block: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    chosen: str = "",
    *,
    optional: bool = False,
) -> Block:
    """Return a select of (text, value). chosen: a value; where none is, a field that must be filled
    has the first.
    """
    first = "" if optional else choices[0][1]
    element = select("value", choices[:MOST], chosen or first)
    return field(block, label, element, optional=optional)
