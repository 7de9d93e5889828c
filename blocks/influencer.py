"""What /influencer answers: who was meant, who was added, who is hidden, and help."""

from collections.abc import Sequence

from blocks.help import by_examples
from blocks.modals import modal
from blocks.rows import account_name, label_of
from blocks.search import Message
from blocks.text import (
    Block,
    actions,
    button,
    cut,
    escape,
    fallback,
    note,
    section,
    sure,
)
from services.adding import Added
from services.joining import Done, Merged, Pair, Preview
from services.people import Person
from storage.words import clean
from texts.wording import counted

EXAMPLES = (
    ("/influencer show @jane.runs", "everything that is known of a creator"),
    ("/influencer add @zora.runs", "somebody who is in no list yet"),
    ("/influencer merge @jane.runs @liftwithed", "two entries that are one person"),
)
HINT = (
    "merge alone lists the pairs that your lists offer. forget NAME deletes a person's data"
    " (admins)."
)


def help_message() -> Message:
    """Return help by examples, each of which can be typed as it stands."""
    add = button("Add a creator", "creator:new", "new", style="primary")
    return by_examples("One creator: look, add, merge, forget", EXAMPLES, add, hint=HINT)


def which_message(sentence: str, people: Sequence[Person], *, similar: bool) -> Message:
    """Ask who is meant. similar: nobody is called so, but these nearly are."""
    sentence = sentence or "Who is meant?"
    said = f"{sentence} Did you mean one of these?" if similar and people else sentence
    blocks: list[Block] = [section(escape(said, 600))]
    blocks += [
        section(
            escape(label_of(one), 200),
            button(
                "Show",
                f"creator:open.{one.account_id}",
                str(one.account_id),
                accessibility_label=cut(f"Show {one.name}", 75),
            ),
        )
        for one in people[:10]
    ]
    if not people:
        blocks.append(actions(button("Add a creator", "creator:new", "new")))
    return fallback([said, *[label_of(one) for one in people[:10]]]), blocks


def added_modal(added: Added) -> Block:
    """Say that a creator is in the list now, and let it be taken back."""
    said = f"*{escape(added.name)}* is in your list, scored, and found by searches."
    question = sure("Take it back?", "The creator leaves your list again.", "Take it back")
    buttons = [
        button("Details", "creator:open", str(added.account_id)),
        button("Tag or note", "creator:note", str(added.account_id)),
        button("Undo", "creator:undo_add", str(added.run), confirm=question),
    ]
    return modal("Added", [section(said), actions(*buttons)])


def there_modal(sentence: str, account_id: int) -> Block:
    """Say that a creator is in the list already, with the way to them."""
    open_it = button("Details", "creator:open", str(account_id), style="primary")
    return modal("In your list", [section(escape(sentence, 600)), actions(open_it)])


def hidden_message(name: str, account_id: int, *, news: bool) -> Message:
    """Say that a creator is left out of searches, with the way back."""
    said = f"{name} is hidden: left out of your team's searches from now on."
    if not news:
        said = f"{name} was hidden already; nothing changed."
    hint = "Later: /influencer show NAME, or search for hidden:yes"
    back = button("Undo", "creator:show", str(account_id))
    return fallback([said, hint]), [section(escape(said, 300)), note(hint), actions(back)]


def noted_modal(said: Sequence[str]) -> Block:
    """Say what was written down."""
    text = "; ".join(said) if said else "Nothing was changed."
    return modal("Saved" if said else "Nothing new", [section(escape(text, 1_500))])


