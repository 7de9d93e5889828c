"""A fresh clone, `make demo`, and the first answer: how long somebody waits who tries the desk.

    python -m tests.docs.drill

Clones what is committed into a temporary folder, with a virtual environment of its own, and asks
as the page does. Prints each line that `make demo` says with the second it came at.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from tests.browser.demo import READY, ROOT, free_port

MOST = 120.0
"""Seconds until the first answer."""

LINE = "/find-influencer fitness"
ANSWER = "most engagement first"
PATIENCE = 10.0


def lines_of(clone: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start `make demo` as somebody would who has but Python and make; yield what it says."""
    base = Path(sys.base_prefix) / "bin" / "python3"
    environment = {key: one for key, one in os.environ.items() if key != "VIRTUAL_ENV"}
    process = subprocess.Popen(
        ["make", "demo", f"PYTHON={base}", f"DEMO=--no-browser --port {port}"],
        cwd=clone,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    for line in process.stdout:
        yield process, line.rstrip()


def ask(url: str) -> str:
    """Type the first line on the page; return what is shown then."""
    with httpx.Client(base_url=url, timeout=PATIENCE) as page:
        token = re.search(r'data-token="([^"]+)"', page.get("/").text)
        assert token, "the page carries no token"
        sent = {"text": LINE, "user": "U0ANA", "channel": "C0GENERAL"}
        headers = {"X-Console-Token": token[1]}
        page.post("/control/send", json=sent, headers=headers).raise_for_status()
        return page.get("/fragment", params={"user": "U0ANA", "channel": "C0GENERAL"}).text


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="desk-drill-") as folder:
        clone, port = Path(folder) / "desk", free_port()
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        begun, seconds, answered = time.monotonic(), 0.0, False
        process = None
        for process, line in lines_of(clone, port):
            print(f"{time.monotonic() - begun:6.1f} s  {line}", flush=True)
            if READY in line:
                answered = ANSWER in ask(f"http://127.0.0.1:{port}")
                seconds = time.monotonic() - begun
                os.killpg(process.pid, signal.SIGINT)
        if process is not None:
            process.wait(timeout=30)
    if not answered:
        print("The demo did not answer.")
        return 1
    print(f"{seconds:6.1f} s  {LINE} is answered; {MOST:.0f} s are allowed.")
    return 0 if seconds <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
