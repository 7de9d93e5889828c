"""Moves of an offer: by whom, once, bound to what was shown, within the budget."""

from dataclasses import replace

import pytest

from services import drafting, offer_moves, offers, outgoing
from services.campaigns import Campaign, with_id
from services.errors import NotFound
from services.importing import instant
from services.offer_states import Move, NotNow
from services.offers import (
    AlreadyMoved,
    NotYours,
    Offer,
    OverBudget,
    Refused,
    TermsChanged,
    TooLate,
)
from services.terms import difference, terms_of
from storage import audit
from storage import offers as stored
from storage.engine import Store
from tests.conftest import Clock
from tests.offers.making import ANA, BO, CY, DEE, make_campaign, seen


def approve(store: Store, clock: Clock, offer: Offer, by: str = BO) -> Offer:
    return offer_moves.move(
        store, offer.row.id, Move.APPROVE, actor=by, now=clock(), seen=seen(offer)
    )


def test_a_proposed_offer_waits_for_five_days(offer: Offer) -> None:
    assert (offer.row.state, offer.row.expires_at) == ("waiting", "2026-11-29T12:00:00Z")


def test_an_offer_has_the_campaigns_product_and_commission(offer: Offer) -> None:
    row = offer.row
    assert (row.gift, row.gift_value_minor, row.commission_bp) == ("Shaker set", 3_900, 1_000)


def test_an_approval_names_who_and_when(store: Store, clock: Clock, offer: Offer) -> None:
    approved = approve(store, clock, offer)
    assert (approved.row.state, approved.row.decided_by, approved.row.decided_at) == (
        "approved",
        BO,
        "2026-11-24T12:00:00Z",
    )


def test_an_approval_takes_the_product_from_the_budget(
    store: Store, clock: Clock, offer: Offer, campaign: Campaign
) -> None:
    approve(store, clock, offer)
    assert with_id(store, campaign.row.id).left.minor == 20_000 - 3_900


def test_an_approved_offer_has_a_code_of_the_creators_name(
    store: Store, clock: Clock, offer: Offer
) -> None:
    assert approve(store, clock, offer).code == "FIT10"


def test_codes_are_unique_over_creators_of_one_name(
    store: Store, clock: Clock, offer: Offer, campaign: Campaign
) -> None:
    other = drafting.draft(
        store, campaign_id=campaign.row.id, account_id=2, terms=None, why="", actor=ANA,
        now=clock(), propose=True,
    )  # fmt: skip
    codes = {approve(store, clock, one).code for one in (offer, other)}
    assert codes == {"FIT10", "FITNUMBER110"}


def test_a_code_is_valid_from_the_end_of_the_undo_to_the_end_of_the_window(
    store: Store, clock: Clock, offer: Offer
) -> None:
    approve(store, clock, offer)
    code = store.read(stored.code_of, offer.row.id)
    assert code is not None
    assert (code.starts_at, code.ends_at) == ("2026-11-24T12:10:00Z", "2027-01-31T00:00:00Z")


def test_the_second_approver_is_told_who_was_first(
    store: Store, clock: Clock, offer: Offer
) -> None:
    approve(store, clock, offer, by=BO)
    with pytest.raises(AlreadyMoved) as told:
        approve(store, clock, offer, by=CY)
    assert told.value.offer.row.decided_by == BO


def test_who_does_not_approve_for_the_campaign_is_refused(
    store: Store, clock: Clock, offer: Offer
) -> None:
    with pytest.raises(NotYours) as told:
        approve(store, clock, offer, by=DEE)
    assert told.value.offer.approvers == (BO, CY)


def test_a_decision_is_bound_to_the_terms_that_were_shown(
    store: Store, clock: Clock, offer: Offer
) -> None:
    dearer = replace(terms_of(offer.row), fee_minor=15_000)
    drafting.revise(store, offer.row.id, dearer, seen=seen(offer), actor=ANA, now=clock())
    with pytest.raises(TermsChanged, match=r"The fee went from \$0\.00 to \$150\.00\."):
        approve(store, clock, offer)


