"""What is meant to break something comes in as the harmless text that it is."""

import json
from pathlib import Path

import pytest

from services.importing import Importing, Options
from services.imports import import_file
from services.search import find
from storage import audit
from storage.engine import Store
from tests.conftest import Bring
from tests.importing.conftest import Query

HOSTILE = {
    "mention": "<!channel>",
    "bold": "*bold* _it_ ~st~ `code`",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "command": "=cmd|'/c calc'!A1",
    "quote": "' OR 1=1; DROP TABLE accounts; --",
    "script": "<script>alert(1)</script>",
    "format": "%s %n {0} {{x}} ${jndi:ldap://x}",
    "words": '_g0 _n1 NEAR AND OR NOT * " ^',
    "separator": "a\x1fb\x1ec",
    "escape": "\x1b[31mred\x1b[0m\x07",
    "nul": "a\x00b",
    "direction": "\u202etxt.exe\u202c \u200f\u2066",
    "long": "fitness " * 1_250,
    "combining": "a" + "\u0301" * 3_000,
    "emoji": "👩‍👩‍👧‍👦" * 200,
}


def as_json(text: str) -> bytes:
    records = [
        {"handle": "ana", "name": text, "bio": text, "category": text, "tags": text, "own": text,
         "followers": 15_000, "likes": 900, "owner": text, "status": text, "notes": text, text: text}
    ]  # fmt: skip
    return json.dumps(records).encode()


def stored_texts(query: Query) -> list[str]:
    """Return every text that the store holds of people."""
    texts = []
    for table in ("accounts", "observations", "fields", "tags", "notes", "relations", "niches"):
        for row in query(f"SELECT * FROM {table}"):
            texts += [value for value in row.values() if isinstance(value, str)]
    return texts


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_comes_in(bring: Bring, text: str) -> None:
    report = bring(as_json(text), name="a.json")
    assert (report.read, report.new, report.rejected) == (1, 1, 0)


@pytest.mark.parametrize("text", [*HOSTILE.values(), "half \ud83d"], ids=[*HOSTILE, "surrogate"])
def test_stored_text_obeys_nobody(bring: Bring, query: Query, text: str) -> None:
    bring(as_json(text), name="a.json")
    forbidden = set("\x00\x07\x1b\u202e\u202c\u200f\u2066")
    assert [found for found in stored_texts(query) if forbidden & set(found)] == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_creator_with_hostile_text_is_found(bring: Bring, store: Store, text: str) -> None:
    bring(as_json(text), name="a.json")
    assert [hit.handle for hit in find(store, "ana", currency="USD", client_id=1).results] == [
        "ana"
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_file_with_hostile_text_twice_changes_nothing(bring: Bring, text: str) -> None:
    bring(as_json(text), name="a.json")
    report = bring(as_json(text) + b" ", name="b.json", source="a.json")
    assert (report.new, report.updated, report.unchanged) == (0, 0, 1)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_handle_comes_in_or_is_rejected(bring: Bring, text: str) -> None:
    report = bring(json.dumps([{"handle": text, "followers": 15_000}]).encode(), name="a.json")
    assert (report.read, report.new + report.rejected) == (1, 1)


@pytest.mark.parametrize("handle", ["=cmd|calc", "<b>x</b>", "a" * 61, "Kylie Jenner", "a!"])
def test_what_can_hardly_be_a_handle_comes_in_with_a_doubt(bring: Bring, handle: str) -> None:
    report = bring(json.dumps([{"Handle": handle, "followers": 15_000}]).encode(), name="a.json")
    assert (report.new, report.doubtful) == (1, 1)
    assert (report.doubts[0].line, report.doubts[0].column) == (1, "Handle")


@pytest.mark.parametrize("handle", ["@jane.runs", "a_b-c.d", "имя", "a" * 60, "tiktok.com/@ana"])
def test_usual_handle_has_no_doubt(bring: Bring, handle: str) -> None:
    assert bring(json.dumps([{"handle": handle}]).encode(), name="a.json").doubtful == 0


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_number_is_rejected_without_being_obeyed(bring: Bring, text: str) -> None:
    records = [{"handle": "bo", "followers": 5}, {"handle": "ana", "followers": f"x{text}"}]
    report = bring(json.dumps(records).encode(), name="a.json")
    assert report.rejected == 1
    assert not set("\x00\x07\x1b\u202e") & set(report.rejects[0].reason + report.rejects[0].value)


def test_cell_is_kept_to_its_first_ten_thousand_signs(bring: Bring, query: Query) -> None:
    bring(json.dumps([{"handle": "ana", "bio": "x" * 30_000}]).encode(), name="a.json")
    assert query("SELECT LENGTH(bio) AS length FROM accounts") == [{"length": 10_000}]


def test_formula_stays_what_it_says(bring: Bring, query: Query) -> None:
    bring(as_json(HOSTILE["formula"]), name="a.json")
    assert query("SELECT name FROM accounts") == [{"name": HOSTILE["formula"]}]


def test_name_of_a_hostile_file_is_a_name(
    importing: Importing, tmp_path: Path, query: Query
) -> None:
    path = tmp_path / "<!channel>' OR 1=1.csv"
    path.write_text("handle\nana\n")
    import_file(importing, path, Options())
    assert query("SELECT source FROM runs") == [{"source": "<!channel>' OR 1=1.csv"}]


def test_audit_chain_holds_over_hostile_names(bring: Bring, store: Store) -> None:
    for name, text in HOSTILE.items():
        bring(as_json(text), name=f"{name}.json", source=text)
    assert store.read(audit.first_broken) is None


def test_csv_with_nuls_and_broken_bytes_comes_in(bring: Bring, query: Query) -> None:
    bring(b"handle,name\nana,A\x00na\nbo,B\xed\xa0\x80o\n")
    assert query("SELECT name FROM accounts ORDER BY key")[0] == {"name": "Ana"}
