"""What can be done with a search's answer: buttons, a menu, and the lines of a terminal."""

import shlex
from collections.abc import Sequence
from functools import lru_cache

import orjson

from blocks.telling import Offered
from blocks.text import VALUE, Block, button, menu
from services.found import Answer
from storage.words import clean
from texts import search as says

OFFERED = 3
"""So many rules are offered to be widened, and so many to be dropped."""

MOST_ON_TERMINAL = 1_000
"""Creators that a terminal lists at once."""

OPTION = 150
"""Characters that Slack keeps of a menu entry's value."""

ACTS = {
    "misses": says.THOSE_WHO_MISS,
    "share": says.SHARE,
    "send": says.SEND,
    "export": says.EXPORT,
}
"""What else can be done with an answer."""


_button = lru_cache(maxsize=4_096)(button)
"""Kept, as rows are: the same few come below every answer, and no block is changed once made."""


def offered(answer: Answer, *, may_edit: bool) -> Offered:
    """Return what can be done next. may_edit: whoever reads it may work with creators."""
    return Offered(_choices(answer, may_edit), _typed(answer))


@lru_cache(maxsize=2_048)
def asked(text: str, offset: int = 0, act: str = "") -> str:
    """Return a button's value: what to search. It is read again, never trusted."""
    text = clean(text)
    value = orjson.dumps([text, offset, act] if act else [text, offset]).decode()
    return value if len(value) <= VALUE else asked(text[: len(text) // 2], offset, act)


def also(answer: Answer, piece: str) -> str:
    """Return the query with one more piece of the language."""
    return " ".join([*filter(None, [answer.query.text]), piece])


def _loosened(answer: Answer) -> list[Block]:
    """Return the buttons that search for less, or for what was meant."""
    meant = [
        _button(says.search_for(text), f"run:meant{index}", asked(text))
        for index, text in enumerate(answer.suggestions)
    ]
    if answer.results:
        return meant
    choices = [
        _button(says.try_instead(one.instead), f"run:wider{index}", asked(one.query))
        for index, one in enumerate(answer.widened[:OFFERED])
    ]
    choices += [
        _button(says.drop(one.typed), f"run:drop{index}", asked(one.query))
        for index, one in enumerate(answer.removed[:OFFERED])
    ]
    choices += meant
    if answer.query.tier == "micro" and not answer.suggestions:
        wider = asked(also(answer, "tier:any"))
        choices.append(_button(says.SHOW_EVERYONE, "run:any", wider))
    return [*choices, _button(says.SHOW_EXAMPLES, "help:show", "help")]


def _choices(answer: Answer, may_edit: bool) -> list[Block]:
    text, shown = answer.query.text, answer.offset + len(answer.results)
    choices = _loosened(answer)
    if answer.results and shown < answer.total:
        left = min(answer.limit, answer.total - shown) if answer.total_is_exact else answer.limit
        following = says.following(left)
        choices.append(_button(following, "page:next", asked(text, shown), style="primary"))
    if answer.offset:
        back = max(0, answer.offset - answer.limit)
        choices.append(_button(says.BACK, "page:back", asked(text, back)))
    if answer.unknown_query:
        label = says.SHOW_UNKNOWN
        unknown = asked(answer.unknown_query)
        choices.append(_button(says.SHOW_THEM, "run:unknown", unknown, accessibility_label=label))
        label = says.HOW_TO_GET_LIKES
        choices.append(_button(says.HOW_TO_GET_THEM, "likes:how", "how", accessibility_label=label))
    choices.append(_button(says.FILTER, "edit:query", asked(text)))
    return [*choices, *_more(answer, may_edit)]


def _more(answer: Answer, may_edit: bool) -> Sequence[Block]:
    """Return what else can be done."""
    if not (answer.results or answer.near_misses):
        return ()
    acts = ["share", "send", *(["export"] if answer.results and may_edit else [])]
    if answer.query.tier == "micro":
        acts.insert(0, "misses")
    return _menu(answer.query.text, answer.offset, tuple(acts))


@lru_cache(maxsize=2_048)
def _menu(text: str, offset: int, acts: tuple[str, ...]) -> tuple[Block, ...]:
    """Return a menu of ACTS, or buttons where the query is too long for one. Kept, as rows are."""
    valued = [(ACTS[act], act, asked(text, offset, act)) for act in acts]
    if max(len(value) for _, _, value in valued) > OPTION:
        return tuple([button(label, f"more:{act}", value) for label, act, value in valued])
    return (menu("more:menu", [(label, value) for label, _, value in valued]),)


def _typed(answer: Answer) -> list[str]:
    """Return what to type on a terminal for what Slack's buttons do."""
    if answer.results:
        meant = [answer.unknown_query] if answer.unknown_query else []
    else:
        meant = [one.query for one in answer.widened[:OFFERED]]
        meant += [one.query for one in answer.removed[:OFFERED]]
    meant += answer.suggestions
    meant += [also(answer, "hidden:yes")] if answer.hidden else []
    lines = [_find(query) for query in meant]
    if answer.results and len(answer.results) < answer.total:
        limit = str(min(answer.total, MOST_ON_TERMINAL))
        lines.append(" ".join([_find(answer.query.text), "--limit", limit]))
    return lines


@lru_cache(maxsize=2_048)
def _find(query: str) -> str:
    return " ".join([says.FIND_ON_TERMINAL, *([shlex.quote(query)] if query else [])])
