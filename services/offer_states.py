"""The states of an offer and the moves between them: one table, with who may make each."""

from enum import StrEnum

from services.errors import DeskError
from texts import offers as says


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    CHANGES_ASKED = "changes_asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    PROPOSE = "propose"
    APPROVE = "approve"
    REJECT = "reject"
    ASK_CHANGES = "ask_changes"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    UNDO = "undo"


class Who(StrEnum):
    """Who may make a move. PROPOSER includes the approvers."""

    PROPOSER = "proposer"
    APPROVER = "approver"
    CLOCK = "clock"


MOVES: dict[tuple[State, Move], tuple[State, Who]] = {
    (State.DRAFT, Move.PROPOSE): (State.WAITING, Who.PROPOSER),
    (State.DRAFT, Move.REVISE): (State.DRAFT, Who.PROPOSER),
    (State.DRAFT, Move.WITHDRAW): (State.WITHDRAWN, Who.PROPOSER),
    (State.WAITING, Move.APPROVE): (State.APPROVED, Who.APPROVER),
    (State.WAITING, Move.REJECT): (State.REJECTED, Who.APPROVER),
    (State.WAITING, Move.ASK_CHANGES): (State.CHANGES_ASKED, Who.APPROVER),
    (State.WAITING, Move.REVISE): (State.WAITING, Who.PROPOSER),
    (State.WAITING, Move.WITHDRAW): (State.WITHDRAWN, Who.PROPOSER),
    (State.WAITING, Move.EXPIRE): (State.EXPIRED, Who.CLOCK),
    (State.CHANGES_ASKED, Move.REVISE): (State.WAITING, Who.PROPOSER),
    (State.CHANGES_ASKED, Move.WITHDRAW): (State.WITHDRAWN, Who.PROPOSER),
    (State.CHANGES_ASKED, Move.EXPIRE): (State.EXPIRED, Who.CLOCK),
    (State.APPROVED, Move.UNDO): (State.WAITING, Who.APPROVER),
    (State.REJECTED, Move.UNDO): (State.WAITING, Who.APPROVER),
}
DECISIONS = frozenset((Move.APPROVE, Move.REJECT, Move.ASK_CHANGES))
DECIDED = frozenset((State.APPROVED, State.REJECTED))


class NotNow(DeskError):
    """The move does not start from where the offer stands."""


def target(state: State, move: Move) -> tuple[State, Who]:
    """Return where a move leads and who may make it. Raises NotNow where it leads nowhere."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise NotNow(says.SOMEBODY_WAS_FIRST) from None
