"""export, backup, restore, migrate, audit, doctor: what keeps a desk in order."""

import os
import shutil
import sqlite3
import sys
from email.utils import parsedate_to_datetime
from pathlib import Path

import click
import httpx

from commandline.opening import (
    DONE,
    LOOK,
    Unopened,
    answered,
    as_json,
    now,
    open_store,
    settings,
)
from services import exports
from services.errors import DeskError
from services.settings import Settings
from storage import audit, schema
from storage.engine import Store, copy_to


@click.command()
@click.argument("what", type=click.Choice(exports.WHAT))
@click.option("--format", "format_", type=click.Choice(exports.FORMATS), default="csv")
@click.option("--client", help="The client whose rows are meant.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="A file; standard output if not given."
)
@answered
def export(what: str, format_: str, client: str | None, out: Path | None) -> int:
    """Write influencers, imports or the audit trail to a file."""
    del client
    store = open_store(settings().database_path)
    headings, rows = exports.rows_of(store, what, 1)
    if format_ == "xlsx":
        if out is None:
            raise DeskError("A workbook needs a file: add --out influencers.xlsx.")
        count = exports.write_xlsx(out, headings, rows)
    else:
        write = exports.write_csv if format_ == "csv" else exports.write_ndjson
        if out is None:
            write(sys.stdout, headings, rows)
            return DONE
        with out.open("w", encoding="utf-8", newline="") as file:
            count = write(file, headings, rows)
    click.echo(f"{count} rows are in {out}.")
    return DONE


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@answered
def backup(file: Path) -> int:
    """Copy the store to FILE, while it is in use."""
    if file.exists():
        raise DeskError(f"{file} is there already. Choose another name; nothing was written.")
    store = open_store(settings().database_path)
    partial = file.with_name(f"{file.name}.part")
    copy_to(store, partial)
    os.replace(partial, file)
    click.echo(f"The store is copied to {file} ({file.stat().st_size:,} bytes).")
    return DONE


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@answered
def restore(file: Path, yes: bool) -> int:
    """Put a backup in the place of the store; the store of now is kept beside it."""
    check_backup(file)
    path = settings().database_path
    if not yes and sys.stdin.isatty() and not click.confirm(f"Replace {path}?"):
        return LOOK
    if path.exists():
        kept = path.with_name(f"{path.name}.before-{now():%Y%m%d-%H%M%S}")
        store = open_store(path)
        copy_to(store, kept)
        store.close()
        click.echo(f"What was there is kept as {kept}.")
    partial = path.with_name(f"{path.name}.part")
    shutil.copyfile(file, partial)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.replace(partial, path)
    open_store(path).close()
    click.echo(f"{file} is the store now. Start the desk again if it is running.")
    return DONE


def check_backup(file: Path) -> None:
    """Raise DeskError unless the file is a whole store of ours."""
    if not file.exists():
        raise DeskError(f"There is no file {file}. Nothing was changed.")
    copy = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        whole = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        ours = copy.execute(
            "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('accounts', 'audit_head')"
        ).fetchone()[0]
    except sqlite3.DatabaseError:
        whole, ours = False, 0
    finally:
        copy.close()
    if not whole or ours != 2:
        raise DeskError(f"{file} is no whole backup of a desk. Nothing was changed.")


@click.command()
@answered
def migrate() -> int:
    """Bring the store to the newest schema."""
    store = Store(settings().database_path)
    steps = schema.pending(store)
    open_store(settings().database_path)
    click.echo(f"Took the steps: {', '.join(steps)}." if steps else "The store is up to date.")
    return DONE


@click.command("audit")
@click.option("--json", "json_", is_flag=True)
@answered
def audit_(json_: bool) -> int:
    """Prove that nothing was changed or dropped in the audit trail."""
    store = open_store(settings().database_path)
    broken = store.read(audit.first_broken)
    if json_:
        as_json({"whole": broken is None, "broken": broken._asdict() if broken else None})
    elif broken:
        click.echo(f"Entry {broken.entry_id}: {broken.why}.")
    else:
        click.echo("The audit trail is whole.")
    return LOOK if broken else DONE


