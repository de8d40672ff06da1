"""Builds that are killed, or whose disk fails, at every step; what readers find afterwards.

    python -m tests.campaigns.faults --count 1200

A step is a call that changes a file below the data folder. At every step of three builds the
process is killed, before the call and in the middle of what it writes; the calls fail because
the disk is full (once, and from then on), because it is broken, because rights are missing; and
they write less than asked. After each fault the store must open and be the one of before or the
new one, and a build must succeed, publish the new one and leave nothing else.
"""

from __future__ import annotations

import argparse
import errno
import random
import signal
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.campaigns.rooms import Rooms, Tally
from tests.campaigns.scenes import look, scenes
from tests.campaigns.victim import Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.campaigns.scenes import Scene, State
    from tests.campaigns.victim import Ended, Victim

KILLS = {"kill": "killed before the call", "torn": "killed amid a write"}
FAILURES = {
    f"{errno.ENOSPC}": "disk full for one call",
    f"{errno.ENOSPC}+": "disk full from then on",
    f"{errno.EIO}": "disk broken for one call",
    f"{errno.EACCES}": "no rights for one call",
    "short": "writes less than asked",
}
_OF_WRITES = {"torn", "short"}
_WRITES = {"write", "pwrite", "writev"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: at which step of which scene, and what."""

    scene: int
    at: int
    how: str


def plan(made: Sequence[Scene], count: int) -> list[Fault]:
    """`count` faults: kills at all steps as far as they go, the others spread over all steps."""
    kills, others = (
        [
            Fault(number, at, how)
            for number, scene in enumerate(made)
            for how in hows
            for at, step in enumerate(scene.steps, 1)
            if how not in _OF_WRITES or step.split()[1] in _WRITES
        ]
        for hows in (KILLS, FAILURES)
    )
    chosen = spread(kills, max(count // 2, count - len(others)))
    chosen += spread(others, count - len(chosen))
    random.Random(0).shuffle(chosen)  # what goes wrong shows early
    return chosen


def spread(items: Sequence[Fault], count: int) -> list[Fault]:
    """`count` of the items, evenly."""
    count = min(count, len(items))
    return [items[i * len(items) // count] for i in range(count)]


def judge(scene: Scene, how: str, ended: Ended, found: State) -> tuple[str, list[str]]:
    """The outcome of one fault in a word, and the promises it broke."""
    states = {scene.old.store: "old", scene.new.store: "new"}
    outcome = f"{states.get(found.store, 'CORRUPT')} store"
    problems = [] if found.store in states else [f"the store is {found.store}"]
    for printed, allowed in (
        (found.csv, {scene.old.csv, scene.new.csv}),
        (found.package, {scene.old.package, scene.new.package}),
    ):
        if printed not in allowed:
            problems.append("a mixture in observations.csv or datapackage.json")
    if found.store == scene.new.store and found.csv != scene.new.csv:
        problems.append("a new store beside an old csv")
    if how in KILLS:
        if ended.code != -signal.SIGKILL:
            problems.append(f"not killed but ended with {ended.code}")
        return outcome, problems
    if ended.code == 0:
        outcome += ", published all the same"
        if replace(found, left=()) != scene.new:
            problems.append("said to be published and is not")
    else:
        outcome += ", one sentence"
        problems += refusal(ended)
        if (found.store == scene.new.store) != ("the new store is in place" in ended.printed):
            problems.append("the sentence says otherwise")
    return outcome, problems


def refusal(ended: Ended) -> list[str]:
    """What is wrong with how a build refused: it takes exit code 2 and one sentence."""
    lines = ended.printed.splitlines()
    if ended.code == 2 and len(lines) == 1 and lines[0].startswith("indicators: "):
        return []
    return [f"exit code {ended.code} and: {ended.printed[-600:]}"]


def strike(fault: Fault, victim: Victim, room: Path, *, made: Sequence[Scene]) -> Tally:
    """Harm one build, look at what is left, and build again."""
    scene = made[fault.scene]
    data = scene.copy(room / "data")
    ended = victim.build(Order(str(data), str(room / "told"), fault.at, fault.how))
    outcome, problems = judge(scene, fault.how, ended, look(data))
    again = victim.build(Order(str(data), str(room / "told")))
    if again.code != 0:
        problems.append(f"the next build ended with {again.code}: {again.printed[-600:]}")
    if (found := look(data)) != scene.new:
        problems.append(f"the next build left {found}")
    kind = {**KILLS, **FAILURES}[fault.how]
    step = next((s for s in ended.steps if s.endswith(" !")), f"{fault.at}")
    return Tally(
        Counter({(kind, outcome): 1}),
        [f"{kind}, scene {scene.name}, step {step}: {problem}" for problem in problems],
    )


def campaign(count: int, rooms: Rooms, made: Sequence[Scene]) -> Tally:
    """Strike `count` times."""
    return rooms.tally(partial(strike, made=made), plan(made, count))


def main(arguments: Iterable[str] | None = None) -> int:
    """Run the campaign and print its totals."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1200, help="number of faults")
    parser.add_argument("--victims", type=int, default=2, help="builds at a time")
    options = parser.parse_args(None if arguments is None else list(arguments))
    with tempfile.TemporaryDirectory() as folder, Rooms(Path(folder), options.victims) as rooms:
        total = campaign(options.count, rooms, scenes(Path(folder), rooms.victims[0]))
    print(total)
    return 1 if total.problems else 0


if __name__ == "__main__":
    sys.exit(main())
