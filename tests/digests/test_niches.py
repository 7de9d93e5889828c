"""The digest of niches: who leads, who moved against last week, who grows, whom to check."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from blocks.digests import message
from services import hiding, niche_digest
from services.niche_digest import KEPT_WEEKS, Section
from services.niches import load
from services.weeks import BadWeek, Week, week_now
from storage import niche_weeks
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.digests.conftest import HEADINGS
from tests.offers.making import make_campaign

UTC = ZoneInfo("UTC")
WEEK = Week(2026, 47)
LIKES = {"ana": 2_000, "bea": 1_900, "cleo": 1_800, "dora": 1_700, "eva": 1_600, "fay": 1_500}


class Niche:
    """Fitness, week after week: what is brought in stands at the newest figures."""

    def __init__(self, store: Store, clock: Clock, bring: Bring) -> None:
        self.store, self.clock, self._bring = store, clock, bring

    @property
    def id(self) -> int:
        found = load(self.store).find("fitness")
        assert found is not None
        return found

    def bring(self, likes: dict[str, int]) -> None:
        """Import who has how many likes."""
        rows = [
            f"{name},{name.title()},instagram,Fitness,DE,20000,{number}\n"
            for name, number in likes.items()
        ]
        self.clock.move(hours=1)
        self._bring(HEADINGS + "".join(rows), name=f"{self.clock():%j%H}.csv")

    def keep(self, week: Week) -> None:
        niche_digest.keep(self.store, (self.id,), week, self.clock())

    def section(self, week: Week = WEEK) -> Section:
        running = week_now(self.clock(), UTC)
        return niche_digest.digest(self.store, (self.id,), week, running, client_id=1).sections[0]

    def text(self, week: Week = WEEK) -> str:
        running = week_now(self.clock(), UTC)
        return message(
            niche_digest.digest(self.store, (self.id,), week, running, client_id=1), UTC
        )[0]


@pytest.fixture
def niche(store: Store, clock: Clock, bring: Bring) -> Niche:
    """Six creators of fitness, as last week's digest had them."""
    found = Niche(store, clock, bring)
    found.bring(LIKES)
    found.keep(WEEK.plus(-1))
    return found


def moves(section: Section) -> dict[str, int | None]:
    return {one.creator.handle or "": one.moved for one in section.top}


def test_the_first_digest_of_a_niche_tells_no_movement(
    store: Store, clock: Clock, bring: Bring
) -> None:
    niche = Niche(store, clock, bring)
    niche.bring({"ana": 2_000})
    assert niche.text().splitlines() == [
        "Fitness this week: 1 matches",
        "1. Ana · ≈2,000 likes · free",
        "16-22 Nov · most typical likes first · who moved is told from the second week on",
    ]


def test_nobody_moves_where_nothing_changed(niche: Niche) -> None:
    assert moves(niche.section()) == dict.fromkeys(["ana", "bea", "cleo", "dora", "eva"], 0)


def test_who_overtakes_goes_up_by_the_places_overtaken(niche: Niche) -> None:
    niche.bring({"cleo": 2_050})
    assert moves(niche.section()) == {"cleo": 2, "ana": -1, "bea": -1, "dora": 0, "eva": 0}


def test_who_was_not_there_last_week_is_new(niche: Niche) -> None:
    niche.bring({"gil": 2_400})
    section = niche.section()
    assert (moves(section)["gil"], section.news, section.gone) == (None, 1, 0)


def test_who_does_not_match_any_more_has_left(niche: Niche) -> None:
    niche.bring({"ana": 100})
    section = niche.section()
    assert (section.matches, section.news, section.gone) == (5, 0, 1)


def test_who_grew_the_most_is_rising(niche: Niche) -> None:
    niche.bring({"eva": 1_900, "fay": 2_100})
    section = niche.section()
    assert section.rising is not None
    assert (section.rising.creator.handle, section.rising.percent) == ("fay", 40)


def test_little_growth_is_not_called_rising(niche: Niche) -> None:
    niche.bring({"fay": 1_700})
    assert niche.section().rising is None


def test_the_message_says_it_in_words(niche: Niche) -> None:
    niche.bring({"fay": 2_100, "gil": 1_850, "dora": 100})
    assert niche.text().splitlines() == [
        "Fitness this week: 6 match, 1 new, 1 left",
        "1. Fay, up 5 · ≈2,100 likes · free",
        "2. Ana, down 1 · ≈2,000 likes · free",
        "3. Bea, down 1 · ≈1,900 likes · free",
        "4. Gil, new · ≈1,850 likes · free",
        "5. Cleo, down 2 · ≈1,800 likes · free",
        "Rising: @fay, likes up 40%",
        "16-22 Nov · most typical likes first",
    ]


