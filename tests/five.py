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


def copy_overlays(to: Path) -> list[Path]:
    """Copy what the districts call things, so that tables of any place are read by it."""
    to.mkdir(parents=True, exist_ok=True)
    for path in (DATA / "codebook").glob("*.toml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        text = "".join(line for line in lines if not line.startswith("labels_of ="))
        (to / path.name).write_text(text, "utf-8")
    return sorted(to.glob("*.toml"))
