"""Answers, details and reports with any mixture of contents; tests/limits has all drawings."""

from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocks.details import details_modal
from blocks.search import answer_message, misses_message
from blocks.search_choices import asked
from storage.words import clean
from tests.blocks.conftest import ANSWERS, DETAILS
from tests.limits.test_slack_takes_it import refused

MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(ANSWERS, st.none() | st.just("U0ANA"))
def test_any_answer_is_taken(answer: Any, shared_by: str | None) -> None:
    assert refused(answer_message(answer, shared_by)) == []


@MANY
@given(ANSWERS)
def test_any_near_misses_are_taken(answer: Any) -> None:
    assert refused(misses_message(answer)) == []


@MANY
@given(DETAILS)
def test_any_details_are_taken(details: Any) -> None:
    assert refused(details_modal(details, "USD", "U0ANA")) == []


@MANY
@given(st.text(max_size=3_000), st.integers(0, 10_000), st.sampled_from(["", "share"]))
def test_value_of_a_button_can_always_be_read_again(text: str, offset: int, act: str) -> None:
    value = asked(text, offset, act)
    assert (len(value) <= 2_000, clean(text).startswith(orjson.loads(value)[0])) == (True, True)


def test_longest_query_survives_in_a_button() -> None:
    text = '"' * 900
    assert orjson.loads(asked(text, 10, "share"))[0] == text
