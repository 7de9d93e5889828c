"""Checks of blocks and views as Slack makes them: what is refused there is refused here."""

from typing import Any

from console.checks_newer import CHARTS_IN_MESSAGE, NEWER, SURFACES, words_of

Json = dict[str, Any]
BLOCKS_IN_MESSAGE, BLOCKS_IN_VIEW, ELEMENTS = 50, 100, 25
TYPES = frozenset(
    [
        "section",
        "header",
        "context",
        "divider",
        "actions",
        "input",
        "image",
        "rich_text",
        "markdown",
        "table",
        "card",
        "carousel",
        "data_table",
        "data_visualization",
        "alert",
        "video",
        "file",
        "container",
    ]
)


class Checker:
    """Collects what is wrong, each with a pointer to the place."""

    def __init__(self, unknown: frozenset[str] = frozenset()) -> None:
        self.errors: list[str] = []
        self._unknown = unknown
        self._block_ids: set[str] = set()

    def wrong(self, why: str, at: str) -> None:
        self.errors.append(f"{why} [json-pointer:{at}]")

    def blocks(self, blocks: Any, *, surface: str) -> None:
        limit = BLOCKS_IN_MESSAGE if surface == "message" else BLOCKS_IN_VIEW
        if not isinstance(blocks, list):
            return self.wrong("must be an array", "/blocks")
        if len(blocks) > limit:
            self.wrong(f"no more than {limit} items allowed", "/blocks")
        for index, block in enumerate(blocks):
            self.block(block, f"/blocks/{index}", surface)
        if [kind_of(one) for one in blocks].count("data_visualization") > CHARTS_IN_MESSAGE:
            self.wrong(f"no more than {CHARTS_IN_MESSAGE} charts allowed", "/blocks")
        return None

    def block(self, block: Any, at: str, surface: str) -> None:
        kind = kind_of(block)
        if kind not in TYPES or kind in self._unknown:
            return self.wrong(f"unsupported type: {kind}", f"{at}/type")
        if surface not in SURFACES.get(kind, (surface,)):
            self.wrong(f"unsupported type: {kind}", f"{at}/type")
        self.identity(block, at)
        try:
            if kind in NEWER:
                NEWER[kind](self, block, at)
            elif check := getattr(self, f"_{kind}", None):
                check(block, at)
        except (AttributeError, KeyError, TypeError):
            # A list where an object belongs, a number where a text does: no limit to name there.
            self.wrong("must provide an object", at)
        return None

    def identity(self, block: Json, at: str) -> None:
        """Check a block's id, which stands once in a message or view."""
        identity = block.get("block_id")
        if identity is None:
            return
        if not isinstance(identity, str) or len(identity) > 255:
            self.wrong("must be less than 256 characters", f"{at}/block_id")
        elif identity in self._block_ids:
            self.wrong("block_id already exists", f"{at}/block_id")
        else:
            self._block_ids.add(identity)

    def _section(self, block: Json, at: str) -> None:
        if "text" not in block and "fields" not in block:
            self.wrong("missing required field: text", at)
        if "text" in block:
            self.text(block["text"], f"{at}/text", 3_000)
        fields = block.get("fields", [])
        if len(fields) > 10:
            self.wrong("no more than 10 items allowed", f"{at}/fields")
        for index, one in enumerate(fields):
            self.text(one, f"{at}/fields/{index}", 2_000)
        if "accessory" in block:
            self.element(block["accessory"], f"{at}/accessory", set())

    def _header(self, block: Json, at: str) -> None:
        self.text(block.get("text"), f"{at}/text", 150, plain=True)

    def _context(self, block: Json, at: str) -> None:
        elements = block.get("elements", [])
        if not 1 <= len(elements) <= 10:
            self.wrong("must have 1 to 10 items", f"{at}/elements")
        for index, one in enumerate(elements):
            if one.get("type") != "image":
                self.text(one, f"{at}/elements/{index}", 2_000)

    def _actions(self, block: Json, at: str) -> None:
        elements = block.get("elements", [])
        if not 1 <= len(elements) <= ELEMENTS:
            self.wrong(f"must have 1 to {ELEMENTS} items", f"{at}/elements")
        seen: set[str] = set()
        for index, one in enumerate(elements):
            self.element(one, f"{at}/elements/{index}", seen)

    def _input(self, block: Json, at: str) -> None:
        self.text(block.get("label"), f"{at}/label", 2_000, plain=True)
        if "hint" in block:
            self.text(block["hint"], f"{at}/hint", 2_000, plain=True)
        if "element" not in block:
            return self.wrong("missing required field: element", at)
        self.element(block["element"], f"{at}/element", set())
        return None

    def _image(self, block: Json, at: str) -> None:
        if not block.get("alt_text"):
            self.wrong("missing required field: alt_text", at)

    def text(self, text: Any, at: str, longest: int, plain: bool = False) -> None:
        if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
            return self.wrong("must provide an object", at)
        if plain and text["type"] != "plain_text":
            self.wrong("must be plain_text", f"{at}/type")
        words = text.get("text")
        if not isinstance(words, str) or not words:
            return self.wrong("must be more than 0 characters", f"{at}/text")
        if len(words) > longest:
            self.wrong(f"must be less than {longest + 1} characters", f"{at}/text")
        return None

    def element(self, element: Any, at: str, seen: set[str]) -> None:
        kind = kind_of(element)
        if kind not in ELEMENT_TYPES:
            return self.wrong(f"unsupported type: {kind}", f"{at}/type")
        identity = element.get("action_id")
        if identity is not None:
            if identity in seen:
                self.wrong("action_id already exists", f"{at}/action_id")
            if len(identity) > 255:
                self.wrong("must be less than 256 characters", f"{at}/action_id")
            seen.add(identity)
        if kind == "button":
            self.text(element.get("text"), f"{at}/text", 75, plain=True)
            if len(element.get("value", "")) > 2_000:
                self.wrong("must be less than 2001 characters", f"{at}/value")
            if element.get("style") not in (None, "primary", "danger"):
                self.wrong("invalid style", f"{at}/style")
        if len(element.get("accessibility_label", "")) > 75:
            self.wrong("must be less than 76 characters", f"{at}/accessibility_label")
        if "placeholder" in element:
            self.text(element["placeholder"], f"{at}/placeholder", 150, plain=True)
        if len(element.get("initial_value", "")) > min(element.get("max_length", 3_000), 3_000):
            self.wrong("must not be longer than max_length", f"{at}/initial_value")
        if "confirm" in element:
            self._confirm(element["confirm"], f"{at}/confirm")
        if kind in NEEDS_OPTIONS and not ({"options", "option_groups"} & element.keys()):
            self.wrong("missing required field: options", at)
        for index, group in enumerate(element.get("option_groups", [])):
            self.text(group.get("label"), f"{at}/option_groups/{index}/label", 75, plain=True)
            self._options(group.get("options"), f"{at}/option_groups/{index}", 100)
        if "options" in element:
            self._options(element["options"], at, 5 if kind == "overflow" else 100)
        return None

    def _confirm(self, asked: Any, at: str) -> None:
        if not isinstance(asked, dict):
            return self.wrong("must provide an object", at)
        for name, longest in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
            self.text(asked.get(name), f"{at}/{name}", longest, plain=name != "text")
        return None

    def _options(self, options: Any, at: str, most: int) -> None:
        if not isinstance(options, list) or not 1 <= len(options) <= most:
            return self.wrong(f"must have 1 to {most} items", f"{at}/options")
        for index, option in enumerate(options):
            self.text(option.get("text"), f"{at}/options/{index}/text", 75)
            if not 1 <= len(str(option.get("value", ""))) <= 150:
                self.wrong("must be 1 to 150 characters", f"{at}/options/{index}/value")
        return None


