"""A search's answer as a message: first what it is, then rows, then what can be done."""

import orjson

from blocks.text import Block, actions, button, cut, escape, menu, note, section
from services.errors import QueryError
from services.found import Answer, Found
from services.money import format_money, full_count, short_count
from services.query_help import EXAMPLES

PLATFORMS = {"tiktok": "TikTok", "youtube": "YouTube", "x": "X", "vk": "VK", "rutube": "Rutube"}
VERDICTS = {
    "nothing_found": "nothing found",
    "some_signs": "some signs, look",
    "strong_signs": "strong signs, look",
    "cannot_tell": "cannot tell",
}
MISSES = {
    "likes_low": "too few likes",
    "likes_high": "too many likes",
    "followers_low": "too few followers",
    "followers_high": "too many followers",
    "likes_unknown": "likes unknown",
    "followers_unknown": "followers unknown",
    "two_rules": "fail two rules",
}
NAME = 24
Message = tuple[str, list[Block]]


def answer_message(answer: Answer) -> Message:
    """Return (plain-text fallback, blocks) of an answer."""
    if answer.store_is_empty:
        return _empty_store()
    title = title_of(answer)
    blocks = [section(f"*{escape(title.partition(':')[0])}*:{escape(title.partition(':')[2])}")]
    lines = [title]
    tellable = any(one.verdict != "cannot_tell" for one in answer.results)
    if answer.results and not tellable:
        blocks.append(note("Growth of followers could not be checked yet: no earlier figures."))
    for number, found in enumerate(answer.results, answer.offset + 1):
        blocks.append(row(found, number, answer.currency, say_verdict=tellable))
        lines.append(row_text(found, number, answer.currency, say_verdict=tellable))
    if not answer.results:
        nobody, choices = _nobody(answer)
        blocks += [section(escape(line, 300)) for line in nobody]
        lines += nobody
        if choices:
            blocks.append(actions(*choices))
    if answer.near_misses and answer.total < 5:
        near = _near(answer)
        blocks.append(section("*Nearest, each fails one rule*\n" + "\n".join(map(escape, near))))
        lines += ["Nearest, each fails one rule", *near]
    blocks.append(actions(*_choices(answer)))
    misses = _misses(answer)
    if misses:
        blocks.append(note(misses))
        lines.append(misses)
    return "\n".join(lines), blocks


def title_of(answer: Answer) -> str:
    """Return the first line: what this is, and the answer in one breath."""
    subject = answer.niche or "Everyone"
    if answer.query.filters or (answer.query.words and not answer.niche):
        subject = cut(answer.query.text, 60).replace(":", "\u2236")
    number = full_count(answer.total) + ("" if answer.total_is_exact else "+")
    kind = {"micro": "micro-influencer", "any": "creator", "unknown": "with unknown figures"}
    noun = kind[answer.query.tier]
    if answer.query.tier != "unknown" and answer.total != 1:
        noun += "s"
    order = {
        "likes": "most engagement first",
        "followers": "by followers",
        "er": "by engagement rate",
        "value": "by value",
        "newest": "newest figures first",
    }[answer.query.sort]
    if not answer.total:
        return f"{subject}: no {noun}"
    return f"{subject}: {number} {noun}, {order}"


def row(found: Found, number: int, currency: str, *, say_verdict: bool) -> Block:
    """Return one creator's row with its menu."""
    first, rest = _lines(found, number, currency, say_verdict)
    place = " · ".join([platform_name(found.platform), *([found.country] if found.country else [])])
    name = escape(cut(name_of(found), NAME))
    return section(
        f"*{number}. {name}* · {escape(place)}\n" + "\n".join([escape(line) for line in rest]),
        menu(
            f"row:{found.account_id}",
            [
                (f"Details of {cut(first, 50)}", f"details {found.account_id}"),
                ("Add to a shortlist", f"shortlist {found.account_id}"),
            ],
        ),
    )


def row_text(found: Found, number: int, currency: str, *, say_verdict: bool) -> str:
    first, rest = _lines(found, number, currency, say_verdict)
    return f"{number}. {first} · {platform_name(found.platform)}: {' · '.join(rest)}"


def _lines(found: Found, number: int, currency: str, say_verdict: bool) -> tuple[str, list[str]]:
    del number
    likes = (
        "likes unknown"
        if found.typical_likes is None
        else f"≈{full_count(found.typical_likes)} likes"
    )
    followers = (
        "followers unknown"
        if found.followers is None
        else f"{short_count(found.followers)} followers"
    )
    last = []
    if found.value_minor is not None:
        worth = format_money(found.value_minor, currency, whole=True)
        form = "a video" if found.value_format == "video" else "a post"
        last.append(f"≈ {worth} {form}")
    if found.remarked:
        last.append("figures look typed in")
    elif say_verdict:
        last.append(VERDICTS[found.verdict])
    return name_of(found), [f"{likes} · {followers}", *([" · ".join(last)] if last else [])]


