"""How long a call on the project's own store takes: the first, and warm against the view asked anew."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

import indicators as ind

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 11


def _seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def main() -> None:
    """Print milliseconds: medians, and the ratio of a kept view to the plain one."""
    store = ind.open()
    calls: dict[str, Callable[[], object]] = {
        "target_vs_actual": lambda: store.target_vs_actual(place="vinh-bao", year=2023),
        "growth": lambda: store.growth(place="vinh-bao"),
        "sector_structure": lambda: store.structure(place="vinh-bao"),
        "district_comparison": lambda: store.compare(["vinh-bao", "nhon-trach"], year=2024),
    }
    print(f"{'call':20} {'first ms':>9} {'warm ms':>8} {'view ms':>8} {'warm of view':>13}")
    for name, call in calls.items():
        query = f"SELECT * FROM {name} WHERE list_contains(['vinh-bao', 'nhon-trach'], place_id)"
        first = _seconds(call)
        warm = statistics.median(_seconds(call) for _ in range(ROUNDS))
        plain = statistics.median(_seconds(lambda q=query: store.sql(q)) for _ in range(ROUNDS))  # type: ignore[misc]
        print(
            f"{name:20} {first * 1e3:9.0f} {warm * 1e3:8.1f} {plain * 1e3:8.1f} {warm / plain:13.2f}"
        )


if __name__ == "__main__":
    main()
