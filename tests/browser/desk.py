"""What a person does on the page: type, press, choose, go to a channel, be somebody else."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PATIENCE = 15_000
"""Milliseconds."""


class Desk:
    """The page of a demo. troubles: what the browser complained about."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.troubles = page, list[str]()
        page.set_default_timeout(PATIENCE)
        page.on("filechooser", lambda _: None)  # from now on, so that the first one is not missed
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("response", lambda got: self._hear("error" if got.status >= 400 else "", got.url))
        page.goto(url)
        expect(self.line).to_be_focused()
        self.drawn()

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.troubles.append(text)

    @property
    def line(self) -> Locator:
        return self.page.get_by_role("combobox", name="Message")

    @property
    def messages(self) -> Locator:
        return self.page.locator("#scroll article")

    @property
    def modal(self) -> Locator:
        return self.page.locator("#modal")

    def type(self, text: str) -> Locator:
        """Type a line, press Enter; return the message that answers it."""
        before = self.messages.count()
        self.line.fill(text)
        self.line.press("Enter")
        expect(self.messages).to_have_count(before + 1)
        return self.messages.nth(before)

    def opens(self, text: str) -> Locator:
        """Type a line that opens a modal."""
        self.line.fill(text)
        self.line.press("Enter")
        expect(self.modal).to_be_visible()
        return self.modal

    def choose(self, message: Locator, entry: str, row: int = 0) -> None:
        """Open the menu of a row and press an entry of it."""
        menu = message.locator("details.menu").nth(row)
        menu.locator("summary").click()
        menu.get_by_role("button", name=entry).click()

    def drop(self, file: Path) -> None:
        """Choose a file in the field that also stands for dropping one on the page."""
        self.page.get_by_label("choose a file").set_input_files(file)
        self.drawn()

    def bring_in(self, file: Path) -> Locator:
        """Drop a file and press Import; return the message that then reports."""
        self.drop(file)
        shown = self.messages.filter(has_text=re.compile(rf"{re.escape(file.name)}: [\d,]+ rows?"))
        message = self.pinned(shown)
        message.get_by_role("button", name=re.compile("^Import ")).click()
        expect(message).to_contain_text(re.compile(r"[\d,]+ read"))
        return message

    def pinned(self, found: Locator) -> Locator:
        """Return a message by its place, whatever it will say next."""
        expect(found).to_have_count(1)
        return self.page.locator(f'[data-ts="{found.get_attribute("data-ts")}"]')

    def go(self, room: str) -> None:
        self.page.get_by_role("navigation").get_by_role("button", name=room).click()
        self.drawn()

    def be(self, person: str) -> None:
        self.page.get_by_label("You are").select_option(label=person)
        self.drawn()

    def drawn(self) -> None:
        """Wait until the page shows what the chosen person sees in the chosen room."""
        room = self.page.locator(".room[aria-current]").get_attribute("data-channel")
        place = f"{self.page.get_by_label('You are').input_value()} {room}"
        expect(self.page.locator("#scroll")).to_have_attribute("data-place", place)

    def submit(self, label: str) -> None:
        self.modal.get_by_role("button", name=label, exact=True).click()

    def close(self) -> None:
        self.page.keyboard.press("Escape")
        expect(self.modal).to_have_count(0)
