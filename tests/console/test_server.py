"""The console's server, seen from a page that is open."""

import contextlib
import threading
import time

import httpx

from console.server import PATIENCE, Console


def test_a_page_that_waits_for_changes_does_not_hold_up_the_end() -> None:
    console = Console()
    console.start()
    asked = threading.Semaphore(0)

    def watch() -> None:
        version = -1
        with (
            contextlib.suppress(httpx.HTTPError),
            httpx.Client(base_url=console.url, timeout=2 * PATIENCE) as browser,
        ):
            while True:
                version = browser.get("/changes", params={"since": version}).json()["version"]
                asked.release()

    page = threading.Thread(target=watch)
    page.start()
    asked.acquire()
    begun = time.monotonic()
    console.stop()
    page.join()
    assert time.monotonic() - begun < PATIENCE / 2
