"""Checks of the newer blocks: cards, tables, charts, rich text, alerts, containers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from console.checks import Checker

Json = dict[str, Any]
SURFACES = {
    "alert": ("modal",),
    "carousel": ("message", "home"),
    "container": ("message",),
    "data_table": ("message",),
    "data_visualization": ("message",),
    "markdown": ("message",),
    "table": ("message",),
}
"""Where a block may stand; those not named here may stand on all three surfaces."""

CHARTS_IN_MESSAGE = 2
CARD_TEXTS = (("title", 150), ("subtitle", 150), ("body", 200))
CARD_BUTTONS, CARDS, CHILDREN = 3, 10, 10
SERIES, POINTS, CHART_TITLE, CHART_LABEL = 6, 20, 50, 20
COLUMNS = 20
CELLS = frozenset(("raw_text", "raw_number", "rich_text"))
RICH = frozenset(
    ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
)
RICH_PARTS = frozenset(
    ("text", "link", "emoji", "user", "usergroup", "channel", "team", "date", "broadcast", "color")
)


def card(checker: "Checker", block: Json, at: str) -> None:
    if not any(block.get(name) for name in ("hero_image", "title", "actions", "body")):
        checker.wrong("missing required field: title", at)
    for name, longest in CARD_TEXTS:
        if name in block:
            checker.text(block[name], f"{at}/{name}", longest)
    for name in ("hero_image", "icon"):
        if name in block and not block[name].get("alt_text"):
            checker.wrong("missing required field: alt_text", f"{at}/{name}")
    buttons = block.get("actions", [])
    if len(buttons) > CARD_BUTTONS:
        checker.wrong(f"no more than {CARD_BUTTONS} items allowed", f"{at}/actions")
    seen: set[str] = set()
    for index, one in enumerate(buttons):
        if one.get("type") != "button":
            checker.wrong(f"unsupported type: {one.get('type')}", f"{at}/actions/{index}/type")
        checker.element(one, f"{at}/actions/{index}", seen)


def carousel(checker: "Checker", block: Json, at: str) -> None:
    cards = block.get("elements", [])
    if not 1 <= len(cards) <= CARDS:
        checker.wrong(f"must have 1 to {CARDS} items", f"{at}/elements")
    for index, one in enumerate(cards):
        if one.get("type") != "card":
            checker.wrong(f"unsupported type: {one.get('type')}", f"{at}/elements/{index}/type")
        else:
            checker.identity(one, f"{at}/elements/{index}")
            card(checker, one, f"{at}/elements/{index}")


def container(checker: "Checker", block: Json, at: str) -> None:
    if "title" not in block and "rich_text_title" not in block:
        checker.wrong("missing required field: title", at)
    if "title" in block:
        checker.text(block["title"], f"{at}/title", 150, plain=True)
    children = block.get("child_blocks", [])
    if not 1 <= len(children) <= CHILDREN:
        checker.wrong(f"must have 1 to {CHILDREN} items", f"{at}/child_blocks")
    for index, one in enumerate(children):
        checker.block(one, f"{at}/child_blocks/{index}", "message")


def alert(checker: "Checker", block: Json, at: str) -> None:
    checker.text(block.get("text"), f"{at}/text", 200)
    if block.get("level") not in (None, "default", "info", "warning", "error", "success"):
        checker.wrong("invalid level", f"{at}/level")


def markdown(checker: "Checker", block: Json, at: str) -> None:
    words = block.get("text")
    if not isinstance(words, str) or not words:
        checker.wrong("must be more than 0 characters", f"{at}/text")
    elif len(words) > 12_000:
        checker.wrong("must be less than 12001 characters", f"{at}/text")


def table(checker: "Checker", block: Json, at: str) -> None:
    _rows(checker, block.get("rows"), f"{at}/rows", fewest=1, most=100, characters=10_000)
    if len(block.get("column_settings", [])) > COLUMNS:
        checker.wrong(f"no more than {COLUMNS} items allowed", f"{at}/column_settings")


def data_table(checker: "Checker", block: Json, at: str) -> None:
    if not isinstance(block.get("caption"), str) or not block["caption"]:
        checker.wrong("missing required field: caption", at)
    if not 1 <= block.get("page_size", 5) <= 100:
        checker.wrong("must be 1 to 100", f"{at}/page_size")
    rows = block.get("rows")
    _rows(checker, rows, f"{at}/rows", fewest=2, most=201, characters=20_000)
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            checker.wrong("must have as many cells as the header", f"{at}/rows/{index}")
    for index, cell in enumerate(rows[0] if rows else []):
        if cell.get("type") == "rich_text":
            checker.wrong("unsupported type: rich_text", f"{at}/rows/0/{index}/type")


def _rows(
    checker: "Checker", rows: Any, at: str, *, fewest: int, most: int, characters: int
) -> None:
    if not isinstance(rows, list) or not fewest <= len(rows) <= most:
        return checker.wrong(f"must have {fewest} to {most} items", at)
    held = 0
    for number, row in enumerate(rows):
        if not isinstance(row, list) or not 1 <= len(row) <= COLUMNS:
            checker.wrong(f"must have 1 to {COLUMNS} items", f"{at}/{number}")
            continue
        for index, cell in enumerate(row):
            _cell(checker, cell, f"{at}/{number}/{index}")
            held += sum(len(one) for one in words_of(cell))
    if held > characters:
        checker.wrong(f"no more than {characters} characters allowed", at)
    return None


def _cell(checker: "Checker", cell: Any, at: str) -> None:
    kind = cell.get("type") if isinstance(cell, dict) else None
    if kind not in CELLS:
        checker.wrong(f"unsupported type: {kind}", f"{at}/type")
    elif kind == "rich_text":
        rich_text(checker, cell, at)
    elif kind == "raw_text" and not (isinstance(cell.get("text"), str) and cell["text"]):
        checker.wrong("must be more than 0 characters", f"{at}/text")
    elif kind == "raw_number" and not isinstance(cell.get("value"), int | float):
        checker.wrong("must be a number", f"{at}/value")


def data_visualization(checker: "Checker", block: Json, at: str) -> None:
    _named(checker, block.get("title"), f"{at}/title", CHART_TITLE)
    chart = block.get("chart")
    kind = chart.get("type") if isinstance(chart, dict) else None
    if not isinstance(chart, dict) or kind not in ("pie", "bar", "area", "line"):
        return checker.wrong(f"unsupported type: {kind}", f"{at}/chart/type")
    if kind == "pie":
        return _points(checker, chart.get("segments"), f"{at}/chart/segments", SERIES)
    series, categories = chart.get("series"), chart.get("axis_config", {}).get("categories")
    if not isinstance(categories, list):
        checker.wrong("missing required field: categories", f"{at}/chart/axis_config")
    if not isinstance(series, list) or not 1 <= len(series) <= SERIES:
        return checker.wrong(f"must have 1 to {SERIES} items", f"{at}/chart/series")
    for index, one in enumerate(series):
        place = f"{at}/chart/series/{index}"
        _named(checker, one.get("name"), f"{place}/name", CHART_LABEL)
        _points(checker, one.get("data"), f"{place}/data", POINTS)
        if [point.get("label") for point in one.get("data") or []] != categories:
            checker.wrong("labels must match the categories", f"{place}/data")
    if len({one.get("name") for one in series}) < len(series):
        checker.wrong("names must be unique", f"{at}/chart/series")
    return None


def _points(checker: "Checker", points: Any, at: str, most: int) -> None:
    if not isinstance(points, list) or not 1 <= len(points) <= most:
        return checker.wrong(f"must have 1 to {most} items", at)
    for index, one in enumerate(points):
        _named(checker, one.get("label"), f"{at}/{index}/label", CHART_LABEL)
        if not isinstance(one.get("value"), int | float):
            checker.wrong("must be a number", f"{at}/{index}/value")
    return None


def _named(checker: "Checker", words: Any, at: str, longest: int) -> None:
    if not isinstance(words, str) or not 1 <= len(words) <= longest:
        checker.wrong(f"must be 1 to {longest} characters", at)


def rich_text(checker: "Checker", block: Json, at: str) -> None:
    elements = block.get("elements")
    if not isinstance(elements, list):
        return checker.wrong("missing required field: elements", at)
    for index, one in enumerate(elements):
        place, kind = f"{at}/elements/{index}", one.get("type")
        if kind not in RICH:
            checker.wrong(f"unsupported type: {kind}", f"{place}/type")
        elif kind == "rich_text_list":
            if one.get("style") not in ("bullet", "ordered"):
                checker.wrong("invalid style", f"{place}/style")
            rich_text(checker, one, place)
        else:
            _parts(checker, one.get("elements", []), f"{place}/elements")
    return None


def _parts(checker: "Checker", parts: list[Json], at: str) -> None:
    for index, one in enumerate(parts):
        if one.get("type") not in RICH_PARTS:
            checker.wrong(f"unsupported type: {one.get('type')}", f"{at}/{index}/type")
        elif one["type"] == "text" and not one.get("text"):
            checker.wrong("must be more than 0 characters", f"{at}/{index}/text")
        elif one["type"] == "link" and not one.get("url"):
            checker.wrong("missing required field: url", f"{at}/{index}")


def words_of(found: Any) -> list[str]:
    """Return every text in blocks or parts of them, wherever it stands."""
    if isinstance(found, list):
        return [text for one in found for text in words_of(one)]
    if not isinstance(found, dict):
        return []
    own = [found["text"]] if isinstance(found.get("text"), str) else []
    if found.get("type") == "raw_number":
        own.append(f"{found.get('value')}")
    return own + [text for value in found.values() for text in words_of(value)]


NEWER: dict[str, Callable[["Checker", Json, str], None]] = {
    "alert": alert,
    "card": card,
    "carousel": carousel,
    "container": container,
    "data_table": data_table,
    "data_visualization": data_visualization,
    "markdown": markdown,
    "rich_text": rich_text,
    "table": table,
}
