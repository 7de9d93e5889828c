import pytest

from services.campaigns import Campaign
from services.offers import Offer
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.sales.making import CREATORS, JANE, Shop, make_campaign, make_offer


@pytest.fixture
def campaign(store: Store, clock: Clock, bring: Bring) -> Campaign:
    """Summer Shakers: 10%, held for 30 days; Bo and Cy approve. Three creators are in the list."""
    bring(CREATORS)
    return make_campaign(store, clock())


@pytest.fixture
def jane(store: Store, clock: Clock, campaign: Campaign) -> Offer:
    """Jane's approved offer; her code JANE10 has been valid for fifty minutes."""
    offer = make_offer(store, campaign, JANE, clock())
    clock.move(hours=1)
    return offer


@pytest.fixture
def shop(store: Store, clock: Clock, jane: Offer) -> Shop:
    """A shop in which Jane's code can be used."""
    return Shop(store, clock)
