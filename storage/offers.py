"""Offers as they stand, each version of their terms, each move; and their codes."""

from typing import NamedTuple

from storage.engine import Transaction


class OfferRow(NamedTuple):
    """An offer. committed_minor: what it takes from the budget once approved.

    version: of the row, moved by every change; terms_version: of the terms alone.
    card_version: the version that the card in Slack shows.
    """

    id: int
    client_id: int
    campaign_id: int
    influencer_id: int
    account_id: int
    state: str
    version: int
    terms_version: int
    fingerprint: str
    currency: str
    gift: str
    gift_value_minor: int
    fee_minor: int
    commission_bp: int
    commission_cap_minor: int | None
    window_days: int
    holding_days: int
    deliverable: str
    due_on: str
    committed_minor: int
    worth_minor: int | None
    worth_format: str
    why: str
    proposed_by: str
    proposed_at: str
    expires_at: str
    decided_by: str | None = None
    decided_at: str | None = None
    reason: str | None = None
    card_channel: str | None = None
    card_ts: str | None = None
    card_version: int = 0


class MoveRow(NamedTuple):
    """One step of an offer; version is the one that it led to."""

    offer_id: int
    version: int
    move: str
    from_state: str
    to_state: str
    person: str
    at: str
    reason: str | None


class CodeRow(NamedTuple):
    """A creator's code. Valid from starts_at, before ends_at (instants, UTC)."""

    code: str
    client_id: int
    offer_id: int
    starts_at: str
    ends_at: str


_COLUMNS = ", ".join(OfferRow._fields)
_TERMS = (
    "fingerprint",
    "gift",
    "gift_value_minor",
    "fee_minor",
    "commission_bp",
    "commission_cap_minor",
    "deliverable",
    "due_on",
    "committed_minor",
)


def add(tx: Transaction, offer: OfferRow) -> int | None:
    """Add an offer (its id is not used); None when this person has a live one in the campaign."""
    names = OfferRow._fields[1:]
    found: int | None = tx.value(
        f"INSERT INTO offers ({', '.join(names)}) VALUES ({', '.join(f':{n}' for n in names)})"
        " ON CONFLICT DO NOTHING RETURNING id",
        offer._asdict(),
    )
    return found


def get(tx: Transaction, offer_id: int) -> OfferRow | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM offers WHERE id = :id", {"id": offer_id})
    return OfferRow._make(row) if row else None


def live(tx: Transaction, campaign_id: int, influencer_id: int) -> OfferRow | None:
    """Return the offer that a person has in a campaign, if it is not over."""
    row = tx.row(
        f"SELECT {_COLUMNS} FROM offers WHERE campaign_id = :campaign AND influencer_id = :person"
        " AND state IN ('draft', 'waiting', 'changes_asked', 'approved')",
        {"campaign": campaign_id, "person": influencer_id},
    )
    return OfferRow._make(row) if row else None


def change_state(tx: Transaction, seen: OfferRow, after: OfferRow) -> bool:
    """Move an offer on if it still stands as seen; tell whether it did."""
    return (
        tx.run(
            "UPDATE offers SET state = :state, version = :version, decided_by = :decided_by,"
            " decided_at = :decided_at, reason = :reason, expires_at = :expires_at"
            " WHERE id = :id AND version = :seen_version AND state = :seen",
            {**after._asdict(), "seen_version": seen.version, "seen": seen.state},
        )
        == 1
    )


def change_terms(tx: Transaction, seen: OfferRow, changed: OfferRow) -> bool:
    """Give an offer other terms if it still stands as seen; tell whether it did."""
    sets = ", ".join(f"{name} = :{name}" for name in _TERMS)
    return (
        tx.run(
            f"UPDATE offers SET {sets}, terms_version = terms_version + 1"
            " WHERE id = :id AND version = :version",
            {**{name: getattr(changed, name) for name in _TERMS}, "id": seen.id}
            | {"version": seen.version},
        )
        == 1
    )


def add_terms(
    tx: Transaction, offer_id: int, terms_version: int, terms: str, fingerprint: str
) -> None:
    tx.run(
        "INSERT INTO offer_terms (offer_id, terms_version, terms, fingerprint)"
        " VALUES (:offer, :version, :terms, :fingerprint)",
        {
            "offer": offer_id,
            "version": terms_version,
            "terms": terms,
            "fingerprint": fingerprint,
        },
    )


def terms_with(tx: Transaction, offer_id: int, fingerprint: str) -> str | None:
    """Return the newest terms of an offer that have this fingerprint, as JSON text."""
    found: str | None = tx.value(
        "SELECT terms FROM offer_terms WHERE offer_id = :offer AND fingerprint = :fingerprint"
        " ORDER BY terms_version DESC LIMIT 1",
        {"offer": offer_id, "fingerprint": fingerprint},
    )
    return found


