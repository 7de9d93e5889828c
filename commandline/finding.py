"""find: the same search as in Slack, on a terminal or as JSON."""

from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from blocks.search import subject_of
from commandline.opening import (
    DONE,
    FAILED,
    LOOK,
    answered,
    as_json,
    open_store,
    settings,
)
from services.clients import with_name
from services.errors import QueryError
from services.found import Answer, Found
from services.query_help import EXAMPLES
from services.query_parser import render_error
from services.search import find, with_niches
from storage.words import clean
from texts.numbers import format_money, full_count, percent, short_count

MINUS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""A minus before a word leaves something out; -h would be found in the middle of -niche:food."""


@click.command("find", context_settings=MINUS)
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--client", help="The client whose notes and tags count.")
@click.option("--json", "json_", is_flag=True, help="One JSON document on standard output.")
@answered
def find_(query: tuple[str, ...], limit: int, client: str | None, json_: bool) -> int:
    """Search your list: bot.py find fitness country:DE -niche:crypto"""
    if query == ("-h",):
        click.echo(click.get_current_context().get_help())
        return DONE
    for word in query:  # a minus leaves something out, two are an option that there is not
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    text = " ".join(query)
    if text.strip().lower() == "help":
        for example, meaning in EXAMPLES:
            click.echo(f"{example:42} {meaning}")
        return DONE
    chosen = settings()
    store = open_store(chosen.database_path)
    client_id = with_name(store, client)
    try:
        answer = find(
            store, text, currency=chosen.currency, client_id=client_id, limit=limit, near=True
        )
    except QueryError as error:
        click.echo(clean(render_error(error)), err=True)
        return FAILED
    results = with_niches(store, answer.results)
    near = with_niches(store, answer.near_misses)
    if json_:
        as_json(document(text, answer, results, near))
    else:
        _show(answer, results, near)
    return DONE if results else LOOK


def document(
    text: str, answer: Answer, results: tuple[Found, ...], near: tuple[Found, ...]
) -> dict[str, Any]:
    """Return an answer as scripts get it."""
    return {
        "query": clean(text),
        "total": answer.total,
        "total_is_exact": answer.total_is_exact,
        "results": [_result(one, answer.currency) for one in results],
        "near_misses_total": answer.near_misses_total,
        "near_misses_total_is_exact": answer.near_misses_total_is_exact,
        "near_misses": [
            {
                **_result(one, answer.currency),
                "missed_rule": one.missed_rule,
                "missed_by": one.missed_by,
            }
            for one in near
        ],
    }


_SHOWN = (
    "handle",
    "platform",
    "name",
    "url",
    "niches",
    "country",
    "followers",
    "average_likes",
    "typical_likes",
    "engagement_rate_bp",
    "value_minor",
    "value_format",
)


def _result(found: Found, currency: str) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in _SHOWN},
        "currency": currency,
        "verdict": found.verdict,
        "reasons": list(found.reasons),
        "as_of": found.as_of,
    }


def _show(answer: Answer, results: tuple[Found, ...], near: tuple[Found, ...]) -> None:
    screen = Console()
    if answer.store_is_empty:
        screen.print("This searches your own list; it has nobody yet.")
        screen.print("Import one: python bot.py import FILE")
        return
    more = "" if answer.total_is_exact else "+"
    screen.print(Text(f"{clean(subject_of(answer))}: {full_count(answer.total)}{more} found"))
    if results:
        screen.print(_table(results, answer.currency, missed=False))
    if near and answer.total < 5:
        screen.print(f"{answer.near_misses_total} fail one rule only; the nearest:")
        screen.print(_table(near, answer.currency, missed=True))
    for near_by in answer.widened:
        number = f"{full_count(near_by.would_match)}{'' if near_by.exact else '+'}"
        screen.print(Text(clean(f"Nearest, {number} found: {near_by.query}")))
    for one in answer.removed:
        wider = one.query or "python bot.py find"
        number = f"{full_count(one.would_match)}{'' if one.exact else '+'}"
        screen.print(Text(clean(f"{one.typed} removed all {number}. Try: {wider}")))
    if answer.hidden:
        screen.print(f"{full_count(answer.hidden)} hidden by your team: add hidden:yes to see them")
    for suggestion in answer.suggestions:
        screen.print(Text(f"Did you mean {suggestion}?"))


def _table(found: tuple[Found, ...], currency: str, *, missed: bool) -> Table:
    table = Table(
        "name", "on", "likes", "followers", "rate", "worth", "missed" if missed else "signs"
    )
    for one in found:
        table.add_row(
            Text(clean(one.name or one.handle or "?")[:32]),
            f"{one.platform} {one.country or ''}",
            "?" if one.typical_likes is None else f"≈{full_count(one.typical_likes)}",
            "?" if one.followers is None else short_count(one.followers),
            "?" if one.engagement_rate_bp is None else percent(one.engagement_rate_bp),
            "?"
            if one.value_minor is None
            else f"{format_money(one.value_minor, currency, whole=True)} a {one.value_format}",
            f"{one.missed_rule} {one.missed_by or ''}" if missed else one.verdict.replace("_", " "),
        )
    return table