def test_terms_that_were_changed_and_changed_back_can_be_approved(
    store: Store, clock: Clock, offer: Offer
) -> None:
    dearer = replace(terms_of(offer.row), fee_minor=15_000)
    changed = drafting.revise(store, offer.row.id, dearer, seen=seen(offer), actor=ANA, now=clock())
    clock.move(seconds=1)
    drafting.revise(
        store, offer.row.id, terms_of(offer.row), seen=seen(changed), actor=ANA, now=clock()
    )
    assert approve(store, clock, offer).row.state == "approved"


def waiting_rows(store: Store, kind: str) -> list[str]:
    """Return for whom something of a kind is to go out."""
    rows = store.read(
        lambda tx: tx.rows(
            "SELECT target FROM outbox WHERE kind = :kind AND state = 'waiting' ORDER BY id",
            {"kind": kind},
        )
    )
    return [row[0] for row in rows]


@pytest.fixture
def other(store: Store, clock: Clock, campaign: Campaign, offer: Offer) -> Offer:
    """Another offer that waits in the campaign; all cards are drawn."""
    found = drafting.draft(
        store, campaign_id=campaign.row.id, account_id=2, terms=None, why="", actor=ANA,
        now=clock(), propose=True,
    )  # fmt: skip
    store.write(lambda tx: tx.run("UPDATE outbox SET state = 'sent'"))
    return found


def note_cards(store: Store, clock: Clock) -> None:
    """Do what the worker does when a budget has moved."""
    rows = store.read(
        lambda tx: tx.rows("SELECT target, cause FROM outbox WHERE kind = 'budget' ORDER BY id")
    )
    for offer_id, cause in rows:
        store.write(outgoing.redraw_others, int(offer_id), cause, instant(clock()))


def test_an_approval_lets_other_cards_say_what_is_left(
    store: Store, clock: Clock, offer: Offer, other: Offer
) -> None:
    approve(store, clock, offer)
    note_cards(store, clock)
    assert waiting_rows(store, "card").count(str(other.row.id)) == 1


def test_its_undo_lets_other_cards_say_what_is_left(
    store: Store, clock: Clock, offer: Offer, other: Offer
) -> None:
    approved = approve(store, clock, offer)
    note_cards(store, clock)
    store.write(lambda tx: tx.run("UPDATE outbox SET state = 'sent' WHERE kind = 'card'"))
    offer_moves.move(store, approved.row.id, Move.UNDO, actor=BO, now=clock())
    note_cards(store, clock)
    assert waiting_rows(store, "card").count(str(other.row.id)) == 1


def test_a_card_that_is_to_be_drawn_is_not_drawn_twice(
    store: Store, clock: Clock, offer: Offer, other: Offer
) -> None:
    approved = approve(store, clock, offer)
    note_cards(store, clock)
    offer_moves.move(store, approved.row.id, Move.UNDO, actor=BO, now=clock())
    note_cards(store, clock)
    assert waiting_rows(store, "card").count(str(other.row.id)) == 1


def test_a_rejection_lets_other_cards_be(
    store: Store, clock: Clock, offer: Offer, other: Offer
) -> None:
    offer_moves.move(store, offer.row.id, Move.REJECT, actor=BO, now=clock(), seen=seen(offer))
    assert str(other.row.id) not in waiting_rows(store, "card")


@pytest.mark.parametrize("step", [Move.REJECT, Move.ASK_CHANGES])
def test_who_proposed_is_told_what_others_decide(
    store: Store, clock: Clock, offer: Offer, step: Move
) -> None:
    offer_moves.move(store, offer.row.id, step, actor=BO, now=clock(), seen=seen(offer))
    assert waiting_rows(store, "decision") == [ANA]


def test_who_decides_their_own_offer_is_not_told(
    store: Store, clock: Clock, campaign: Campaign
) -> None:
    own = drafting.draft(
        store, campaign_id=campaign.row.id, account_id=3, terms=None, why="", actor=BO,
        now=clock(), propose=True,
    )  # fmt: skip
    offer_moves.move(store, own.row.id, Move.REJECT, actor=BO, now=clock(), seen=seen(own))
    assert waiting_rows(store, "decision") == []


