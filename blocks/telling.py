"""An answer described once, part by part; drawn from that for Slack, as plain text, on a terminal.

A part says something in plain text and knows how it looks as a block. Plain text is what
notifications and screen readers get; commandline/screen.py shows the same parts on a terminal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from blocks.text import (
    Block,
    Message,
    actions,
    escape,
    fallback,
    hinted,
    mentioning,
    note,
    section,
    without_marks,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The first line: what this is. rest: what is said about it in the same breath."""

    text: str
    rest: str = ""

    def lines(self) -> list[str]:
        return [self.text + self.rest]

    def blocks(self) -> list[Block]:
        return [section(f"*{escape(self.text)}*{escape(self.rest)}")]


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph. marked: as mrkdwn, where it has dates or styles; its texts escaped.

    beside: what can be pressed next to it. mentions: those of people that stand in the text; they
    alone are meant, also where the text is plain.
    """

    text: str
    marked: str | None = None
    beside: Block | None = None
    mentions: Sequence[str] = ()

    def lines(self) -> list[str]:
        return self.text.split("\n")

    def blocks(self) -> list[Block]:
        shown = self.marked
        if shown is None:
            shown = "\n".join([escape(line, 400) for line in self.lines()])
            shown = mentioning(shown, self.mentions)
        return [section(shown, self.beside)]


def hint(text: str, mentions: Sequence[str] = ()) -> Said:
    """Return sentences that say what to type: backticks stand around that."""
    shown = "\n".join([hinted(line, 600) for line in text.split("\n")])
    return Said(without_marks(text), mentioning(shown, mentions), mentions=mentions)


def headed(
    title: str,
    lines: Sequence[str],
    *,
    rest: str = "",
    beside: Block | None = None,
    mentions: Sequence[str] = (),
) -> Said:
    """Return lines below their heading. rest: what is said of it in the same breath."""
    text = "\n".join([title + rest, *lines])
    head = f"*{escape(title)}*{escape(rest)}"
    shown = "\n".join([head, *[escape(line, 400) for line in lines]])
    return Said(text, mentioning(shown, mentions), beside, mentions)


@dataclass(frozen=True, slots=True)
class Noted:
    """The small print."""

    text: str

    def lines(self) -> list[str]:
        return [self.text]

    def blocks(self) -> list[Block]:
        return [note(self.text)]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list. cells: its columns where there is room for them; block: as Slack has it."""

    cells: tuple[str, ...]
    text: str
    block: Block

    def lines(self) -> list[str]:
        return [self.text]

    def blocks(self) -> list[Block]:
        return [self.block]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What only Slack can draw, such as a table: with its text for where nothing is drawn."""

    text: str
    drawn: tuple[Block, ...]

    def lines(self) -> list[str]:
        return self.text.split("\n")

    def blocks(self) -> list[Block]:
        return [*self.drawn]


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be done next. typed: what does the same on a terminal, a line each."""

    elements: Sequence[Block]
    typed: Sequence[str] = ()

    def lines(self) -> list[str]:
        return []

    def blocks(self) -> list[Block]:
        return [actions(*self.elements)] if self.elements else []


Part = Title | Said | Noted | Row | Drawn | Offered
Told = Sequence[Part]


def blocks_of(told: Told) -> list[Block]:
    """Return the blocks of an answer, for a view that shows it."""
    return [block for part in told for block in part.blocks()]


def message(told: Told) -> Message:
    """Return an answer as Slack gets it: its plain text, and its blocks."""
    mentions = [one for part in told if isinstance(part, Said) for one in part.mentions]
    text = fallback([line for part in told for line in part.lines()], mentions)
    return text, blocks_of(told)
