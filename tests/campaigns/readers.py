"""Readers that open the store all the time, while builds replace it.

    python -m tests.campaigns.readers --readers 8 --publications 100

Every read must succeed and find one of the two contents whole; a store that stays open goes on
showing the content it was opened with.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import indicators
from indicators.messages.errors import IndicatorsError
from tests.campaigns.scenes import BOOK, NEW, OLD, inputs
from tests.campaigns.victim import Order, Victim, compiled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier, Event

    from indicators.answers.store import Store


@dataclass(slots=True)
class Reads:
    """What readers saw.

    Attributes:
        number: Reads that were begun.
        values: How often which value was read.
        failures: What went wrong, a sentence each.
    """

    number: int
    values: dict[float, int]
    failures: list[str]

    def __str__(self) -> str:
        """The sums."""
        seen = ", ".join(f"{value}: {times}" for value, times in sorted(self.values.items()))
        return "\n".join(
            [*self.failures, f"{self.number} reads ({seen}); {len(self.failures)} failed"]
        )


def _value(store: Store) -> float:
    """The figure that differs, when all else is as it has to be."""
    (row,) = store.observations(indicator="poverty_rate")
    value = float(str(row["value"]))
    (kept,) = store.sql("SELECT count(*) AS n FROM observation")
    (issued,) = store.sql("SELECT count(*) AS n FROM document JOIN build USING (file, sha256)")
    (latest,) = store.sql("SELECT value FROM latest WHERE indicator_id = 'poverty_rate'")
    if (kept["n"], issued["n"], latest["value"]) != (2, 2, value):
        message = f"a mixture: {kept['n']} figures, {issued['n']} documents, {latest['value']} beside {value}"
        raise IndicatorsError(message)
    return value


def _read(data: Path, ready: Barrier, done: Event, told: Queue[Reads]) -> None:
    reads = Reads(0, {}, [])
    ready.wait()
    while not done.is_set():
        reads.number += 1
        try:
            with indicators.open(data) as store:
                value = _value(store)
                if _value(store) != value:
                    reads.failures.append("an open store changed")
            reads.values[value] = reads.values.get(value, 0) + 1
        except Exception as error:  # noqa: BLE001 (whatever a reader would meet)
            reads.failures.append(f"{type(error).__name__}: {error}")
    told.put(reads)


def campaign(readers: int, publications: int, victim: Victim, folder: Path) -> Reads:
    """Publish two contents in turn while readers read."""
    data = folder / "data"
    books = {}
    for value in (NEW, OLD):
        inputs(data, value)
        books[value] = (data / BOOK).read_bytes()
    order = Order(str(data), str(folder / "told"))
    context = multiprocessing.get_context("spawn")
    done, told = context.Event(), context.Queue()
    ready = context.Barrier(readers + 1)
    assert victim.build(order).code == 0
    running = [
        context.Process(target=_read, args=(data, ready, done, told)) for _ in range(readers)
    ]
    for process in running:
        process.start()
    ready.wait(300)
    try:
        for number in range(publications):
            (data / BOOK).write_bytes(books[NEW if number % 2 == 0 else OLD])
            ended = victim.build(order)
            assert ended.code == 0, ended.printed
    finally:
        done.set()
    total = Reads(0, {}, [])
    for reads in [told.get(timeout=300) for _ in running]:
        total.number += reads.number
        total.failures += reads.failures
        for value, times in reads.values.items():
            total.values[value] = total.values.get(value, 0) + times
    for process in running:
        process.join()
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign and print its totals."""
    parser = argparse.ArgumentParser(description="Readers of a store that builds replace.")
    parser.add_argument("--readers", type=int, default=8, help="reading processes")
    parser.add_argument("--publications", type=int, default=100, help="builds meanwhile")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Victim(compiled(folder)) as victim:
            total = campaign(options.readers, options.publications, victim, folder)
    print(f"{options.readers} readers, {options.publications} publications\n{total}")
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
