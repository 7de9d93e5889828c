"""How far long work is: a bar on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text

EVERY = 5.0
"""Seconds between two plain lines; work that is done sooner says nothing."""

Tell = Callable[[str, float], None]
"""Called with a stage of the work and its share done, 0 to 1."""


@contextmanager
def progress(screen: Console, size: int = 0) -> Iterator[Tell]:
    """Show how far the work within is. size: bytes of what it goes through, for a rate, or none."""
    if screen.is_terminal:
        with _bar(screen, size) as tell:
            yield tell
    else:
        yield plain_lines(lambda line: screen.print(Text(line), soft_wrap=True), time.monotonic)


def plain_lines(say: Callable[[str], None], seconds: Callable[[], float]) -> Tell:
    """Return a teller that says a line every few seconds: "reading: 40%"."""
    last = seconds()

    def tell(stage: str, share: float) -> None:
        nonlocal last
        if seconds() - last >= EVERY:
            last = seconds()
            say(f"{stage}: {min(share, 1.0):.0%}")

    return tell


@contextmanager
def _bar(screen: Console, size: int) -> Iterator[Tell]:
    columns: list[ProgressColumn] = [
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        *([TransferSpeedColumn()] if size else []),
        TimeRemainingColumn(),
    ]
    total = size or 1
    with Progress(*columns, console=screen, transient=True) as bar:
        tasks = {}

        def tell(stage: str, share: float) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=min(share, 1.0) * total)

        yield tell
