"""Slack's newer blocks: charts and tables, each with what stands for it where Slack knows none.

They may stand in messages that we post, not in answers to commands: those can't be tried again
when Slack refuses them.
"""

from collections.abc import Sequence

from blocks.text import Block, cut, escape, preformatted, section
from storage.words import clean
from texts.numbers import decimals

TITLE, LABEL, POINTS = 50, 20, 6
"""Characters of a chart's title and of a label; bars of a chart."""

CELL = 80
"""Characters of a table's cell; all of its cells together may have 20,000."""

HEAD, BODY, CARDS = 30, 200, 10
"""Characters of a card's title, which may grow fivefold when they are escaped, and of its body;
cards of a carousel."""

WIDTH, AMOUNT = 26, 14
"""Characters of a phone's columns: a name, an amount."""


def bar_chart(title: str, name: str, bars: Sequence[tuple[str, int]], currency: str) -> list[Block]:
    """Return a chart of amounts in minor units, or nothing where one bar says no more than a row.

    Charts take plain numbers: they are drawn, never counted with.
    """
    labels = _labels([label for label, _ in bars[:POINTS]])
    if len(labels) < 2:
        return []
    scale = 10 ** decimals(currency)
    points = [
        {"label": label, "value": minor / scale}
        for label, (_, minor) in zip(labels, bars, strict=False)
    ]
    chart = {
        "type": "bar",
        "series": [{"name": cut(clean(name), LABEL) or "-", "data": points}],
        "axis_config": {"categories": labels},
    }
    block: Block = {
        "type": "data_visualization",
        "title": cut(clean(title), TITLE) or "-",
        "chart": chart,
    }
    return [block]


def _labels(names: Sequence[str]) -> list[str]:
    """Return names short enough for a chart, each another."""
    short: list[str] = []
    for name in names:
        label = cut(clean(name).strip() or "-", LABEL)
        number = 2
        while label in short:
            label = f"{cut(clean(name), LABEL - 4)} {number}"
            number += 1
        short.append(label)
    return short


def data_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """Return a table of texts; it has one row at least."""
    return {
        "type": "data_table",
        "caption": cut(clean(caption), 150) or "-",
        "rows": [
            [{"type": "raw_text", "text": cut(clean(cell), CELL) or " "} for cell in row]
            for row in (head, *rows)
        ],
    }


def card(title: str, subtitle: str, lines: Sequence[str], *buttons: Block) -> Block:
    """Return a card of a carousel, with up to three buttons."""
    texts = {"title": title, "subtitle": subtitle}
    shown = {name: _mrkdwn(escape(text, HEAD)) for name, text in texts.items()}
    body = cut("\n".join([escape(line) for line in lines]), BODY)
    return {"type": "card", **shown, "body": _mrkdwn(body), "actions": list(buttons)}


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text or " ", "verbatim": True}


def carousel(cards: Sequence[Block]) -> Block:
    """Return cards beside each other; there is one at least, and ten at most."""
    return {"type": "carousel", "elements": list(cards[:CARDS])}


def older(blocks: list[Block]) -> list[Block]:
    """Return a message's blocks as a workspace takes them that does not know the newer ones.

    A chart goes, because its table stands beside it; a table becomes lines that keep their columns;
    cards become sections, each with its first button.
    """
    plainer: list[Block] = []
    for block in blocks:
        if block["type"] == "data_table":
            plainer.append(_lines(block))
        elif block["type"] == "carousel":
            plainer += [_section(one) for one in block["elements"]]
        elif block["type"] != "data_visualization":
            plainer.append(block)
    return plainer


def _section(card: Block) -> Block:
    title, subtitle, body = [card[name]["text"] for name in ("title", "subtitle", "body")]
    mark = {"block_id": card["block_id"]} if "block_id" in card else {}
    return {**section(f"*{title}* · {subtitle}\n{body}", *card["actions"][:1]), **mark}


def _lines(table: Block) -> Block:
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    lines = [
        f"{cut(row[0], WIDTH):{WIDTH}}" + "".join([f"{cell:>{AMOUNT}}" for cell in row[1:]])
        for row in rows
    ]
    return preformatted("\n".join(lines))
