"""A list as people see it: how it is understood, how far it is, what became of it.

Each is described once; Slack and the command line show the same.
"""

from collections.abc import Sequence

from blocks.columns import MOST, forms, shown_columns, what_it_is
from blocks.rights import NAMED, mention, mentions
from blocks.search_choices import asked
from blocks.telling import Drawn, Noted, Offered, Part, Said, Title, Told, message
from blocks.text import Block, Message, button, cut, preformatted, sure
from services.drops import Drop
from services.importing import Report
from services.previews import Look
from services.records import Creator, Doubt, PostFigures, Rejected
from services.sale_fields import Event
from services.undoing import Undone
from texts import creators, files
from texts import importing as says
from texts import previews as sees
from texts.numbers import format_money
from texts.queries import quoted

LONGEST_LINE = 200
"""Characters of a rejected row's line: they may grow fivefold when they are escaped."""

REJECTS = 3
"""Rejected rows that a report shows."""

STAY = 10
"""Those who stay after an undo that are named."""


def preview(
    found: Look,
    drop: Drop | None = None,
    *,
    clients: Sequence[tuple[int, str]] = (),
    trouble: str = "",
) -> Told:
    """Return a list as it would come in.

    drop: the list that is corrected, imported or put away there; None where it is only shown.
    clients: (id, name) of those whose list it can be, where somebody has several. trouble: why it
    is here again.
    """
    client = dict(clients).get(drop.row.client_id, "") if drop else ""
    understood = _understood(found, cut(client, 75), dropped=drop is not None)
    lines = [trouble, *understood, cut(found.note, 200)]
    told: list[Part] = [
        Title(sees.title(cut(found.source, 100), found.total)),
        Said("\n".join([line for line in lines if line])),
    ]
    if drop:
        told += [Offered(_choices(drop, found)), Offered(what_it_is(drop, found, clients))]
    if found.platform and not found.platform_said:
        told.append(Noted(_platform(found)))
    told += [*_asked(found, drop), *shown_columns(found, drop)]
    return told if drop else [*told, Offered((), _hints(found))]


def _understood(found: Look, client: str, *, dropped: bool) -> list[str]:
    """Return what a list is, the first of its records, and what is to be known of the others."""
    rejected = _place(found.first_reject) if found.first_reject else ""
    if found.trouble or found.none_fits:
        none = sees.none_can_be_taken(rejected, found.only_first, dropped=dropped)
        return [found.trouble or none]
    lines = [sees.looks_like(found.kind, client), *map(_record, found.first)]
    followers, likes = found.without_followers, found.without_likes
    if followers or likes:
        lines.append(sees.unknown(followers, likes, found.only_first))
    if found.there:
        lines.append(sees.there_already(found.there, found.only_first))
    if rejected:
        lines.append(sees.cannot_be_taken(found.rejected, rejected))
    if found.first_doubt:
        lines.append(sees.doubtful(found.doubtful, _place(found.first_doubt)))
    return lines


def _asked(found: Look, drop: Drop | None) -> list[Part]:
    """Say how many headings look misspelt; one click answers yes to all that are asked about."""
    if not found.asked or drop is None:
        return []
    yes = button(sees.take_likely(len(found.asked)), "import:likely", str(drop.row.id))
    return [Said(sees.misspelt(len(found.asked)), beside=yes)]


def _platform(found: Look) -> str:
    """Say on which platform the creators are who name none."""
    if found.platform == "unknown":
        return sees.PLATFORM_UNKNOWN
    return sees.on_platform(creators.platform(found.platform), found.platform_how)


def _choices(drop: Drop, found: Look) -> list[Block]:
    row = drop.row
    choices = []
    if not found.trouble and not found.none_fits:
        exact = found.only_first is None
        label = sees.import_button(found.kind, found.different, exact=exact)
        choices.append(button(label, "import:run", f"{row.id} {row.version}", style="primary"))
    choices.append(button(sees.NAME, "import:name", str(row.id)))
    if len(found.columns) > MOST:
        choices += forms(drop, found)
    return [*choices, button(sees.CANCEL, "import:cancel", str(row.id))]


def _hints(found: Look) -> list[str]:
    """Say how a list is corrected on a terminal."""
    hints = []
    if found.platform == "unknown" and not found.platform_said:
        hints.append(sees.PLATFORM_OPTION)
    for heading, field in found.asked[:1]:
        hints.append(sees.map_option(cut(heading.strip(), 40), field))
    return hints


