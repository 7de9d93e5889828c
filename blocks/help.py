"""Help by examples, the same for each command: every example can be typed as it stands."""

from collections.abc import Sequence

from blocks.text import Block, Message, actions, escape, fallback, section

_CODE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def by_examples(
    title: str, examples: Sequence[tuple[str, str]], *buttons: Block, hint: str = ""
) -> Message:
    """Return help: a title, and (what to type, what it is for) in pairs.

    hint: what is to be known before, such as the command that the examples follow.
    """
    lines = [f"{typed}: {meaning}" for typed, meaning in examples]
    shown = [f"`{typed.translate(_CODE)}`\n{escape(meaning)}" for typed, meaning in examples]
    blocks = [section(f"*{escape(title)}*" + (f"\n{escape(hint)}" if hint else ""))]
    blocks.append(section("\n".join(shown)))
    if buttons:
        blocks.append(actions(*buttons))
    return fallback([title, hint, *lines]), blocks
