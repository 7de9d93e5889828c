"""A niche with free words, common or rare, and filters: seconds of the search itself.

Usage: python -m benchmarks.search_words [ACCOUNTS] [ROUNDS]
"""

import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.measure import Bounds, milliseconds, percentile
from benchmarks.stores import store_of
from services.query_parser import parse
from services.search import find
from storage.engine import Store

BOUND = 0.010
WORDS = (
    "fitness coffee",
    "fitness coffee country:DE",
    "fitness vegan followers:20k..50k",
    "fitness word{number}",
    "fitness word{number} country:DE",
    "fitness coffee word{number} likes:>800",
    "niche {niche:03d} travel er:>3%",
    "fitness coffee vegan home platform:tiktok",
    "fitness maker{number}.5",
)
OTHERS: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "A niche, and filters": (
        ("fitness", {}),
        ("fitness country:DE value:<300", {}),
        ("fitness sort:followers", {}),
        ("fitness tier:any", {}),
        ("fitness tier:unknown", {}),
        ("fitness -vegan", {}),
        ("fitness maker{number}", {}),
    ),
    "Pages far down": (
        ("fitness", {"offset": 1_000}),
        ("fitness", {"offset": 10_000}),
        ("fitness coffee", {"offset": 900}),
    ),
    "Near misses": (("fitness", {"near": True}), ("fitness coffee", {"near": True})),
    "Nobody, with the reasons": (
        ("fitness country:IS", {}),
        ("fitness coffee nosuchword", {}),
        ("fitness price:<300", {}),
        ("fitnes", {}),
        ("country:IS", {}),
        ("verdict:strong_signs", {}),
    ),
    "All niches together": (
        ("", {}),
        ("coffee", {}),
        ("word{number}", {}),
        ("tier:any", {}),
        ("tier:any coffee", {}),
        ("list:nosuchlist tier:any", {}),
        ("sort:followers", {}),
    ),
}


def texts(pattern: str, rounds: int) -> Iterator[str]:
    for number in range(rounds):
        yield pattern.format(number=number * 37 % 20_000, niche=number % 199 + 1)


def measure(store: Store, pattern: str, rounds: int, **more: Any) -> list[float]:
    """Return the seconds of each search; each is parsed anew. more: what find() takes."""
    took = []
    for text in texts(pattern, rounds):
        parse.cache_clear()
        began = time.perf_counter()
        find(store, text, currency="USD", client_id=1, limit=5, **more)
        took.append(time.perf_counter() - began)
    return took


def main(count: int, rounds: int) -> None:
    bounds = Bounds()
    store = Store(store_of(count))
    print(f"{count:,} accounts, {rounds} searches each")
    for pattern in WORDS:
        took = measure(store, pattern, rounds)
        print(f"  {pattern:44} {milliseconds(took)}")
        bounds.hold(f"p95 of {pattern}", percentile(took, 0.95) * 1000, BOUND * 1000, " ms")
    print("For information, without a bound:")
    for title, searches in OTHERS.items():
        print(f"  {title}")
        for pattern, more in searches:
            took = measure(store, pattern, max(1, rounds // 20), **more)
            said = " ".join([pattern or "(nothing)", *[f"{k}={v}" for k, v in more.items()]])
            print(f"    {said:42} {milliseconds(took)}")
    bounds.done()


if __name__ == "__main__":
    main(*[int(one) for one in [*sys.argv[1:], "1000000", "200"][:2]])
