"""A told answer on a terminal: lines as they stand, rows in columns, what can be typed next."""

from itertools import groupby

from rich.cells import cell_len
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
            _show_rows([part for part in parts if isinstance(part, Row)], screen)
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


def _show_rows(rows: list[Row], screen: Console) -> None:
    """Print rows in columns, or each over several lines where the columns have no room."""
    table = _table(rows)
    roomy = screen.options.update(max_width=WIDEST * len(table.columns) * 2)
    if screen.measure(table, options=roomy).maximum <= screen.width:
        screen.print(table)
        return
    for row in rows:
        for line in _broken([clean(cell) for cell in row.cells if cell], screen.width):
            screen.print(Text(line), soft_wrap=not screen.is_terminal)


def _broken(cells: list[str], width: int) -> list[str]:
    """Return cells as lines, which break between cells alone; all but the first are indented."""
    lines = cells[:1]
    for cell in cells[1:]:
        longer = f"{lines[-1]}{' ' if lines[-1].endswith('.') else ' · '}{cell}"
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(f"   {cell}")
    return lines


def _table(rows: list[Row]) -> Table:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        table.add_row(*[Text(clean(cell)[:WIDEST]) for cell in row.cells])
    return table
