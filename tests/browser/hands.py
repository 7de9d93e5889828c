"""Two ways to use the page: with a mouse, and with a keyboard alone."""

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk

MOST_TABS = 400
"""Presses of Tab after which something is out of a keyboard's reach."""


class Hands(Protocol):
    """What a person does, whatever they do it with."""

    def press(self, target: Locator) -> None: ...
    def write(self, field: Locator, text: str) -> None: ...
    def tick(self, box: Locator) -> None: ...
    def pick(self, select: Locator, label: str) -> None: ...
    def give(self, file: Path) -> None: ...


class Mouse:
    """Points and clicks; types only into fields."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, field: Locator, text: str) -> None:
        field.click()
        self._page.keyboard.press("Control+A")
        self._page.keyboard.type(text)

    def tick(self, box: Locator) -> None:
        box.click()

    def pick(self, select: Locator, label: str) -> None:
        select.select_option(label=label)

    def give(self, file: Path) -> None:
        """Drag a file from outside over the messages, and let it go there."""
        held = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
        box = self._page.locator("#scroll").bounding_box()
        assert box is not None
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        chromium = self._page.context.new_cdp_session(self._page)
        for kind in ("dragEnter", "dragOver", "drop"):
            chromium.send("Input.dispatchDragEvent", {"type": kind, **place, "data": held})
        chromium.detach()


class Keyboard:
    """Goes from place to place with Tab; the mouse is never touched."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, target: Locator) -> None:
        self._reach(target)
        self._page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self._page.keyboard.press("Control+A")
        self._page.keyboard.type(text)

    def tick(self, box: Locator) -> None:
        self._reach(box)
        self._page.keyboard.press("Space")

    def pick(self, select: Locator, label: str) -> None:
        self._reach(select)
        self._page.keyboard.press("Alt+ArrowDown")
        self._page.keyboard.type(label)
        self._page.keyboard.press("Enter")
        expect(select.locator("option:checked")).to_have_text(label)

    def give(self, file: Path) -> None:
        self._reach(self._page.locator("#file"))
        with self._page.expect_file_chooser() as asked:
            self._page.keyboard.press("Space")
        asked.value.set_files(file)

    def _reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate("one => one === document.activeElement"):
                return
            self._page.keyboard.press("Tab")
        raise AssertionError(f"no keyboard reaches {target}")


def say(hands: Hands, desk: Desk, line: str) -> Locator:
    """Type a line into the composer and send it; return the message that answers."""
    before = desk.messages.count()
    hands.write(desk.line, line)
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Enter")
    expect(desk.messages).to_have_count(before + 1)
    return desk.messages.nth(before)
