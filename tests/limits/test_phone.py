"""On a phone, 42 characters wide, no row of a list takes more than three lines.

The rows are those that the bot draws from the sample: searches, digests, campaigns, offers,
commissions, App Home. A row with a button or menu is a section; else each line is one.
"""

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest

from console.driver import Slack
from sample.vocabulary import NICHES

WIDTH, MOST = 42, 3
LINES = [
    *[f"/find-influencer {niche.split('|')[0].lower()}" for niche in NICHES],
    "/find-influencer tier:any sort:followers",
    "/find-influencer tier:unknown",
    "/find-influencer fitness followers:>99k",
    "/influencer show @jane.runs",
    "/influencer merge @fay.lifts.daily66 @fay.lifts_63",
    "/desk rights",
    "/desk client",
    "/campaign",
    "/campaign show Summer Shakers",
    "/commissions all",
    "/commissions creator:jane all",
    "/why 1042",
    "/digest preview fitness",
    "/digest preview commissions",
]
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_PERSON = re.compile(r"<@(\w+)>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def plain(mrkdwn: str) -> str:
    """Return a text as it is read: without marks, with names and dates in the place of tokens."""
    text = _PERSON.sub("@Ana", _DATE.sub(r"\1", mrkdwn))
    text = re.sub(r"(?<!\w)[*~`](?=\S)|(?<=\S)[*~`](?!\w)", "", text)
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    return text


def rows(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the rows of a message or a view: sections that can be acted on, and single lines."""
    for block in blocks:
        if block["type"] == "section" and "text" in block:
            text = plain(block["text"]["text"])
            yield from [text] if "accessory" in block else text.split("\n")
        elif block["type"] == "rich_text":
            for part in block["elements"]:
                yield from "".join(one.get("text", "") for one in part["elements"]).split("\n")


def too_long(blocks: list[dict[str, Any]]) -> list[str]:
    return [row for row in rows(blocks) if height(row) > MOST]


def height(row: str) -> int:
    return sum(len(textwrap.wrap(line, WIDTH)) or 1 for line in row.split("\n"))


@pytest.mark.parametrize("line", LINES)
def test_no_row_of_an_answer_takes_more_than_three_lines(slack: Slack, line: str) -> None:
    assert too_long(slack.command(line, by="cy", channel="fitness").message.blocks) == []


@pytest.mark.parametrize("line", ["/commissions all", "/digest preview commissions"])
def test_no_row_of_a_table_breaks(slack: Slack, line: str) -> None:
    blocks = slack.command(line).message.blocks
    tables = [one for one in blocks if one["type"] == "rich_text"]
    assert [row for row in rows(tables) if len(row) > WIDTH] == []


def test_no_row_of_a_lists_preview_takes_more_than_three_lines(slack: Slack) -> None:
    rows_of_a_list = [
        f"@new.{number},New One {number},Fitness,2{number}000,9{number}0" for number in range(9)
    ]
    text = "\n".join(["handle,name,niche,followers,average likes", *rows_of_a_list])
    assert too_long(slack.drop("list.csv", text.encode()).message.blocks) == []


@pytest.mark.parametrize("person", ["U0ANA", "U0CY"])
def test_no_row_of_app_home_takes_more_than_three_lines(slack: Slack, person: str) -> None:
    slack.console.dispatch.open_home(person)
    slack.wait(lambda: slack.workspace.homes.get(person) is not None)
    assert too_long(slack.workspace.homes[person]["blocks"]) == []


def test_no_line_of_an_offers_card_takes_more_than_three_lines(slack: Slack) -> None:
    shown = slack.command("/campaign show Summer Shakers")
    card = slack.click(shown, "Open")
    assert (
        too_long(card.message.blocks) + too_long((slack.view() or {"blocks": []})["blocks"]) == []
    )