def _record(one: Creator | PostFigures | Event) -> str:
    if isinstance(one, Event):
        amount = format_money(one.net_minor, one.currency)
        return sees.sale(one.kind, cut(one.order_id, 40), amount, cut(one.code or "", 40))
    if isinstance(one, PostFigures):
        return sees.post(cut(one.account.handle or "?", 60), one.posted_at[:10], one.likes)
    account = one.accounts[0]
    return sees.creator(
        cut(one.name or f"@{account.handle}", 60),
        creators.platform(account.platform),
        cut(one.niches[0], 40) if one.niches else "",
        one.followers,
        one.average_likes,
    )


def progress_message(name: str, stage: str, share: float, total: int) -> Message:
    """Say how far a list is. stage: reading, merging or undoing. share: 0 to 1. total: rows."""
    name = cut(name, 100)
    if stage == "undoing":
        return message([Said(says.undoing(name, share))])
    return message([Said(says.progress(name, stage, share, total))])


def report(
    found: Report,
    drop_id: int | None = None,
    *,
    pairs: Sequence[tuple[str, str]] = (),
    rejects: str = "",
) -> Told:
    """Return what became of a list, with what can be done next.

    drop_id: of the dropped list, if it was one. pairs: who may be the same person. rejects: where
    the rejected rows are, on a terminal.
    """
    counts = (found.new, found.updated, found.unchanged, found.repeated, found.rejected)
    lines = [says.counts(*counts)]
    if found.kind != "sales":
        lines.append(says.standing(found.micro, found.likes_unknown, found.followers_unknown))
    lines += [says.line(_place(one)) for one in found.rejects[:REJECTS]]
    if found.rejected > REJECTS:
        lines.append(says.more_rejected(found.rejected - REJECTS))
    if found.rejected and rejects:
        lines.append(rejects)
    if found.doubts:
        lines.append(says.in_doubt(found.doubtful, _place(found.doubts[0])))
    lines += found.notes[:2]
    if found.merge_offers:
        named = [(cut(one, 40), cut(other, 40)) for one, other in pairs]
        lines.append(says.may_be_the_same(found.merge_offers, named))
    undo = [says.undo_command(found.run)] if found.run and _can_be_undone(found) else []
    return [
        Title(says.read(cut(found.source, 100), found.read)),
        Said("\n".join(lines)),
        Offered(_next_steps(found, drop_id) if drop_id else (), undo),
    ]


def _can_be_undone(found: Report) -> bool:
    """Tell whether an import changed anything that an undo takes back."""
    return bool(found.run and (found.new or found.updated)) and found.kind != "sales"


def _place(one: Rejected | Doubt) -> str:
    return cut(sees.rejected(one.line, one.column, one.reason), LONGEST_LINE)


def _next_steps(found: Report, drop_id: int) -> list[Block]:
    choices = []
    if found.kind != "sales":
        query = f"source:{quoted(found.source)}" + ("" if found.micro else " tier:any")
        choices.append(button(says.FIND, "run:imported", asked(query), style="primary"))
    if found.rejected:
        choices.append(button(says.REJECTED_ROWS, "import:rejects", str(drop_id)))
    if _can_be_undone(found):
        ask = sure(says.UNDO_TITLE, says.UNDO_REMOVES, says.UNDO_IT)
        undo = button(says.UNDO, "import:undo", str(drop_id), style="danger", confirm=ask)
        choices.append(undo)
    return choices


def undo_for_all(drop: Drop, others: Sequence[str]) -> Message:
    """Ask again before an import goes that is others' as well. others: who imported the list."""
    named = mentions(others[:NAMED])
    text = says.one_import(len(others), named, cut(drop.row.name, 100))
    seen = f"{drop.row.id} {len(others)}"
    undo = button(says.UNDO_FOR_ALL, "import:undo", seen, style="danger")
    return message([Said(text, mentions=named), Offered([undo])])


def undone_for(source: str, by: str, person: str) -> Told:
    """Say to a person that an import of theirs is undone. by: who did it."""
    source = cut(source, 100)
    if by == person:
        return [Said(says.undone_again(source))]
    who = mention(by) if by[:1] in "UW" else says.ON_A_TERMINAL
    return [Said(says.undone_by(who, source), mentions=[who])]


def undone(done: Undone, source: str) -> Told:
    """Say what an undo took back, and who stays."""
    lines = [says.undone(cut(source, 100), done.removed, done.restored)]
    if done.told:
        lines.append(says.told(done.told))
    if done.kept:
        lines.append(says.stay(len(done.kept), [cut(name, 40) for name in done.kept[:STAY]]))
    return [Said("\n".join(lines))]


def rejects_message(name: str, first: Sequence[str], why: str) -> Message:
    """Show the first rejected rows where their file could not be sent; why says what to do."""
    rows = "\n".join([cut(one, LONGEST_LINE) for one in first])
    return message(
        [Said(files.first_rows(why, cut(name, 100))), Drawn(rows, (preformatted(rows),))]
    )
