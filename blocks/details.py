"""One creator in full: as a modal, and as a message where a command asks for it."""

from collections.abc import Iterable

from blocks.modals import modal
from blocks.rows import VERDICTS, account_name, creator_menu, name_of, platform_name
from blocks.search import Message
from blocks.text import (
    Block,
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
from services.details import Details, Known, Note, Source
from storage.words import clean
from texts.numbers import format_money, full_count, percent
from texts.wording import counted

HISTORY, FIELDS, NOTES, ACCOUNTS, OFFERS, TAGS = 12, 30, 10, 8, 10, 30
"""So many of each are shown; how many more there are is said."""

ROOM, MOST = 8_000, 45
"""Characters and blocks of a message, with its buttons and its fallback still to come."""

LABELS = {"last_contact": "last contact", "price": "asking price"}
STATES = {"changes_asked": "changes asked"}


def details_modal(details: Details, currency: str, viewer: str) -> Block:
    """Return everything that is known of an account, with where it is from.

    viewer: the person who looks; their own notes can be deleted.
    """
    blocks = _blocks(details, currency, viewer)
    return modal("Details", blocks, metadata=str(details.found.account_id))


def details_message(details: Details, currency: str) -> Message:
    """Return the same as a message with what can be done."""
    found, number = details.found, str(details.found.account_id)
    whole = _blocks(details, currency, "")
    blocks = _fitting(whole)
    buttons = [
        button("Tag or note", "creator:note", number, style="primary"),
        hide_button(details),
    ]
    if len(blocks) < len(whole):
        buttons.insert(0, button("All of it", "creator:all", number))
    blocks.append(actions(*buttons))
    handle = f"@{cut(found.handle, 100)}, " if found.handle and found.name else ""
    title = f"{name_of(found)} · {handle}{platform_name(found.platform)}"
    lines = [title, *_figure_lines(details, currency)]
    lines += [_said(one) for one in details.known[:FIELDS]]
    return fallback(lines), blocks


def _fitting(blocks: list[Block]) -> list[Block]:
    """Return as many blocks as a message takes; a view has room for all."""
    room, kept = ROOM, list[Block]()
    for block in blocks[:MOST]:
        room -= len(str(block))
        if room < 0:
            break
        kept.append(block)
    return kept


def hide_button(details: Details) -> Block:
    """Return the button that hides a creator, or shows a hidden one again."""
    found = details.found
    act, label = ("show", "Show again") if details.hidden else ("hide", "Hide from searches")
    return button(
        label,
        f"creator:{act}",
        str(found.account_id),
        accessibility_label=cut(f"{label}: {clean(name_of(found))}", 75),
    )


def _blocks(details: Details, currency: str, viewer: str) -> list[Block]:
    found = details.found
    blocks = [_head(details)]
    if details.hidden:
        blocks.append(section(f"Hidden from searches {_from(details.hidden)}"))
    blocks += [preformatted("\n".join(_figure_lines(details, currency))), _verdict(details)]
    if len(details.history) > 1:
        blocks += [section("*Over time, as lists told it*"), preformatted(_history(details))]
    if found.url or len(details.accounts) > 1:
        blocks.append(_links(details))
    if details.bio:
        blocks.append(section(escape(details.bio, 600)))
    team = [_field(one) for one in details.known[:FIELDS]]
    team += _more(len(details.known), FIELDS)
    if details.tags:
        team.insert(0, _tags(details))
    if details.shortlists:
        team.append(f"Shortlists: {escape(', '.join(details.shortlists), 300)}")
    if team:
        blocks += _sections("What your team knows", team)
    work = _work(details)
    if work:
        blocks += _sections("Work together", work)
    if details.notes:
        blocks.append(section("*Notes*"))
        blocks += [_note(one, viewer) for one in details.notes[:NOTES]]
        blocks += [section(line) for line in _more(len(details.notes), NOTES)]
    source = cut(clean(details.source.name), 200)
    small = f"Figures of {found.as_of[:10]} from {source}"
    if details.newest_post:
        small += f"; {counted(details.posts, 'post')} known, newest {details.newest_post[:10]}"
    blocks.append(note("\n".join([small, *_older(details)])))
    return blocks


def _older(details: Details) -> list[str]:
    """Say which fields an earlier list told last, those of one list together."""
    of: dict[Source, list[str]] = {}
    for field, source in details.older:
        of.setdefault(source, []).append(field)
    return [
        f"From {cut(source.name, 60)}, {source.at[:10]}: {', '.join(fields)}"
        for source, fields in of.items()
    ]


def _head(details: Details) -> Block:
    found = details.found
    lines = [f"*{escape(name_of(found))}*"]
    handle = f"@{cut(found.handle, 100)} · " if found.handle else ""
    lines.append(
        escape(f"{handle}{platform_name(found.platform)} · {found.country or 'country unknown'}")
    )
    if details.niches:
        lines.append(escape(", ".join(details.niches), 300))
    return section("\n".join(lines), creator_menu(found, details=False))


def _figure_lines(details: Details, currency: str) -> list[str]:
    """Return the figures, a line each, with the formulas that they come from."""
    found = details.found

    def count(value: int | None) -> str:
        return "not known" if value is None else full_count(value)

    band = (
        "not known"
        if found.band_low is None
        else f"{count(found.band_low)}-{count(found.band_high)}{' (rough)' if found.rough else ''}"
    )
    rate = "not known" if found.engagement_rate_bp is None else percent(found.engagement_rate_bp)
    lines = [
        ("Followers", count(found.followers)),
        ("Average likes", count(found.average_likes)),
    ]
    if details.posts and details.sample_posts:
        lines.append(("", f"= mean of {counted(details.sample_posts, 'post')}"))
    lines.append(("Typical likes", count(found.typical_likes)))
    if found.typical_likes is not None and details.sample_posts:
        posts = counted(details.sample_posts, "post")
        basis = f"= {posts}, drawn" if details.posts else "= the average, drawn"
        lines += [("", basis), ("", "  to what is usual in the niche")]
    lines += [("80% band", band), ("Engagement", rate)]
    if found.engagement_rate_bp is not None:
        lines.append(("", "= average likes / followers"))
    if found.value_minor is not None:
        worth = format_money(found.value_minor, currency)
        per = format_money(details.rate_minor, currency)
        lines += [
            ("Value", f"{worth} a {found.value_format}"),
            ("", f"= {count(found.typical_likes)} typical likes"),
            ("", f"  x {per} per 1,000"),
        ]
    return [f"{name:14}{value}" for name, value in lines]


def _verdict(details: Details) -> Block:
    found = details.found
    lines = [f"*Signs of bought numbers: {VERDICTS[found.verdict]}*"]
    lines += [f"• {escape(reason, 400)}" for reason in found.reasons[:5]]
    lines += [f"Not checked: {escape(gap, 200)}" for gap in found.unchecked[:5]]
    return section("\n".join(lines))


def _history(details: Details) -> str:
    lines = [f"{'':12}{'followers':>12}{'likes':>10}"]
    for at, followers, likes in details.history[-HISTORY:]:
        shown = [("?" if value is None else full_count(value)) for value in (followers, likes)]
        lines.append(f"{at[:10]:12}{shown[0]:>12}{shown[1]:>10}")
    return "\n".join(lines)


def _links(details: Details) -> Block:
    lines = []
    for one in details.accounts[:ACCOUNTS]:
        shown = account_name(one.platform, one.handle)
        lines.append(escape(f"{shown}: {one.url}" if one.url else shown, 300))
    lines += _more(len(details.accounts), ACCOUNTS)
    return section("*Accounts*\n" + "\n".join(lines))


def _tags(details: Details) -> str:
    """Return the tags, those of one source together."""
    of: dict[Source, list[str]] = {}
    for tag, source in details.tags[:TAGS]:
        of.setdefault(source, []).append(escape(tag, 50))
    shown = [f"{', '.join(tags)} ({_from(source)})" for source, tags in of.items()]
    return f"Tags: {'; '.join([*shown, *_more(len(details.tags), TAGS)])}"


def _field(one: Known) -> str:
    return f"{escape(_label(one), 40)}: {escape(one.value, 160)} ({_from(one.source)})"


def _said(one: Known) -> str:
    return f"{cut(_label(one), 40)}: {cut(one.value, 160)}"


def _label(one: Known) -> str:
    label = LABELS.get(one.name, one.name)
    return label[:1].upper() + label[1:]


def _from(source: Source) -> str:
    """Say where something is from, as mrkdwn: a list and its date, or a person and the day."""
    day = f", {source.at[:10]}" if source.at else ""
    who = escape(source.name, 60)
    return f"{'by ' + person(source.name) if source.person else who}{day}"


def person(name: str) -> str:
    """Return a person as mrkdwn: a mention for somebody of Slack, else the name as it is."""
    return f"<@{name}>" if name[:1] in ("U", "W") and name.isalnum() else escape(name, 60)


def _work(details: Details) -> list[str]:
    lines = [
        escape(
            f"{cut(one.campaign, 60)}: {STATES.get(one.state, one.state)},"
            f" {cut(one.deliverable, 60)} by {one.due_on}"
        )
        for one in details.offers[:OFFERS]
    ]
    lines += _more(len(details.offers), OFFERS)
    for sold in details.sold[:5]:
        sales = counted(sold.sales, "sale")
        lines.append(f"{sales}, {format_money(sold.net_minor, sold.currency)} net after refunds")
    for money in details.money[:5]:
        owed = format_money(money.earned_minor - money.paid_minor, money.currency)
        earned = format_money(money.earned_minor, money.currency)
        paid = format_money(money.paid_minor, money.currency)
        lines.append(f"Earned {earned}, paid {paid}: owed {owed}")
    return lines


def _note(one: Note, viewer: str) -> Block:
    text = f"{escape(one.text, 600)}\n({_from(one.source)})"
    if not (one.own and viewer == one.source.name):
        return section(text)
    ask = sure("Delete this note?", "It is gone for everybody.", "Delete")
    return section(text, button("Delete", f"creator:unnote.{one.id}", str(one.id), confirm=ask))


def _more(number: int, shown: int) -> list[str]:
    return [f"and {full_count(number - shown)} more"] if number > shown else []


def _sections(title: str, lines: Iterable[str]) -> list[Block]:
    """Return lines under a title, in as many sections as Slack's limit of a text takes."""
    found, text = [], f"*{title}*"
    for line in lines:
        if len(text) + len(line) > 2_900:
            found.append(section(text))
            text = cut(line, 2_900)
        else:
            text += f"\n{line}"
    return [*found, section(text)]
