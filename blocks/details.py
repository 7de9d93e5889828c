"""One creator in full: as a modal, and as a message where a command asks for it."""

from collections.abc import Iterable, Iterator

from blocks.figures import day_of, figures, history
from blocks.modals import modal
from blocks.rows import account_name, creator_menu, name_of
from blocks.telling import Noted, Offered, Part, Said, Title, blocks_of, headed, message
from blocks.text import Block, Message, button, cut, escape, mentioning, sure
from services.details import Details, Known, Note, Source
from storage.words import clean
from texts import creators, noting
from texts import details as says
from texts.numbers import format_money

FIELDS, NOTES, ACCOUNTS, OFFERS, TAGS, SOLD = 30, 10, 8, 10, 30, 5
"""So many of each are shown; how many more there are is said."""

ALSO = 3
"""Other accounts that the first lines name."""

ROOM, MOST = 8_000, 45
"""Characters and blocks of a message, with its buttons and its plain text still to come."""

LONGEST = 2_000
"""Characters of a note that are shown: all of one that was written here."""

PARAGRAPH = 2_500
"""Characters of lines that stand in one block; Slack takes 3,000 with what is escaped."""


def details_modal(details: Details, currency: str, viewer: str, *, may_edit: bool = True) -> Block:
    """Return everything that is known of an account, with where it is from.

    viewer: the person who looks; their own notes can be deleted. may_edit: they may work with
    creators.
    """
    parts = _parts(details, currency, viewer, may_edit)
    return modal(creators.DETAILS, blocks_of(parts), metadata=str(details.found.account_id))


def details_message(details: Details, currency: str, *, may_edit: bool = True) -> Message:
    """Return the same as a message with what the reader can do."""
    number = str(details.found.account_id)
    whole = _parts(details, currency, "", may_edit)
    parts = _fitting(whole)
    buttons = []
    if len(parts) < len(whole):
        buttons.append(button(says.EVERYTHING, "creator:all", number))
    if may_edit:
        note = button(creators.NOTE, "creator:note", number, style="primary")
        buttons += [note, hide_button(details)]
    return message([*parts, Offered(buttons)])


def _fitting(parts: list[Part]) -> list[Part]:
    """Return as many parts as a message takes; a view has room for all."""
    room, most, kept = ROOM, MOST, list[Part]()
    for part in parts:
        drawn = part.blocks()
        room, most = room - len(str(drawn)), most - len(drawn)
        if room < 0 or most < 0:
            break
        kept.append(part)
    return kept


def hide_button(details: Details) -> Block:
    """Return the button that hides a creator, or shows a hidden one again."""
    found = details.found
    act, label = ("show", creators.SHOW_AGAIN) if details.hidden else ("hide", says.HIDE)
    return button(
        label,
        f"creator:{act}",
        str(found.account_id),
        accessibility_label=f"{label}: {name_of(found)}",
    )


def _parts(details: Details, currency: str, viewer: str, may_edit: bool) -> list[Part]:
    found = details.found
    parts: list[Part] = [_head(details, may_edit)]
    if details.hidden:
        parts += _paragraphs([says.hidden(_from(details.hidden))], sources=[details.hidden])
    if len(details.accounts) > 1:
        parts.append(Title(says.figures_of(account_name(found.platform, found.handle))))
    parts += [figures(details, currency), *_verdict(details)]
    if len(details.history) > 1:
        parts += [Title(says.OVER_TIME), history(details)]
    if found.url or len(details.accounts) > 1:
        parts += _paragraphs(_links(details), says.ACCOUNTS)
    if details.bio:
        bio = cut(clean(details.bio), 600)
        parts.append(Said(bio, escape(bio, 600)))
    if team := _team(details):
        sources = [*[one.source for one in details.known], *[source for _, source in details.tags]]
        parts += _paragraphs(team, says.TEAM, sources)
    if work := _work(details):
        parts += _paragraphs(work, says.WORK)
    if details.notes:
        parts.append(Title(says.NOTES))
        parts += [_note(one, viewer, may_edit) for one in details.notes[:NOTES]]
        parts += [Said(line) for line in _more(len(details.notes), NOTES)]
    parts.append(Noted("\n".join(_small_print(details))))
    return parts


def _head(details: Details, may_edit: bool) -> Part:
    """Return who this is: name, account, the person's other accounts, niches."""
    found = details.found
    handle = cut(found.handle, 100) if found.handle else None
    lines = [says.place(handle, creators.platform(found.platform), found.country)]
    others = [one for one in details.accounts if one.id != found.account_id]
    if others:
        named = [account_name(one.platform, one.handle) for one in others[:ALSO]]
        lines.append(says.also(named, len(others) - len(named)))
    if details.niches:
        lines.append(cut(", ".join(details.niches), 300))
    menu = creator_menu(found, details=False, may_edit=may_edit, hidden=details.hidden is not None)
    return headed(name_of(found), lines, beside=menu)