@click.command()
@click.option("--json", "json_", is_flag=True)
@answered
def doctor(json_: bool) -> int:
    """Say in plain words what is missing or wrong, and what to do next."""
    chosen = settings()
    found = [*check_tokens(chosen), *check_slack(chosen), *check_store(chosen)]
    wrong = [text for good, text in found if not good]
    if json_:
        as_json({"ok": not wrong, "findings": [{"ok": good, "says": text} for good, text in found]})
    else:
        for good, text in found:
            click.echo(f"{'ok   ' if good else 'LOOK '} {text}")
    return LOOK if wrong else DONE


Finding = tuple[bool, str]


def check_tokens(chosen: Settings) -> list[Finding]:
    """Look at tokens and secret as they are written."""
    bot = chosen.slack_bot_token.get_secret_value()
    app = chosen.slack_app_token.get_secret_value()
    secret = chosen.slack_signing_secret.get_secret_value()
    found: list[Finding] = []
    if not bot:
        found.append((False, "SLACK_BOT_TOKEN is missing: copy the xoxb- token of your Slack app."))
    elif bot.startswith("xapp-"):
        found.append((False, "SLACK_BOT_TOKEN holds the app token; it needs the one with xoxb-."))
    elif not bot.startswith("xoxb-"):
        found.append((False, "SLACK_BOT_TOKEN is no bot token; those start with xoxb-."))
    else:
        found.append((True, "The bot token looks right."))
    if app.startswith("xoxb-"):
        found.append((False, "SLACK_APP_TOKEN holds the bot token; it needs the one with xapp-."))
    elif not app and not secret:
        found.append(
            (False, "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) in .env.")
        )
    elif not app and (len(secret) != 32 or set(secret) - set("0123456789abcdef")):
        found.append((False, "SLACK_SIGNING_SECRET is 32 signs of 0-9 and a-f; this one is not."))
    else:
        found.append((True, "Socket Mode." if app else "The signing secret looks right."))
    return found


NEEDED_SCOPES = frozenset(("commands", "chat:write", "im:history", "im:write", "files:read"))
SKEW = 120
"""Seconds; Slack's signatures are refused from 300 on."""


def check_slack(chosen: Settings) -> list[Finding]:
    """Ask Slack who we are; look at scopes and at the clock."""
    token = chosen.slack_bot_token.get_secret_value()
    if not token:
        return []
    try:
        answer = httpx.post(
            f"{chosen.slack_api_url}auth.test",
            headers={"Authorization": f"Bearer {token}"},
            timeout=5,
        )
        body = answer.json()
    except (httpx.HTTPError, ValueError):
        return [(False, f"Slack can't be reached at {chosen.slack_api_url}. Check the network.")]
    if not body.get("ok"):
        return [
            (False, f"Slack refuses the bot token ({body.get('error')}): install the app again.")
        ]
    found: list[Finding] = [(True, f"Slack knows us as {body.get('user')} in {body.get('team')}.")]
    scopes = {one.strip() for one in answer.headers.get("x-oauth-scopes", "").split(",")}
    missing = sorted(NEEDED_SCOPES - scopes) if scopes != {""} else []
    if missing:
        found.append(
            (
                False,
                f"Scopes are missing: {', '.join(missing)}. Add them and install the app again.",
            )
        )
    date = answer.headers.get("date")
    if date:
        skew = abs((now() - parsedate_to_datetime(date)).total_seconds())
        found.append(
            (True, "The clock is right.")
            if skew < SKEW
            else (False, f"The clock is {skew:.0f} s off; set it, or Slack's requests are refused.")
        )
    return found


def check_store(chosen: Settings) -> list[Finding]:
    """Look at the file, its schema and its audit trail."""
    path = chosen.database_path
    if not path.exists():
        writable = os.access(path.parent if path.parent.exists() else Path(), os.W_OK)
        if not writable:
            return [(False, f"The folder of {path} can't be written to: change its rights.")]
        return [(True, f"There is no store yet; {path} is made at the first start.")]
    try:
        store = Store(path)
        steps = schema.pending(store)
        whole = store.read(lambda tx: tx.value("PRAGMA quick_check")) == "ok"
        broken = None if steps else store.read(audit.first_broken)
    except sqlite3.DatabaseError as error:
        raise Unopened(f"{path} is no store of a desk: {error}. Restore a backup.") from error
    found: list[Finding] = [
        (whole, "The store is whole." if whole else "The store is damaged: restore a backup.")
    ]
    if steps:
        found.append((False, f"The store is {len(steps)} steps behind: run python bot.py migrate."))
    if broken:
        found.append(
            (False, f"The audit trail is broken at entry {broken.entry_id}: {broken.why}.")
        )
    return found
