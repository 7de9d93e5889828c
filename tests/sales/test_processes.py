"""Eight processes that bring the same events: each is counted once."""

import subprocess
import sys
import textwrap

from services.ledger_proofs import proved
from storage.audit import first_broken
from storage.engine import Store
from tests.sales.making import Shop, count, owed

SENDER = textwrap.dedent(
    """
    import random, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from services.sale_fields import Event
    from services.sales import take
    from storage.engine import Store

    store, mine = Store(Path(sys.argv[1])), random.Random(int(sys.argv[2]))
    now = datetime(2026, 11, 24, 13, tzinfo=UTC)
    at = "2026-11-24T12:30:00Z"
    events = []
    for order in map(str, range(40)):
        events.append(Event("shop", order, order, "sale", "JANE10", at, "USD", 333))
        for part in range(3):
            refund = f"r{order}-{part}"
            events.append(Event("shop", refund, order, "refund", "", at, "USD", 111))
    mine.shuffle(events)
    new = 0
    for event in events:
        (one,) = take(store, [event], actor="tests", now=now, client_id=1, patience=60)
        new += one.new
    print(new)
    """
)


def test_the_same_events_from_eight_processes_are_counted_once(store: Store, shop: Shop) -> None:
    senders = [
        subprocess.Popen(
            [sys.executable, "-c", SENDER, str(store.path), str(number)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(8)
    ]
    new = [int(sender.communicate(timeout=120)[0]) for sender in senders]
    assert (sum(new), count(store, "sales"), owed(store)) == (160, 160, 0)
    assert store.read_together(proved).whole
    assert store.read(first_broken) is None
