"""What Slack refuses in blocks and views is refused by the stand-in, at the same place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.checks import TYPES, check_message, check_view, too_long

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), "action_id": "a", "value": "v", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def options(count: int) -> list[Json]:
    return [{"text": plain(f"{number}"), "value": f"{number}"} for number in range(count)]


def entry(element: Json | None = None, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element or text_input(), **more}


def text_input() -> Json:
    return {"type": "plain_text_input", "action_id": "t"}


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "title": plain("T"),
        "submit": plain("S"),
        "blocks": list(blocks),
        **more,
    }


WRONG_MESSAGES: list[tuple[str, list[Json], str]] = [
    ("51 blocks", [section()] * 51, "/blocks"),
    ("a type that there is not", [{"type": "sectoin"}], "/blocks/0/type"),
    ("a block without a type", [{"text": mrkdwn()}], "/blocks/0/type"),
    ("a section without text", [{"type": "section"}], "/blocks/0"),
    ("empty text", [section(text=mrkdwn(""))], "/blocks/0/text/text"),
    ("3,001 characters", [section(text=mrkdwn("x" * 3_001))], "/blocks/0/text/text"),
    (
        "a label for screen readers of 76 characters",
        [actions(button(accessibility_label="x" * 76))],
        "/blocks/0/elements/0/accessibility_label",
    ),
    (
        "a question of 301 characters",
        [
            actions(
                button(
                    confirm={
                        "title": plain(),
                        "text": plain("x" * 301),
                        "confirm": plain(),
                        "deny": plain(),
                    }
                )
            )
        ],
        "/blocks/0/elements/0/confirm/text/text",
    ),
    ("text that is no object", [section(text="x")], "/blocks/0/text"),
    ("text of no kind", [section(text={"type": "html", "text": "x"})], "/blocks/0/text"),
    ("11 fields", [section(fields=[plain()] * 11)], "/blocks/0/fields"),
    ("a field of 2,001", [section(fields=[plain("x" * 2_001)])], "/blocks/0/fields/0/text"),
    ("two blocks of one id", [section(block_id="b"), section(block_id="b")], "/blocks/1/block_id"),
    ("a block_id of 256", [section(block_id="b" * 256)], "/blocks/0/block_id"),
    ("a header in mrkdwn", [{"type": "header", "text": mrkdwn()}], "/blocks/0/text/type"),
    ("a header of 151", [{"type": "header", "text": plain("x" * 151)}], "/blocks/0/text/text"),
    ("a context without elements", [{"type": "context", "elements": []}], "/blocks/0/elements"),
    ("11 in a context", [{"type": "context", "elements": [plain()] * 11}], "/blocks/0/elements"),
    ("no actions", [actions()], "/blocks/0/elements"),
    ("26 actions", [actions(*[button(action_id=str(n)) for n in range(26)])], "/blocks/0/elements"),
    ("two actions of one id", [actions(button(), button())], "/blocks/0/elements/1/action_id"),
    ("an action_id of 256", [actions(button(action_id="a" * 256))], "/blocks/0/elements/0/action_id"),
    ("a button in mrkdwn", [actions(button(text=mrkdwn()))], "/blocks/0/elements/0/text/type"),
    ("a button of 76", [actions(button(text=plain("x" * 76)))], "/blocks/0/elements/0/text/text"),
    ("a value of 2,001", [actions(button(value="v" * 2_001))], "/blocks/0/elements/0/value"),
    ("a style that there is not", [actions(button(style="loud"))], "/blocks/0/elements/0/style"),
    ("an element that there is not", [actions({"type": "slider"})], "/blocks/0/elements/0/type"),
    (
        "six overflow entries",
        [section(accessory={"type": "overflow", "action_id": "o", "options": options(6)})],
        "/blocks/0/accessory/options",
    ),
    (
        "101 options",
        [actions({"type": "static_select", "action_id": "s", "options": options(101)})],
        "/blocks/0/elements/0/options",
    ),
    (
        "no options",
        [actions({"type": "static_select", "action_id": "s", "options": []})],
        "/blocks/0/elements/0/options",
    ),
    (
        "an option of 76",
        [actions({"type": "static_select", "action_id": "s",
                  "options": [{"text": plain("x" * 76), "value": "v"}]})],
        "/blocks/0/elements/0/options/0/text/text",
    ),
    (
        "an option's value of 151",
        [actions({"type": "static_select", "action_id": "s",
                  "options": [{"text": plain(), "value": "v" * 151}]})],
        "/blocks/0/elements/0/options/0/value",
    ),
    ("an input without a label", [{"type": "input", "element": text_input()}], "/blocks/0/label"),
    ("an input without an element", [{"type": "input", "label": plain()}], "/blocks/0"),
    ("an input's label in mrkdwn", [entry(label=mrkdwn())], "/blocks/0/label/type"),
    ("a picture without words", [{"type": "image", "image_url": "https://x/y.png"}], "/blocks/0"),
]  # fmt: skip
WRONG_VIEWS: list[tuple[str, Json, str]] = [
    ("a view of no type", {"title": plain(), "blocks": []}, "/view/type"),
    ("a modal without a title", {"type": "modal", "blocks": [section()]}, "/view/title"),
    ("a title of 25", modal(section(), title=plain("x" * 25)), "/view/title/text"),
    ("a title in mrkdwn", modal(section(), title=mrkdwn()), "/view/title/type"),
    ("a submit of 25", modal(section(), submit=plain("x" * 25)), "/view/submit/text"),
    (
        "an input without submit",
        {"type": "modal", "title": plain(), "blocks": [entry()]},
        "/view/submit",
    ),
    ("101 blocks", modal(*[section()] * 101), "/blocks"),
    (
        "private_metadata of 3,001",
        modal(section(), private_metadata="m" * 3_001),
        "/view/private_metadata",
    ),
    ("a table", modal({"type": "table", "rows": []}), "/blocks/0/type"),
    ("a data table", modal({"type": "data_table"}), "/blocks/0/type"),
    ("a wrong block", modal(section(text=mrkdwn(""))), "/blocks/0/text/text"),
]
RIGHT: list[list[Json]] = [
    [section()] * 50,
    [section(text=mrkdwn("x" * 3_000))],
    [actions(*[button(action_id=str(n)) for n in range(25)])],
    [section(accessory={"type": "overflow", "action_id": "o", "options": options(5)})],
    [{"type": "divider"}, {"type": "header", "text": plain("x" * 150)}],
    [{"type": "context", "elements": [mrkdwn(), plain()]}],
    [{"type": "rich_text", "elements": []}],
]


def pointers(errors: list[str]) -> list[str]:
    return [one.rpartition("[json-pointer:")[2].rstrip("]") for one in errors]


@pytest.mark.parametrize(
    ("what", "blocks", "place"), WRONG_MESSAGES, ids=lambda value: str(value)[:30]
)
def test_a_message_with_it_is_refused_at_its_place(
    what: str, blocks: list[Json], place: str
) -> None:
    assert place in pointers(check_message(blocks))


@pytest.mark.parametrize(("what", "view", "place"), WRONG_VIEWS, ids=lambda value: str(value)[:30])
def test_a_view_with_it_is_refused_at_its_place(what: str, view: Json, place: str) -> None:
    assert place in pointers(check_view(view))


@pytest.mark.parametrize("blocks", RIGHT, ids=lambda value: str(value)[:30])
def test_a_message_within_the_limits_is_taken(blocks: list[Json]) -> None:
    assert check_message(blocks) == []


def test_a_modal_within_the_limits_is_taken() -> None:
    assert check_view(modal(section(), entry(), private_metadata="m" * 3_000)) == []


def test_a_home_needs_no_title() -> None:
    assert check_view({"type": "home", "blocks": [section()]}) == []


KEYS = ("text", "fields", "accessory", "elements", "element", "label", "rows", "chart", "actions",
        "options", "title", "child_blocks", "caption", "alt_text", "block_id", "confirm")  # fmt: skip
SCRAPS = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 300) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from((*KEYS, "type")), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(TYPES)), st.dictionaries(st.sampled_from(KEYS), SCRAPS))
def test_whatever_a_block_holds_is_taken_or_refused(kind: str, held: Json) -> None:
    for error in check_message([{**held, "type": kind}]):
        assert "[json-pointer:/blocks" in error
    too_long([{**held, "type": kind}])


@settings(max_examples=100, deadline=None)
@given(SCRAPS)
def test_whatever_stands_for_blocks_is_taken_or_refused(scraps: Any) -> None:
    assert check_message(scraps) != [] or isinstance(scraps, list)
    assert check_view({"type": "modal", "title": plain(), "blocks": scraps}) is not None
