from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.demo import CHROMIUM, FLAGS, Demo
from tests.browser.desk import PATIENCE, Desk
from tests.conftest import skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if not CHROMIUM.is_file():
        skip(f"{CHROMIUM} is absent")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def demo(browser: Browser) -> Iterator[Demo]:
    """One demo for the tests of a module, as `bot.py demo` starts it."""
    running = Demo()
    yield running
    running.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture(params=["light", "dark"])
def on_a_phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, color_scheme=request.param
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(page: Page, demo: Demo) -> Iterator[Desk]:
    """The demo's page, of which the browser must not complain."""
    opened = Desk(page, demo.url)
    yield opened
    while opened.modal.count():
        opened.close()
    assert opened.troubles == []
