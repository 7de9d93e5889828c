"""What /influencer answers: who was meant, who was added, who is hidden, and help."""

from collections.abc import Sequence

from blocks.help import by_examples
from blocks.modals import modal
from blocks.rows import account_name, label_of
from blocks.telling import Noted, Offered, Part, Said, Title, hint, message
from blocks.text import Block, Message, actions, button, cut, escape, section, sure
from services.adding import Added
from services.joining import Done, Merged, Pair, Preview, Side
from services.people import Person, Unclear, Unknown
from storage.details import PersonAccount
from texts import adding, common, creators, details, forgetting, joining, noting
from texts import influencer as says

LISTED = 10
"""Creators, pairs or accounts that a message names."""


def help_message(*, may_edit: bool = True) -> Message:
    """Return help by examples, each of which can be typed as it stands."""
    add = [button(says.ADD, "creator:new", "new", style="primary")] if may_edit else []
    return by_examples(says.HELP, says.EXAMPLES, *add, hint=says.HINT)


def which_message(error: Unclear, what_to_do: str = "", *, may_edit: bool = True) -> Message:
    """Ask who is meant, with whoever may be. what_to_do: what else can be typed."""
    nobody = isinstance(error, Unknown)
    sentences = [error.sentence(), what_to_do]
    if nobody and error.people:
        first = error.people[0]
        called = f"@{first.handle}" if first.handle else first.name
        sentences.append(says.did_you_mean(called, several=len(error.people) > 1))
    said = " ".join([one for one in sentences if one])
    rows = [_one_of_them(person) for person in error.people[:LISTED]]
    add = [button(says.ADD, "creator:new", "new")] if nobody and may_edit else []
    return message([hint(said), *rows, Offered(add)])


def _one_of_them(person: Person) -> Part:
    number, shown = person.account_id, common.show(person.name)
    show = button(common.SHOW, f"creator:open.{number}", str(number), accessibility_label=shown)
    return Said(label_of(person), beside=show)


def added_modal(added: Added) -> Block:
    """Say that a creator is in the list now, and let it be taken back."""
    number = str(added.account_id)
    ask = sure(adding.UNDO_TITLE, adding.UNDO_TEXT, adding.UNDO_YES)
    buttons = [
        button(creators.DETAILS, "creator:open", number),
        button(creators.NOTE, "creator:note", number),
        button(common.UNDO, "creator:undo_add", str(added.run), confirm=ask),
    ]
    said = section(escape(adding.added(cut(added.name, 100), scored=added.scored), 400))
    return modal(adding.ADDED, [said, actions(*buttons)])


def there_modal(sentence: str, account_id: int) -> Block:
    """Say that a creator is in the list already, with the way to them."""
    open_it = button(creators.DETAILS, "creator:open", str(account_id), style="primary")
    return modal(adding.THERE, [section(escape(sentence, 600)), actions(open_it)])


def hidden_message(name: str, account_id: int, *, news: bool) -> Message:
    """Say that a creator is left out of searches, with the way back."""
    back = button(common.UNDO, "creator:show", str(account_id))
    said = Said(noting.hidden(cut(name, 100), news=news))
    return message([said, Noted(noting.HIDDEN_HINT), Offered([back])])


def noted_modal(said: Sequence[str]) -> Block:
    """Say what was written down."""
    text = "; ".join(said) or noting.UNCHANGED
    title = noting.SAVED if said else noting.NOTHING_NEW
    return modal(title, [section(escape(text, 1_500))])


def merge_message(preview: Preview) -> Message:
    """Show what a merge would do, and ask."""
    kept, gone = preview.kept, preview.gone
    small = [joining.WHAT_MOVES]
    if gone.hidden or kept.hidden:
        small.append(joining.STAYS_HIDDEN)
    if preview.shared:
        small.append(joining.FOR_OTHERS_TOO)
    ask = sure(joining.SURE_TITLE, joining.SURE_TEXT, joining.MERGE, joining.KEEP_APART)
    value = f"{kept.who.influencer_id} {gone.who.influencer_id}"
    merge = button(joining.MERGE, "creator:merge", value, style="primary", confirm=ask)
    return message(
        [
            Title(joining.question(cut(gone.who.name, 80), cut(kept.who.name, 80))),
            _side(joining.STAYS, kept),
            _side(joining.MOVES, gone),
            Noted(" ".join(small)),
            Offered([merge]),
        ]
    )


def _side(what: str, side: Side) -> Part:
    lines = [joining.side(what, cut(label_of(side.who), 150))]
    if len(side.accounts) > 1:
        lines.append(", ".join([account_name(*one) for one in side.accounts[:5]]))
    lines.append(joining.carried(side.tags, side.notes, side.offers, hidden=side.hidden))
    return Said("\n".join(lines))


def merged_message(merged: Merged) -> Message:
    """Say that two entries are one now, with the way back."""
    said = joining.merged(cut(merged.gone_name, 100), cut(merged.kept.name, 100), merged.accounts)
    undo = button(joining.UNDO, "creator:unmerge", str(merged.id))
    look = button(creators.DETAILS, "creator:open", str(merged.kept.account_id))
    return message([Said(said), Offered([undo, look])])


def pairs_message(pairs: Sequence[Pair], done: Sequence[Done]) -> Message:
    """Return the pairs that imports offered for merging, and merges that can be taken back."""
    told: list[Part] = [Title(joining.OFFERED), *[_pair(one) for one in pairs[:LISTED]]]
    if not pairs:
        told = [Said(joining.NONE_OFFERED), hint(joining.MERGE_OTHERS)]
    if done:
        told += [Title(joining.DONE), *[_done(one) for one in done]]
    return message(told)


def _pair(pair: Pair) -> Part:
    one, other = pair.one, pair.other
    look = button(
        joining.LOOK,
        f"creator:pair.{one.influencer_id}-{other.influencer_id}",
        f"{one.influencer_id} {other.influencer_id}",
        accessibility_label=joining.look_at(cut(one.name, 30), cut(other.name, 30)),
    )
    lines = [cut(label_of(one), 100), cut(label_of(other), 100), cut(pair.reason, 150)]
    return Said("\n".join(lines), beside=look)


def _done(one: Done) -> Part:
    label = joining.undo_of(one.name)
    undo = button(joining.UNDO, "creator:unmerge", str(one.merge_id), accessibility_label=label)
    return Said(joining.done(cut(one.name, 40), cut(one.joined, 60)), beside=undo)


def forget_message(person: Person, accounts: Sequence[PersonAccount]) -> Message:
    """Say whom forgetting deletes, with every account, and what stays; and ask."""
    told: list[Part] = [Title(forgetting.question(label_of(person)))]
    if len(accounts) > 1:
        named = [account_name(one.platform, one.handle) for one in accounts[:LISTED]]
        if len(accounts) > LISTED:
            named.append(details.and_more(len(accounts) - LISTED))
        told.append(Said("\n".join([forgetting.ACCOUNTS, *named])))
    ask = sure(forgetting.SURE_TITLE, forgetting.SURE_TEXT, forgetting.FORGET)
    number = str(person.account_id)
    forget = button(forgetting.FORGET, "creator:forget", number, style="danger", confirm=ask)
    what = [Said(one) for one in (forgetting.DELETED, forgetting.KEPT)]
    return message([*told, *what, Noted(forgetting.YOURS), Offered([forget])])
