"""The newer blocks: what Slack refuses in cards, tables, charts and rich text, and where they stand."""

from typing import Any

import pytest

from console.checks import check_message, check_view, too_long
from tests.console.test_checks import button, modal, mrkdwn, options, plain, pointers, section

Json = dict[str, Any]


def card(**more: Any) -> Json:
    return {"type": "card", "title": mrkdwn("Jane"), **more}


def raw(text: str = "x") -> Json:
    return {"type": "raw_text", "text": text}


def table(rows: list[list[Json]], kind: str = "table") -> Json:
    return {"type": kind, "rows": rows, **({"caption": "C"} if kind == "data_table" else {})}


def points(*labels: str) -> list[Json]:
    return [{"label": label, "value": 1} for label in labels]


def chart(**more: Any) -> Json:
    return {"type": "data_visualization", "title": "T", "chart": more}


def bars(**more: Any) -> Json:
    series = [{"name": "A", "data": points("W1", "W2")}]
    return chart(
        **{
            "type": "bar",
            "series": series,
            "axis_config": {"categories": ["W1", "W2"]},
            **more,
        }
    )


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def paragraph(*parts: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(parts)}


def named(count: int) -> list[Json]:
    return [{"name": f"S{number}", "data": points("W1", "W2")} for number in range(count)]


NUMBERED = [button(action_id=str(number)) for number in range(4)]
WRONG: list[tuple[str, Json, str]] = [
    ("a card with nothing", {"type": "card"}, ""),
    ("a card's title of 151", card(title=plain("x" * 151)), "/title/text"),
    ("a card's body of 201", card(body=plain("x" * 201)), "/body/text"),
    ("a card with four buttons", card(actions=NUMBERED), "/actions"),
    ("a card with a select", card(actions=[{"type": "static_select", "options": options(1)}]),
     "/actions/0/type"),
    ("a card's picture without words", card(icon={"type": "image", "image_url": "https://x"}),
     "/icon"),
    ("a carousel without cards", {"type": "carousel", "elements": []}, "/elements"),
    ("a carousel of eleven", {"type": "carousel", "elements": [card()] * 11}, "/elements"),
    ("a carousel of sections", {"type": "carousel", "elements": [section()]}, "/elements/0/type"),
    ("a wrong card in a carousel",
     {"type": "carousel", "elements": [card(body=plain("x" * 201))]}, "/elements/0/body/text"),
    ("a table of 101 rows", table([[raw()]] * 101), "/rows"),
    ("a row of 21 cells", table([[raw()] * 21]), "/rows/0"),
    ("an empty cell", table([[raw("")]]), "/rows/0/0/text"),
    ("a cell of no kind", table([[{"type": "text"}]]), "/rows/0/0/type"),
    ("10,001 characters in a table", table([[raw("x" * 1_001)]] * 10), "/rows"),
    ("a data table of a header alone", table([[raw()]], "data_table"), "/rows"),
    ("a data table of 202 rows", table([[raw()]] * 202, "data_table"), "/rows"),
    ("a data table of no caption", {"type": "data_table", "rows": [[raw()]] * 2}, ""),
    ("pages of 101 rows", {**table([[raw()]] * 2, "data_table"), "page_size": 101}, "/page_size"),
    ("rows of another length", table([[raw()], [raw(), raw()]], "data_table"), "/rows/1"),
    ("rich text in a header", table([[rich()], [raw()]], "data_table"), "/rows/0/0/type"),
    ("a chart's title of 51", {**bars(), "title": "x" * 51}, "/title"),
    ("a chart of no kind", chart(type="donut"), "/chart/type"),
    ("a pie without segments", chart(type="pie", segments=[]), "/chart/segments"),
    ("a pie of seven", chart(type="pie", segments=points(*"abcdefg")), "/chart/segments"),
    ("a label of 21", chart(type="pie", segments=points("x" * 21)), "/chart/segments/0/label"),
    ("a value that is no number",
     chart(type="pie", segments=[{"label": "a", "value": "7"}]), "/chart/segments/0/value"),
    ("seven series", bars(series=named(7)), "/chart/series"),
    ("two series of one name", bars(series=named(1) * 2), "/chart/series"),
    ("21 points", bars(series=[{"name": "A", "data": points(*"abcdefghijklmnopqrstu")}]),
     "/chart/series/0/data"),
    ("labels that are not the categories", bars(axis_config={"categories": ["W1"]}),
     "/chart/series/0/data"),
    ("a chart without an axis", bars(axis_config={}), "/chart/axis_config"),
    ("rich text without elements", {"type": "rich_text"}, ""),
    ("an element of no kind", rich({"type": "section"}), "/elements/0/type"),
    ("a part of no kind", rich(paragraph({"type": "mrkdwn", "text": "x"})),
     "/elements/0/elements/0/type"),
    ("a part without words", rich(paragraph({"type": "text", "text": ""})),
     "/elements/0/elements/0/text"),
    ("a link to nowhere", rich(paragraph({"type": "link", "text": "x"})),
     "/elements/0/elements/0"),
    ("a list of no style", rich({"type": "rich_text_list", "elements": []}), "/elements/0/style"),
    ("markdown of 12,001", {"type": "markdown", "text": "x" * 12_001}, "/text"),
    ("an alert in a message", {"type": "alert", "text": plain()}, "/type"),
    ("a container of eleven",
     {"type": "container", "title": plain(), "child_blocks": [section()] * 11}, "/child_blocks"),
    ("a wrong block in a container",
     {"type": "container", "title": plain(), "child_blocks": [section(text="x")]},
     "/child_blocks/0/text"),
    ("a select without options", section(accessory={"type": "static_select"}), "/accessory"),
    ("a group of 101 options",
     section(accessory={"type": "static_select",
                        "option_groups": [{"label": plain(), "options": options(101)}]}),
     "/accessory/option_groups/0/options"),
]  # fmt: skip
RIGHT: list[Json] = [
    card(body=plain("x" * 200), actions=NUMBERED[:3]),
    {"type": "carousel", "elements": [card()] * 10},
    table([[raw(), {"type": "raw_number", "value": 7}, rich()]] * 100),
    table([[raw()] * 20] * 201, "data_table"),
    bars(series=named(6)),
    chart(type="pie", segments=points(*"abcdef")),
    rich(paragraph({"type": "text", "text": "x"}, {"type": "user", "user_id": "U0BO"})),
    rich({"type": "rich_text_list", "style": "ordered", "elements": [paragraph()]}),
    {"type": "container", "title": plain(), "child_blocks": [section()] * 10},
    {"type": "markdown", "text": "x" * 12_000},
]


