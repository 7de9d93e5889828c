"""Proofs of the ledger: against the audit trail, against the arithmetic, and of its balance."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import orjson

from services import commissions
from services.ledger import COMMISSION, OWED, PAYMENT, POSTED, REVERSAL, SIGNS, content_of
from services.sale_fields import REFUND
from services.sales import Outcome
from storage import ledger as stored
from storage import sales
from storage.engine import Transaction
from storage.ledger import EntryRow, PostingRow
from texts import ledger as says

MOST = 100
"""So many findings are listed; the first one is enough to look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold, and where: "posting 5", "refund 7"."""

    subject: str
    why: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved. findings: empty when the ledger holds."""

    postings: int
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        return not self.findings


def proved(tx: Transaction) -> Proof:
    """Hold every posting against the trail and the arithmetic, as of one moment."""
    ledger = _Walk(tx)
    for posting, content in _in_step(tx):
        if len(ledger.findings) >= MOST:
            break
        ledger.check(posting, content)
    findings = [*ledger.findings, *_refunds(tx)]
    findings += [Finding(f"posting {lost}", says.POSTING_GONE) for lost in stored.strays(tx)]
    findings += [
        Finding(f"{kind} {number}", says.without_posting(outcome))
        for number, kind, outcome in stored.unposted(tx, (Outcome.CREDITED, Outcome.REVERSED))
    ]
    return Proof(ledger.postings, tuple(findings[:MOST]))


Content = tuple[int, str | None]


def _in_step(tx: Transaction) -> Iterator[tuple[PostingRow | None, Content | None]]:
    """Yield each posting with what the trail holds of it; None where one of the two is missing."""
    postings = stored.each_posting(tx)
    chained = ((_number(subject), content) for subject, content in stored.chained(tx, POSTED))
    posting, held = next(postings, None), next(chained, None)
    while posting or held:
        if held is None or (posting and posting.id < held[0]):
            yield posting, None
            posting = next(postings, None)
        elif posting is None or held[0] < posting.id:
            yield None, held
            held = next(chained, None)
        else:
            yield posting, held
            posting, held = next(postings, None), next(chained, None)


def _number(subject: str, mark: str = " ") -> int:
    number = subject.rpartition(mark)[2]
    return int(number) if number.isdecimal() else 0


class _Walk:
    """Goes through the postings in the order in which they were made."""

    def __init__(self, tx: Transaction) -> None:
        self.postings = 0
        self.findings: list[Finding] = []
        self._tx = tx
        self._held: Counter[tuple[int | None, str]] = Counter()
        """What each offer's sales hold by then, by currency."""

    def check(self, posting: PostingRow | None, held: Content | None) -> None:
        if posting is None:
            assert held is not None
            self._find(held[0], says.POSTING_CUT_OUT)
            return
        self.postings += 1
        entries = stored.entries_of(self._tx, posting.id)
        if held is None:
            self._find(posting.id, says.NOT_IN_TRAIL)
        elif held[1] is None:
            self._find(posting.id, says.TRAIL_EMPTIED)
        elif orjson.loads(held[1]) != content_of(posting, entries):
            self._find(posting.id, says.NOT_AS_IN_TRAIL)
        if _unbalanced(entries):
            self._find(posting.id, says.UNBALANCED)
        elif not _shaped(posting, entries):
            self._find(posting.id, says.wrong_entries(posting.kind))
        elif posting.kind == COMMISSION:
            self._check_credit(posting, entries)
        elif posting.kind == REVERSAL:
            self._check_refund(posting)
        for entry in entries:
            if entry.account == OWED and posting.kind != PAYMENT:
                self._held[posting.offer_id, entry.currency] -= entry.amount_minor

    def _check_credit(self, posting: PostingRow, entries: list[EntryRow]) -> None:
        """Compute a credit anew from the terms of its moment."""
        sale = sales.get(self._tx, posting.sale_id or 0)
        if sale is None or posting.cause != f"sale:{sale.id}":
            self._find(posting.id, says.SALE_GONE)
            return
        (owed,) = [entry for entry in entries if entry.account == OWED]
        held = self._held[posting.offer_id, owed.currency]
        room = None if posting.cap_minor is None else posting.cap_minor - held
        said = (sale.net_minor, sale.currency, sale.occurred_at, sale.offer_id)
        if said != (posting.base_minor, owed.currency, posting.happened_at, posting.offer_id):
            self._find(posting.id, says.another("sale", sale.id))
        elif commissions.credit(posting.base_minor, posting.rate_bp, room) != -owed.amount_minor:
            self._find(posting.id, says.WRONG_COMMISSION)

    def _check_refund(self, posting: PostingRow) -> None:
        """See that a reversal has its refund; _refunds computes its amount anew."""
        refund = sales.get(self._tx, _number(posting.cause, ":"))
        if refund is None or refund.kind != REFUND:
            self._find(posting.id, says.REFUND_GONE)
        elif (refund.occurred_at, refund.offer_id) != (posting.happened_at, posting.offer_id):
            self._find(posting.id, says.another("refund", refund.id))

    def _find(self, posting_id: int, why: str) -> None:
        self.findings.append(Finding(f"posting {posting_id}", why))


def _unbalanced(entries: list[EntryRow]) -> bool:
    sums: Counter[str] = Counter()
    for entry in entries:
        sums[entry.currency] += entry.amount_minor
    return any(sums.values())


def _shaped(posting: PostingRow, entries: list[EntryRow]) -> bool:
    """Tell whether a posting moves one amount above zero, between the accounts of its kind."""
    gains, gives = SIGNS[posting.kind]
    amounts = {entry.account: entry.amount_minor for entry in entries}
    return len(entries) == 2 and set(amounts) == {gains, gives} and amounts[gains] > 0


def _refunds(tx: Transaction) -> Iterator[Finding]:
    """Compute anew what the refunds of each credited sale take back, one after the other."""
    for _, group in groupby(stored.each_refund(tx), key=lambda one: one.sale_id):
        before = 0
        for refund in group:
            back = commissions.reversal(
                refund.credited, refund.base_minor, before, refund.net_minor
            )
            counted = commissions.counted(refund.base_minor, before, refund.net_minor)
            if back != refund.taken:
                yield Finding(f"refund {refund.refund_id}", says.took_back(refund.taken, back))
            if counted != -refund.counted_minor:
                yield Finding(f"refund {refund.refund_id}", says.WRONG_COUNT)
            before += refund.net_minor
