"""A desk with an admin, and with two clients where a test wants them."""

import pytest

from console.driver import Slack
from services import clients, granting
from services.rights import Role
from storage.engine import Store
from storage.grants import ALL_CLIENTS
from tests.conftest import Clock
from tests.handlers.conftest import quick_stop as quick_stop

CY = "U0CY"


@pytest.fixture
def admin(store: Store, clock: Clock) -> str:
    """Cy, admin of everything."""
    granting.grant(store, CY, Role.ADMIN, ALL_CLIENTS, actor=CY, now=clock())
    return CY


@pytest.fixture
def acme(store: Store, admin: str, clock: Clock, slack: Slack) -> int:
    """A second client, which only admins may see."""
    return clients.make(store, "Acme", actor=admin, now=clock()).id
