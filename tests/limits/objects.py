"""The domain objects that blocks/ draws, with given contents and the bounds that services keep."""

import typing
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from blocks import (
    columns,
    commissions,
    offer_answers,
)
from blocks.telling import Told
from services import noting
from services.campaigns import Campaign
from services.clients import LONGEST as LONGEST_CLIENT
from services.clients import Made
from services.commission_digest import Best, CommissionDigest, Earnings
from services.commission_query import Ask
from services.commission_reports import Line, Payable, Report, Totals
from services.details import Details
from services.drops import Drop
from services.found import Answer, Found
from services.granting import Granted
from services.home import Home, NicheLine
from services.importing import Report as Imported
from services.ledger import Paid
from services.niche_digest import MOST, NicheDigest, Section, Standing
from services.offer_states import State
from services.offers import Offer, Refused
from services.order_stories import Story
from services.previews import Look
from services.records import Creator, PostFigures, Rejected
from services.rights import Client, Role, Seat
from services.sale_fields import Event
from services.sales import Outcome
from services.shortlists import Changed
from storage.grants import GrantRow
from storage.offers import MoveRow
from storage.shortlists import ListRow
from storage.words import clean, fold
from tests.limits.contents import NOW, WEEK, ZONE, Contents
from texts.search import MISSES

PEOPLE = ("U0ANA", "U0BO", "U0CY") * 70
AT = "2026-11-24T12:00:00Z"
BOUNDED = 10
"""Offers that services give to App Home, creators of a report, near misses of an answer."""


def found(c: Contents) -> Found:
    verdict = "strong_signs" if c.many else "cannot_tell"
    rule = "likes_low" if c.many else "likes_unknown"
    return c.of(Found, verdict=verdict, missed_rule=rule)


def offer(c: Contents, state: State = State.WAITING) -> Offer:
    row = c.of(Offer.__annotations__["row"], state=state, reason=c.text, terms_version=3)
    creator = c.of(FOUND_ROW, verdict="some_signs")
    return c.of(Offer, row=row, campaign=campaign(c).row, approvers=people(c), creator=creator)


FOUND_ROW = next(one for one in Offer.__annotations__["creator"].__args__ if one is not type(None))


def people(c: Contents) -> tuple[str, ...]:
    return PEOPLE[: c.many]


def campaign(c: Contents) -> Campaign:
    return c.of(Campaign, approvers=people(c), funnel=dict.fromkeys(State, c.number or 0))


def answer(c: Contents) -> Answer:
    few = min(c.many, 5)
    query = c.of(Answer.__annotations__["query"], text=c.text[:900], tier="micro")
    return c.of(
        Answer,
        query=query,
        results=(found(c),) * few,
        near_misses=(found(c),) * min(c.many, BOUNDED),
        total=few,
        misses=dict.fromkeys(MISSES, c.number or 0),
        suggestions=(c.text[:900],) * min(c.many, 3),
    )


def nobody(c: Contents) -> Answer:
    return c.of(
        Answer,
        query=c.of(Answer.__annotations__["query"], text=c.text[:900], tier="micro"),
        results=(),
        near_misses=(),
        total=0,
        suggestions=(c.text[:900],) * min(c.many, 3),
        store_is_empty=False,
    )


def details(c: Contents) -> Details:
    return c.of(Details, found=found(c), bio=c.text)


def standing(c: Contents) -> noting.Standing:
    return c.of(noting.Standing, price=(c.number or 0, "USD"))


def imported(c: Contents) -> Imported:
    return c.of(Imported, rejects=[c.of(Rejected)] * c.many)


def drop(c: Contents) -> Drop:
    return c.of(Drop, sample=None)


def look(c: Contents, kind: str = "influencers") -> Look:
    record = {"influencers": Creator, "posts": PostFigures, "sales": Event}[kind]
    first = (c.of(record),) * min(c.many, 3) if kind != "influencers" else creators_read(c)
    return c.of(Look, kind=kind, first=first)


def list_actions(drop: Drop, found: Look) -> list[Any]:
    """Return what stands below a list: a list with few columns has no forms, and the rest always."""
    return [*columns.forms(drop, found), *columns.what_it_is(drop, found)]


