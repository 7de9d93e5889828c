"""find: the same search as in Slack, on a terminal or as JSON."""

from typing import Any

import click

from blocks.search import told
from commandline.opening import DONE, FAILED, LOOK, answered, as_json, settings_to_read
from commandline.scored import open_scored
from commandline.screen import show
from services.clients import with_name
from services.errors import QueryError
from services.found import Answer, Found
from services.query_parser import render_error
from services.search import find, with_niches
from storage.words import clean
from texts import commandline as helps
from texts.queries import EXAMPLES

MINUS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""A minus before a word leaves something out; -h would be found in the middle of -niche:food."""


@click.command("find", help=helps.FIND, context_settings=MINUS)
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--client", help=helps.FIND_CLIENT)
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
@answered
def find_(query: tuple[str, ...], limit: int, client: str | None, json_: bool) -> int:
    """Answer a search as /find-influencer does, or as JSON."""
    if query == ("-h",):
        click.echo(click.get_current_context().get_help())
        return DONE
    for word in query:  # a minus leaves something out, two are an option that there is not
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    text = " ".join(query)
    if text.strip().lower() == "help":
        if json_:
            as_json({"examples": [{"query": one, "meaning": meaning} for one, meaning in EXAMPLES]})
            return DONE
        for example, meaning in EXAMPLES:
            click.echo(f"{example:42} {meaning}")
        return DONE
    chosen = settings_to_read()
    store = open_scored(chosen)
    client_id = with_name(store, client)
    try:
        answer = find(
            store, text, currency=chosen.currency, client_id=client_id, limit=limit, near=True
        )
    except QueryError as error:
        click.echo(clean(render_error(error)), err=True)
        return FAILED
    if json_:
        results = with_niches(store, answer.results)
        as_json(document(text, answer, results, with_niches(store, answer.near_misses)))
    else:
        show(told(answer))
    return DONE if answer.results else LOOK


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
