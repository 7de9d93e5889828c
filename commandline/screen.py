"""A told answer on a terminal: lines as they stand, rows in columns, what can be typed next."""

from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from blocks.telling import Noted, Offered, Part, Row, Title, Told
from storage.words import clean

WIDEST = 48
"""Characters of a column."""


def show(told: Told, screen: Console | None = None) -> None:
    """Print an answer, part by part; what can only be pressed in Slack is left out."""
    screen = screen or Console()
    for rows, parts in groupby(told, key=lambda part: isinstance(part, Row)):
        if rows:
            screen.print(_table([part for part in parts if isinstance(part, Row)]))
            continue
        for part in parts:
            for line in _lines(part):
                screen.print(line, soft_wrap=not screen.is_terminal)


def _lines(part: Part) -> list[Text]:
    if isinstance(part, Offered):
        return [Text(f"  {clean(line)}", style="cyan") for line in part.typed]
    if isinstance(part, Title):
        return [Text.assemble((clean(part.text), "bold"), clean(part.rest))]
    style = "dim" if isinstance(part, Noted) else ""
    return [Text(clean(line), style=style) for line in part.lines() if line]


def _table(rows: list[Row]) -> Table:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        table.add_row(*[Text(clean(cell)[:WIDEST]) for cell in row.cells])
    return table