@pytest.mark.parametrize(("what", "block", "place"), WRONG, ids=lambda value: str(value)[:30])
def test_a_block_with_it_is_refused_at_its_place(what: str, block: Json, place: str) -> None:
    assert f"/blocks/0{place}" in pointers(check_message([block]))


@pytest.mark.parametrize("block", RIGHT, ids=lambda value: str(value)[:30])
def test_a_block_within_the_limits_is_taken(block: Json) -> None:
    assert check_message([block]) == []


def test_a_message_holds_two_charts_at_most() -> None:
    assert check_message([bars()] * 2) == []
    assert "/blocks" in pointers(check_message([bars()] * 3))


@pytest.mark.parametrize(
    ("block", "in_modal", "in_home"),
    [
        (card(), True, True),
        ({"type": "carousel", "elements": [card()]}, False, True),
        ({"type": "alert", "text": plain("x" * 200), "level": "info"}, True, False),
        (table([[raw()]]), False, False),
        (table([[raw()]] * 2, "data_table"), False, False),
        (bars(), False, False),
        ({"type": "markdown", "text": "x"}, False, False),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_block_stands_where_slack_shows_it(block: Json, in_modal: bool, in_home: bool) -> None:
    assert (check_view(modal(block)) == []) is in_modal
    assert (check_view({"type": "home", "blocks": [block]}) == []) is in_home


@pytest.mark.parametrize(("count", "refused"), [(4, False), (5, True)])
def test_all_texts_of_a_message_count_together(count: int, refused: bool) -> None:
    assert too_long([section(text=mrkdwn("x" * 3_000))] * count) is refused
