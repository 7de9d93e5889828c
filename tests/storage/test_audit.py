"""The audit chain: whatever is changed, dropped or put in between is found."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import audit
from storage.engine import Store, Transaction


def append(tx: Transaction, number: int, content: str) -> None:
    audit.append(
        tx, at=f"2026-11-24T12:00:{number % 60:02}Z", actor="U0ANA", action="did",
        subject=f"thing {number}", content=content,
    )  # fmt: skip


@pytest.fixture
def chain(store: Store) -> Store:
    """A store with five entries."""
    for number in range(5):
        store.write(append, number, f'{{"n": {number}}}')
    return store


def test_an_untouched_chain_is_whole(chain: Store) -> None:
    assert chain.read(audit.first_broken) is None


def test_an_empty_chain_is_whole(store: Store) -> None:
    assert store.read(audit.first_broken) is None


@pytest.mark.parametrize(
    ("tampering", "entry"),
    [
        ("UPDATE audit_entries SET actor = 'U0EVE' WHERE id = 3", 3),
        ("UPDATE audit_entries SET at = '2020-01-01T00:00:00Z' WHERE id = 2", 2),
        ("UPDATE audit_contents SET content = '{}' WHERE entry_id = 4", 4),
        ("UPDATE audit_head SET entry_id = 4", 6),
        (
            "INSERT INTO audit_entries SELECT 6, at, actor, action, subject, content_digest,"
            " chain_digest FROM audit_entries WHERE id = 5",
            6,
        ),
    ],
)
def test_tampering_is_found_at_its_entry(chain: Store, tampering: str, entry: int) -> None:
    chain.write(lambda tx: tx.run(tampering))
    broken = chain.read(audit.first_broken)
    assert broken is not None
    assert broken.entry_id == entry


@pytest.mark.parametrize("entry", [1, 3, 5])
def test_a_dropped_entry_is_found(chain: Store, entry: int) -> None:
    def drop(tx: Transaction) -> None:
        for table, column in (("audit_contents", "entry_id"), ("audit_entries", "id")):
            tx.run(f"DELETE FROM {table} WHERE {column} = :id", {"id": entry})

    chain.write(drop)
    assert chain.read(audit.first_broken) is not None


def test_the_chain_still_proves_itself_when_a_content_was_forgotten(chain: Store) -> None:
    chain.write(lambda tx: tx.run("DELETE FROM audit_contents WHERE entry_id = 3"))
    assert chain.read(audit.first_broken) is None


FIELDS: list[Callable[[Transaction, str], int]] = [
    lambda tx, text: tx.run("UPDATE audit_entries SET subject = :t WHERE id = 2", {"t": text}),
    lambda tx, text: tx.run("UPDATE audit_entries SET action = :t WHERE id = 4", {"t": text}),
    lambda tx, text: tx.run(
        "UPDATE audit_contents SET content = :t WHERE entry_id = 1", {"t": text}
    ),
]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), max_size=40), which=st.integers(0, 2))
def test_any_other_text_in_its_place_is_found(chain: Store, text: str, which: int) -> None:
    class Undo(Exception):
        pass

    def tamper(tx: Transaction) -> None:
        before = tx.rows("SELECT subject, action FROM audit_entries ORDER BY id")
        contents = tx.rows("SELECT content FROM audit_contents ORDER BY entry_id")
        FIELDS[which](tx, text)
        same = before == tx.rows("SELECT subject, action FROM audit_entries ORDER BY id")
        same = same and contents == tx.rows("SELECT content FROM audit_contents ORDER BY entry_id")
        assert same or audit.first_broken(tx) is not None
        raise Undo

    with pytest.raises(Undo):
        chain.write(tamper)
