"""Mapping files: what a team says of its columns, as spreadsheets save it."""

from pathlib import Path

import pytest

from services.errors import ImportRefused
from services.reading import read_mapping


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "map.csv"


@pytest.mark.parametrize(
    "text",
    [
        "Wer,handle\nMenge,followers\nNr,\n",
        "Wer;handle\nMenge;followers\nNr;\n",
        "Wer\thandle\nMenge\tfollowers\nNr\t\n",
        "heading;field\r\n\r\nWer;handle\r\nMenge;followers\r\nNr;\r\n",
        '{"Wer": "handle", "Menge": "followers", "Nr": null}',
    ],
)
def test_columns_are_divided_as_spreadsheets_do(file: Path, text: str) -> None:
    file.write_text(text, newline="")
    assert read_mapping(file) == {"Wer": "handle", "Menge": "followers", "Nr": ""}


def test_other_marks_may_stand_in_a_heading(file: Path) -> None:
    file.write_text('Fans, heute;followers\n"Likes; im Schnitt";average_likes\n')
    assert read_mapping(file) == {"Fans, heute": "followers", "Likes; im Schnitt": "average_likes"}


@pytest.mark.parametrize(
    "text", ["a,followers\nb,followers\n", '{"a":"followers","b":"followers"}']
)
def test_two_columns_for_one_field_are_refused(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(ImportRefused, match="both “a” and “b” that they are followers"):
        read_mapping(file)


@pytest.mark.parametrize("field", ["niche", "tags", "url", "", "-"])
def test_several_columns_may_be_what_is_united_kept_or_left_out(file: Path, field: str) -> None:
    file.write_text(f"a,{field}\nb,{field}\n")
    assert read_mapping(file) == {"a": field, "b": field}
