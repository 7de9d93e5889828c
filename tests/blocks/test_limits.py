"""Whatever an answer holds, Slack takes it: its limits are kept with any contents."""

from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocks.imports import reading_message, report_message
from blocks.modals import (
    details_modal,
    edit_modal,
    likes_modal,
    message_modal,
    shortlist_modal,
)
from blocks.search import (
    Message,
    answer_message,
    asked,
    error_message,
    help_message,
    misses_message,
)
from console.checks import check_message, check_view
from console.driver import texts_in
from services.errors import QueryError
from services.importing import Report
from services.records import Rejected
from storage.words import clean, fold
from tests.blocks.conftest import ANSWERS, DETAILS, TEXTS

MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = TEXTS.map(lambda text: clean(text)[:75]).filter(fold)
ALL_TEXT = 12_000
"""Characters of one message; Slack refuses more than about 13,200."""


def refused(message: Message) -> list[str]:
    """Return what Slack would refuse, and what could not even be sent."""
    text, blocks = message
    orjson.dumps(blocks)
    written = sum(map(len, texts_in(blocks)))
    wrong = check_message(blocks)
    wrong += ["too much text"] if max(len(text), written) > ALL_TEXT else []
    return wrong + ([] if text.strip() else ["no fallback"])


def view_refused(view: dict[str, Any]) -> list[str]:
    size = len(orjson.dumps(view))
    return check_view(view) + (["too large"] if size > 250_000 else [])


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
    assert view_refused(details_modal(details, "USD")) == []


@MANY
@given(TEXTS, TEXTS, st.integers(0, 900), st.integers(1, 900))
def test_any_error_is_taken(message: str, text: str, at: int, length: int) -> None:
    assert refused(error_message(QueryError(message, text, at, length, text))) == []


@MANY
@given(TEXTS, st.lists(NAMES, max_size=120))
def test_any_shortlists_are_taken(name: str, lists: list[str]) -> None:
    assert view_refused(shortlist_modal(name, lists, "1")) == []


@MANY
@given(TEXTS)
def test_any_text_is_taken_by_a_form(text: str) -> None:
    assert view_refused(edit_modal(text, "m")) + view_refused(message_modal(text, text)) == []


@MANY
@given(TEXTS, st.integers(0, 10**9), st.lists(TEXTS, max_size=8))
def test_any_report_is_taken(source: str, count: int, reasons: list[str]) -> None:
    report = Report(1, source, "influencers", count, count, count, count, count, count)
    report.rejects = [Rejected(1, one, one, one, ()) for one in reasons]
    assert refused(report_message(report)) + refused(reading_message(source)) == []


def test_help_is_taken() -> None:
    assert refused(help_message()) + view_refused(likes_modal()) == []


@MANY
@given(st.text(max_size=3_000), st.integers(0, 10_000), st.sampled_from(["", "share"]))
def test_value_of_a_button_can_always_be_read_again(text: str, offset: int, act: str) -> None:
    value = asked(text, offset, act)
    assert (len(value) <= 2_000, clean(text).startswith(orjson.loads(value)[0])) == (True, True)


def test_longest_query_survives_in_a_button() -> None:
    text = '"' * 900
    assert orjson.loads(asked(text, 10, "share"))[0] == text
