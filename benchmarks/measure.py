"""Figures and bounds: printed beside each other, and the exit code that tells whether they hold."""

import sys
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value under which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(values: Sequence[float]) -> str:
    """Write p50, p95 and p99 of seconds."""
    shown = [f"p{round(s * 100)} {percentile(values, s) * 1000:.3f}" for s in (0.5, 0.95, 0.99)]
    return ", ".join(shown) + " ms"


class Bounds:
    """Collects what was measured against what must hold."""

    def __init__(self) -> None:
        self._broken: list[str] = []

    def hold(self, what: str, value: float, bound: float, unit: str = "") -> None:
        """Print a figure beside its upper bound."""
        good = value <= bound
        print(f"{'holds ' if good else 'BROKEN'} {what}: {value:.3f}{unit} (bound {bound:g}{unit})")
        if not good:
            self._broken.append(what)

    def done(self) -> None:
        """End the process: 0 where everything holds, 1 where something is broken."""
        if self._broken:
            print(f"Broken: {', '.join(self._broken)}.")
        sys.exit(1 if self._broken else 0)
