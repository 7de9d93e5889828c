"""Whatever the bot draws stays within Slack's limits: with no contents, usual ones, the longest.

Every public function of blocks/ that returns a message, a view or blocks has a case in cases.py;
one without fails here.
"""

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import blocks
from blocks import fields, telling, text
from console.checks import check_message, check_view
from console.driver import elements_in, texts_in
from tests.blocks.conftest import HOSTILE
from tests.limits.cases import CASES
from tests.limits.contents import LONGEST, SHORTEST, USUAL, WILDEST, Contents

PARTS = (text, telling, fields)
DRAWN = ("Message", "Block", "list", "tuple[Block")
TEXT_OF_MESSAGE, SIZE_OF_VIEW = 12_000, 250_000
FIXED = {"shortest": SHORTEST, "usual": USUAL, "longest": LONGEST, "wildest": WILDEST}
CONTENTS = st.builds(
    Contents,
    st.sampled_from([one for one in HOSTILE if one != "\ud800"]) | st.text(max_size=40),
    st.none() | st.sampled_from([0, 1, 2, 999, 10**9]),
    st.sampled_from([0, 1, 2, 11, 101]),
)
EACH = [
    pytest.param(draw, id=f"{function.__module__}.{function.__name__}{number or ''}")
    for function, draws in CASES.items()
    for number, draw in enumerate(draws)
]


def drawings() -> list[Callable[..., Any]]:
    """Return the public functions of blocks/ that draw something whole; PARTS are what they use."""
    found = []
    for module in pkgutil.iter_modules(blocks.__path__):
        loaded = import_module(f"blocks.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            returns = inspect.signature(function, eval_str=True).return_annotation
            whole = "dict[str, typing.Any]" in str(returns)
            own = function.__module__ == loaded.__name__ and loaded not in PARTS
            if whole and own and not name.startswith("_"):
                found.append(function)
    return found


def refused(drawn: Any) -> list[str]:
    """Return what Slack would refuse of a message or a view."""
    if isinstance(drawn, dict):
        large = len(orjson.dumps(drawn)) > SIZE_OF_VIEW
        return check_view(drawn) + (["too large"] if large else [])
    said, shown = drawn
    orjson.dumps(shown)
    written = max(len(said), sum(map(len, texts_in(shown))))
    wrong = [f"{written} characters"] if written > TEXT_OF_MESSAGE else []
    return check_message(shown) + wrong + ([] if said.strip() else ["no fallback"])


def test_every_drawing_has_a_case() -> None:
    missing = [f"{one.__module__}.{one.__name__}" for one in drawings() if one not in CASES]
    assert missing == []


@pytest.mark.parametrize("contents", FIXED.values(), ids=FIXED.keys())
@pytest.mark.parametrize("draw", EACH)
def test_it_is_taken(draw: Callable[[Contents], Any], contents: Contents) -> None:
    assert refused(draw(contents)) == []


@pytest.mark.parametrize("draw", EACH)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents=CONTENTS)
def test_it_is_taken_with_any_contents(draw: Callable[[Contents], Any], contents: Contents) -> None:
    assert refused(draw(contents)) == []


@pytest.mark.parametrize("draw", EACH)
def test_what_is_read_aloud_has_the_words_that_are_seen(draw: Callable[[Contents], Any]) -> None:
    drawn = draw(USUAL)
    shown = drawn["blocks"] if isinstance(drawn, dict) else drawn[1]
    pressed = [one for _, one in elements_in(shown) if "accessibility_label" in one]
    seen = [(one["text"]["text"].rstrip("…"), one["accessibility_label"]) for one in pressed]
    assert [pair for pair in seen if pair[0].lower() not in pair[1].lower()] == []
