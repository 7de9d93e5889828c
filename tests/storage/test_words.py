"""Text as it is compared and kept: one folding for what is stored and what is asked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.words import clean, fold, fold_handle, words

ANY = st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yoga & Pilates", ["yoga", "pilates"]),
        ("CAFÉ ﬁt", ["cafe", "fit"]),
        ("Straße", ["strasse"]),
        ("фитнес-тренер", ["фитнес", "тренер"]),
        ("snake_case 10k", ["snake", "case", "10k"]),
        ("ｆｕｌｌｗｉｄｔｈ", ["fullwidth"]),
        ("…!?", []),
    ],
)
def test_words_are_runs_of_letters_and_digits_without_case_and_accents(
    text: str, found: list[str]
) -> None:
    assert words(text) == found


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_words_of_words_are_the_same_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(ANY)
@example("0\x1fß")
def test_capitals_make_no_other_words(text: str) -> None:
    assert words(text.casefold()) == words(text)


@given(st.text(st.characters(), max_size=60))
def test_clean_text_can_be_stored_and_sent(text: str) -> None:
    kept = clean(text)
    assert "\0" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c", "\x1b", "\x00"])
def test_marks_that_turn_or_command_are_taken_out(mark: str) -> None:
    assert clean(f"a{mark}b") == "ab"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_separator_of_lines_becomes_a_line_break_that_everybody_knows(separator: str) -> None:
    assert clean(f"runs{separator}swims") == "runs\nswims"


def test_accents_make_another_handle() -> None:
    assert fold_handle("Niké") != fold_handle("nike")


def test_case_makes_no_other_handle() -> None:
    assert fold_handle(" Jane.Runs ") == "jane.runs"
