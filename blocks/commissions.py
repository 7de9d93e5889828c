"""/commissions: totals and creators in aligned rows; what is due, with a button to mark it as paid.

A row is at most 42 characters: that is a phone.
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import orjson

from blocks.dates import at_time, plain_time
from blocks.help import by_examples
from blocks.offers import people
from blocks.search import Message
from blocks.text import (
    FALLBACK,
    Block,
    actions,
    button,
    cut,
    escape,
    fallback,
    note,
    plain,
    preformatted,
    section,
)
from services.commission_query import EXAMPLES, Ask, written
from services.commission_reports import Line, Payable, Report, Totals
from services.ledger import Paid
from texts.numbers import format_money

WIDTH = 42
NARROWEST = 8
"""Characters that a name keeps, however long the amounts beside it are."""

LONGEST_ASK = 900
"""Characters of a request in a button's value, where some count twice; no name is as long."""

PAYABLE = 5
PERIODS = (("This week", "week"), ("This month", "month"), ("All time", "all"))


def report_message(report: Report, viewer: str, news: Message | None = None) -> Message:
    """Return the answer of /commissions; news: what a click has just done, said above it."""
    said, blocks = news or ("", [])
    head = _head(report)
    blocks = [*blocks, section(f"*{escape(head, 150)}*: {escape(_earned(report), 200)}")]
    lines = [f"{head}: {_earned(report)}"]
    for totals in report.totals:
        rows = [*_summary(report, totals), *_creators(totals)]
        blocks.append(preformatted("\n".join(rows)))
        lines += rows
    if not report.totals:
        hint = (
            "Sales come in by POST /webhooks/sales, or by: python bot.py import FILE --kind sales"
        )
        blocks.append(section(escape(hint)))
        lines.append(hint)
    for payable in report.payable[:PAYABLE]:
        blocks += _payable(report, payable, viewer)
        lines.append(f"{_due(payable)} can be marked as paid")
    blocks.append(actions(*_periods(report.ask)))
    if report.totals:
        blocks.append(note(_small_print(report)))
    return cut("\n".join([*([said] if said else []), fallback(lines)]), FALLBACK), blocks


def _head(report: Report) -> str:
    of = [name for name in (report.creator, report.campaign) if name]
    return f"Commissions {', '.join([*of, report.ask.period])}"


def _earned(report: Report) -> str:
    if not report.totals:
        return "nothing sold, nothing earned"
    if not any(one.earned for one in report.totals):
        return "nothing earned"
    return " and ".join([_money(one.earned, one) for one in report.totals]) + " earned"


def _money(minor: int, totals: Totals) -> str:
    return format_money(minor, totals.currency)


def _summary(report: Report, totals: Totals) -> list[str]:
    day = report.ask.as_of
    when = f"{day.day} {day:%b %Y}" if day else "now"
    pairs = [
        ("Earned", totals.earned),
        ("Net sales", totals.net_sales),
        ("Paid", totals.paid),
        (f"Held {when}" if day else "Held", totals.held),
        (f"Due {when}", totals.due),
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
    first = max(len(text) for text in [*earned, "earned"])
    second = max(len(text) for text in [*due, "due"])
    name = max(NARROWEST, WIDTH - first - second - 2)
    rows = ["", f"{'Creator':{name}} {'earned':>{first}} {'due':>{second}}"]
    for one, gained, owed in zip(totals.lines, earned, due, strict=True):
        rows.append(f"{_cut(one, name):{name}} {gained:>{first}} {owed:>{second}}")
    if totals.others:
        rows.append(f"and {totals.others} more")
    return rows


def _cut(line: Line, length: int) -> str:
    return cut(" ".join(line.name.split()), length)


def _due(payable: Payable) -> str:
    amount = payable.due.amount
    return f"{format_money(amount.minor, amount.currency)} for {payable.campaign}"


def _payable(report: Report, payable: Payable, viewer: str) -> Sequence[Block]:
    amount = format_money(payable.due.amount.minor, payable.due.amount.currency)
    if viewer not in payable.approvers:
        said = f"{people(payable.approvers)} can mark {amount} for"
        return [section(f"{said} {escape(payable.campaign)} as paid")]
    due = payable.due
    key = [due.influencer_id, due.campaign_id, due.amount.minor, due.amount.currency]
    value = orjson.dumps([*key, due.last_payment, cut(written(report.ask), LONGEST_ASK)]).decode()
    who = cut(report.creator or "this creator", 40)
    confirm: Block = {
        "title": plain(f"Mark {amount} as paid?", 100),
        "text": plain(
            f"{amount} to {who} for {payable.campaign}. This writes it down; it sends no money,"
            " and it can't be undone.",
            300,
        ),
        "confirm": plain("Mark as paid", 30),
        "deny": plain("Not yet", 30),
    }
    marked = button(
        "Mark as paid",
        f"paid:{due.campaign_id}:{due.amount.currency}",
        value,
        confirm=confirm,
        accessibility_label=cut(f"Mark {amount} to {who} as paid", 75),
    )
    return [section(f"{escape(amount)} is due for {escape(payable.campaign)}", marked)]


def _periods(ask: Ask) -> list[Block]:
    return [
        button(label, f"commissions:{period}", cut(written(ask, period), LONGEST_ASK))
        for label, period in PERIODS
    ]


def _small_print(report: Report) -> str:
    looked = f"as they stood on {report.ask.as_of}" if report.ask.as_of else "as they stand now"
    return (
        "Earned and net sales are of the period, after refunds, by the day of each sale or refund;"
        f" paid is of the period; held and due are {looked}. /why ORDER tells how a commission"
        " came about."
    )


def paid_message(paid: Paid, creator: str, zone: ZoneInfo) -> Message:
    """Say that something was marked as paid, or that somebody did before."""
    amount = format_money(paid.amount.minor, paid.amount.currency)
    if not paid.again:
        return sentence(f"Marked as paid: {amount} to {creator}.")
    text = f"{amount} was marked as paid on {plain_time(paid.at, zone)}. Nothing was changed."
    shown = f"<@{escape(paid.by, 40)}> marked {escape(amount)} as paid"
    return (
        fallback([text]),
        [section(f"{shown} at {at_time(paid.at, zone)}. Nothing was changed.")],
    )


def sentence(text: str) -> Message:
    """Return one sentence as what a click led to."""
    return fallback([text]), [section(escape(text))]


def not_yours_message(sentence: str, approvers: tuple[str, ...]) -> Message:
    """Say who can mark something as paid."""
    return fallback([sentence]), [section(f"{escape(sentence)}\nThey are {people(approvers)}.")]


def help_message() -> Message:
    """Return help by examples."""
    return by_examples("Commissions", EXAMPLES)