def test_an_older_week_is_named_where_last_week_was_missed(niche: Niche) -> None:
    niche.clock.move(days=14)
    assert "0 new, 0 left since 9-15 Nov" in niche.text(WEEK.plus(2))


def test_who_has_an_approved_offer_is_busy(niche: Niche) -> None:
    campaign = make_campaign(niche.store, niche.clock())
    _approved_offer(niche.store, campaign.row.id, niche.section().top[0].creator.influencer_id)
    assert [one.busy for one in niche.section().top] == [True, False, False, False, False]


def _approved_offer(store: Store, campaign_id: int, influencer_id: int) -> None:
    store.write(
        lambda tx: tx.run(
            "INSERT INTO offers (client_id, campaign_id, influencer_id, account_id, state, version,"
            " terms_version, fingerprint, currency, gift, gift_value_minor, fee_minor,"
            " commission_bp, window_days, holding_days, deliverable, due_on, committed_minor,"
            " worth_format, why, proposed_by, proposed_at, expires_at) VALUES (1, :campaign,"
            " :person, 1, 'approved', 1, 1, '', 'USD', '', 0, 0, 1000, 30, 30, '', '2026-12-12',"
            " 0, 'photo', '', 'U0ANA', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')",
            {"campaign": campaign_id, "person": influencer_id},
        )
    )


def test_who_shows_signs_of_bought_numbers_is_to_be_looked_at(niche: Niche) -> None:
    niche.store.write(
        lambda tx: tx.run(
            "UPDATE accounts SET verdict = 'strong_signs', reasons = 'Followers grew 2.1x.'"
            " WHERE key = 'fay'"
        )
    )
    assert "Look twice: @fay. Followers grew 2.1x." in niche.text().splitlines()


def test_a_week_is_written_down_once_whatever_changes_after(niche: Niche) -> None:
    """Two channels that follow a niche read the same, although a list came in between."""
    niche.keep(WEEK)
    first = niche.text()
    niche.bring({"fay": 2_400})
    niche.keep(WEEK)
    assert niche.text() == first


def test_a_past_week_can_be_read_again(niche: Niche) -> None:
    niche.bring({"fay": 2_100})
    niche.keep(WEEK)
    posted = niche.text()
    for _ in range(5):
        niche.clock.move(days=7)
        niche.bring({"ana": 2_000 + niche.clock().day})
        niche.keep(week_now(niche.clock(), UTC).plus(-1))
    assert niche.text() == posted


def test_a_past_week_of_which_nothing_was_kept_is_refused(niche: Niche) -> None:
    with pytest.raises(BadWeek, match="Nothing was kept of Fitness in 2026-W40"):
        niche.section(Week(2026, 40))


def test_movement_is_right_over_the_turn_of_the_year(niche: Niche) -> None:
    niche.clock.at += timedelta(days=42)
    niche.keep(Week(2026, 53))
    niche.bring({"bea": 2_400})
    assert moves(niche.section(Week(2027, 1)))["bea"] == 1


def test_weeks_are_forgotten_after_sixty(niche: Niche) -> None:
    niche.keep(WEEK.plus(-1 + KEPT_WEEKS))
    kept = niche.store.read(niche_weeks.kept_matches, niche.id, str(WEEK.plus(-1)))
    assert kept is None


def test_sixty_weeks_are_kept(niche: Niche) -> None:
    niche.keep(WEEK.plus(-2 + KEPT_WEEKS))
    kept = niche.store.read(niche_weeks.kept_places, niche.id, str(WEEK.plus(-1)))
    assert len(kept) == len(LIKES)


def test_a_niche_with_more_than_the_kept_places_says_among_how_many(niche: Niche) -> None:
    niche.bring({f"more{number}": 600 for number in range(niche_weeks.KEPT)})
    niche.keep(WEEK)
    niche.bring({"gil": 2_400})
    assert "2,007 match, 1 new, 1 left among the first 2,000" in niche.text(WEEK.plus(1))


def test_somebody_who_is_gone_leaves_the_place_to_the_next(niche: Niche) -> None:
    niche.keep(WEEK)
    niche.store.write(
        lambda tx: [
            tx.run(f"DELETE FROM {table} WHERE {column} = 1")
            for table, column in (("observations", "account_id"), ("accounts", "id"))
        ]
    )
    assert [one.creator.handle for one in niche.section().top] == [
        "bea",
        "cleo",
        "dora",
        "eva",
        "fay",
    ]


def test_who_is_hidden_is_not_told_of(niche: Niche, store: Store, clock: Clock) -> None:
    first = niche.section().top[0].creator
    hiding.hide(store, first.account_id, actor="U0ANA", now=clock(), client_id=1)
    assert first.handle not in niche.text()
