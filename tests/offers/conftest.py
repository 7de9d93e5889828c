import pytest

from services import drafting
from services.campaigns import Campaign
from services.offers import Offer
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.offers.making import ANA, creators, make_campaign


@pytest.fixture
def campaign(store: Store, clock: Clock, bring: Bring) -> Campaign:
    """A campaign of $200 that Bo and Cy approve for, and three creators to offer it to."""
    bring(creators(3))
    return make_campaign(store, clock())


@pytest.fixture
def offer(store: Store, clock: Clock, campaign: Campaign) -> Offer:
    """An offer that Ana proposed and that waits for Bo or Cy."""
    return drafting.draft(
        store,
        campaign_id=campaign.row.id,
        account_id=1,
        terms=None,
        why="Uses it already",
        actor=ANA,
        now=clock(),
        propose=True,
    )