def merge_message(preview: Preview) -> Message:
    """Show what a merge would do, and ask."""
    kept, gone = preview.kept, preview.gone
    said = f"Merge {gone.who.name} into {kept.who.name}?"
    blocks = [section(f"*{escape(said, 300)}*")]
    lines = [said]
    for title, side in (("Stays", kept), ("Moves there", gone)):
        text = f"{title}: {cut(label_of(side.who), 150)}"
        carried = f"{', '.join([account_name(*one) for one in side.accounts[:5]])}"
        carried += f" · {counted(side.tags, 'tag')}, {counted(side.notes, 'note')}"
        carried += f", {counted(side.offers, 'offer')}"
        carried += ", hidden from searches" if side.hidden else ""
        blocks.append(section(f"{escape(text)}\n{escape(carried, 500)}"))
        lines += [text, carried]
    hint = "Accounts, notes, tags, shortlists and offers move; figures stay as they are."
    if gone.hidden or kept.hidden:
        hint += " Hidden stays hidden: the merged entry is left out of searches."
    value = f"{kept.who.influencer_id} {gone.who.influencer_id}"
    question = sure("Merge the two?", "Undo: /influencer merge.", "Merge", "Keep apart")
    blocks += [
        note(hint),
        actions(button("Merge", "creator:merge", value, style="primary", confirm=question)),
    ]
    return fallback([*lines, hint]), blocks


def merged_message(merged: Merged) -> Message:
    """Say that two entries are one now, with the way back."""
    moved = counted(merged.accounts, "account")
    said = f"{merged.gone_name} is part of {merged.kept.name} now: {moved} moved."
    buttons = [
        button("Undo merge", "creator:unmerge", str(merged.id)),
        button("Details", "creator:open", str(merged.kept.account_id)),
    ]
    return fallback([said]), [section(escape(said, 500)), actions(*buttons)]


def pairs_message(pairs: Sequence[Pair], done: Sequence[Done]) -> Message:
    """Return the pairs that imports offered for merging, and merges that can be taken back."""
    text, blocks = _offered(pairs)
    if not done:
        return text, blocks
    title = "Merged, and can be taken back"
    lines, rows = [title], [section(f"*{title}*")]
    for one in done:
        line = f"{cut(one.name, 40)}, with {cut(one.joined, 60)}"
        label = cut(f"Undo the merge of {clean(one.name)}", 75)
        undo = button("Undo merge", "creator:unmerge", str(one.merge_id), accessibility_label=label)
        rows.append(section(escape(line, 160), undo))
        lines.append(line)
    return f"{text}\n{fallback(lines)}", [*blocks, *rows]


def _offered(pairs: Sequence[Pair]) -> Message:
    if not pairs:
        said = "Your lists offer nobody for merging."
        hint = "Two entries that you know to be one person: /influencer merge @one @other"
        return fallback([said, hint]), [section(escape(said)), note(hint)]
    title = "Your lists say that these are one person"
    blocks: list[Block] = [section(f"*{title}*")]
    lines = [title]
    for pair in pairs[:10]:
        text = f"{cut(label_of(pair.one), 100)} and {cut(label_of(pair.other), 100)}"
        value = f"{pair.one.influencer_id} {pair.other.influencer_id}"
        look = button(
            "Look",
            f"creator:pair.{pair.one.influencer_id}-{pair.other.influencer_id}",
            value,
            accessibility_label=cut(f"Look at {pair.one.name} and {pair.other.name}", 75),
        )
        blocks.append(section(f"{escape(text, 220)}\n{escape(pair.reason, 150)}", look))
        lines.append(text)
    return fallback(lines), blocks


def forget_message(person: Person, accounts: Sequence[str]) -> Message:
    """Say whom forgetting deletes, with every account, and what stays; and ask."""
    said = f"Forget {label_of(person)}?"
    if len(accounts) > 1:
        said += f" With all accounts: {', '.join([cut(one, 60) for one in accounts])}"
    text = (
        "Deleted for good: accounts, figures, posts, name, tags, notes, fields, places on"
        " shortlists, and what the audit trail holds of them. What money hangs on stays without"
        " the name: decided offers, codes, sales, the ledger. No import brings them back."
        " Messages that stand in Slack are yours to delete."
    )
    question = sure("Forget this person?", "Their data is deleted. This can't be undone.", "Forget")
    forget = button(
        "Forget", "creator:forget", str(person.account_id), style="danger", confirm=question
    )
    return fallback([said, text]), [
        section(f"*{escape(said, 1_500)}*"),
        section(escape(text, 600)),
        actions(forget),
    ]
