"""Campaigns: what creators are asked to do, for what, until when, and who says yes."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.errors import BadField, NotFound
from services.importing import instant
from services.money import Money
from services.trail import record
from storage import campaigns as stored
from storage.campaigns import CampaignRow
from storage.engine import Store, Transaction
from storage.words import clean, fold
from texts import campaigns as says
from texts import forms

LONGEST_NAME, LONGEST_BRIEF = 75, 2_000
LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """What a form says. Money in minor units of currency; commission in basis points."""

    name: str
    niche: str
    brief: str
    starts_on: date
    ends_on: date
    currency: str
    budget_minor: int
    gift: str
    gift_value_minor: int
    commission_bp: int
    window_days: int
    holding_days: int
    channel: str
    approvers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign with its approvers and what became of its offers.

    committed: gifts at retail, fees and capped commission of approved offers; commission without
    a cap is not counted. funnel: offers by state.
    """

    row: CampaignRow
    approvers: tuple[str, ...]
    committed: Money
    funnel: dict[str, int]

    @property
    def budget(self) -> Money:
        return Money(self.row.budget_minor, self.row.currency)

    @property
    def left(self) -> Money:
        return Money(self.row.budget_minor - self.committed.minor, self.row.currency)


def create(
    store: Store, new: NewCampaign, *, actor: str, now: datetime, client_id: int
) -> Campaign:
    """Make a campaign. Raises BadField for what can't be taken, a taken name included."""
    row = _row(_checked(new), actor, now, client_id)
    return store.write(_create, row, new.approvers, actor)


def _checked(new: NewCampaign) -> NewCampaign:
    name = " ".join(clean(new.name).split())
    if not fold(name) or len(name) > LONGEST_NAME:
        raise BadField("name", says.name_too_long(LONGEST_NAME))
    if new.ends_on < new.starts_on:
        raise BadField("ends_on", says.END_BEFORE_START)
    if not 0 <= new.commission_bp <= 10_000:
        raise BadField("commission", forms.SHARE)
    if not new.approvers:
        raise BadField("approvers", says.NO_APPROVER)
    for field, days in (("window", new.window_days), ("holding", new.holding_days)):
        if not 0 <= days <= LONGEST_DAYS:
            raise BadField(field, forms.days_up_to(LONGEST_DAYS))
    if not clean(new.gift).strip() and new.gift_value_minor:
        raise BadField("gift", says.VALUE_OF_NOTHING)
    return replace(
        new,
        name=name,
        niche=clean(new.niche).strip()[:LONGEST_NAME],
        brief=clean(new.brief).strip()[:LONGEST_BRIEF],
        gift=clean(new.gift).strip()[:LONGEST_NAME],
    )


def _row(new: NewCampaign, actor: str, now: datetime, client_id: int) -> CampaignRow:
    return CampaignRow(
        id=0,
        client_id=client_id,
        name=new.name,
        folded=fold(new.name),
        niche=new.niche,
        brief=new.brief,
        starts_on=new.starts_on.isoformat(),
        ends_on=new.ends_on.isoformat(),
        currency=new.currency,
        budget_minor=new.budget_minor,
        gift=new.gift,
        gift_value_minor=new.gift_value_minor,
        commission_bp=new.commission_bp,
        window_days=new.window_days,
        holding_days=new.holding_days,
        channel=new.channel,
        version=1,
        created_by=actor,
        created_at=instant(now),
    )


def _create(tx: Transaction, row: CampaignRow, approvers: tuple[str, ...], actor: str) -> Campaign:
    campaign_id = stored.add(tx, row, approvers)
    if campaign_id is None:
        raise BadField("name", says.name_taken(row.name))
    record(
        tx,
        at=row.created_at,
        actor=actor,
        action="new campaign",
        subject=f"campaign {campaign_id}",
        content={**row._asdict(), "id": campaign_id, "approvers": sorted(approvers)},
    )
    return of_row(tx, row._replace(id=campaign_id))


def of_row(tx: Transaction, row: CampaignRow) -> Campaign:
    """Return a campaign with what its offers come to."""
    return Campaign(
        row,
        stored.approvers(tx, row.id),
        Money(stored.committed(tx, row.id), row.currency),
        stored.funnel(tx, row.id),
    )


def named(store: Store, name: str, *, client_id: int) -> Campaign:
    """Return the campaign of this name. Raises NotFound, naming those there are."""
    return store.read(_named, name, client_id)


def _named(tx: Transaction, name: str, client_id: int) -> Campaign:
    row = stored.named(tx, client_id, fold(clean(name)))
    if row is None:
        known = [one.name for one in stored.all_rows(tx, client_id)][:10]
        raise NotFound(says.not_there(clean(name).strip()[:LONGEST_NAME], known))
    return of_row(tx, row)


def with_id(store: Store, campaign_id: int) -> Campaign:
    """Return a campaign. Raises NotFound when it is gone."""

    def work(tx: Transaction) -> Campaign:
        row = stored.get(tx, campaign_id)
        if row is None:
            raise NotFound(says.GONE)
        return of_row(tx, row)

    return store.read(work)


def all_of(store: Store, *, client_id: int) -> list[Campaign]:
    """Return all campaigns, the one that ends last first."""

    def work(tx: Transaction) -> list[Campaign]:
        return [of_row(tx, row) for row in stored.all_rows(tx, client_id)]

    return store.read(work)


def week_start(now: datetime, zone: ZoneInfo) -> str:
    """Return the instant at which the workspace's week began: Monday, as the store writes it."""
    local = now.astimezone(zone)
    monday = local.date() - timedelta(days=local.weekday())
    return instant(datetime.combine(monday, time(), zone).astimezone(UTC))
