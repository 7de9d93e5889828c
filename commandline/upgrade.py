"""upgrade: the newest program and schema, or everything as it was before.

First what changes nothing: fetch, and look. Then the service stops, the store is copied, the
program goes forward, a new process migrates the store and tries the new program on it. Whatever
fails, or an interruption, takes back program, packages and store. At the end the service runs
again.
"""

import contextlib
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from commandline import checkout, service
from commandline.checkout import Checkout
from commandline.checks import check_store
from commandline.opening import DONE, answered, open_store, refuse_newer, settings
from commandline.serving import wire
from commandline.storekeeping import FILES, served, unused
from handlers.app import build
from services.errors import DeskError
from services.settings import Settings
from storage import schema
from storage.engine import Store, copy_to
from texts import commandline as helps
from texts import upgrading as says
from texts.storekeeping import STORE_UP_TO_DATE

ROOT = Path(__file__).parents[1]
REQUIREMENTS = "requirements.txt"
SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What interrupts besides Ctrl-C: a shutdown, and a connection to this machine that is cut."""

PACKAGES = ("commandline", "handlers", "blocks", "services", "storage", "web")


@click.command(help=helps.UPGRADE)
@click.option("--check", is_flag=True, help=helps.UPGRADE_CHECK)
@click.option("--service", "name", default=service.NAME, show_default=True, help=helps.SERVICE_NAME)
@answered
def upgrade(check: bool, name: str) -> int:
    """Fetch the newest program and bring the store along; take it all back if that fails."""
    chosen = settings()
    if check:
        return _check(chosen)
    path = chosen.database_path
    program = checkout.fetched(ROOT)
    news = program if program and program.behind else None
    if program is None:
        click.echo(says.NO_CHECKOUT)
    if news is None and not _steps(path):
        click.echo(says.ALL_UP_TO_DATE)
        return DONE
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    with _stopped(service.running(name, Path.cwd())), served(path):
        saved = saved_copy(path)
        try:
            _forward(news)
        except BaseException as error:
            for number in (signal.SIGINT, *SIGNALS):
                signal.signal(number, signal.SIG_IGN)  # what is begun to be taken back is ended
            where = _back(news, path, saved)
            if not isinstance(error, (DeskError, KeyboardInterrupt)):
                raise
            why = error.sentence() if isinstance(error, DeskError) else says.INTERRUPTED
            raise DeskError(says.upgrade_taken_back(why, where)) from None
    click.echo(says.store_of_before(str(saved)) if saved else says.NO_STORE_TO_COPY)
    click.echo(says.program_at(news.newest[:8]) if news else STORE_UP_TO_DATE)
    return DONE


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _steps(path: Path) -> list[str]:
    """Return the steps that the store lacks; none where there is no store yet."""
    if not path.exists():
        return []
    store = Store(path)
    try:
        refuse_newer(store)
        return schema.pending(store)
    finally:
        store.close()


@contextlib.contextmanager
def _stopped(unit: service.Running | None) -> Iterator[None]:
    """Stop the service and start it again, however it goes."""
    if unit is None:
        yield
        return
    runs_on = False
    try:
        try:
            unit.tell("stop")
        except DeskError:
            runs_on = True
            raise
        click.echo(says.service_stopped(unit.name))
        yield
    finally:
        if not runs_on:
            unit.tell("start")
            with contextlib.suppress(OSError):
                click.echo(says.service_started(unit.name))


def saved_copy(path: Path) -> Path | None:
    """Copy the store beside itself; return the copy, or None where there is none yet."""
    if not path.exists():
        return None
    copy = unused(path, "before-upgrade")
    store = Store(path)
    try:
        copy_to(store, copy)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    finally:
        store.close()
    return copy


def _forward(news: Checkout | None) -> None:
    """Put the new program in place and bring the store along. Raises DeskError."""
    if news:
        news.forward()
        if news.differs(REQUIREMENTS):
            _install()
    _ours("migrate")
    _ours("upgrade", "--check")


def _back(news: Checkout | None, path: Path, saved: Path | None) -> str:
    """Take store, program and packages back to what they were; return that in words.

    Raises DeskError with what is left to do by hand.
    """
    for ending in FILES if saved is None else FILES[1:]:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    if saved:
        os.replace(saved, path)
    if news is None:
        return says.STORE_AS_IT_WAS
    try:
        news.back()
        if news.differs(REQUIREMENTS):
            _install()
    except DeskError as error:
        raise DeskError(says.going_back_failed(error.sentence(), news.now)) from None
    return says.all_as_it_was(news.now[:8])


def _install() -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone
        click.echo(says.INSTALLING)
    _run(
        "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(ROOT / REQUIREMENTS)
    )


def _ours(*words: str) -> None:
    _run(str(ROOT / "bot.py"), *words)


def _run(*words: str) -> None:
    """Run Python anew, so that it is the new program. Raises DeskError with its last words."""
    done = subprocess.run(
        [sys.executable, *words],
        # Files that change twice within a second would be taken for what was compiled of them.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
        what = " ".join(Path(word).name for word in words if not word.startswith("-"))
        raise DeskError(says.step_failed(what, lines[-1] if lines else str(done.returncode)))


def _check(chosen: Settings) -> int:
    """Load all of the program, wire it to the store, and look at the store."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            import_module(module.name)
    if wrong := [one for one in check_store(chosen.database_path) if not one.good]:
        raise DeskError(wrong[0].says)
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        store = open_store(chosen.database_path)
        desk = wire(chosen, store, Path(folder), team="")
        build(desk)
        desk.http.close()
        store.close()
    click.echo(says.CAN_SERVE)
    return DONE
