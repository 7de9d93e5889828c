"""Many people press one button at once, on several desks."""

import subprocess
import sys


def test_two_hundred_clicks_on_eight_desks_make_one_decision_and_all_are_answered() -> None:
    drill = [sys.executable, "-m", "tests.offers.drill", "--rounds", "1"]
    done = subprocess.run(drill, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
