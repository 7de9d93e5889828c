"""The search language: text -> Query and back. As known from GitHub and Gmail, forgiving."""

import re
from functools import cache, lru_cache

from lark import Lark, Token
from rapidfuzz import fuzz, process

from services.errors import QueryError
from services.query import Filter, Query, Word
from services.query_fields import (
    ALIASES,
    FIELDS,
    QUOTED,
    RANGES,
    SHORTHANDS,
    SIMILAR,
    bare,
    example_of,
    read_value,
)
from services.query_grammar import FIELD, GRAMMAR
from services.reading.columns import handle_in_link, platform_of_link
from storage.words import clean, fold
from texts import queries as says

ONE_OF = ("tier", "sort")
"""Fields that a query has once, and that nothing can be left out by."""

_MARKS = ("@", "#", "-", "−")
"""Signs that say something of a word that begins with them, unless it is quoted."""

_JOINED = frozenset(("AND", "&", "&&", "+", ",", ";", "/", "-", "−", "–", "—", "·"))
"""What people write between words that are to hold together: it says nothing more."""

_EITHER = ("OR", "|", "||")
_LOUD = frozenset(("AND", "OR", "NOT"))
"""Words that mean something where they are written like this; "and" is a word as any other."""

_QUOTES = re.compile(rf"(?<![^\s:=,|])({QUOTED})(?![^\s,|])|[“”„«»]")
"""What is quoted, in which typographic quotation marks are themselves, and those elsewhere."""

LONGEST = 2_000
"""Characters of a query that are read; what comes after says nothing that is searched for."""


@cache
def _grammar() -> Lark:
    return Lark(GRAMMAR, parser="lalr")


@lru_cache(maxsize=4_096)
def parse(text: str, *, currency: str) -> Query:
    """Read a query. currency: the workspace's, in which value: and a bare price: are meant.

    Raises QueryError, which points at the word that can't be read.
    """
    plain = clean(text)[:LONGEST]
    plain = _QUOTES.sub(lambda found: found[1] or '"', plain)
    found: list[Word] = []
    filters: list[Filter] = []
    choices: dict[str, str] = {}
    tokens = [token for token in _grammar().parse(plain).children if isinstance(token, Token)]
    if tokens and tokens[-1].type == "QUOTED" and tokens[-1].count('"') == 1:
        plain += '"'  # so that the answer shows what was taken for a phrase
    for place, token in enumerate(tokens):
        at = token.start_pos or 0
        match = FIELD.fullmatch(token) if token.type == "FIELD" else None
        if match and not _is_plain(match):
            _take_filter(match, at, plain, currency, filters, choices)
        elif token in _EITHER or token == "NOT":
            raise _unsaid(token, at, plain, tokens[:place][-1:], tokens[place + 1 :][:1])
        elif token not in _JOINED:
            _take_word(token, at, plain, currency, found, filters)
    if tokens and not (found or filters or choices):
        raise _unreadable(tokens[0], tokens[0].start_pos or 0, plain)
    order, _, direction = choices.get("sort", "likes").partition("-")
    return Query(
        plain.strip(),
        tuple(found),
        tuple(filters),
        choices.get("tier", "micro"),
        order,
        direction != "asc",
    )


def _is_plain(match: "re.Match[str]") -> bool:
    """Tell links, times and the like from fields."""
    name = fold(match[2])
    known = ALIASES.get(name, name) in FIELDS
    return not known and (match[3].startswith("//") or len(name) < 3)


def _unreadable(token: str, at: int, text: str) -> QueryError:
    message = says.NO_LETTER
    if token in _LOUD:
        message = says.STANDS_ALONE
    return QueryError(message, text, at, len(token), "fitness")


def _unsaid(
    token: Token, at: int, text: str, before: list[Token], after: list[Token]
) -> QueryError:
    """Return what to write instead of OR and NOT, with the words that stand beside them."""
    left, right = [
        str(one[0]) if one and one[0].isalnum() and one[0] not in _LOUD else other
        for one, other in ((before, "fitness"), (after, "yoga"))
    ]
    if token == "NOT":
        message, hint = says.MINUS, f"-{right}"
    else:
        message = says.NO_OR
        hint = f"niche:{left},{right}"
        if before and after and before[0].type == after[0].type == "FIELD":
            one, other = FIELD.fullmatch(before[0]), FIELD.fullmatch(after[0])
            if one and other and one[2] == other[2] and one[2] in FIELDS - {*RANGES, *ONE_OF}:
                hint = f"{before[0]},{other[3]}"
    return QueryError(message, text, at, len(token), hint)