def few_columns(found: Look) -> Look:
    """A look at a list whose columns are corrected in the message itself."""
    return replace(found, columns=found.columns[: columns.MOST])


def creators_read(c: Contents) -> tuple[Creator, ...]:
    """The first creators of a list: each names one account at least."""
    account = c.of(typing.get_args(Creator.__annotations__["accounts"])[0])
    return (c.of(Creator, accounts=(account,)),) * min(c.many, 3)


def ask(c: Contents) -> Ask:
    return c.of(Ask, word="2026-11", period="November 2026", campaign=c.text[:75])


def report(c: Contents) -> Report:
    totals = c.of(Totals, lines=(c.of(Line),) * min(c.many, BOUNDED))
    payable = c.of(Payable, approvers=people(c))
    every = (totals,) * min(c.many, 6)
    return c.of(Report, ask=ask(c), totals=every, payable=(payable,) * c.many)


def paid(c: Contents, **chosen: Any) -> Told:
    return commissions.told_of_payment(c.of(Paid, **chosen), c.text, ZONE)


def niches(c: Contents) -> NicheDigest:
    standing = c.of(Standing, creator=found(c))
    section = c.of(Section, top=(standing,) * min(c.many, 5), look=(found(c),) * min(c.many, 2))
    return c.of(NicheDigest, sections=(section,) * min(c.many, MOST), week=WEEK)


def earned(c: Contents) -> CommissionDigest:
    best = c.of(Best) if c.many else None
    one = c.of(Earnings, campaigns=((c.text, c.number or 0),) * c.many, best=best)
    return c.of(CommissionDigest, week=WEEK, earnings=(one,) * c.many, quiet=not c.many)


def app_home(c: Contents) -> Home:
    waiting = (offer(c),) * min(c.many, BOUNDED)
    return c.of(
        Home,
        needs=waiting,
        own=(offer(c, State.DRAFT),) * min(c.many, BOUNDED),
        campaigns=(campaign(c),) * min(c.many, BOUNDED),
        niches=(c.of(NicheLine),) * min(c.many, BOUNDED),
    )


def story(c: Contents) -> Story:
    return c.of(Story, outcome=Outcome.CREDITED)


def moves(c: Contents) -> list[MoveRow]:
    return [c.of(MoveRow)] * c.many


def lists(c: Contents) -> list[ListRow]:
    """Names of shortlists: services keep at most 75 characters, and never nothing."""
    name = clean(c.text)[:75]
    owners = ("", "U0ANA") * c.many if fold(name) else ()
    return [ListRow(2**31 + number, name, owner, AT) for number, owner in enumerate(owners)]


def a_list(c: Contents) -> ListRow:
    return next(iter(lists(c)), ListRow(1, "a", "", AT))


def changed(c: Contents) -> Changed:
    names = [one.name for one in lists(c)] or ["a"]
    return Changed(names, names, names)


def rejected(kind: type[Refused]) -> Callable[[Contents], Any]:
    return lambda c: offer_answers.refusal(
        kind(offer(c), f"{c.text} is gone."), "U0ANA", now=NOW, zone=ZONE
    )


def seat(c: Contents) -> Seat:
    """Somebody at one of their clients, whose names are as long as services let them be."""
    one = Client(1, c.text[:LONGEST_CLIENT] or "Our team", frozenset(Role))
    return Seat("U0ANA", True, one, (one,) * max(1, c.many))


def made(c: Contents) -> Made:
    """A client to which channels of another one were there already."""
    name = seat(c).client.name
    return c.of(Made, name=name, old=name, admins=people(c), channels={name: ["C0FIT"] * c.many})


def given(c: Contents) -> Granted:
    row = c.of(GrantRow, subject="S0MARKETING", role=Role.VIEWER, client_id=1)
    return Granted(row, bool(c.many), tuple(grants(c)))


def grants(c: Contents) -> list[GrantRow]:
    return [c.of(GrantRow, subject="U0ANA", role=Role.EDITOR, client_id=1)] * c.many
