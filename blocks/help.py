"""Help by examples, the same for each command: every example can be typed as it stands."""

from collections.abc import Sequence

from blocks.telling import Offered, Part, Said, message
from blocks.text import Block, Message, escape

_CODE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

Examples = Sequence[tuple[str, str]]
"""What to type, and what it is for."""


def by_examples(title: str, examples: Examples, *buttons: Block, hint: str = "") -> Message:
    """Return help: a title, and examples.

    hint: what is to be known before, such as the command that the examples follow.
    """
    return message([*told_by_examples(title, examples, hint), Offered(buttons)])


def told_by_examples(title: str, examples: Examples, hint: str = "") -> list[Part]:
    """Return help, or a part of it, to be said with more."""
    shown = [f"`{typed.translate(_CODE)}`\n{escape(meaning)}" for typed, meaning in examples]
    head = f"*{escape(title)}*" + (f"\n{escape(hint)}" if hint else "")
    return [
        Said(f"{title}\n{hint}", head),
        Said("\n".join([f"{typed}: {meaning}" for typed, meaning in examples]), "\n".join(shown)),
    ]
