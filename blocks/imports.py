"""A dropped list as messages: how it is understood, how far it is, what became of it."""

from collections.abc import Sequence

from blocks.columns import forms, line_of, selects, the_rest, what_it_is
from blocks.rows import platform_name
from blocks.search import asked
from blocks.text import (
    Block,
    Message,
    actions,
    button,
    cut,
    escape,
    fallback,
    note,
    preformatted,
    section,
    sure,
)
from services.drops import Drop
from services.importing import Report
from services.previews import Look, unknown_of
from services.records import Creator, Disagreement, PostFigures, Rejected
from services.sale_fields import Event
from services.undoing import Undone
from texts.numbers import format_money, full_count
from texts.wording import counted

LONGEST_LINE = 200
"""Characters of a rejected row's line: they may grow fivefold when they are escaped."""

NOUNS = {"influencers": "creator", "posts": "post", "sales": "sale"}
MOST = 12
"""Columns that are corrected in the message itself; a list with more has a form for them."""


def reading_message(name: str) -> Message:
    text = f"Reading {cut(name, 100)} …"
    return fallback([text]), [section(escape(text))]


def preview_message(
    drop: Drop, found: Look, *, clients: Sequence[tuple[int, str]] = (), trouble: str = ""
) -> Message:
    """Return a list as it would come in, to be corrected, imported or put away.

    clients: (id, name) of those whose list it can be, where somebody has several. trouble: why it
    is here again.
    """
    client = dict(clients).get(drop.row.client_id, "")
    title = f"{cut(found.source, 100)}: {counted(found.total, 'row')}"
    of = f" for {cut(client, 75)}" if client else ""
    lines = [trouble] if trouble else []
    lines.append(found.trouble or f"They look like {_several(found.kind)}{of}. As they come in:")
    lines += [_record(one) for one in found.first]
    unknown = unknown_of(found)
    lines += [one for one in (unknown, cut(found.note, 200)) if one]
    if found.first_reject:
        number = counted(found.rejected, "row can't", "rows can't")
        lines.append(f"{number} be taken, like line {_rejected(found.first_reject)}")
    shown = "\n".join([f"*{escape(title)}*", *[escape(line, 400) for line in lines]])
    blocks = [
        section(shown),
        actions(*_choices(drop, found)),
        actions(*what_it_is(drop, found, clients)),
    ]
    if how := _platform(found):
        blocks.append(note(how))
        lines.append(how)
    if len(found.columns) <= MOST:
        blocks += selects(drop, found)
    else:
        few = "\n".join([escape(line_of(one)) for one in found.columns[:MOST]])
        blocks += [section(few), note(the_rest(found, MOST))]
    told = [line_of(one) for one in found.columns[:MOST]]
    return fallback([title, *lines, *told]), blocks


def _platform(found: Look) -> str:
    """Say on which platform the creators are who name none."""
    if not found.platform or found.platform_said:
        return ""
    if found.platform == "unknown":
        return "On which platform they are is not known. If it is one for all, choose it above."
    return f"On {platform_name(found.platform)}, {found.platform_how}, where no cell says it."


def _choices(drop: Drop, found: Look) -> list[Block]:
    row = drop.row
    label = f"Import {counted(found.total, NOUNS[found.kind])}"
    choices = [
        button(label, "import:run", f"{row.id} {row.version}", style="primary"),
        button("Name…", "import:name", str(row.id)),
    ]
    if found.trouble:
        del choices[0]
    if len(found.columns) > MOST:
        choices += forms(drop, found)
    return [*choices, button("Cancel", "import:cancel", str(row.id))]


def _several(kind: str) -> str:
    return {"influencers": "creators", "posts": "posts", "sales": "sales and refunds"}[kind]


def _record(one: Creator | PostFigures | Event) -> str:
    if isinstance(one, Event):
        code = f", code {cut(one.code, 40)}" if one.code else ""
        amount = format_money(one.net_minor, one.currency)
        return f"{one.kind} of order {cut(one.order_id, 40)}: {amount}{code}"
    if isinstance(one, PostFigures):
        likes = "likes not known" if one.likes is None else counted(one.likes, "like")
        return f"@{cut(one.account.handle or '?', 60)} · {one.posted_at[:10]} · {likes}"
    account = one.accounts[0]
    parts = [cut(one.name or f"@{account.handle}", 60), platform_name(account.platform)]
    parts += [cut(one.niches[0], 40)] if one.niches else []
    for count, noun in ((one.followers, "follower"), (one.average_likes, "like")):
        parts.append(f"{noun}s not known" if count is None else counted(count, noun))
    return " · ".join(parts)


