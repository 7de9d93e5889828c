"""Random offers, clicks, persons, clocks and restarts, beside a model of what may be.

No illegal move succeeds, every click has its answer, the budget is never exceeded, a creator has
at most one live offer, and the audit trail stays whole.
"""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from commandline.opening import open_store
from services import drafting, offer_moves, offers
from services.campaigns import with_id
from services.importing import Importing, Options
from services.imports import import_file
from services.offer_moves import EXPIRES
from services.offer_states import MOVES, Move, NotNow, State, Who
from services.offers import UNDO, AlreadyMoved, NotYours, OverBudget, Refused, Seen, TermsChanged
from services.scoring import Bounds, Rates
from services.terms import terms_of
from storage import audit
from storage.engine import Store
from tests.conftest import NOON
from tests.offers.making import ANA, BO, CY, DEE, creators, make_campaign

PEOPLE = st.sampled_from([ANA, BO, CY, DEE])
LIVE = (State.DRAFT, State.WAITING, State.CHANGES_ASKED, State.APPROVED)
"""States in which a creator can have but one offer of a campaign."""

CREATORS = 4
BUDGET = 20_000


@dataclass
class Known:
    """What the model knows of an offer."""

    state: State
    proposer: str
    committed: int
    fingerprint: str
    version: int
    expires: datetime
    decided: datetime | None = None


def store_with_creators() -> Path:
    folder = Path(tempfile.mkdtemp())
    path = folder / "desk.db"
    store = open_store(path)
    listed = folder / "list.csv"
    listed.write_text(creators(CREATORS))
    bring = Importing(store, Bounds(), Rates(), lambda: NOON, "tests")
    import_file(bring, listed, Options())
    store.close()
    return path


