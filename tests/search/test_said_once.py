"""What an answer says once for all of its rows: whom nobody can tell of, and how old figures are."""

from typing import Any

import pytest

from blocks.search import misses_message, told
from services.found import Answer, Found
from services.query_parser import parse
from tests.blocks.conftest import found
from texts import signs

NO_VERDICT = "No verdict means cannot tell: growth of followers could not be checked."
UNTOLD = found(verdict="cannot_tell", unchecked=(signs.NOT_GROWTH,))


def answer(*results: Found, **changes: Any) -> Answer:
    """Return a page of five matches, of which these are shown."""
    query = parse("fitness", currency="USD")
    page = Answer(query, 0, 5, "Fitness", 5, total_is_exact=True, results=results, misses={})
    return page._replace(**changes)


def lines(asked: Answer) -> list[str]:
    return [line for part in told(asked) for line in part.lines()]


def of(day: str, **changes: Any) -> Found:
    return found(as_of=f"{day}T00:00:00Z", **changes)


@pytest.mark.parametrize("reason", [signs.NOT_GROWTH, signs.NOT_POSTS])
def test_whom_nobody_can_tell_of_is_said_above_the_list_whatever_the_reason(reason: str) -> None:
    untold = UNTOLD._replace(unchecked=(reason,))
    assert lines(answer(untold, untold))[1] == NO_VERDICT


def test_rows_of_a_mixed_page_say_other_verdicts_alone() -> None:
    _, above, *rows = lines(answer(found(), UNTOLD))
    assert (above, [row.rpartition(" · ")[2] for row in rows[:2]]) == (
        NO_VERDICT,
        ["nothing found", "≈ $277 a post"],
    )


def test_cards_say_other_verdicts_alone() -> None:
    (cards,) = [
        block
        for part in told(answer(UNTOLD), "U0ANA")
        for block in part.blocks()
        if block["type"] == "carousel"
    ]
    assert "cannot tell" not in str(cards)


@pytest.mark.parametrize("told_of", [found(), UNTOLD._replace(remarked=True)])
def test_a_page_of_which_every_row_has_a_word_says_nothing_above_it(told_of: Found) -> None:
    assert NO_VERDICT not in lines(answer(told_of))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-11-24", "2026-11-24"], "Figures of 24 Nov 2026"),
        (["2026-11-24", "2026-05-03", "2026-07-01"], "Figures of 3 May - 24 Nov 2026"),
        (["2025-12-29", "2026-01-04"], "Figures of 29 Dec 2025 - 4 Jan 2026"),
    ],
)
def test_figures_say_how_old_they_are(days: list[str], said: str) -> None:
    assert lines(answer(*map(of, days)))[-1] == said


def test_figures_of_near_misses_are_among_those_shown() -> None:
    near = of("2026-05-03", missed_rule="followers_low", missed_by=9)
    shown = answer(of("2026-11-24"), total=1, near_misses=(near,))
    assert lines(shown)[-1] == "Figures of 3 May - 24 Nov 2026"


def test_age_of_figures_follows_why_others_do_not_match() -> None:
    asked = answer(found(), misses={"two_rules": 6})
    assert lines(asked)[-1] == "6 others don't match: 6 fail two rules · Figures of 24 Nov 2026"


def test_where_nobody_is_shown_no_figures_are_spoken_of() -> None:
    assert [line for line in lines(answer(total=0)) if "Figures" in line] == []


def test_those_who_miss_say_how_old_their_figures_are() -> None:
    near = of("2026-05-03", missed_rule="followers_low", missed_by=9)
    assert misses_message(answer(near_misses=(near,)))[0].endswith("\nFigures of 3 May 2026")


LIKES = parse("fitness likes:>900", currency="USD")
BY_AVERAGE = "likes: counts the average; ≈ is what a post will most likely bring"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (answer(found(), query=LIKES, filters=LIKES.filters), True),
        (answer(total=1, near_misses=(found(missed_rule="likes_low", missed_by=9),)), True),
        (answer(found(), total=1, near_misses=(found(missed_rule="followers_low"),)), False),
        (answer(total=0, query=LIKES, filters=LIKES.filters), False),
        (answer(found()), False),
    ],
)
def test_average_that_likes_are_chosen_by_is_told_from_the_likely_ones_where_it_decides(
    asked: Answer, said: bool
) -> None:
    assert lines(asked)[-1].endswith(f" · {BY_AVERAGE}") is said


def test_those_who_miss_by_likes_say_which_likes_count() -> None:
    near = found(missed_rule="likes_high", missed_by=9)
    assert misses_message(answer(near_misses=(near,)))[0].endswith(BY_AVERAGE)
