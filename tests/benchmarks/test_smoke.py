"""Each benchmark runs, at a size at which its figures mean nothing, and says what it measured."""

import re
import subprocess
import sys

import pytest

FIGURE = re.compile(r"^(holds |BROKEN) .+: -?\d+\.\d{3}.* \(bound [\d.]+.*\)$", re.MULTILINE)


@pytest.mark.parametrize(
    ("benchmark", "sizes", "figures"),
    [
        ("search_http", ["1100", "100"], 2),
        ("search_words", ["500", "20"], 9),
        ("import_million", ["600", "20"], 9),
        ("clicks", ["400", "20"], 1),
    ],
)
def test_a_benchmark_prints_each_figure_beside_its_bound(
    benchmark: str, sizes: list[str], figures: int
) -> None:
    command = [sys.executable, "-m", f"benchmarks.{benchmark}", *sizes]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert len(FIGURE.findall(done.stdout)) == figures, done.stdout + done.stderr
    assert done.returncode == int("BROKEN" in done.stdout), done.stderr