def test_a_rejection_taken_back_before_it_was_told_is_not_told(
    store: Store, clock: Clock, offer: Offer
) -> None:
    offer_moves.move(store, offer.row.id, Move.REJECT, actor=BO, now=clock(), seen=seen(offer))
    offer_moves.move(store, offer.row.id, Move.UNDO, actor=CY, now=clock())
    assert waiting_rows(store, "decision") == []


def test_a_rejection_that_was_told_is_told_to_be_taken_back(
    store: Store, clock: Clock, offer: Offer
) -> None:
    offer_moves.move(store, offer.row.id, Move.REJECT, actor=BO, now=clock(), seen=seen(offer))
    store.write(lambda tx: tx.run("UPDATE outbox SET state = 'sent'"))
    offer_moves.move(store, offer.row.id, Move.UNDO, actor=CY, now=clock())
    assert waiting_rows(store, "decision") == [ANA]


def test_an_offer_over_the_budget_is_refused(store: Store, clock: Clock, offer: Offer) -> None:
    dearer = replace(terms_of(offer.row), fee_minor=16_101)
    changed = drafting.revise(store, offer.row.id, dearer, seen=seen(offer), actor=ANA, now=clock())
    with pytest.raises(OverBudget):
        approve(store, clock, changed)


def test_an_offer_may_use_the_budget_to_the_last_cent(
    store: Store, clock: Clock, offer: Offer
) -> None:
    dearer = replace(terms_of(offer.row), fee_minor=16_100)
    changed = drafting.revise(store, offer.row.id, dearer, seen=seen(offer), actor=ANA, now=clock())
    assert approve(store, clock, changed).row.state == "approved"


def test_a_capped_commission_counts_against_the_budget(offer: Offer) -> None:
    assert replace(terms_of(offer.row), commission_cap_minor=5_000).committed_minor == 8_900


@pytest.mark.parametrize("step", [Move.APPROVE, Move.REJECT])
def test_a_decision_can_be_undone_within_ten_minutes(
    store: Store, clock: Clock, offer: Offer, step: Move
) -> None:
    offer_moves.move(
        store, offer.row.id, step, actor=BO, now=clock(), seen=seen(offer), reason="no"
    )
    clock.move(minutes=9, seconds=59)
    undone = offer_moves.move(store, offer.row.id, Move.UNDO, actor=CY, now=clock())
    assert (undone.row.state, undone.code, undone.committed_minor) == ("waiting", None, 0)


def test_after_ten_minutes_a_decision_stands(store: Store, clock: Clock, offer: Offer) -> None:
    approve(store, clock, offer)
    clock.move(minutes=10)
    with pytest.raises(TooLate):
        offer_moves.move(store, offer.row.id, Move.UNDO, actor=BO, now=clock())


def test_what_an_approval_sends_waits_for_the_undo(
    store: Store, clock: Clock, offer: Offer
) -> None:
    approved = approve(store, clock, offer)
    cause = f"creator:{offer.row.id}:{approved.row.version}"
    waits = store.read(
        lambda tx: tx.value("SELECT not_before FROM outbox WHERE cause = :c", {"c": cause})
    )
    assert waits == "2026-11-24T12:10:00Z"


def test_an_undo_takes_back_what_was_to_be_sent(store: Store, clock: Clock, offer: Offer) -> None:
    approved = approve(store, clock, offer)
    offer_moves.move(store, offer.row.id, Move.UNDO, actor=BO, now=clock())
    cause = f"creator:{offer.row.id}:{approved.row.version}"
    state = store.read(
        lambda tx: tx.value("SELECT state FROM outbox WHERE cause = :c", {"c": cause})
    )
    assert state == "cancelled"


def test_what_has_begun_to_go_out_cannot_be_undone(
    store: Store, clock: Clock, offer: Offer
) -> None:
    approve(store, clock, offer)
    store.write(lambda tx: tx.run("UPDATE outbox SET state = 'sending', attempts = 1"))
    with pytest.raises(TooLate):
        offer_moves.move(store, offer.row.id, Move.UNDO, actor=BO, now=clock())


def test_an_offer_expires_when_its_time_is_over(store: Store, clock: Clock, offer: Offer) -> None:
    clock.move(days=5)
    offer_moves.expire(store, clock())
    assert offers.get(store, offer.row.id).row.state == "expired"


