"""/commissions: totals and creators in aligned rows; what is due, with a button to mark it as paid.

A row is at most 42 characters: that is a phone.
"""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import orjson

from blocks.dates import around, at_time, on_day, plain_time
from blocks.rights import mention, mentions
from blocks.telling import Drawn, Noted, Offered, Part, Said, Title, Told, hint, message
from blocks.text import Block, Message, button, cut, mentioning, plain, preformatted
from services.commission_query import Ask, written
from services.commission_reports import Line, Payable, Report, Totals
from services.ledger import Paid
from texts import commissions as says
from texts import dates
from texts.numbers import format_money
from texts.sales import HOW_THEY_COME

WIDTH = 42
NARROWEST = 8
"""Characters that a name keeps, however long the amounts beside it are."""

LONGEST_ASK = 900
"""Characters of a request in a button's value, where some count twice; no name is as long."""

PAYABLE = 5
"""Campaigns whose dues to one creator are shown."""

DUES = 3
"""Creators who are offered by a button, since something is due to them."""

NAMED = 6
"""People that are named who can mark something as paid."""


def report_message(report: Report, viewer: str, *, payer: bool = False, news: Told = ()) -> Message:
    """Return the answer of /commissions.

    viewer, payer: who reads it, and whether they pay out for the client: approvers of a campaign
    may, too. news: what a click has just done, said above it.
    """
    told: list[Part] = [*news, Title(_head(report), f": {_earned(report)}")]
    for totals in report.totals:
        creators = [] if report.creator else _creators(totals)
        rows = "\n".join([*_summary(report, totals), *creators])
        told.append(Drawn(rows, (preformatted(rows),)))
    if not report.totals:
        told.append(hint(HOW_THEY_COME))
    told += [_payable(report, one, viewer, payer) for one in report.payable[:PAYABLE]]
    told.append(Offered([*_dues(report), *_periods(report.ask)]))
    if report.totals:
        as_of = report.ask.as_of
        told.append(Noted(says.small_print(dates.on(as_of) if as_of else "")))
    return message(told)


def _head(report: Report) -> str:
    of = [cut(name, 60) for name in (report.creator, report.campaign) if name]
    return says.head([*of, report.ask.period])


def _earned(report: Report) -> str:
    if not report.totals:
        return says.NOTHING_SOLD
    if not any(one.earned for one in report.totals):
        return says.NOTHING_EARNED
    return says.earned([_money(one.earned, one) for one in report.totals])


def _money(minor: int, totals: Totals) -> str:
    return format_money(minor, totals.currency)


def _summary(report: Report, totals: Totals) -> list[str]:
    day = report.ask.as_of
    when = dates.on(day) if day else ""
    pairs = [
        (says.EARNED, totals.earned),
        (says.NET_SALES, totals.net_sales),
        (says.PAID, totals.paid),
        (says.held(when), totals.held),
        (says.due(when), totals.due),
    ]
    amounts = [_money(minor, totals) for _, minor in pairs]
    width = max(len(amount) for amount in amounts)
    return [
        f"{label:{WIDTH - width - 1}} {amount:>{width}}"
        for (label, _), amount in zip(pairs, amounts, strict=True)
    ]


def _creators(totals: Totals) -> list[str]:
    """Return the rows of creators: name, earned, due; the amounts whole, the name cut."""
    if not totals.lines:
        return []
    earned = [_money(one.earned, totals) for one in totals.lines]
    due = [_money(one.due, totals) for one in totals.lines]
    first = max(len(text) for text in [*earned, says.EARNED])
    second = max(len(text) for text in [*due, says.DUE])
    name = max(NARROWEST, WIDTH - first - second - 3)
    rows = ["", f"{says.CREATOR:{name}} {says.EARNED:>{first}}  {says.DUE:>{second}}"]
    for one, gained, owed in zip(totals.lines, earned, due, strict=True):
        rows.append(f"{_cut(one, name):{name}} {gained:>{first}}  {owed:>{second}}")
    if totals.others:
        rows.append(says.others(totals.others))
    return rows


def _cut(line: Line, length: int) -> str:
    return cut(" ".join(line.name.split()), length)


def _payable(report: Report, payable: Payable, viewer: str, payer: bool) -> Said:
    due = payable.due
    amount = format_money(due.amount.minor, due.amount.currency)
    campaign = cut(payable.campaign, 80)
    if not payer and viewer not in payable.approvers:
        people = mentions(payable.approvers[:NAMED])
        return Said(says.can_mark(people, amount, campaign), mentions=people)
    who = cut(report.creator or says.THE_CREATOR, 40)
    key = [due.influencer_id, due.campaign_id, due.amount.minor, due.amount.currency]
    marked = button(
        says.MARK_PAID,
        f"paid:{due.campaign_id}:{due.amount.currency}",
        orjson.dumps([*key, due.last_payment, _asked(report.ask)]).decode(),
        confirm={
            "title": plain(says.sure_title(amount), 100),
            "text": plain(says.sure(amount, who, campaign), 300),
            "confirm": plain(says.MARK_PAID, 30),
            "deny": plain(says.NOT_YET, 30),
        },
        accessibility_label=says.mark_for(amount, who),
    )
    return Said(says.due_for(amount, campaign), beside=marked)


def _dues(report: Report) -> list[Block]:
    """Return where each creator's dues can be marked as paid: in the answer about them alone."""
    if report.creator or report.ask.as_of:
        return []
    owed = {line.id: line.name for totals in report.totals for line in totals.lines if line.due > 0}
    asks = [(name, replace(report.ask, creator=name.replace('"', " "))) for name in owed.values()]
    return [
        button(cut(says.due_to(name), 40), f"commissions:due{place}", _asked(ask))
        for place, (name, ask) in enumerate(asks[:DUES])
    ]


def _periods(ask: Ask) -> list[Block]:
    return [
        button(label, f"commissions:{period}", _asked(ask, period))
        for label, period in says.PERIODS
    ]


def _asked(ask: Ask, period: str | None = None) -> str:
    return cut(written(ask, period), LONGEST_ASK)


def told_of_payment(paid: Paid, creator: str, zone: ZoneInfo) -> Told:
    """Say that something was marked as paid, or that somebody did before."""
    amount = format_money(paid.amount.minor, paid.amount.currency)
    if not paid.again:
        return [Said(says.marked(amount, cut(creator, 60)))]
    who = mention(paid.by)
    token = dates.at(on_day(paid.at, zone), at_time(paid.at, zone))
    shown = around(token, lambda when: says.marked_before(who, amount, when))
    text = says.marked_before(who, amount, plain_time(paid.at, zone))
    return [Said(text, mentioning(shown, [who]), mentions=[who])]


def not_yours_message(sentence: str, approvers: Sequence[str]) -> Message:
    """Say who can mark something as paid."""
    people = mentions(approvers[:NAMED])
    return message([Said(says.not_yours(sentence, people), mentions=people)])
