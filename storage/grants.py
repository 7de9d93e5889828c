"""Who may do what, for which client: grants, user groups, and the codes that make an admin."""

from collections.abc import Sequence
from typing import NamedTuple

from storage.engine import Parameters, Transaction

EVERYBODY = "*"
"""The subject of a grant to everybody of the workspace."""

ALL_CLIENTS = 0


class GrantRow(NamedTuple):
    """A role of a person, a user group or everybody, for a client or for all of them."""

    subject: str
    client_id: int
    role: str
    granted_by: str
    granted_at: str


class SeatRow(NamedTuple):
    """A role that somebody has for a client; bound: the client of the channel; chosen: theirs.

    known_at: since when the members of the user group are known that has it; '' without one.
    """

    client_id: int
    client: str
    role: str
    bound: int | None
    chosen: int | None
    known_at: str


_COLUMNS = ", ".join(GrantRow._fields)
_SUBJECTS = (
    "(g.subject = :person OR g.subject = :everybody OR g.subject IN ("
    "SELECT m.group_id FROM group_members m JOIN user_groups u ON u.id = m.group_id"
    " WHERE m.person = :person AND u.fetched_at >= :fresh))"
)


def roles_of(tx: Transaction, person: str, *, at_home: bool, channel: str) -> tuple[SeatRow, ...]:
    """Return each role that a person has, with the client that is meant here.

    at_home: a member of the workspace, to whom grants to everybody apply.
    """
    parameters = {
        "person": person,
        "everybody": EVERYBODY if at_home else "",
        "channel": channel,
    }
    return tx.once(("roles", *parameters.values()), lambda: _roles_of(tx, parameters))


def _roles_of(tx: Transaction, parameters: Parameters) -> tuple[SeatRow, ...]:
    rows = tx.rows(
        "SELECT c.id, c.name, g.role, b.client_id, p.client_id, COALESCE(u.fetched_at, '')"
        " FROM grants g"
        " JOIN clients c ON (g.client_id = c.id OR g.client_id = 0) AND c.removed_at IS NULL"
        " LEFT JOIN channel_clients b ON b.channel = :channel"
        " LEFT JOIN people p ON p.person = :person"
        " LEFT JOIN user_groups u ON u.id = g.subject"
        " WHERE g.subject IN (:person, :everybody) OR g.subject IN ("
        "SELECT m.group_id FROM group_members m WHERE m.person = :person) ORDER BY c.id",
        parameters,
    )
    return tuple([SeatRow._make(row) for row in rows])


def granted(tx: Transaction, client_id: int, roles: Sequence[str]) -> list[str]:
    """Return the subjects that have one of these roles for a client, people first."""
    marks = ", ".join([f":role{place}" for place in range(len(roles))])
    rows = tx.rows(
        f"SELECT DISTINCT subject FROM grants WHERE client_id IN (0, :client) AND role IN ({marks})"
        " ORDER BY subject DESC",
        {"client": client_id, **{f"role{place}": role for place, role in enumerate(roles)}},
    )
    return [row[0] for row in rows]


def reaching(tx: Transaction, subject: str, *, at_home: bool, fresh: str) -> list[GrantRow]:
    """Return all grants by which a person, a group or everybody has a role.

    at_home: grants to everybody apply. fresh: since when a group's members must be known.
    """
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM grants g WHERE {_SUBJECTS} ORDER BY client_id, subject, role",
        {"person": subject, "everybody": EVERYBODY if at_home else "", "fresh": fresh},
    )
    return [GrantRow._make(row) for row in rows]


def all_rows(tx: Transaction) -> list[GrantRow]:
    rows = tx.rows(f"SELECT {_COLUMNS} FROM grants ORDER BY client_id, subject, role")
    return [GrantRow._make(row) for row in rows]


def add(tx: Transaction, grant: GrantRow) -> bool:
    """Add a grant; tell whether it is news."""
    marks = ", ".join([f":{name}" for name in GrantRow._fields])
    return (
        tx.run(
            f"INSERT INTO grants ({_COLUMNS}) VALUES ({marks})"
            " ON CONFLICT (subject, client_id, role) DO NOTHING",
            grant._asdict(),
        )
        == 1
    )


