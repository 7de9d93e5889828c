"""A search's answer as a message: first what it is, then rows, then what can be done."""

from functools import lru_cache

import orjson

from blocks.help import by_examples
from blocks.rows import (
    VERDICTS,
    name_of,
    near_row,
    near_text,
    platform_name,
    row,
)
from blocks.text import (
    VALUE,
    Block,
    Message,
    actions,
    button,
    cut,
    escape,
    fallback,
    hinted,
    menu,
    note,
    section,
    without_marks,
)
from services.errors import QueryError
from services.found import Answer
from services.query_help import EXAMPLES
from storage.words import clean
from texts.numbers import full_count
from texts.wording import counted, plural

__all__ = ["VERDICTS", "Message", "name_of", "platform_name"]

MISSES = {
    "likes_low": "too few likes",
    "likes_high": "too many likes",
    "followers_low": "too few followers",
    "followers_high": "too many followers",
    "likes_unknown": "likes unknown",
    "followers_unknown": "followers unknown",
    "two_rules": "fail two rules",
}
NOUNS = {
    "micro": ("micro-influencer",),
    "any": ("creator",),
    "unknown": ("with unknown figures", "with unknown figures"),
    "likes_unknown": ("whose likes are unknown", "whose likes are unknown"),
}
"""What a search counts: one, and others where that is not the word and an s."""

ORDERS = {
    "likes": ("most engagement first", "least engagement first"),
    "followers": ("most followers first", "fewest followers first"),
    "er": ("highest engagement rate first", "lowest engagement rate first"),
    "value": ("highest value first", "lowest value first"),
    "newest": ("newest figures first", "oldest figures first"),
}
"""What an order is called, downwards and upwards."""

SUBJECT = 60
"""Characters of what was asked for, where it is said in a first line."""

FEW = 5
"""Under so many matches, and so many, the nearest misses follow."""

OFFERED = 3
"""So many rules are offered to be widened, and so many to be dropped."""

OPTION = 150
"""Characters that Slack keeps of a menu entry's value."""


def answer_message(answer: Answer, shared_by: str | None = None) -> Message:
    """Return an answer. shared_by: the id of the person who shows it to a channel.

    What everybody reads has no buttons that would turn its pages for all.
    """
    if answer.store_is_empty:
        return _empty_store()
    subject, rest = title_of(answer)
    blocks, lines = [section(f"*{escape(subject)}*{escape(rest)}")], [subject + rest]
    if shared_by:
        blocks.insert(0, section(f"<@{shared_by}> shares a search"))
    tellable = any(one.verdict != "cannot_tell" for one in answer.results)
    if answer.results and not tellable:
        blocks.append(note("Growth of followers could not be checked yet: no earlier figures."))
    for number, found in enumerate(answer.results, answer.offset + 1):
        block, line = row(found, number, answer.currency, say_verdict=tellable)
        blocks.append(block)
        lines.append(line)
    said = _reasons(answer)
    blocks += [section(escape(line, 300)) for line in said]
    if answer.near_misses and answer.total < FEW:
        near = [near_text(one) for one in answer.near_misses[:FEW]]
        blocks.append(section("*Nearest, each fails one rule*\n" + "\n".join(map(escape, near))))
        said += ["Nearest, each fails one rule", *near]
    unknown = answer.misses.get("likes_unknown")
    if unknown:
        line = _unknown_likes(unknown, answer)
        blocks.append(section(line))
        said.append(line)
    if answer.hidden:
        line = f"{full_count(answer.hidden)} hidden"
        blocks.append(section(line, None if shared_by else _show_hidden(answer)))
        said.append(line)
    if shared_by:
        mine = button("Open it for me", "open:shared", asked(answer.query.text))
        blocks.append(actions(mine))
    else:
        blocks.append(actions(*_choices(answer)))
    misses = _misses(answer)
    if misses:
        blocks.append(note(misses))
        said.append(misses)
    return fallback([*lines, *said]), blocks


