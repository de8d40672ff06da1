"""The five documents of the two districts, without the pages of other sources beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
RAW = DATA / "raw"
PLACES = ("nhon-trach", "vinh-bao")


def copy_raw(to: Path, raw: Path = RAW) -> None:
    """Copy the documents with their counts and corrections."""
    for place in PLACES:
        shutil.copytree(raw / place, to / place, ignore=shutil.ignore_patterns("pages"))


def copy_five_documents(data: Path) -> None:
    """A data folder with the documents and the codebook of the two districts."""
    copy_raw(data / "raw")
    shutil.copytree(DATA / "codebook", data / "codebook")


def copy_all(data: Path) -> None:
    """All that the project has: the documents and the pages of other sources."""
    for folder in ("raw", "codebook"):
        shutil.copytree(DATA / folder, data / folder)