def _verdict(details: Details) -> list[Part]:
    found = details.found
    lines = [f"• {cut(reason, 350)}" for reason in found.reasons[:5]]
    gaps = [f"• {cut(gap, 200)}" for gap in found.unchecked[:5]]
    lines += [says.NOT_CHECKED, *gaps] if gaps else []
    title = says.signs(creators.VERDICTS[found.verdict])
    return [*_paragraphs(lines, title)] if lines else [Title(title)]


def _links(details: Details) -> list[str]:
    lines = []
    for one in details.accounts[:ACCOUNTS]:
        shown = account_name(one.platform, one.handle)
        lines.append(cut(says.link(shown, one.url), 300) if one.url else shown)
    return lines + _more(len(details.accounts), ACCOUNTS)


def _team(details: Details) -> list[str]:
    lines = []
    if details.tags:
        lines.append(says.tags(_tags(details)))
    lines += [
        says.field(cut(_label(one), 40), cut(clean(one.value), 160), _from(one.source))
        for one in details.known[:FIELDS]
    ]
    lines += _more(len(details.known), FIELDS)
    if details.shortlists:
        lines.append(says.shortlists(cut(", ".join(details.shortlists), 300)))
    return lines


def _tags(details: Details) -> str:
    """Return the tags, those of one source together."""
    of: dict[Source, list[str]] = {}
    for tag, source in details.tags[:TAGS]:
        of.setdefault(source, []).append(cut(tag, 50))
    shown = [says.with_source(", ".join(tags), _from(source)) for source, tags in of.items()]
    return "; ".join([*shown, *_more(len(details.tags), TAGS)])


def _label(one: Known) -> str:
    return noting.FIELDS.get(one.name, one.name)


def _work(details: Details) -> list[str]:
    lines = [
        says.offer(cut(one.campaign, 60), one.state, cut(one.deliverable, 60), day_of(one.due_on))
        for one in details.offers[:OFFERS]
    ]
    lines += _more(len(details.offers), OFFERS)
    for sold in details.sold[:SOLD]:
        lines.append(says.sold(sold.sales, format_money(sold.net_minor, sold.currency)))
    for money in details.money[:SOLD]:
        owed = money.earned_minor - money.paid_minor
        amounts = (money.earned_minor, money.paid_minor, owed)
        lines.append(says.money(*[format_money(one, money.currency) for one in amounts]))
    return lines


def _note(one: Note, viewer: str, may_edit: bool) -> Part:
    text = clean(one.text).strip()
    shown = [escape(line, LONGEST) for line in cut(text, LONGEST).split("\n")]
    source, mentions = f"({_from(one.source)})", _mentions([one.source])
    delete = None
    if may_edit and one.own and viewer == one.source.name:
        ask = sure(noting.DELETE_TITLE, noting.DELETE_TEXT, noting.DELETE)
        delete = button(noting.DELETE, f"creator:unnote.{one.id}", str(one.id), confirm=ask)
    marked = "\n".join([*shown, mentioning(escape(source), mentions)])
    return Said(f"{text}\n{source}", marked, delete, mentions)


def _small_print(details: Details) -> list[str]:
    """Say how fresh the figures are, and which fields an earlier list told last."""
    newest = day_of(details.newest_post or "")
    source = cut(clean(details.source.name), 200)
    lines = [says.figures_from(day_of(details.found.as_of), source, details.posts, newest)]
    of: dict[Source, list[str]] = {}
    for field, where in details.older:
        of.setdefault(where, []).append(field)
    lines += [
        says.older(says.source(cut(where.name, 60), day_of(where.at)), fields)
        for where, fields in of.items()
    ]
    return lines


def _from(source: Source) -> str:
    """Say where something is from: a list and its date, or a person and the day."""
    name = cut(clean(source.name), 60)
    who = says.by(_mention(source) or name) if source.person else name
    return says.source(who, day_of(source.at))


def _mention(source: Source) -> str:
    """Return a person of Slack as a mention, empty where it is none."""
    name = source.name
    return f"<@{name}>" if source.person and name[:1] in ("U", "W") and name.isalnum() else ""


def _mentions(sources: Iterable[Source]) -> list[str]:
    return list(dict.fromkeys([one for source in sources if (one := _mention(source))]))


def _more(number: int, shown: int) -> list[str]:
    return [says.and_more(number - shown)] if number > shown else []


def _paragraphs(
    lines: list[str], title: str = "", sources: Iterable[Source] = ()
) -> Iterator[Part]:
    """Yield lines below their title, in as many paragraphs as Slack's limit of a text asks for.

    sources: of which persons may be mentioned in them.
    """
    mentions = _mentions(sources)
    for kept in _fitting_lines(lines):
        if title:
            yield headed(title, kept, mentions=mentions)
        else:
            yield Said("\n".join(kept), mentions=mentions)
        title = ""


def _fitting_lines(lines: list[str]) -> list[list[str]]:
    """Return lines in as few lists as there are texts needed to hold them."""
    found = [list[str]()]
    for line in lines:
        if found[-1] and sum(map(len, found[-1])) + len(line) > PARAGRAPH:
            found.append([])
        found[-1].append(line)
    return found
