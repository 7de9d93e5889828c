"""What users wrote says just that in Slack: no mention, link, style or picture comes of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks.text import cut, escape, fallback, hinted, plain
from console.mrkdwn import to_html
from tests.blocks.conftest import HOSTILE

LIVE = re.compile(r"[<>*~`\0\x1b\n\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text: str) -> None:
    assert not LIVE.search(escape(text))


@given(st.text(max_size=300))
def test_any_text_is_inert(text: str) -> None:
    assert not LIVE.search(escape(text))


@given(st.text(max_size=300))
def test_any_text_is_inert_in_the_fallback(text: str) -> None:
    assert not LIVE.search(fallback([text]))


@pytest.mark.parametrize(
    "text", ["*bold*", "_it_", "some _words_ slanted", "~gone~", "`code`", "<!channel>"]
)
def test_marks_are_shown_and_not_obeyed(text: str) -> None:
    html = str(to_html(escape(text)))
    assert not re.search(r"<(strong|em|s|code|pre|span)", html)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Try `er:>3%` now", "Try `er:&gt;3%` now"),
        ("no end `of it", "no end ˋof it"),
        ("``", "ˋˋ"),
        ("`<!channel>` *b*", "`&lt;!channel&gt;` ∗b∗"),
    ],
)
def test_hint_is_shown_as_code(text: str, shown: str) -> None:
    assert hinted(text) == shown


@given(st.text(max_size=300) | st.text("`<*~a \n", max_size=30))
def test_any_text_is_inert_but_for_code(text: str) -> None:
    shown = hinted(text)
    assert not re.search(r"<(?!/?code>)", str(to_html(shown)))
    assert not LIVE.search(re.sub(r"`[^`<>\n]+`", "", shown))


def test_underscores_inside_a_handle_stay() -> None:
    assert escape("jane_runs_far") == "jane_runs_far"


def test_sign_that_would_quote_the_line_does_not() -> None:
    assert not escape("> quote").startswith("&gt;")


def test_name_of_an_emoji_stays_a_word() -> None:
    assert ":fire:" not in escape("hot :fire: stuff")


def test_query_is_shown_as_typed() -> None:
    assert escape("likes:>800 country:DE") == "likes:&gt;800 country:DE"


@given(st.text(max_size=50), st.integers(1, 60))
def test_cut_text_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(cut(text, length)) <= length


@pytest.mark.parametrize("text", ["", "\0", "\u200e"])
def test_plain_text_is_never_empty(text: str) -> None:
    assert plain(text)["text"] == " "
