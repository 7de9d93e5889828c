"""Three clients with everything a client can have, each thing marked with a word of its own."""

from pathlib import Path

from services import clients, drafting, follows, shortlists
from services.importing import Importing, Options
from services.imports import import_file
from services.offer_moves import move
from services.offer_states import Move
from services.offers import Seen
from services.sales import take
from storage.engine import Store
from tests.conftest import Clock
from tests.offers.making import ANA, BO, CY
from tests.sales.making import Shop, make_campaign

WHAT = (
    "client",
    "camp",
    "brief",
    "gift",
    "why",
    "list",
    "tag",
    "note",
    "owner",
    "status",
    "extra",
    "source",
    "order",
)
CLIENTS = (1, 2, 3)
NETS = {1: 111_713, 2: 222_727, 3: 333_737}
"""What a sale of each client comes to, in cents: an amount that nothing else has."""

CHANNELS = {2: "C0FITNESS", 3: "C0APPROVE"}
"""Which channel is whose; the others are nobody's."""


def mark(what: str, client: int) -> str:
    """Return the word that stands for a thing of a client; people type it in small letters."""
    return f"Q{what}{'ABC'[client - 1]}Q"


def marks(client: int) -> list[str]:
    """Return all that tells that something is a client's."""
    net = f"{NETS[client] / 100:,.2f}"
    return [*[mark(what, client) for what in WHAT], net, net.replace(",", "")]


def build(store: Store, importing: Importing, clock: Clock, folder: Path) -> None:
    """Fill the store. The clock moves on until the codes are valid and sales have come."""
    now = clock()
    clients.rename(store, 1, mark("client", 1), actor=CY, now=now)
    for client in CLIENTS[1:]:
        assert clients.make(store, mark("client", client), actor=CY, now=now).id == client
        clients.bind(store, client, CHANNELS[client], actor=CY, now=now)
    for client in CLIENTS:
        _list(importing, folder, client)
    for client in CLIENTS:
        _campaign(store, clock, client)
    clock.move(hours=1)
    shop = Shop(store, clock)
    for client in CLIENTS:
        code = store.read(
            lambda tx, client=client: tx.value(
                "SELECT code FROM codes WHERE client_id = :client", {"client": client}
            )
        )
        event = shop.sale(mark("order", client), NETS[client], code=code)
        take(store, [event], actor="tests", now=clock(), client_id=client)


def _list(importing: Importing, folder: Path, client: int) -> None:
    """Import the same creators for a client, with what that client alone knows of them."""
    head = "handle,name,platform,niche,followers,average_likes,owner,status,tags,notes,price"
    known = ",".join([mark(one, client) for one in ("owner", "status", "tag", "note")])
    rows = [
        f"fit.{number},Fit {number},instagram,Fitness,{15_000 + number},{1_000 + number},"
        f"{known},4{client}7 EUR,{mark('extra', client)}"
        for number in range(3)
    ]
    path = folder / f"{client}.csv"
    path.write_text("\n".join([f"{head},speciality", *rows, ""]))
    options = Options(client_id=client, source=mark("source", client))
    import_file(importing, path, options)


def _campaign(store: Store, clock: Clock, client: int) -> None:
    now = clock()
    campaign = make_campaign(
        store,
        now,
        client_id=client,
        name=mark("camp", client),
        brief=mark("brief", client),
        gift=mark("gift", client),
        channel=CHANNELS.get(client, "C0GENERAL"),
        approvers=(ANA, BO, CY),
    )
    for account, propose in ((1, True), (2, True), (3, False)):
        offer = drafting.draft(
            store,
            campaign_id=campaign.row.id,
            account_id=account,
            terms=None,
            why=mark("why", client),
            actor=ANA,
            now=now,
            propose=propose,
        )
        if account == 1:
            seen = Seen(offer.row.version, offer.row.fingerprint)
            move(store, offer.row.id, Move.APPROVE, actor=BO, now=now, seen=seen)
    name = mark("list", client)
    shortlists.add(store, name, 1, actor=ANA, now=now, client_id=client)
    channel = CHANNELS.get(client, "C0GENERAL")
    zone = clock().tzinfo
    assert zone is not None
    follows.follow(store, channel, "commissions", actor=ANA, now=now, zone=zone, client_id=client)  # type: ignore[arg-type]
