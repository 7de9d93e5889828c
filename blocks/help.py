"""Help by examples, the same for each command: every example can be typed as it stands."""

from collections.abc import Sequence

from blocks.telling import Offered, Part, Said, headed, message
from blocks.text import Block, Message, code, escape

Examples = Sequence[tuple[str, str]]
"""What to type, and what it is for."""


def by_examples(title: str, examples: Examples, *buttons: Block, hint: str = "") -> Message:
    """Return help: a title, and examples.

    hint: what is to be known before, such as the command that the examples follow.
    """
    return message([*told_by_examples(title, examples, hint), Offered(buttons)])


def told_by_examples(title: str, examples: Examples, hint: str = "") -> list[Part]:
    """Return help, or a part of it, to be said with more."""
    shown = [f"{code(typed)}\n{escape(meaning)}" for typed, meaning in examples]
    return [
        headed(title, [hint] if hint else []),
        Said("\n".join([f"{typed}: {meaning}" for typed, meaning in examples]), "\n".join(shown)),
    ]
