"""The five documents in all 120 orders: `python -m tests.campaigns.orders --count N`.

Each order is read anew, nothing kept from the one before, and `observations.csv` must be the same,
byte for byte. The rules of the audit are off: they read the store and write no figures.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import random
import shutil
import sys
import tempfile
from pathlib import Path

from indicators.audit.rules import all_rules
from indicators.building import build
from tests.five import copy_five_documents


def orders(count: int) -> list[tuple[int, ...]]:
    """`count` of the 120 orders, without repeating one."""
    every = list(itertools.permutations(range(5)))
    return random.Random(1).sample(every, min(count, len(every)))


def run(count: int, folder: Path) -> list[str]:
    """SHA-256 of `observations.csv` for each order."""
    copy_five_documents(folder)
    off = [f'{rule} = "off"' for rule in all_rules()]
    (folder / "audit.toml").write_text("\n".join(["[severity]", *off]), "utf-8")
    paths = sorted((folder / "raw").rglob("*.xlsx"))
    found = []
    for order in orders(count):
        shutil.rmtree(folder / "processed", ignore_errors=True)
        report = build(folder, paths=[paths[i] for i in order], workers=1)
        if not report.published or report.unchanged:
            raise RuntimeError(f"{order}: not read anew, or not published")
        text = (folder / "processed" / "observations.csv").read_bytes()
        found.append(hashlib.sha256(text).hexdigest())
    return found


def main() -> int:
    """Print how many agree."""
    parser = argparse.ArgumentParser(description="The five documents in many orders")
    parser.add_argument("--count", type=int, default=120)
    with tempfile.TemporaryDirectory() as folder:
        found = run(parser.parse_args().count, Path(folder))
    same = found.count(found[0])
    print(f"{same} of {len(found)} orders give the same observations.csv, byte for byte")
    return int(same != len(found))


if __name__ == "__main__":
    sys.exit(main())