def test_an_expired_offer_is_not_approved_even_before_the_clock_has_seen_it(
    store: Store, clock: Clock, offer: Offer
) -> None:
    clock.move(days=5)
    with pytest.raises(TooLate):
        approve(store, clock, offer)


def test_changes_that_were_asked_for_bring_the_offer_back(
    store: Store, clock: Clock, offer: Offer
) -> None:
    back = offer_moves.move(
        store, offer.row.id, Move.ASK_CHANGES, actor=BO, now=clock(), seen=seen(offer),
        reason="Two reels, please",
    )  # fmt: skip
    terms = replace(terms_of(back.row), deliverable="2 reels")
    again = drafting.revise(store, back.row.id, terms, seen=seen(back), actor=ANA, now=clock())
    assert (again.row.state, again.row.deliverable, again.row.terms_version) == (
        "waiting",
        "2 reels",
        2,
    )


def test_a_creator_has_one_live_offer_in_a_campaign(
    store: Store, clock: Clock, offer: Offer, campaign: Campaign
) -> None:
    clock.move(minutes=1)
    with pytest.raises(NotNow, match="has an offer of Summer Shakers already"):
        drafting.draft(
            store, campaign_id=campaign.row.id, account_id=1, terms=None, why="", actor=CY,
            now=clock(), propose=True,
        )  # fmt: skip


def test_a_withdrawn_offer_makes_room_for_another(
    store: Store, clock: Clock, offer: Offer, campaign: Campaign
) -> None:
    offer_moves.move(store, offer.row.id, Move.WITHDRAW, actor=ANA, now=clock())
    again = drafting.draft(
        store, campaign_id=campaign.row.id, account_id=1, terms=None, why="", actor=ANA,
        now=clock(), propose=True,
    )  # fmt: skip
    assert again.row.id != offer.row.id


def test_an_offer_that_is_gone_is_said_to_be_gone(store: Store, clock: Clock) -> None:
    with pytest.raises(NotFound):
        offer_moves.move(store, 99, Move.APPROVE, actor=BO, now=clock())


def test_the_same_move_run_again_is_the_same_outcome(
    store: Store, clock: Clock, offer: Offer
) -> None:
    first = approve(store, clock, offer)
    assert approve(store, clock, offer).row == first.row


def test_each_move_is_in_the_audit_trail(store: Store, clock: Clock, offer: Offer) -> None:
    approve(store, clock, offer)
    actions = store.read(lambda tx: tx.rows("SELECT action FROM audit_entries ORDER BY id"))
    assert [row[0] for row in actions][-3:] == ["offer: draft", "offer: propose", "offer: approve"]
    assert store.read(audit.first_broken) is None


def test_two_campaigns_of_one_name_are_refused_at_the_field(
    store: Store, clock: Clock, campaign: Campaign
) -> None:
    with pytest.raises(Exception, match="There is a campaign") as told:
        make_campaign(store, clock(), name="SUMMER  shakers")
    assert told.value.field == "name"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("step", "holders"), [(Move.REJECT, (BO, CY)), (Move.WITHDRAW, (ANA, BO, CY))]
)
def test_who_lacks_the_right_learns_who_has_it(
    store: Store, clock: Clock, offer: Offer, step: Move, holders: tuple[str, ...]
) -> None:
    with pytest.raises(NotYours) as told:
        offer_moves.move(store, offer.row.id, step, actor=DEE, now=clock(), seen=seen(offer))
    assert told.value.holders == holders


@pytest.mark.parametrize("person", [ANA, BO, DEE])
def test_the_moves_open_to_a_person_are_those_that_are_made(
    store: Store, clock: Clock, offer: Offer, person: str
) -> None:
    def made(step: Move) -> bool:
        try:
            offer_moves.check(
                store, offer.row.id, step, actor=person, now=clock(), seen=seen(offer)
            )
        except Refused:
            return False
        return True

    assert set(offer_moves.open_to(offer, person)) == {step for step in Move if made(step)}


def test_a_changed_day_is_written_like_every_day(offer: Offer) -> None:
    later = replace(terms_of(offer.row), due_on="2027-01-15")
    assert (
        difference(terms_of(offer.row), later)
        == "The due date went from 31 Dec 2026 to 15 Jan 2027."
    )
