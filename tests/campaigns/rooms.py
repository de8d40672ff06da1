"""Rooms to harm builds in, several at a time, and the sums of what came of it."""

from __future__ import annotations

import queue
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from tests.campaigns.victim import Victim, compiled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Job_contra = TypeVar("Job_contra", contravariant=True)


@dataclass(slots=True)
class Tally:
    """What a campaign found: outcomes by kind of fault, and what broke a promise."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """A line a kind of fault and outcome, then the problems, then the sums."""
        lines = [
            f"{number:6}  {kind:26} {outcome}"
            for (kind, outcome), number in sorted(self.outcomes.items())
        ]
        total = sum(self.outcomes.values())
        killed = sum(n for (kind, _), n in self.outcomes.items() if kind.startswith("killed"))
        lines += self.problems
        kills = f", {killed} of them kills" if killed else ""
        lines.append(f"{total} faults{kills}; {len(self.problems)} problems")
        return "\n".join(lines)


class Work(Protocol[Job_contra]):
    """What is done for a job, with a victim and a folder of its own."""

    def __call__(self, job: Job_contra, victim: Victim, room: Path, /) -> Tally:
        """What came of it."""


class Rooms:
    """Some victims, each with its folder."""

    def __init__(self, folder: Path, count: int) -> None:
        """Compile the shim and start the victims."""
        self.shim = compiled(folder)
        self.victims = [Victim(self.shim) for _ in range(count)]
        self._free: queue.SimpleQueue[tuple[Victim, Path]] = queue.SimpleQueue()
        for number, victim in enumerate(self.victims):
            room = folder / f"room{number}"
            room.mkdir()
            self._free.put((victim, room))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for victim in self.victims:
            victim.close()

    def tally(self, work: Work[Job_contra], jobs: Sequence[Job_contra]) -> Tally:
        """Do all jobs; problems are told as they come."""

        def one(job: Job_contra) -> Tally:
            victim, room = self._free.get()
            try:
                return work(job, victim, room)
            finally:
                self._free.put((victim, room))

        total = Tally()
        with ThreadPoolExecutor(len(self.victims)) as pool:
            for number, tally in enumerate(pool.map(one, jobs), 1):
                total.outcomes += tally.outcomes
                total.problems += tally.problems
                sys.stderr.write("".join(f"{problem}\n" for problem in tally.problems))
                if number % 100 == 0:
                    sys.stderr.write(f"{total}\n")
        return total