def _show_hidden(answer: Answer) -> Block:
    label = "Show those whom your team hid"
    wanted = asked(f"{answer.query.text} hidden:yes".strip())
    return button("Show", "run:hidden", wanted, accessibility_label=label)


def title_of(answer: Answer) -> tuple[str, str]:
    """Return the first line, what this is and the answer in one breath: (in bold, the rest)."""
    text = answer.query.text
    if not answer.total:
        if answer.suggestions and not answer.removed:
            return f"Nothing in “{cut(text, 60)}”", ""
        return f"Nobody matches {cut(text, 60) or 'yet'}", ""
    number = full_count(answer.total) + ("" if answer.total_is_exact else "+")
    noun = plural(answer.total, *NOUNS[answer.query.tier])
    order = ORDERS[answer.query.sort][0 if answer.query.descending else 1]
    return subject_of(answer), f": {number} {noun}, {order}"


def subject_of(answer: Answer) -> str:
    """Return what was asked for: "Fitness, “vegan” · country:DE", or "Everyone"."""
    said = [answer.niche] if answer.niche else []
    wanted = [word for word in answer.words if not word.negated]
    said += [f"“{word.text}”" for word in wanted]
    without = [f"without “{word.text}”" for word in answer.words if word.negated]
    if without:
        said = [*(said or ["Everyone"]), *without]
    asked_for = [", ".join(said)] if said else []
    asked_for += [item.typed for item in answer.filters]
    return cut(" · ".join(asked_for), SUBJECT) or "Everyone"


def _unknown_likes(number: int, answer: Answer) -> str:
    have = plural(number, "has no likes yet", "have no likes yet")
    return f"{full_count(number)}{'' if answer.misses_are_exact else '+'} {have}"


def _misses(answer: Answer) -> str:
    if set(answer.misses) <= {"likes_unknown"}:  # said above
        return ""
    said = sorted(answer.misses.items(), key=lambda item: (item[0] == "two_rules", -item[1]))
    parts = ", ".join([f"{full_count(number)} {MISSES[rule]}" for rule, number in said])
    others = counted(sum(answer.misses.values()), "other doesn't", "others don't")
    return f"{others} match: {parts}"


def _reasons(answer: Answer) -> list[str]:
    """Return why nobody matches, where nobody does."""
    if answer.results:
        return []
    lines = []
    for wider in answer.widened[:OFFERED]:
        number = full_count(wider.would_match) + ("" if wider.exact else "+")
        lines.append(f"{wider.instead}, the nearest, finds {number}.")
    for one in answer.removed[:OFFERED]:
        number = full_count(one.would_match) + ("" if one.exact else "+")
        lines.append(f"{one.typed} removed all {number}.")
    lines += [f"Did you mean {text}?" for text in answer.suggestions]
    if answer.price_other_currency:
        lines.append(
            counted(answer.price_other_currency, "names its price", "name their price")
            + f" in another currency than {answer.currency}; nothing is converted."
        )
    if not lines and not answer.near_misses and not answer.hidden:
        lines.append("Try fewer words, or look at the examples.")
    return lines


def _loosened(answer: Answer) -> list[Block]:
    """Return the buttons that search for less, or for what was meant."""
    if answer.results:
        return []
    choices = [
        button(f"Try {one.instead}", f"run:wider{index}", asked(one.query))
        for index, one in enumerate(answer.widened[:OFFERED])
    ]
    choices += [
        button(f"Drop {one.typed}", f"run:drop{index}", asked(one.query))
        for index, one in enumerate(answer.removed[:OFFERED])
    ]
    choices += [
        button(f"Search {text}", f"run:meant{index}", asked(text))
        for index, text in enumerate(answer.suggestions)
    ]
    if answer.query.tier == "micro" and not answer.suggestions:
        wider = asked(f"{answer.query.text} tier:any".strip())
        choices.append(button("Show everyone, not only micro", "run:any", wider))
    return [*choices, button("Show examples", "help:show", "help")]


