"""A search's answer: first what it is, then rows, then what can be done."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import TypeVar

from blocks.first_steps import SAMPLE
from blocks.help import by_examples, told_by_examples
from blocks.newer import carousel
from blocks.rights import mention
from blocks.rows import CANNOT_TELL, card_of, near_row, row
from blocks.search_choices import OFFERED, also, asked, offered
from blocks.telling import Drawn, Noted, Offered, Part, Row, Said, Title, headed, hint, message
from blocks.text import Block, Message, button, cut, hinted, without_marks
from services.errors import QueryError
from services.found import OF_LIKES, Answer, Found
from texts import common, queries
from texts import search as says

Shape = TypeVar("Shape")

SUBJECT = 60
"""Characters of what was asked for, where it is said in a first line."""

FEW = 5
"""Under so many matches, and so many, the nearest misses follow."""


def answer_message(
    answer: Answer,
    shared_by: str | None = None,
    *,
    may_edit: bool = True,
    instead: str = "",
    before: str = "",
) -> Message:
    """Return an answer for Slack; the first arguments are those of told.

    instead: a command that may have been meant, where nobody is found. before: what is to be known
    first.
    """
    parts = told(answer, shared_by, may_edit=may_edit)
    if instead and not answer.results:
        parts.insert(1, hint(common.did_you_mean(f"`{instead}`")))
    return message([hint(before), *parts] if before else parts)


def told(answer: Answer, shared_by: str | None = None, *, may_edit: bool = True) -> list[Part]:
    """Return an answer. shared_by: the id of the person who shows it to a channel.

    What everybody reads has no buttons that would turn its pages for all. may_edit: whoever reads
    it may work with creators.
    """
    if answer.store_is_empty:
        examples = button(says.SHOW_EXAMPLES, "help:show", "help")
        sample = [SAMPLE] if may_edit and not shared_by else []
        return _empty_store(may_edit, *sample, examples)
    parts: list[Part] = [Title(*title_of(answer))]
    if shared_by:
        person = mention(shared_by)
        parts.insert(0, Said(says.shares(person), mentions=[person]))
    if any(one.verdict == CANNOT_TELL and not one.remarked for one in answer.results):
        parts.append(Noted(says.NO_VERDICT))
    rows = _numbered(answer, partial(row, may_edit=may_edit, hidden=answer.of_hidden))
    if shared_by and rows:
        cards = carousel(_numbered(answer, card_of))
        parts.append(Drawn("\n".join([one.text for one in rows]), (cards,)))
    else:
        parts += rows
    parts += [Said(line) for line in _reasons(answer)]
    near = answer.near_misses[:FEW] if answer.total < FEW else ()
    if near:
        parts.append(headed(says.NEAREST, [near_row(one).text for one in near]))
    if answer.unknown_query:
        unknown = answer.misses.get("likes_unknown")
        exact = answer.misses_are_exact
        parts.append(Said(says.have_no_likes(unknown, exact) if unknown else says.LIKES_LEFT_OUT))
    if answer.hidden:
        line = says.hidden(answer.hidden)
        parts.append(Said(line, line, None if shared_by else _show_hidden(answer)))
    if shared_by:
        parts.append(Offered([button(says.OPEN_FOR_ME, "open:shared", asked(answer.query.text))]))
    else:
        parts.append(offered(answer, may_edit=may_edit))
    as_of = frozenset([one.as_of for one in (*answer.results, *near)])
    parts += _small_print(as_of, _by_average(answer, near), tuple(answer.misses.items()))
    return parts


@lru_cache(maxsize=1_024)
def _small_print(
    as_of: frozenset[str], by_average: bool, misses: tuple[tuple[str, int], ...] = ()
) -> tuple[Noted, ...]:
    """Return why others don't match, how fresh the figures are, where there are any, and whether
    it is the average of likes that those shown are chosen by.
    """
    by_rule = dict(misses)
    lines = []
    if set(by_rule) - {"likes_unknown"}:  # those alone are said above
        lines.append(says.others_miss(by_rule))
    if as_of:
        oldest, newest = [date.fromisoformat(one[:10]) for one in (min(as_of), max(as_of))]
        lines.append(says.figures_of(oldest, newest))
        lines += [says.LIKES_ARE_AVERAGES] if by_average else []
    return (Noted(" · ".join(lines)),) if lines else ()


def _by_average(answer: Answer, near: Sequence[Found]) -> bool:
    """Tell whether likes were asked for, or missed: rows show what is likely, not the average."""
    return any(item.field == "likes" for item in answer.filters) or any(
        one.missed_rule in ("likes_low", "likes_high") for one in near
    )


def _show_hidden(answer: Answer) -> Block:
    query = asked(also(answer, "hidden:yes"))
    return button(common.SHOW, "run:hidden", query, accessibility_label=says.SHOW_HIDDEN)


def _numbered(answer: Answer, draw: Callable[..., Shape]) -> list[Shape]:
    """Return those who match, drawn one by one."""
    return [
        draw(found, number, answer.currency)
        for number, found in enumerate(answer.results, answer.offset + 1)
    ]


def title_of(answer: Answer) -> tuple[str, str]:
    """Return the first line, what this is and the answer in one breath: (in bold, the rest)."""
    query = answer.query
    if not answer.total:
        text = cut(query.text, SUBJECT)
        nothing = answer.suggestions and not answer.removed
        return (says.nothing_in(text) if nothing else says.nobody_matches(text)), ""
    alike = query.tier == "likes_unknown" and query.sort in OF_LIKES
    order = "" if alike else says.ORDERS[query.sort][0 if query.descending else 1]
    found = says.found(answer.total, answer.total_is_exact, query.tier, order)
    return subject_of(answer), f": {found}"


def subject_of(answer: Answer) -> str:
    """Return what was asked for: "Fitness, “vegan” · country:DE", or "Everyone"."""
    said = [answer.niche] if answer.niche else []
    said += [common.quoted(word.text) for word in answer.words if not word.negated]
    without = [says.without(word.text) for word in answer.words if word.negated]
    if without:
        said = [*(said or [says.EVERYONE]), *without]
    asked_for = [", ".join(said)] if said else []
    asked_for += [item.typed for item in answer.filters]
    return cut(" · ".join(asked_for), SUBJECT) or says.EVERYONE


def _reasons(answer: Answer) -> list[str]:
    """Return why nobody matches, where nobody does, and what may have been meant."""
    if answer.results:
        return [common.did_you_mean(text) for text in answer.suggestions]
    lines = [
        says.nearest_finds(one.instead, one.would_match, one.exact)
        for one in answer.widened[:OFFERED]
    ]
    unknown = {one.typed: says.no_such(one.field, one.values[0]) for one in answer.unknown}
    lines += unknown.values()
    lines += [
        says.removed_all(one.typed, one.would_match, one.exact)
        for one in answer.removed[:OFFERED]
        if one.typed not in unknown
    ]
    lines += [common.did_you_mean(text) for text in answer.suggestions]
    if answer.price_other_currency:
        named = [item.currency for item in answer.filters if item.field == "price"]
        asked_in = next(filter(None, named), answer.currency)
        lines.append(says.other_currency(answer.price_other_currency, asked_in))
    if not lines and not answer.near_misses and not answer.hidden:
        lines.append(says.TRY_FEWER)
    return lines


def misses_message(answer: Answer, *, may_edit: bool = True) -> Message:
    """Return those who fail one rule only, the nearest first, each with its rule."""
    total, exact = answer.near_misses_total, answer.near_misses_total_is_exact
    said = says.miss_one_rule(total, exact, len(answer.near_misses))
    rows: list[Row] = [near_row(one, may_edit=may_edit) for one in answer.near_misses]
    text = asked(answer.query.text)
    choices = [button(says.BACK, "page:back", text), button(says.FILTER, "edit:query", text)]
    near = answer.near_misses
    small = _small_print(frozenset([one.as_of for one in near]), _by_average(answer, near))
    return message([Title(subject_of(answer), f": {said}"), *rows, Offered(choices), *small])


def _empty_store(may_edit: bool, *buttons: Block) -> list[Part]:
    """Say that there is nobody yet, and how a list is brought."""
    return [
        Title(says.STORE_IS_EMPTY),
        Said(says.BRING_A_LIST if may_edit else says.ASK_FOR_A_LIST),
        Offered(buttons, [says.IMPORT_ON_TERMINAL]),
    ]


def help_message(*, empty: bool = False, may_edit: bool = True) -> Message:
    """Return help by examples, each of which can be typed as it stands.

    empty: there is nobody to search for yet; may_edit: who reads it may bring a list.
    """
    if empty:
        examples = told_by_examples(says.HELP, queries.EXAMPLES, says.HELP_HINT)
        return message([*_empty_store(may_edit, *([SAMPLE] * may_edit)), *examples])
    choice = button(says.SEARCH_FITNESS, "run:help", asked("fitness"), style="primary")
    return by_examples(says.HELP, queries.EXAMPLES, choice, hint=says.HELP_HINT)


def error_message(error: QueryError) -> Message:
    """Return a query that can't be read, pointing at the word, with a way to mend it."""
    place = error.text[error.at : error.at + error.length]
    said = says.unreadable(cut(place, 60), cut(error.sentence(), 500))
    choices = [
        button(says.EDIT, "edit:query", asked(error.text), style="primary"),
        button(says.SHOW_EXAMPLES, "help:show", "help"),
    ]
    return message([Said(without_marks(said), hinted(said, 600)), Offered(choices)])