class Offers(RuleBasedStateMachine):
    shown = Bundle("shown")

    def __init__(self) -> None:
        super().__init__()
        self.path = store_with_creators()
        self.store = Store(self.path)
        self.now = NOON
        self.known: dict[int, Known] = {}

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.path.parent)

    @initialize()
    def campaign(self) -> None:
        made = make_campaign(self.store, self.now, budget_minor=BUDGET)
        self.campaign_id = made.row.id

    @rule(
        target=shown,
        account=st.integers(1, CREATORS),
        by=PEOPLE,
        fee=st.sampled_from([0, 2_000, 9_000, 30_000]),
        propose=st.booleans(),
    )
    def draft(self, account: int, by: str, fee: int, propose: bool) -> object:
        campaign = with_id(self.store, self.campaign_id).row
        terms = replace(drafting.default_terms(campaign), fee_minor=fee)
        live = [
            one
            for offer_id, one in self.known.items()
            if self.accounts[offer_id] == account and one.state in LIVE
        ]
        self.now += timedelta(seconds=1)
        try:
            offer = drafting.draft(
                self.store, campaign_id=self.campaign_id, account_id=account, terms=terms, why="",
                actor=by, now=self.now, propose=propose,
            )  # fmt: skip
        except NotNow:
            assert live, "a creator without a live offer can be offered one"
            return multiple()
        assert not live, "a creator has at most one live offer of a campaign"
        self.accounts[offer.row.id] = account
        self.known[offer.row.id] = Known(
            State(offer.row.state),
            by,
            offer.row.committed_minor,
            offer.row.fingerprint,
            offer.row.version,
            self.now + EXPIRES,
        )
        return (offer.row.id, Seen(offer.row.version, offer.row.fingerprint))

    @property
    def accounts(self) -> dict[int, int]:
        if not hasattr(self, "_accounts"):
            self._accounts: dict[int, int] = {}
        return self._accounts

    @rule(target=shown, card=shown)
    def look_again(self, card: tuple[int, Seen]) -> tuple[int, Seen]:
        row = offers.get(self.store, card[0]).row
        return (row.id, Seen(row.version, row.fingerprint))

    @rule(
        card=shown, step=st.sampled_from([one for one in Move if one is not Move.REVISE]), by=PEOPLE
    )
    def click(self, card: tuple[int, Seen], step: Move, by: str) -> None:
        if step is Move.EXPIRE:
            return
        offer_id, seen = card
        model = self.known[offer_id]
        allowed = self._allowed(model, step, by, seen)
        self.now += timedelta(seconds=1)
        refused = None
        try:
            after = offer_moves.move(
                self.store, offer_id, step, actor=by, now=self.now, seen=seen, reason="so"
            )
        except Refused as error:
            refused = error
        if refused is not None:
            over = allowed and self._committed() + model.committed > BUDGET
            assert not allowed or (over and isinstance(refused, OverBudget)), f"{step} was refused"
            return
        assert allowed, f"{step} by {by} from {model.state} must not succeed"
        to, _ = MOVES[model.state, step]
        model.state, model.version = to, after.row.version
        model.decided = self.now if to in (State.APPROVED, State.REJECTED) else None
        if step is Move.PROPOSE:
            model.expires = self.now + EXPIRES
        assert after.row.state == to

    def _allowed(self, model: Known, step: Move, by: str, seen: Seen) -> bool:
        if (model.state, step) not in MOVES:
            return False
        who = MOVES[model.state, step][1]
        if not (by in (BO, CY) or (who is Who.PROPOSER and by == model.proposer)):
            return False
        at = self.now + timedelta(seconds=1)
        if step is Move.UNDO:
            return model.decided is not None and at < model.decided + UNDO
        if step in (Move.APPROVE, Move.REJECT, Move.ASK_CHANGES):
            return seen.fingerprint == model.fingerprint and at < model.expires
        return True

    @rule(card=shown, by=PEOPLE, fee=st.sampled_from([0, 5_000, 12_000]))
    def revise(self, card: tuple[int, Seen], by: str, fee: int) -> None:
        offer_id, seen = card
        model = self.known[offer_id]
        terms = replace(terms_of(offers.get(self.store, offer_id).row), fee_minor=fee)
        self.now += timedelta(seconds=1)
        may = (model.state, Move.REVISE) in MOVES and by in (BO, CY, model.proposer)
        try:
            after = drafting.revise(self.store, offer_id, terms, seen=seen, actor=by, now=self.now)
        except (AlreadyMoved, NotYours, TermsChanged):
            assert not (may and seen.version == model.version)
            return
        assert may
        assert seen.version == model.version
        model.state = MOVES[model.state, Move.REVISE][0]
        model.version, model.fingerprint = after.row.version, after.row.fingerprint
        model.committed = after.row.committed_minor
        model.expires = self.now + EXPIRES

    @rule(minutes=st.sampled_from([1, 9, 11, 60 * 24 * 3]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def let_expire(self) -> None:
        offer_moves.expire(self.store, self.now)
        for model in self.known.values():
            if model.state in (State.WAITING, State.CHANGES_ASKED) and model.expires <= self.now:
                model.state, model.version = State.EXPIRED, model.version + 1

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store(self.path)

    @rule(card=consumes(shown))
    def forget_a_card(self, card: tuple[int, Seen]) -> None:
        """Somebody closes a card."""

    def _committed(self) -> int:
        return sum(one.committed for one in self.known.values() if one.state is State.APPROVED)

    @invariant()
    def store_equals_model(self) -> None:
        for offer_id, model in self.known.items():
            assert offers.get(self.store, offer_id).row.state == model.state

    @invariant()
    def budget_holds(self) -> None:
        if self.known:
            committed = with_id(self.store, self.campaign_id).committed.minor
            assert committed == self._committed()
            assert committed <= BUDGET

    @invariant()
    def approved_offers_alone_have_codes(self) -> None:
        coded = {
            row[0] for row in self.store.read(lambda tx: tx.rows("SELECT offer_id FROM codes"))
        }
        approved = {key for key, one in self.known.items() if one.state is State.APPROVED}
        assert coded == approved

    @invariant()
    def audit_is_whole(self) -> None:
        assert self.store.read(audit.first_broken) is None


Offers.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestOffers = Offers.TestCase