def name_of(found: Found) -> str:
    return found.name or (f"@{found.handle}" if found.handle else "Somebody without a name")


def platform_name(platform: str) -> str:
    return PLATFORMS.get(platform, platform.capitalize())


def _near(answer: Answer) -> list[str]:
    return [f"{cut(name_of(one), NAME)}: {_missed(one)}" for one in answer.near_misses[:5]]


def _missed(found: Found) -> str:
    likes, followers = found.average_likes or 0, found.followers or 0
    by = full_count(found.missed_by or 0)
    return {
        "likes_low": f"{full_count(likes)} likes, {by} too few",
        "likes_high": f"{full_count(likes)} likes, {by} too many",
        "followers_low": f"{short_count(followers)} followers, {by} too few",
        "followers_high": f"{short_count(followers)} followers, {by} too many",
        "likes_unknown": "likes unknown",
        "followers_unknown": "followers unknown",
    }.get(found.missed_rule or "", "fails two rules")


def _misses(answer: Answer) -> str:
    if not answer.misses:
        return ""
    said = sorted(answer.misses.items(), key=lambda item: (item[0] == "two_rules", -item[1]))
    parts = ", ".join([f"{full_count(number)} {MISSES[rule]}" for rule, number in said])
    return f"{full_count(sum(answer.misses.values()))} others don't match: {parts}"


def _nobody(answer: Answer) -> tuple[list[str], list[Block]]:
    """Return what to say where nobody matches, and the buttons that loosen the query."""
    lines, choices = [], []
    for index, one in enumerate(answer.removed[:3]):
        number = full_count(one.would_match) + ("" if one.exact else "+")
        lines.append(f"{one.typed} removed all {number}.")
        choices.append(button(f"Drop {one.typed}", f"run:drop{index}", asked(one.query)))
    for index, text in enumerate(answer.suggestions):
        lines.append(f"Did you mean {text}?")
        choices.append(button(f"Search {text}", f"run:meant{index}", asked(text)))
    if answer.price_other_currency:
        lines.append(
            f"{answer.price_other_currency} name their price in another currency than"
            f" {answer.currency}; nothing is converted."
        )
    if not lines and not answer.near_misses:
        lines.append("Nobody in your list matches. Try fewer words, or tier:any.")
        wider = f"{answer.query.text} tier:any".strip()
        choices.append(button("Show everyone, not only micro", "run:any", asked(wider)))
    return lines, choices


def _choices(answer: Answer) -> list[Block]:
    choices = []
    shown = answer.offset + len(answer.results)
    text = answer.query.text
    if shown < answer.total or (not answer.total_is_exact and answer.results):
        left = min(answer.limit, answer.total - shown) or answer.limit
        choices.append(button(f"Next {left}", "page:next", asked(text, shown), style="primary"))
    if answer.offset:
        back = max(0, answer.offset - answer.limit)
        choices.append(button("Back", "page:back", asked(text, back)))
    if answer.misses.get("likes_unknown"):
        number = full_count(answer.misses["likes_unknown"])
        unknown = asked(f"{text} tier:unknown")
        choices.append(button(f"Show {number} with unknown likes", "run:unknown", unknown))
    choices.append(button("Change…", "edit:query", asked(text)))
    choices.append(
        menu(
            "more:menu",
            [
                ("Share in this channel", asked(text, answer.offset, "share")),
                ("Send to me", asked(text, answer.offset, "send")),
            ],
        )
        if len(text) < 100
        else button("Send to me", "send:me", asked(text, answer.offset))
    )
    return choices


def asked(text: str, offset: int = 0, act: str = "") -> str:
    """Return a button's value: what to search. It is read again, never trusted."""
    return orjson.dumps([text, offset, act] if act else [text, offset]).decode()


def _empty_store() -> Message:
    text = "This searches your own list; it has nobody yet."
    hint = "Drop a list here: CSV, XLSX or JSON, one creator a row. Or ask for `help`."
    return f"{text} {hint}", [section(f"*{text}*"), section(hint)]


def help_message() -> Message:
    """Return help by examples."""
    lines = [f"{query}: {meaning}" for query, meaning in EXAMPLES]
    blocks = [section("*Search your own list of creators*")]
    blocks.append(section("\n".join([f"`{query}`\n{meaning}" for query, meaning in EXAMPLES])))
    blocks.append(actions(button("Search fitness", "run:help", asked("fitness"), style="primary")))
    return "\n".join(["Search your own list of creators", *lines]), blocks


def error_message(error: QueryError) -> Message:
    """Return a query that can't be read, pointing at the word, with a way to mend it."""
    place = error.text[error.at : error.at + error.length]
    said = f"I can't read “{cut(place, 60)}”: {error.sentence()}"
    choices = [button("Edit", "edit:query", asked(error.text[:500]), style="primary")]
    return said, [section(escape(said, 600)), actions(*choices)]
