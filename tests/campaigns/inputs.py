"""Inputs that are cut off or have one bit flipped, and what a build makes of them.

    python -m tests.campaigns.inputs --count 600

A damaged file gives the very same figures, or is refused with a sentence, or is refused with
findings. A csv and the settings are plain text, which has no checksum: a flipped digit is another
digit there, and what counts is that no build ends in a traceback and that no other store is
published than the one of the figures that stand in the file.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.campaigns.faults import refusal
from tests.campaigns.rooms import Rooms, Tally
from tests.campaigns.scenes import BOOK, CORRECTIONS, CSV, look, scenes
from tests.campaigns.victim import Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.campaigns.scenes import Scene
    from tests.campaigns.victim import Victim

CACHE = "processed/.read.sqlite"
PLAIN = "codebook/places.toml", CORRECTIONS, "audit.toml", CSV
SHARES = {
    BOOK: 6,
    "stored": 6,
    CACHE: 4,
    CSV: 3,
    CORRECTIONS: 2,
    "codebook/places.toml": 2,
    "audit.toml": 1,
}
"""Of 24 harmed inputs, how many are which; `stored` is the workbook in a zip that packs nothing."""


@dataclass(frozen=True, slots=True)
class Harm:
    """What is done to a file: cut off, or one bit flipped, at a part of its length."""

    name: str
    cut: bool
    part: float


def plan(count: int) -> list[Harm]:
    """`count` harms, one in three a cut, evenly over the length of each file."""
    whole = sum(SHARES.values())
    harms = []
    for name, share in SHARES.items():
        number = max(2, count * share // whole)
        cuts = number // 3
        harms += [Harm(name, cut=True, part=i / cuts) for i in range(cuts)]
        harms += [Harm(name, cut=False, part=i / (number - cuts)) for i in range(number - cuts)]
    return harms


def harm(path: Path, done: Harm) -> None:
    """Do it."""
    data = bytearray(path.read_bytes())
    if done.cut:
        data = data[: int(done.part * len(data))]
    else:
        bit = int(done.part * len(data) * 8)
        data[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(data)


def unpacked(path: Path) -> None:
    """The same workbook in a zip that packs nothing, so that a bit is a bit of a figure."""
    copy = path.with_suffix(".zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    shutil.move(copy, path)


def strike(done: Harm, victim: Victim, room: Path, *, scene: Scene) -> Tally:
    """Harm one input and build."""
    data = scene.copy(room / "data")
    stored = done.name == "stored"
    path = data / (BOOK if stored else done.name)
    if stored:
        unpacked(path)
    harm(path, done)
    ended = victim.build(Order(str(data), str(room / "told")))
    found = look(data)
    problems = []
    if ended.code == 0 and found.csv == scene.new.csv:
        outcome = "the same figures"
    elif ended.code == 0:
        outcome = "the figures that stand there now"
        if done.name not in PLAIN:
            problems.append("other figures are published")
    elif ended.code == 1 and "Traceback" not in ended.printed:
        outcome = "refused with findings"
        if "Nothing published" not in ended.printed:
            problems.append(f"it says: {ended.printed[-600:]}")
    else:
        outcome = "refused with one sentence"
        problems += refusal(ended)
    if ended.code != 0 and found.store != scene.old.store:
        problems.append("refused, and the store is another one")
    if found.left:
        problems.append(f"it left {found.left}")
    kind = f"{'cut off' if done.cut else 'one bit flipped'}: {done.name}"
    return Tally(
        Counter({(kind, outcome): 1}), [f"{kind} at {done.part:.4f}: {p}" for p in problems]
    )


def campaign(count: int, rooms: Rooms, scene: Scene) -> Tally:
    """Harm about `count` inputs of a build."""
    return rooms.tally(partial(strike, scene=scene), plan(count))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign and print its totals."""
    parser = argparse.ArgumentParser(description="Inputs cut off or with one bit flipped.")
    parser.add_argument("--count", type=int, default=600, help="number of harmed inputs")
    parser.add_argument("--victims", type=int, default=2, help="builds at a time")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, Rooms(Path(folder), options.victims) as rooms:
        _, again, _ = scenes(Path(folder), rooms.victims[0])
        total = campaign(options.count, rooms, again)
    print(total)
    return 1 if total.problems else 0


if __name__ == "__main__":
    sys.exit(main())
