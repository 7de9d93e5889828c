"""A creator's row: three lines that fit a phone, whatever is known."""

import pytest

from blocks.rows import called, missed, name_of, near_row, row
from services.found import Found
from tests.blocks.conftest import found

USUAL = [
    found(),
    found(name="Alexandra Montgomery-Featherstonehaugh", country="GB"),
    found(followers=99_999, typical_likes=2_499, value_minor=149_900, verdict="strong_signs"),
    found(platform="youtube", value_format="video", verdict="cannot_tell", value_minor=149_900),
    found(name=None, handle="a" * 30),
    found(remarked=True, value_minor=139_600),
    found(followers=None, typical_likes=None, value_minor=None),
]


@pytest.mark.parametrize("one", USUAL)
@pytest.mark.parametrize("number", [1, 10, 995])
def test_row_fits_a_phone(one: Found, number: int) -> None:
    text = row(one, number, "USD").block["text"]["text"].replace("*", "")
    assert [len(line) <= 42 for line in text.split("\n")] == [True] * len(text.split("\n"))
    assert len(text.split("\n")) <= 3


def test_row_says_all_of_it_in_plain_text() -> None:
    assert row(found(), 1, "USD").text == (
        "1. Jane Runs · Instagram: ≈1,980 likes · 15K followers · ≈ $277 a post · nothing found"
    )


def test_row_of_whom_nobody_can_tell_ends_with_the_value() -> None:
    assert row(found(verdict="cannot_tell"), 1, "USD").text.endswith(" · ≈ $277 a post")


def test_video_is_valued_as_a_video() -> None:
    one = found(platform="tiktok", value_format="video", value_minor=39_600)
    assert "≈ $396 a video" in row(one, 1, "USD").text


def test_unknown_figures_are_called_unknown() -> None:
    one = found(followers=None, typical_likes=None, value_minor=None)
    assert "likes unknown · followers unknown" in row(one, 1, "USD").text


def test_menu_names_whose_it_is() -> None:
    options = row(found(), 1, "USD").block["accessory"]["options"]
    assert options[0]["text"]["text"] == "Details of Jane Runs"


@pytest.mark.parametrize(
    ("handle", "name", "is_called"),
    [
        ("jane", "Jane", "@jane"),
        (None, "Jane", "Jane"),
        ("\u200e", None, "Somebody without a name"),
    ],
)
def test_creator_is_called_by_the_handle(
    handle: str | None, name: str | None, is_called: str
) -> None:
    assert called(found(handle=handle, name=name)) == is_called


def test_name_of_nothing_visible_is_the_handle() -> None:
    assert name_of(found(name="\u200e \0")) == "@jane.runs"


NEAR = found(average_likes=91, missed_rule="likes_low", missed_by=409)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (NEAR, "*Jane Runs* · Instagram · US\n@jane.runs: 91 likes, needs 500"),
        (NEAR._replace(name=None), "*@jane.runs* · Instagram · US\n91 likes, needs 500"),
        (NEAR._replace(handle=None), "*Jane Runs* · Instagram · US\n91 likes, needs 500"),
    ],
)
def test_near_miss_is_shown_by_name_and_handle_with_its_rule(one: Found, said: str) -> None:
    assert near_row(one).block["text"]["text"] == said


def test_two_failed_rules_are_said() -> None:
    assert missed(found(missed_rule="two_rules")) == "fails two rules"


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (33_586, "USD", "≈ $336 a post"),
        (33_549, "USD", "≈ $335 a post"),
        (33_550, "USD", "≈ $336 a post"),
        (33_650, "USD", "≈ $336 a post"),
        (49, "USD", "≈ $0 a post"),
        (335, "JPY", "≈ ¥335 a post"),
        (1_234_567, "KWD", "≈ KWD1,235 a post"),
    ],
)
def test_worth_is_rounded_half_even(minor: int, currency: str, said: str) -> None:
    assert said in row(found(value_minor=minor), 1, currency).text.replace("\xa0", "")
