"""What /influencer answers: who was meant, who was added, who is hidden, and help."""

from collections.abc import Sequence

from blocks.modals import modal
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
from services.people import Person

EXAMPLES = (
    ("/influencer show @jane.runs", "everything that is known of a creator"),
    ("/influencer add", "a creator who is in no list yet"),
    ("/influencer merge @jane.runs @jane", "two entries that are one person"),
)
MORE = (
    ("/influencer merge", "pairs that your lists offer for merging"),
    ("/influencer forget @jane.runs", "delete a person's data, for admins"),
)


def help_message() -> Message:
    """Return help by examples, each of which can be typed as it stands."""
    title = "One creator: look, add, merge, forget"
    both = [*EXAMPLES, *MORE]
    shown = "\n".join([f"`{line}`\n{escape(meaning)}" for line, meaning in both])
    buttons = [button("Add a creator", "creator:new", "new", style="primary")]
    lines = [f"{line}: {meaning}" for line, meaning in both]
    return fallback([title, *lines]), [section(f"*{title}*"), section(shown), actions(*buttons)]


def which_message(sentence: str, people: Sequence[Person], *, similar: bool) -> Message:
    """Ask who is meant. similar: nobody is called so, but these nearly are."""
    sentence = sentence or "Who is meant?"
    said = f"{sentence} Did you mean one of these?" if similar and people else sentence
    blocks: list[Block] = [section(escape(said, 600))]
    blocks += [
        section(
            escape(one.label, 200),
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
    return fallback([said, *[one.label for one in people[:10]]]), blocks


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