def add_move(tx: Transaction, move: MoveRow) -> None:
    names = MoveRow._fields
    tx.run(
        f"INSERT INTO offer_moves ({', '.join(names)})"
        f" VALUES ({', '.join(f':{name}' for name in names)})",
        move._asdict(),
    )


def moves(tx: Transaction, offer_id: int) -> list[MoveRow]:
    """Return an offer's moves, oldest first."""
    rows = tx.rows(
        f"SELECT {', '.join(MoveRow._fields)} FROM offer_moves WHERE offer_id = :offer"
        " ORDER BY version",
        {"offer": offer_id},
    )
    return [MoveRow._make(row) for row in rows]


def of_campaign(
    tx: Transaction, campaign_id: int, limit: int, *, undecided: bool = False
) -> list[OfferRow]:
    """Return a campaign's offers, the newest first. undecided: those that may yet be approved."""
    states = " AND state IN ('waiting', 'changes_asked')" if undecided else ""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM offers WHERE campaign_id = :campaign{states}"
        " ORDER BY id DESC LIMIT :take",
        {"campaign": campaign_id, "take": limit},
    )
    return [OfferRow._make(row) for row in rows]


def waiting_for(tx: Transaction, person: str, client_id: int, limit: int) -> list[OfferRow]:
    """Return the offers of a client that wait for an approver, those that expire first."""
    columns = ", ".join(f"o.{name}" for name in OfferRow._fields)
    rows = tx.rows(
        f"SELECT {columns} FROM campaign_approvers c JOIN offers o ON o.campaign_id = c.campaign_id"
        " WHERE c.person = :person AND o.state = 'waiting' AND o.client_id = :client"
        " ORDER BY o.expires_at, o.id LIMIT :take",
        {"person": person, "client": client_id, "take": limit},
    )
    return [OfferRow._make(row) for row in rows]


def of_proposer(
    tx: Transaction, person: str, states: tuple[str, ...], client_id: int, limit: int
) -> list[OfferRow]:
    """Return somebody's own offers for a client in some states, the oldest first."""
    marks = {f"s{place}": state for place, state in enumerate(states)}
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM offers WHERE proposed_by = :person AND client_id = :client"
        f" AND state IN ({', '.join(f':{name}' for name in marks)}) ORDER BY id LIMIT :take",
        {"person": person, "client": client_id, "take": limit, **marks},
    )
    return [OfferRow._make(row) for row in rows]


def waiting_count(tx: Transaction, client_id: int) -> int:
    found: int = tx.value(
        "SELECT COUNT(*) FROM offers WHERE state = 'waiting' AND client_id = :client",
        {"client": client_id},
    )
    return found


def expired_by(tx: Transaction, now: str, limit: int) -> list[OfferRow]:
    """Return offers that still wait although their time is over."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM offers WHERE state IN ('waiting', 'changes_asked')"
        " AND expires_at <= :now ORDER BY expires_at, id LIMIT :take",
        {"now": now, "take": limit},
    )
    return [OfferRow._make(row) for row in rows]


def busy_people(tx: Transaction, influencer_ids: tuple[int, ...]) -> set[int]:
    """Return those of some people who have an approved offer."""
    return {
        person
        for person in influencer_ids
        if tx.value(
            "SELECT 1 FROM offers WHERE influencer_id = :person AND state = 'approved'",
            {"person": person},
        )
    }


def card_posted(tx: Transaction, offer_id: int, channel: str, ts: str) -> None:
    tx.run(
        "UPDATE offers SET card_channel = :channel, card_ts = :ts WHERE id = :id",
        {"channel": channel, "ts": ts, "id": offer_id},
    )


def card_shows(tx: Transaction, offer_id: int, version: int) -> None:
    tx.run(
        "UPDATE offers SET card_version = :version WHERE id = :id AND card_version < :version",
        {"version": version, "id": offer_id},
    )


def add_code(tx: Transaction, code: CodeRow) -> bool:
    """Add a code; tell whether it was still free."""
    return (
        tx.run(
            "INSERT INTO codes (code, client_id, offer_id, starts_at, ends_at)"
            " VALUES (:code, :client_id, :offer_id, :starts_at, :ends_at)"
            " ON CONFLICT (code) DO NOTHING",
            code._asdict(),
        )
        == 1
    )


def drop_code(tx: Transaction, offer_id: int) -> None:
    tx.run("DELETE FROM codes WHERE offer_id = :offer", {"offer": offer_id})


def code_of(tx: Transaction, offer_id: int) -> CodeRow | None:
    row = tx.row(
        f"SELECT {', '.join(CodeRow._fields)} FROM codes WHERE offer_id = :offer",
        {"offer": offer_id},
    )
    return CodeRow._make(row) if row else None


def code_named(tx: Transaction, code: str) -> CodeRow | None:
    row = tx.row(
        f"SELECT {', '.join(CodeRow._fields)} FROM codes WHERE code = :code", {"code": code}
    )
    return CodeRow._make(row) if row else None
