"""The table of moves: where each leads, and that there is no other."""

import pytest

from services.offer_states import DECISIONS, MOVES, Move, NotNow, State, Who, target


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_a_move_outside_the_table_is_refused_in_words(state: State, move: Move) -> None:
    if (state, move) in MOVES:
        assert target(state, move) == MOVES[state, move]
    else:
        with pytest.raises(NotNow, match="Nothing changed"):
            target(state, move)


def test_only_approvers_decide() -> None:
    assert {who for (_, move), (_, who) in MOVES.items() if move in DECISIONS} == {Who.APPROVER}


@pytest.mark.parametrize("state", [State.EXPIRED, State.WITHDRAWN])
def test_what_is_over_stays_over(state: State) -> None:
    assert not [move for from_state, move in MOVES if from_state is state]


def test_every_state_but_the_first_is_reached() -> None:
    assert {to for to, _ in MOVES.values()} == set(State)