def drop(tx: Transaction, subject: str, client_id: int, role: str) -> bool:
    """Take a grant back; tell whether there was one."""
    return (
        tx.run(
            "DELETE FROM grants WHERE subject = :subject AND client_id = :client AND role = :role",
            {"subject": subject, "client": client_id, "role": role},
        )
        == 1
    )


def has_everywhere(tx: Transaction, person: str, role: str, fresh: str) -> bool:
    """Tell whether somebody has a role for all clients."""
    return bool(
        tx.value(
            f"SELECT 1 FROM grants g WHERE g.client_id = 0 AND g.role = :role AND {_SUBJECTS}"
            " LIMIT 1",
            {"person": person, "everybody": "", "role": role, "fresh": fresh},
        )
    )


def admins(tx: Transaction) -> int:
    """Return how many grants make somebody admin of everything."""
    found: int = tx.value("SELECT COUNT(*) FROM grants WHERE role = 'admin' AND client_id = 0")
    return found


def groups_granted(tx: Transaction) -> list[str]:
    """Return the user groups that some grant names."""
    rows = tx.rows("SELECT DISTINCT subject FROM grants WHERE subject LIKE 'S%' ORDER BY subject")
    return [row[0] for row in rows]


def set_members(tx: Transaction, group_id: str, people: Sequence[str], now: str) -> None:
    """Keep who is in a group now."""
    tx.run(
        "INSERT INTO user_groups (id, fetched_at) VALUES (:id, :now)"
        " ON CONFLICT (id) DO UPDATE SET fetched_at = excluded.fetched_at",
        {"id": group_id, "now": now},
    )
    tx.run("DELETE FROM group_members WHERE group_id = :id", {"id": group_id})
    for person in dict.fromkeys(people):
        tx.run(
            "INSERT INTO group_members (person, group_id) VALUES (:person, :id)",
            {"person": person, "id": group_id},
        )


def stale_groups(tx: Transaction, since: str) -> list[str]:
    """Return the groups with grants whose members were fetched before an instant, or never."""
    rows = tx.rows(
        "SELECT g.subject FROM (SELECT DISTINCT subject FROM grants WHERE subject LIKE 'S%') g"
        " LEFT JOIN user_groups u ON u.id = g.subject"
        " WHERE COALESCE(u.fetched_at, '') < :since ORDER BY g.subject",
        {"since": since},
    )
    return [row[0] for row in rows]


def at_home(tx: Transaction, person: str) -> bool | None:
    """Tell whether somebody is of our workspace; None where we never saw them."""
    found = tx.value("SELECT at_home FROM people WHERE person = :person", {"person": person})
    return None if found is None else bool(found)


def see(tx: Transaction, person: str, at_home: bool) -> None:
    """Keep that somebody was here, and from where."""
    tx.run(
        "INSERT INTO people (person, at_home) VALUES (:person, :home)"
        " ON CONFLICT (person) DO UPDATE SET at_home = excluded.at_home",
        {"person": person, "home": int(at_home)},
    )


def choose_client(tx: Transaction, person: str, at_home: bool, client_id: int) -> None:
    """Keep which client somebody looks at where nothing else says it."""
    see(tx, person, at_home)
    tx.run(
        "UPDATE people SET client_id = :client WHERE person = :person",
        {"person": person, "client": client_id},
    )


def add_code(tx: Transaction, digest: str, expires_at: str, now: str) -> None:
    """Keep a code that makes an admin; those whose time is over go."""
    tx.run("DELETE FROM claim_codes WHERE expires_at < :now", {"now": now})
    tx.run(
        "INSERT INTO claim_codes (digest, expires_at) VALUES (:digest, :expires)",
        {"digest": digest, "expires": expires_at},
    )


def use_code(tx: Transaction, digest: str, now: str) -> bool:
    """Use a code up; tell whether there was one whose time is not over."""
    return (
        tx.run(
            "DELETE FROM claim_codes WHERE digest = :digest AND expires_at >= :now",
            {"digest": digest, "now": now},
        )
        == 1
    )


def count_try(tx: Transaction, most: int) -> None:
    """Count a wrong code against all that there are; those that saw too many go."""
    tx.run("UPDATE claim_codes SET tries = tries + 1")
    tx.run("DELETE FROM claim_codes WHERE tries >= :most", {"most": most})
