"""Which channels the desk writes to by itself, for all clients: for whoever looks after the app."""

from typing import NamedTuple

from storage.engine import Transaction


class ChannelRow(NamedTuple):
    """A channel of Slack, and what comes there: digests, or a campaign's offers."""

    channel: str
    what: str


def in_use(tx: Transaction, today: str, limit: int) -> list[ChannelRow]:
    """Return the channels of digests and of campaigns that are not over. today: a date, as ISO."""
    rows = tx.rows(
        "SELECT channel, MAX(what) FROM ("
        "SELECT channel, 'digests' AS what FROM digest_follows"
        " UNION SELECT channel, 'campaigns' AS what FROM campaigns WHERE ends_on >= :today"
        ") used WHERE channel LIKE 'C%' OR channel LIKE 'G%'"
        " GROUP BY channel ORDER BY channel LIMIT :take",
        {"today": today, "take": limit},
    )
    return [ChannelRow._make(row) for row in rows]
