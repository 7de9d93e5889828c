"""What searches read of accounts beside their rows: memberships, their counts, the full-text index.

An account's `words` column is exactly what the full-text index holds for it: its gate and its
niches as tokens that no user can type ("_g0", "_n12", "_at12x0"), then, each behind a bar, the
words of its texts in their order. A blank stands on each side of every word.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from storage.engine import ADD_WORDS, REMOVE_WORDS, Transaction


class Placed(Protocol):
    """What of an account's row says where it stands in searches."""

    @property
    def id(self) -> int: ...

    @property
    def gate(self) -> int: ...

    @property
    def sort_key(self) -> int: ...

    @property
    def words(self) -> str: ...


def indexed_words(gate: int, niche_ids: Iterable[int], texts: Iterable[Sequence[str]]) -> str:
    """Return the text that the full-text index holds for an account; texts as lists of words."""
    niches = " ".join([f"_n{niche} {place_token(niche, gate)}" for niche in niche_ids])
    return f" _g{gate} {niches} | {' | '.join([' '.join(text) for text in texts if text])} "


def place_token(niche_id: int, gate: int) -> str:
    """Return the token of those in a niche who stand at a gate: one short list instead of two."""
    return f"_at{niche_id}x{gate}"


def niches_in(words: str) -> list[int]:
    """Return the niches under which an account is indexed, from its words column."""
    return [int(token[2:]) for token in words.partition("|")[0].split() if token[1] == "n"]


def keep_in_step(tx: Transaction, before: Mapping[int, Placed], rows: Sequence[Placed]) -> None:
    """Let accounts stand where their rows say. before: those that were there already, by id."""
    moved = [row for row in rows if row.id not in before or _moved(before[row.id], row)]
    reworded = [row for row in moved if row.id not in before or before[row.id].words != row.words]
    _replace_places(tx, [before[row.id] for row in moved if row.id in before], moved)
    _replace_words(tx, [before[row.id] for row in reworded if row.id in before], reworded)


def remove(tx: Transaction, rows: Sequence[Placed]) -> None:
    """Take accounts out of memberships, counts and the full-text index, as they stand there."""
    _replace_places(tx, rows, [])
    _replace_words(tx, rows, [])


def _moved(old: Placed, new: Placed) -> bool:
    """Tell whether an account stands elsewhere in the search. Its words hold gate and niches."""
    return (old.sort_key, old.words) != (new.sort_key, new.words)


def _replace_places(tx: Transaction, old: Sequence[Placed], new: Sequence[Placed]) -> None:
    left, taken = _places(old), _places(new)
    tx.run_many(
        "DELETE FROM memberships WHERE niche_id = ? AND gate = ? AND sort_key = ?"
        " AND account_id = ?",
        left,
    )
    tx.run_many(
        "INSERT INTO memberships (niche_id, gate, sort_key, account_id) VALUES (?, ?, ?, ?)", taken
    )
    changes = Counter([place[:2] for place in taken])
    changes.subtract([place[:2] for place in left])
    _count(tx, changes)


def _places(rows: Sequence[Placed]) -> list[tuple[int, int, int, int]]:
    return sorted(
        [(niche, row.gate, row.sort_key, row.id) for row in rows for niche in niches_in(row.words)]
    )


def _replace_words(tx: Transaction, old: Sequence[Placed], new: Sequence[Placed]) -> None:
    tx.run_many(REMOVE_WORDS, [(row.id, row.words) for row in old])
    tx.run_many(ADD_WORDS, [(row.id, row.words) for row in new])


def _count(tx: Transaction, changes: Counter[tuple[int, int]]) -> None:
    tx.run_many(
        "INSERT INTO niche_counts (niche_id, gate, accounts) VALUES (?, ?, ?)"
        " ON CONFLICT (niche_id, gate) DO UPDATE"
        " SET accounts = niche_counts.accounts + excluded.accounts",
        [(*place, number) for place, number in sorted(changes.items()) if number],
    )
