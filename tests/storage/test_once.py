"""What is read once is read again as soon as anybody writes: a right that is taken is gone at once."""

from collections.abc import Callable
from threading import Thread

import pytest

from storage.engine import Store, Transaction

KEY = "how many clients"


class Reader:
    """Counts clients through what is kept, and how often it had to look."""

    def __init__(self, store: Store) -> None:
        self.store, self.looks = store, 0

    def count(self) -> int:
        return self.store.read(lambda tx: tx.once(KEY, lambda: self._look(tx)))

    def _look(self, tx: Transaction) -> int:
        self.looks += 1
        found: int = tx.value("SELECT COUNT(*) FROM clients")
        return found


def add(store: Store) -> None:
    sql = "INSERT INTO clients (name, created_at) VALUES ('Acme', '')"
    store.write(lambda tx: tx.run(sql))


def by_another_connection(store: Store) -> None:
    other = Store(store.path)
    add(other)
    other.close()


def by_another_thread(store: Store) -> None:
    thread = Thread(target=add, args=(store,))
    thread.start()
    thread.join()


@pytest.fixture
def reader(store: Store) -> Reader:
    return Reader(store)


def test_it_is_read_once_while_nobody_writes(reader: Reader) -> None:
    assert ([reader.count() for _ in range(3)], reader.looks) == ([1, 1, 1], 1)


@pytest.mark.parametrize("write", [add, by_another_connection, by_another_thread])
def test_it_is_read_again_after_a_write(
    reader: Reader, store: Store, write: Callable[[Store], None]
) -> None:
    before = reader.count()
    write(store)
    assert (before, reader.count()) == (1, 2)


def test_within_a_transaction_its_own_writes_are_seen(store: Store) -> None:
    def work(tx: Transaction) -> list[int]:
        look = lambda: tx.once(KEY, lambda: tx.value("SELECT COUNT(*) FROM clients"))  # noqa: E731
        before = look()
        tx.run("INSERT INTO clients (name, created_at) VALUES ('Acme', '')")
        return [before, look()]

    assert store.write(work) == [1, 2]


def test_what_was_rolled_back_was_never_there(reader: Reader, store: Store) -> None:
    def work(tx: Transaction) -> None:
        tx.run("INSERT INTO clients (name, created_at) VALUES ('Acme', '')")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.write(work)
    assert reader.count() == 1
