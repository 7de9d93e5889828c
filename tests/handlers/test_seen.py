"""What was taken already is known, and the memory of it does not grow."""

from handlers.seen import Seen


def test_second_time_is_not_the_first() -> None:
    seen = Seen()
    assert [seen.first("Ev1"), seen.first("Ev1")] == [True, False]


def test_event_without_an_id_is_always_taken() -> None:
    seen = Seen()
    assert [seen.first(None), seen.first(None)] == [True, True]


def test_memory_stays_small() -> None:
    seen = Seen(kept=10)
    for number in range(1_000):
        seen.first(f"Ev{number}")
    assert len(seen) == 10