def progress_message(name: str, stage: str, share: float, total: int) -> Message:
    """Say how far an import is. stage: reading or merging. share: 0 to 1. total: rows."""
    done = full_count(min(total, int(share * total)))
    verb = "read" if stage == "reading" else "saved"
    text = f"{cut(name, 100)}: {done} of {counted(total, 'row')} {verb} …"
    return fallback([text]), [section(escape(text))]


def report_message(report: Report, drop_id: int, pairs: Sequence[tuple[str, str]] = ()) -> Message:
    """Return the report with what can be done next. pairs: who may be the same person."""
    lines = [
        f"{cut(report.source, 100)}: {full_count(report.read)} read",
        " · ".join(
            [
                f"{full_count(getattr(report, name))} {name}"
                for name in ("new", "updated", "unchanged", "repeated", "rejected")
            ]
        ),
    ]
    lines += [] if report.kind == "sales" else [report.standing()]
    lines += [f"line {_rejected(one)}" for one in report.rejects[:3]]
    if report.rejected > 3:
        more = report.rejected - 3
        lines.append(f"… and {counted(more, 'more row is', 'more rows are')} rejected")
    if report.disagreements:
        doubtful = counted(report.disagreements_total, "row has", "rows have")
        first = _doubt(report.disagreements[0])
        lines.append(f"{doubtful} come in with a doubt, like line {first}")
    lines += report.notes[:2]
    if report.merge_offers:
        named = "; ".join([f"{cut(one, 40)} and {cut(other, 40)}" for one, other in pairs])
        verb = counted(report.merge_offers, "pair may be", "pairs may be")
        lines.append(f"{verb} the same person: {named}. To see them: /influencer merge")
    blocks = [section("\n".join([escape(line, 300) for line in lines]))]
    choices = _next_steps(report, drop_id)
    return fallback(lines), [*blocks, actions(*choices)] if choices else blocks


def _doubt(one: Disagreement) -> str:
    return cut(f"{one.line}, {one.column}: {one.reason}", LONGEST_LINE)


def _rejected(one: Rejected) -> str:
    return cut(f"{one.line}, {one.column}: {one.reason}", LONGEST_LINE)


def _next_steps(report: Report, drop_id: int) -> list[Block]:
    choices = []
    if report.kind != "sales":
        found = f'source:"{report.source}"' + ("" if report.micro else " tier:any")
        choices.append(button("Find them", "run:imported", asked(found), style="primary"))
    if report.rejected:
        choices.append(button("Rejected rows", "import:rejects", str(drop_id)))
    if report.run and (report.new or report.updated) and report.kind != "sales":
        removed = "What only this list held is removed; the rest stays."
        ask = sure("Undo this import?", removed, "Undo it", "Keep it")
        undo = button("Undo import", "import:undo", str(drop_id), style="danger", confirm=ask)
        choices.append(undo)
    return choices


def undone_message(undone: Undone | None) -> Message:
    """Say what an undo took back, and who stays; None: what is not known any more."""
    text = "The import is undone."
    if undone is not None:
        text = (
            f"The import is undone: {full_count(undone.removed)} removed,"
            f" {full_count(undone.restored)} restored."
        )
    if undone is not None and undone.kept:
        stays = counted(len(undone.kept), "stays", "stay")
        text += f" {stays}, because somebody worked with them or another list has them."
    return fallback([text]), [section(escape(text, 400))]


def rejects_message(name: str, first: Sequence[str], why: str) -> Message:
    """Show the first rejected rows where their file could not be sent; why says what to do."""
    title = f"The first rows of {cut(name, 100)}:"
    lines = [cut(one, LONGEST_LINE) for one in first]
    blocks = [section(escape(f"{why} {title}", 600)), preformatted("\n".join(lines))]
    return fallback([f"{why} {title}", *lines]), blocks