NEEDS_OPTIONS = frozenset(
    ("static_select", "multi_static_select", "overflow", "checkboxes", "radio_buttons")
)
ELEMENT_TYPES = frozenset(
    [
        "button",
        "overflow",
        "static_select",
        "external_select",
        "users_select",
        "conversations_select",
        "channels_select",
        "multi_static_select",
        "multi_external_select",
        "multi_users_select",
        "multi_channels_select",
        "multi_conversations_select",
        "checkboxes",
        "radio_buttons",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "plain_text_input",
        "email_text_input",
        "url_text_input",
        "number_input",
        "image",
        "file_input",
    ]
)


def kind_of(found: Any) -> str:
    """Return what a block or element says that it is, empty where it says nothing."""
    kind = found.get("type") if isinstance(found, dict) else None
    return kind if isinstance(kind, str) else ""


LONGEST_MESSAGE = 13_200
"""Characters of all blocks together; what is longer is msg_blocks_too_long."""


def too_long(blocks: Any) -> bool:
    """Tell whether a message's blocks hold more text than Slack takes."""
    return sum(len(text) for text in words_of(blocks)) > LONGEST_MESSAGE


def check_message(blocks: Any, unknown: frozenset[str] = frozenset()) -> list[str]:
    """Return what Slack would refuse in a message's blocks.

    unknown: kinds of blocks that it does not know, as where they are not yet available.
    """
    checker = Checker(unknown)
    checker.blocks(blocks, surface="message")
    return checker.errors


def check_view(view: Any, unknown: frozenset[str] = frozenset()) -> list[str]:
    """Return what Slack would refuse in a view. unknown: as for a message."""
    checker = Checker(unknown)
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["invalid view [json-pointer:/view/type]"]
    if view["type"] == "modal":
        checker.text(view.get("title"), "/view/title", 24, plain=True)
        for name in ("submit", "close"):
            if name in view:
                checker.text(view[name], f"/view/{name}", 24, plain=True)
        blocks = view.get("blocks")
        kinds = [kind_of(one) for one in blocks] if isinstance(blocks, list) else []
        if "input" in kinds and "submit" not in view:
            checker.wrong("submit is required with input blocks", "/view/submit")
    if len(view.get("private_metadata", "")) > 3_000:
        checker.wrong("must be less than 3001 characters", "/view/private_metadata")
    checker.blocks(view.get("blocks"), surface=view["type"])
    return checker.errors


def refused(wrong: list[str]) -> Json:
    """Return the answer that refuses blocks, empty where nothing is wrong."""
    if not wrong:
        return {}
    return {
        "ok": False,
        "error": "invalid_blocks",
        "errors": wrong,
        "response_metadata": {"messages": [f"[ERROR] {one}" for one in wrong]},
    }
