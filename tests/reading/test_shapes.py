"""Bytes of every usual kind become the same rows; what is no list is refused with what to do."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from services.errors import ImportRefused
from services.reading.columns import handle_in_link, platform_of_link
from tests.reading.conftest import Open, creators, handles, rejected

PEOPLE = "handle,name,followers\nana,Ana Ñuñez – Runs,12 400\nbo,Бо,80000\n"
KNOWN = [("ana", "Ana Ñuñez – Runs", 12_400), ("bo", "Бо", 80_000)]
WESTERN = "handle,name,followers\nana,Ana Ñuñez – Runs,12400\nbo,José Ibáñez,80000\ncy,Zoë,900\n"


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


RECORDS = [
    {"handle": "ana", "name": "Ana Ñuñez – Runs", "followers": "12 400"},
    {"handle": "bo", "name": "Бо", "followers": 80000},
]
WORKBOOK = workbook(
    ("handle", "name", "followers"), ("ana", "Ana Ñuñez – Runs", 12400.0), ("bo", "Бо", "80000")
)

SHAPES: dict[str, tuple[str, bytes]] = {
    "comma": ("a.csv", PEOPLE.encode()),
    "byte order mark": ("a.csv", PEOPLE.encode("utf-8-sig")),
    "UTF-16": ("a.csv", PEOPLE.encode("utf-16")),
    "UTF-16 without a mark": ("a.csv", PEOPLE.encode("utf-16-le")),
    "UTF-16, the other end first": ("a.csv", PEOPLE.encode("utf-16-be")),
    "CRLF": ("a.csv", PEOPLE.replace("\n", "\r\n").encode()),
    "CR alone": ("a.csv", PEOPLE.replace("\n", "\r").encode()),
    "semicolon": ("a.csv", PEOPLE.replace(",", ";").encode()),
    "tab": ("a.tsv", PEOPLE.replace(",", "\t").encode()),
    "pipe": ("a.txt", PEOPLE.replace(",", "|").encode()),
    "separator said": ("a.csv", ("sep=;\r\n" + PEOPLE.replace(",", ";")).encode()),
    "blank lines": ("a.csv", ("\n\n" + PEOPLE.replace("\n", "\n , ,\n")).encode()),
    "no line end at the end": ("a.csv", PEOPLE.rstrip().encode()),
    "title above": ("a.csv", ("Our people, autumn\n\n" + PEOPLE.replace(",", ";")).encode()),
    "title in a cell": ("a.csv", ("Our people,,\n" + PEOPLE).encode()),
    "array": ("a.json", json.dumps(RECORDS).encode()),
    "wrapped": ("a.json", json.dumps({"page": 1, "data": {"items": RECORDS}}).encode()),
    "wrapped, indented": ("a.json", json.dumps({"items": RECORDS}, indent=2).encode()),
    "an object a line": ("a.ndjson", "\n".join(map(json.dumps, RECORDS)).encode()),
    "an object a line, with gaps": (
        "a.jsonl",
        ("\n\n" + "\n\n".join(map(json.dumps, RECORDS))).encode(),
    ),
    "workbook": ("a.xlsx", WORKBOOK),
    "workbook with a title": (
        "a.xlsx",
        workbook(
            ("Our people", None, None),
            ("handle", "name", "followers"),
            ("ana", "Ana Ñuñez – Runs", 12400),
            ("bo", "Бо", 80000),
        ),
    ),
    "wrong ending": ("a.csv", WORKBOOK),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_rows(opened: Open, shape: str) -> None:
    name, content = SHAPES[shape]
    found = creators(opened(content, name=name))
    assert [(one.accounts[0].handle, one.name, one.followers) for one in found] == KNOWN


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8", "utf-16"])
def test_western_encodings_are_told_apart(opened: Open, encoding: str) -> None:
    text = WESTERN.replace("–", "-") if encoding == "latin-1" else WESTERN
    found = creators(opened(text.encode(encoding)))
    assert [one.name for one in found][1:] == ["José Ibáñez", "Zoë"]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", ["Ñandú Peña", "María José"]),
        ("cp1252", ["Éloïse Lefèvre", "Hélène où manger"]),
        ("cp1252", ["João Gonçalves", "Conceição Simões", "Inês Avô"]),
        ("cp1252", ["Città è più bella", "Nicolò Però"]),
        ("cp1252", ["Jörg Weiß", "Käthe Übel"]),
        ("cp1252", ["Bjørn Håkon Sørensen", "Åse Kjærlighet"]),
        ("cp1252", ["Åsa Öberg", "Hälsa och träning"]),
        ("cp1250", ["Kasia Wiśniewska", "Łukasz Gąska", "Żywność i zdrowie"]),
        ("cp1250", ["Živá Černá", "Jiří Dvořák", "Jídlo a vaření"]),
        ("cp1250", ["Kőszegi Györgyi", "Szűcs Ödön"]),
        ("cp1250", ["Mădălina Călin", "Ştefan Ţiriac"]),
        ("cp1250", ["Željko Čavić", "Đurđa Šimić"]),
        ("cp1254", ["Ayşe Yılmaz", "Özgür Çağlar", "Sağlıklı yaşam"]),
        ("cp1251", ["Василий Пупкин", "Анна Иванова", "Красота и здоровье"]),
        ("koi8_r", ["Василий Пупкин", "Анна Иванова", "Красота и здоровье"]),
        ("iso8859_2", ["Kasia Wiśniewska", "Łukasz Gąska", "Żywność i zdrowie"]),
        ("iso8859_2", ["Živá Černá", "Jiří Dvořák", "Jídlo a vaření"]),
        ("mac_roman", ["José Ibáñez", "Ñandú Peña", "María José"]),
        ("mac_roman", ["Éloïse Lefèvre", "Hélène où manger", "L’Été"]),
        ("mac_roman", ["It’s “fun” – really", "Don’t stop"]),
        ("cp1252", ["It’s “fun” – really", "Don’t stop"]),
        ("mac_cyrillic", ["Василий Пупкин", "Анна Иванова", "Красота и здоровье"]),
        ("cp1251", ["Анна"]),
        ("koi8_r", ["Анна"]),
        ("koi8_u", ["Їжак Євген", "Краса і здоров'я"]),
        ("cp1253", ["Γιώργος Παπαδόπουλος", "Μαρία Αθήνα", "Ελένη μόδα και ομορφιά"]),
        ("cp1255", ["דוד כהן", "שרה לוי", "אוכל ובישול"]),
        ("cp1256", ["محمد علي", "فاطمة حسن", "طبخ وسفر"]),
        ("shift_jis", ["山田太郎のフィットネス", "鈴木さくら料理教室"]),
        ("gb18030", ["张伟健身教练", "李娜美食旅行"]),
        ("big5", ["張偉健身教練", "李娜美食旅行"]),
        ("euc_kr", ["김민수 피트니스", "이영희 요리"]),
    ],
)
def test_names_of_many_countries_are_read_in_their_old_encodings(
    opened: Open, encoding: str, names: list[str]
) -> None:
    rows = "".join([f"user{number},{name}\n" for number, name in enumerate(names)])
    found = creators(opened(f"handle,name\n{rows}".encode(encoding)))
    assert [one.name for one in found] == names


def test_one_broken_byte_does_not_spoil_the_rest_of_a_utf8_file(opened: Open) -> None:
    broken = PEOPLE.encode() + b"cy,Zo\xff,900\n"
    assert [one.name for one in creators(opened(broken))] == ["Ana Ñuñez – Runs", "Бо", "Zo�"]


def test_utf8_file_that_is_cut_off_within_a_letter_is_read_to_there(opened: Open) -> None:
    cut = PEOPLE.encode() + "cy,Zoë".encode()[:-1]
    assert [one.name for one in creators(opened(cut))] == ["Ana Ñuñez – Runs", "Бо", "Zo�"]


def test_encoding_that_was_guessed_is_said(opened: Open) -> None:
    content = "handle,name\nyorgos,Γιώργος\n".encode("cp1253")
    assert opened(content).notes() == (
        "list.csv is not in UTF-8; its letters are read as Windows-1253. If names look wrong, save"
        " it as UTF-8 and import that.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding_that_is_certain_is_not_said(opened: Open, encoding: str) -> None:
    assert opened("handle,name\nyorgos,Γιώργος\n".encode(encoding)).notes() == ()


def test_foreign_letters_far_into_a_plain_file_are_read(opened: Open) -> None:
    plain = "".join([f"user{n},Somebody,{n}\n" for n in range(30_000)])
    content = f"handle,name,followers\n{plain}".encode() + "zoe,Zoë Müller,5\n".encode("cp1252")
    assert creators(opened(content))[-1].name == "Zoë Müller"


def test_carriage_return_within_a_cell_ends_no_line(opened: Open) -> None:
    content = 'handle,followers\nana,"12K\r"\nbo,"13K\r"\ncy,14K\n'
    assert [one.line for one in creators(opened(content))] == [2, 3, 4]


def test_line_break_within_a_cell_counts_as_a_line(opened: Open) -> None:
    content = 'handle,bio\nana,"runs\nand swims"\nbo,rests\n'
    assert [one.line for one in creators(opened(content))] == [2, 4]


def test_row_that_lacks_its_last_cells_is_read(opened: Open) -> None:
    assert handles(opened("handle,followers,likes\nana,12000\nbo\n")) == ["ana", "bo"]


def test_row_with_more_cells_than_headings_is_rejected(opened: Open) -> None:
    reading = opened("handle,followers\nana,12,400\nbo,9000,\n")
    assert [(one.line, one.column) for one in rejected(reading)] == [(2, "the whole row")]
    assert handles(reading) == ["bo"]


def test_cells_of_json_may_lie_deep(opened: Open) -> None:
    record = '{"handle": "ana", "stats": {"followers": "12K", "deep": {"er": 0.5}}}'
    one = creators(opened(f"{record}\n", name="a.ndjson"))[0]
    assert (one.followers, one.fields) == (12_000, (("stats.deep.er", "0.5"),))


def test_json_without_end_is_harmless(opened: Open) -> None:
    deep = '{"handle": "ana", "a": ' + '{"a":' * 500 + "1" + "}" * 500 + "}"
    assert handles(opened(deep, name="a.json")) == ["ana"]


BROKEN = '{"handle": "ana"}\n{"handle": "bo"\n\n{"handle": "cy"}\n'


@pytest.mark.parametrize("content", [BROKEN, '{"no\n' + BROKEN, BROKEN + "[1]\n"])
def test_broken_line_among_objects_is_one_rejected_row(opened: Open, content: str) -> None:
    reading = opened(content, name="a.ndjson")
    lines = [
        place for place, text in enumerate(content.splitlines(), 1) if text and "}" not in text
    ]
    assert [(one.line, one.column) for one in rejected(reading)] == [
        (line, "the whole row") for line in lines
    ]
    assert handles(reading) == ["ana", "cy"]


def test_broken_line_among_objects_keeps_its_text_for_mending(opened: Open) -> None:
    one = rejected(opened(BROKEN, name="a.ndjson"))[0]
    assert one.cells == ("", '{"handle": "bo"')


def test_array_of_objects_a_line_is_one_document(opened: Open) -> None:
    content = '[\n{"handle": "ana"},\n{"handle": "bo"}\n]'
    assert handles(opened(content, name="a.json")) == ["ana", "bo"]


@pytest.mark.parametrize("cell", ["NaN", "null", '""', '"N/A"'])
def test_what_json_does_not_know_is_none(opened: Open, cell: str) -> None:
    one = creators(opened(f'[{{"handle": "ana", "followers": {cell}}}]', name="a.json"))[0]
    assert one.followers is None


@pytest.mark.parametrize("likes", [812.125, 812.5, 812.0])
def test_fraction_of_a_workbook_is_a_fraction(opened: Open, likes: float) -> None:
    content = workbook(("handle", "likes"), ("ana", likes))
    assert creators(opened(content, name="a.xlsx"))[0].average_likes == 812


def test_first_sheet_with_rows_is_read(opened: Open) -> None:
    book, out = Workbook(), io.BytesIO()
    book.create_sheet("people").append(("handle",))
    book["people"].append(("ana",))
    book.save(out)
    assert handles(opened(out.getvalue(), name="a.xlsx")) == ["ana"]


def sheets(**named: list[tuple[object, ...]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


LIST = [("handle", "followers"), ("ana", 5), ("bo", 6)]


@pytest.mark.parametrize(
    "content",
    [
        sheets(Cover=[("Our people",), ("as of autumn",)], People=LIST),
        sheets(Cover=[("Title", "Fair"), ("By", "Cy")], People=LIST),
        sheets(Budget=[("month", "sum"), ("May", 5)], People=LIST, Old=[*LIST, ("cy", 7)]),
        sheets(Empty=[("handle", "followers")], People=LIST),
    ],
)
def test_sheet_that_holds_the_list_is_read(opened: Open, content: bytes) -> None:
    assert handles(opened(content, name="a.xlsx")) == ["ana", "bo"]


def test_sheets_that_are_not_read_are_said(opened: Open) -> None:
    content = sheets(Cover=[("Hello",)], People=LIST, Old=[*LIST, ("cy", 7)])
    assert opened(content, name="a.xlsx").notes() == (
        "Of this workbook the sheet “People” is read; not read: “Cover” (1 row), “Old” (4 rows)."
        " To import another, save it as a file of its own.",
    )


def test_workbook_of_one_sheet_says_nothing_of_sheets(opened: Open) -> None:
    assert opened(WORKBOOK, name="a.xlsx").notes() == ()


def test_refused_workbook_names_its_sheets(opened: Open) -> None:
    content = sheets(Cover=[("a", "b"), (1, 2)], Budget=[("month", "sum"), ("May", 5)])
    with pytest.raises(ImportRefused, match="“Cover” is read; not read: “Budget”"):
        opened(content, name="a.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "a.csv is empty."),
        ("a.csv", b"\n\n , \n", "has no row with text"),
        ("a.pdf", b"%PDF-1.7\n", "another kind of file"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), "another kind of file"),
        ("a.csv", b"<!DOCTYPE html><html>", "is a web page"),
        ("a.csv", b"\n<html><body>", "is a web page"),
        ("a.csv", bytes(range(8)) * 99, "not a text file"),
        ("a.csv", b"color,size\nred,4\n", "has no column that names creators"),
        ("a.json", b'[{"handle": "ana"', "not valid JSON"),
        ("a.json", b"[1, 2, 3]", "no records with fields"),
        ("a.json", b"[" * 5000, "not valid JSON"),
        ("a.ndjson", b'{"handle": "a"\n{"handle"\nno\n', "not valid JSON"),
        ("a.csv", b"handle,followers\n", "a.csv has headings but no rows."),
        ("a.csv", b"handle,followers\n,\n", "a.csv has headings but no rows."),
        ("a.xlsx", workbook(("handle", "followers")), "headings but no rows"),
        ("a.json", b'[{"handle": ""}]', "headings but no rows"),
        ("a.xlsx", b"PK\x03\x04" + bytes(99), "not a workbook"),
        ("a.xlsx", workbook(), "no sheet with rows"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(
    opened: Open, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        list(opened(content, name=name).records())
    sentence = refused.value.sentence()
    assert says in sentence
    assert any(word in sentence for word in ("Save it", "Fix", "Add a heading"))


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_file_that_can_t_be_opened_is_refused(opened: Open, tmp_path: Path, name: str) -> None:
    with pytest.raises(ImportRefused, match="can't be read"):
        opened(tmp_path / name)


def test_unknown_platform_is_refused(opened: Open) -> None:
    with pytest.raises(ImportRefused, match=r"no platform “myspace”\. Try instagram"):
        opened("handle\nana\n", platform="myspace")


@pytest.mark.parametrize(
    ("link", "platform", "handle"),
    [
        ("https://www.instagram.com/ana.runs/?hl=en", "instagram", "ana.runs"),
        ("instagram.com/ana", "instagram", "ana"),
        ("https://www.instagram.com/p/Cxyz/", "instagram", None),
        ("https://www.instagram.com/reel/Cxyz/", "instagram", None),
        ("https://www.tiktok.com/@ana/video/123", "tiktok", "ana"),
        ("https://m.youtube.com/@ana", "youtube", "ana"),
        ("https://www.youtube.com/channel/UC_1", "youtube", "UC_1"),
        ("https://www.youtube.com/watch?v=1", "youtube", None),
        ("https://youtu.be/abc", "youtube", None),
        ("https://x.com/ana/status/1", "x", "ana"),
        ("https://www.facebook.com/profile.php?id=77", "facebook", "77"),
        ("https://www.linkedin.com/in/ana", "linkedin", "ana"),
        ("https://ana.example/about", None, "about"),
        ("not a link", None, None),
        ("https://[", None, None),
    ],
)
def test_link_leads_to_an_account_or_to_nobody(
    link: str, platform: str | None, handle: str | None
) -> None:
    assert (platform_of_link(link), handle_in_link(link)) == (platform, handle)


def test_rows_that_link_to_posts_do_not_become_one_person(opened: Open) -> None:
    reading = opened("name,link\nAna,https://instagram.com/p/1\nBo,https://instagram.com/p/2\n")
    assert len({one.accounts[0].key for one in creators(reading)}) == 2


def outcome(opened: Open, content: bytes) -> str:
    """Return "read", or the sentence of a refusal; anything else fails the test."""
    try:
        list(opened(content).records())
    except ImportRefused as refused:
        return refused.sentence()
    return "read"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.binary(min_size=1, max_size=300)
    | st.text(min_size=1).map(lambda text: f"handle,followers\n{text}".encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused(opened: Open, content: bytes) -> None:
    said = outcome(opened, content)
    assert said == "read" or "list.csv" in said