def _take_word(
    token: Token,
    at: int,
    whole: str,
    currency: str,
    found: list[Word],
    filters: list[Filter],
) -> None:
    text = str(token)
    negated = len(text) > 1 and text[0] in "-−"
    body = text[1:] if negated else text
    link = body.strip("<>").partition("|")[0] if "/" in body else ""  # Slack's way to write one
    platform = platform_of_link(link)
    if platform and (handle := handle_in_link(link)):
        body = f"@{handle}"
        if not negated:
            only = f"platform:{platform}"
            filters.append(Filter("platform", (platform,), None, False, at, only))
    shorthand = SHORTHANDS.get(body[:1])
    if shorthand and len(body) > 1:
        values, bounds, named = read_value(shorthand, body[1:], currency)
        filters.append(Filter(shorthand, values, bounds, negated, at, "-" * negated + body, named))
        return
    body = body.strip('"').strip()
    if not any(c.isalnum() for c in body):
        raise _unreadable(text, at, whole)
    found.append(Word(body, negated, at))


def _take_filter(
    match: "re.Match[str]",
    at: int,
    text: str,
    currency: str,
    filters: list[Filter],
    choices: dict[str, str],
) -> None:
    negated, typed = bool(match[1]), match[0]
    if typed.count('"') == 1:  # nobody closed it
        typed = typed.replace('"', "")
    name = fold(match[2])
    field = ALIASES.get(name, name)
    if field not in FIELDS:
        raise _unknown_field(match, at, text, currency)
    try:
        values, bounds, named = read_value(field, match[3], currency)
    except ValueError as error:
        message, hint = error.args
        place, length = at + match.start(3) - match.start(0), len(match[3])
        if not bare(match[3]):
            place, length = at, len(match[0].rstrip())
        raise QueryError(message, text, place, length, hint) from error
    if field in ONE_OF:
        if negated or len(values) > 1:
            message = says.one_choice(field)
            raise QueryError(message, text, at, len(typed), f"{field}:{values[0]}")
        choices[field] = values[0]
    else:
        filters.append(Filter(field, values, bounds, negated, at, typed, named))


def _unknown_field(match: "re.Match[str]", at: int, text: str, currency: str) -> QueryError:
    names = [*FIELDS, *ALIASES]
    close = process.extractOne(fold(match[2]), names, scorer=fuzz.ratio, score_cutoff=SIMILAR)
    if close:
        field = ALIASES.get(close[0], close[0])
        hint = f"{match[1]}{field}:{match[3]}"
        try:
            read_value(field, match[3], currency)
        except ValueError:
            hint = f"{match[1]}{example_of(field)}"
        message = says.no_field_but(match[2], hint)
    else:
        hint = "help"
        message = says.no_field(match[2])
    return QueryError(message, text, at + len(match[1]), len(match[2]), hint)


def write(query: Query) -> str:
    """Return the text of a query; reading it again gives the same query."""
    parts = [written(word) for word in query.words]
    parts += [item.typed for item in query.filters]
    if query.tier != "micro":
        parts.append(f"tier:{query.tier}")
    if query.sort != "likes" or not query.descending:
        parts.append(f"sort:{query.sort}" + ("" if query.descending else "-asc"))
    return " ".join(parts)


def written(word: Word) -> str:
    """Return the text of a word, in quotation marks where it says something else without."""
    text = word.text
    if " " in text or ":" in text or text[:1] in _MARKS or text in _LOUD:
        text = '"' + text.replace('"', "") + '"'
    return f"-{text}" if word.negated else text


def render_error(error: QueryError) -> str:
    """Return the query with a line of marks under the place that can't be read."""
    marks = " " * error.at + "^" * min(error.length, 60)
    return f"{error.text}\n{marks}\n{error.sentence()}"
