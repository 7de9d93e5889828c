"""The terms of an offer: what is shown, what a decision is bound to, how two versions differ."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date

import orjson

from storage.offers import OfferRow
from texts import offers as says
from texts.common import quoted
from texts.dates import on
from texts.numbers import format_money, share


@dataclass(frozen=True, slots=True)
class Terms:
    """What an approver says yes to. Money in minor units of currency; commission in basis points.

    commission_cap_minor: None is no cap; what is not capped takes nothing from the budget.
    """

    currency: str
    gift: str
    gift_value_minor: int
    fee_minor: int
    commission_bp: int
    commission_cap_minor: int | None
    deliverable: str
    due_on: str

    @property
    def committed_minor(self) -> int:
        """Gift at retail, fee and capped commission: what an approval takes from the budget."""
        return self.gift_value_minor + self.fee_minor + (self.commission_cap_minor or 0)

    def as_json(self) -> str:
        return orjson.dumps(asdict(self), option=orjson.OPT_SORT_KEYS).decode()

    def fingerprint(self, campaign_id: int, account_id: int) -> str:
        """Return a digest of these terms for this creator in this campaign."""
        whole = f"{campaign_id} {account_id} {self.as_json()}"
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


def terms_of(offer: OfferRow) -> Terms:
    """Return the terms of an offer as it stands."""
    return Terms(**{name: getattr(offer, name) for name in Terms.__dataclass_fields__})


def terms_from(text: str) -> Terms:
    """Read terms that were written by as_json."""
    return Terms(**orjson.loads(text))


def difference(old: Terms, new: Terms) -> str:
    """Say how terms changed: "The fee went from $0 to $150."."""

    def money(minor: int | None) -> str:
        return says.NO_CAP if minor is None else format_money(minor, new.currency)

    changes = [
        (says.THE_PRODUCT, old.gift or says.NONE, new.gift or says.NONE),
        (says.THE_VALUE, money(old.gift_value_minor), money(new.gift_value_minor)),
        (says.THE_FEE, money(old.fee_minor), money(new.fee_minor)),
        (says.THE_COMMISSION, share(old.commission_bp), share(new.commission_bp)),
        (says.THE_CAP, money(old.commission_cap_minor), money(new.commission_cap_minor)),
        (says.THE_DELIVERABLE, quoted(old.deliverable), quoted(new.deliverable)),
        (says.THE_DAY, on(date.fromisoformat(old.due_on)), on(date.fromisoformat(new.due_on))),
    ]
    said = [says.went(what, was, now) for what, was, now in changes if was != now]
    return " ".join(said) or says.SAME_TERMS
