"""A quotation mark that is never closed swallows no row; what is quoted well stays in one piece."""

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from services.reading.separated import MOST_LINES
from services.records import Doubt
from tests.reading.conftest import Open, creators, handles

HEADINGS = "handle,platform,followers,likes,note\n"


def row(number: int, note: str = "calm") -> str:
    return f"maker{number},instagram,{20_000 + number},1000,{note}\n"


def doubts(reading: object) -> list[int]:
    return [one.line for one in reading.records() if isinstance(one, Doubt)]  # type: ignore[attr-defined]


OPEN = {
    "in the last cell": [row(1), row(2, '"oops'), row(3), row(4)],
    "before a row with quoted cells": [row(1), row(2, '"oops'), row(3, '"calm, kind"'), row(4)],
    "before a row with doubled marks": [row(1), row(2, '"oops'), row(3, '"so ""calm"""'), row(4)],
    "before a row that closes it": [row(1), row(2, '"oops'), row(3), row(4, 'oops"')],
    "twice": [row(1), row(2, '"oops'), row(3, '"oops'), row(4)],
    "on the last line": [row(1), row(2), row(3), row(4, '"oops')],
    "on the last line without an end": [row(1), row(2), row(3), row(4, '"oops').rstrip()],
    "after cells that are quoted well": [row(1), '"maker2",instagram,5,5,"oops\n', row(3), row(4)],
    "in the first cell of a line": [row(1), f'"{row(2)}', row(3), row(4)],
    "with CRLF": [row(1), row(2, '"oops\r'), row(3), row(4)],
}


@pytest.mark.parametrize("where", OPEN)
def test_open_mark_swallows_no_row(opened: Open, where: str) -> None:
    reading = opened(HEADINGS + "".join(OPEN[where]))
    assert handles(reading) == ["maker1", "maker2", "maker3", "maker4"]


@pytest.mark.parametrize("where", OPEN)
def test_line_of_an_open_mark_is_said(opened: Open, where: str) -> None:
    reading = opened(HEADINGS + "".join(OPEN[where]))
    lines = [place for place, text in enumerate(OPEN[where], 2) if text.count('"') % 2]
    assert doubts(reading) == lines[:1] if where.endswith("closes it") else lines


def test_open_mark_at_the_top_of_a_long_list_swallows_nothing(opened: Open) -> None:
    rows = [row(number) for number in range(3 * MOST_LINES)]
    rows[MOST_LINES // 2] = row(MOST_LINES // 2, '"oops')
    reading = opened(HEADINGS + "".join(rows))
    assert [one.line for one in creators(reading)] == list(range(2, 3 * MOST_LINES + 2))


def test_open_mark_is_no_letter_of_its_cell(opened: Open) -> None:
    found = creators(opened(HEADINGS + '"oops,instagram,20000,1000,calm\n'))
    assert (found[0].accounts[0].handle, found[0].followers) == ("oops", 20_000)


def test_open_mark_in_the_headings_is_left_out(opened: Open) -> None:
    assert handles(opened('"handle,followers\nana,5\nbo,6\n')) == ["ana", "bo"]


@pytest.mark.parametrize(
    "bio",
    [
        "runs\nand swims",
        "Berlin, Germany\nruns, swims, bikes, rests\n\nwrites",
        'says "hi"\nand goes',
        "one, two, three, four\nfive, six, seven, eight",
        "\n".join(["a line"] * 100),
        "ends with a break\n",
        "1. run, swim, bike, rest\n2. rest, rest, rest, rest",
    ],
)
def test_bio_of_several_lines_stays_in_one_piece(opened: Open, bio: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ("handle", "bio", "followers", "likes", "niche"),
            ("ana", bio, 5, 4, "x"),
            ("bo", "", 6, 5, "y"),
        ]
    )
    found = creators(opened(out.getvalue()))
    assert [(one.accounts[0].handle, one.bio) for one in found] == [
        ("ana", bio.strip()),
        ("bo", None),
    ]


def test_blank_behind_a_quoted_cell_of_several_lines_is_harmless(opened: Open) -> None:
    assert handles(opened('handle,bio,likes\nana,"runs\nswims" ,5\nbo,x,6\n')) == ["ana", "bo"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(0, 29),
    cell=st.integers(1, 4),
    quoted=st.sets(st.integers(0, 29)),
)
@example(at=29, cell=4, quoted=set())
def test_open_mark_anywhere_leaves_all_other_rows(
    opened: Open, at: int, cell: int, quoted: set[int]
) -> None:
    rows = [row(n, '"calm, kind"' if n in quoted and n != at else "calm") for n in range(30)]
    cells = rows[at].split(",")
    rows[at] = ",".join([*cells[:cell], f'"{cells[cell]}', *cells[cell + 1 :]])
    assert handles(opened(HEADINGS + "".join(rows))) == [f"maker{n}" for n in range(30)]