def _choices(answer: Answer) -> list[Block]:
    text, shown = answer.query.text, answer.offset + len(answer.results)
    choices = _loosened(answer)
    if shown < answer.total or (not answer.total_is_exact and answer.results):
        left = min(answer.limit, answer.total - shown) or answer.limit
        choices.append(button(f"Next {left}", "page:next", asked(text, shown), style="primary"))
    if answer.offset:
        back = max(0, answer.offset - answer.limit)
        choices.append(button("Back", "page:back", asked(text, back)))
    if answer.misses.get("likes_unknown"):
        label = "Show those whose likes are unknown"
        unknown = asked(answer.unknown_query)
        choices.append(button("Show them", "run:unknown", unknown, accessibility_label=label))
        label = "How to get the likes that are unknown"
        choices.append(button("How to get them", "likes:how", "how", accessibility_label=label))
    choices.append(button("Filter…", "edit:query", asked(text)))
    return choices + _more(answer)


def _more(answer: Answer) -> list[Block]:
    """Return what else can be done: a menu, or buttons where the query is too long for one."""
    if not (answer.results or answer.near_misses):
        return []
    entries = [("Share in this channel", "share"), ("Send to me", "send")]
    if answer.results:
        entries.append(("Export as a file", "export"))
    if answer.query.tier == "micro":
        entries.insert(0, ("Those who don't match", "misses"))
    valued = [(label, act, asked(answer.query.text, answer.offset, act)) for label, act in entries]
    if max(len(value) for _, _, value in valued) > OPTION:
        return [button(label, f"more:{act}", value) for label, act, value in valued]
    return [menu("more:menu", [(label, value) for label, _, value in valued])]


@lru_cache(maxsize=2_048)
def asked(text: str, offset: int = 0, act: str = "") -> str:
    """Return a button's value: what to search. It is read again, never trusted."""
    text = clean(text)
    value = orjson.dumps([text, offset, act] if act else [text, offset]).decode()
    return value if len(value) <= VALUE else asked(text[: len(text) // 2], offset, act)


def misses_message(answer: Answer) -> Message:
    """Return those who fail one rule only, the nearest first, each with its rule."""
    subject = subject_of(answer)
    total = full_count(answer.near_misses_total) + (
        "" if answer.near_misses_total_is_exact else "+"
    )
    number = len(answer.near_misses)
    said = (
        f": {total} {plural(answer.near_misses_total, 'fails', 'fail')} one rule only"
        if number
        else ": nobody fails just one rule"
    )
    if number and number < answer.near_misses_total:
        said += f", the {number} nearest"
    blocks = [section(f"*{escape(subject)}*{escape(said)}")]
    blocks += [near_row(one) for one in answer.near_misses]
    text = answer.query.text
    choices = [
        button("Back", "page:back", asked(text)),
        button("Filter…", "edit:query", asked(text)),
    ]
    lines = [subject + said, *[near_text(one) for one in answer.near_misses]]
    return fallback(lines), [*blocks, actions(*choices)]


def _empty_store() -> Message:
    text = "This searches your own list; it has nobody yet."
    hint = (
        "Drop a list into your direct messages with me: CSV, XLSX or JSON, one creator a row."
        " Any headings will do."
    )
    blocks = [section(f"*{text}*"), section(hint)]
    return fallback([text, hint]), [*blocks, actions(button("Show examples", "help:show", "help"))]


def help_message() -> Message:
    """Return help by examples, each of which can be typed as it stands."""
    choice = button("Search fitness", "run:help", asked("fitness"), style="primary")
    hint = "After /find-influencer, or to me directly:"
    return by_examples("Search your own list of creators", EXAMPLES, choice, hint=hint)


def error_message(error: QueryError) -> Message:
    """Return a query that can't be read, pointing at the word, with a way to mend it."""
    place = error.text[error.at : error.at + error.length]
    said = f"I can't read “{cut(place, 60)}”: {cut(error.sentence(), 500)}"
    choices = [
        button("Edit", "edit:query", asked(error.text), style="primary"),
        button("Show examples", "help:show", "help"),
    ]
    return fallback([without_marks(said)]), [section(hinted(said, 600)), actions(*choices)]
