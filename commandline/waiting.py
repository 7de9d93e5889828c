"""How far long work is: a bar on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

EVERY = 5.0
"""Seconds between two plain lines; work that is done sooner says nothing."""

Tell = Callable[[str, float], None]
"""Called with a stage of the work and its share done, 0 to 1."""


@contextmanager
def progress(screen: Console) -> Iterator[Tell]:
    """Show how far the work within is."""
    if screen.is_terminal:
        with _bar(screen) as tell:
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
def _bar(screen: Console) -> Iterator[Tell]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, transient=True) as bar:
        tasks = {}

        def tell(stage: str, share: float) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=1)
            bar.update(tasks[stage], completed=min(share, 1.0))

        yield tell
