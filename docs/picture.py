"""Draw docs/answer.png: the answer to /find-influencer fitness, as the demo's page shows it.

Run it from the project's folder: python -m docs.picture
"""

from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser.demo import CHROMIUM, FLAGS, Demo
from tests.browser.desk import Desk

PICTURE = Path(__file__).with_name("answer.png")
WIDTH, HEIGHT = 900, 790
LINE = "/find-influencer fitness"


def draw(demo: Demo) -> None:
    """Type the line, open the first row's menu, and keep what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        desk = Desk(page, demo.url)
        answer = desk.type(LINE)
        answer.locator("details.menu summary").first.click()
        expect(answer.get_by_role("button", name="Details of")).to_be_visible()
        page.mouse.move(0, 0)
        page.screenshot(path=PICTURE)
        browser.close()


def main() -> None:
    demo = Demo()
    try:
        draw(demo)
    finally:
        demo.stop()
    print(f"{PICTURE.name}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
