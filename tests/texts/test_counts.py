"""Sentences with counts are right for one, and for many."""

import pytest

from texts import common, creators, digests, files, forgetting, rows, search


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (digests.niche("Fitness") + ": " + digests.matching(1), "Fitness this week: 1 matches"),
        (digests.matching(2), "2 match"),
        (digests.matching(0), "nobody matches"),
        (files.mend(1), "1 row: fix it, and drop this file on me."),
        (files.mend(2), "2 rows: fix them, and drop this file on me."),
        (
            creators.one_of_several("Jo", None, "tiktok", 1),
            "Jo (TikTok, 1 follower)",
        ),
        (search.removed_all("country:IS", 1, True), "country:IS removed the only one."),
        (search.removed_all("country:IS", 12, True), "country:IS removed all 12."),
        (search.others_miss({"two_rules": 1}), "1 other doesn't match: 1 fails two rules"),
        (search.others_miss({"two_rules": 6}), "6 others don't match: 6 fail two rules"),
        (common.not_shown(1), "1 more is not shown."),
        (common.not_shown(2), "2 more are not shown."),
    ],
)
def test_a_sentence_agrees_with_its_count(said: str, written: str) -> None:
    assert said == written


def test_what_stays_of_the_forgotten_agrees_with_the_count() -> None:
    assert forgetting.forgotten(1, 1).endswith(
        "1 offer stays without a name, because payments depend on it."
    )


def test_a_row_of_too_many_cells_is_counted_in_words() -> None:
    assert rows.too_many_cells(2, 1).startswith("This row has 2 cells under 1 heading.")
