"""The picture of the README: `python docs/picture.py` draws it anew from the store."""

from __future__ import annotations

import sys
from pathlib import Path

import indicators as ind

PICTURE = Path(__file__).with_name("growth-2023.png")


def main(target: Path = PICTURE) -> int:
    """Growth of gross output by sector, with targets, and figures that contradict each other."""
    with ind.open() as store:
        store.growth(place="vinh-bao", theme="economy").plot().savefig(target, dpi=100)
    return 0


if __name__ == "__main__":
    sys.exit(main())
