"""What is lost from the five documents is noticed: `python -m tests.campaigns.deletions --count N`.

Each time one thing is deleted from a copy of the five workbooks, and the build must refuse to
publish and say `counts_differ` about that document: a row, a column, a sheet, the figures of a year
on a sheet, a whole file. Untouched copies, saved anew the same way, must build without a finding.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import polars as pl

from indicators.building import build
from tests.five import RAW, copy_five_documents, copy_raw

KINDS = ("file", "sheet", "year", "column", "row")


@dataclass(frozen=True)
class Deletion:
    """One thing to delete: of a sheet a row or column by number, or the cells of a year."""

    kind: str
    file: str
    document: str
    sheet: str = ""
    number: int = 0
    cells: tuple[str, ...] = ()

    def apply(self, raw: Path) -> None:
        """Delete it in a copy."""
        path = raw / self.file
        if self.kind == "file":
            path.unlink()
            return
        book = openpyxl.load_workbook(path)
        sheet = book[self.sheet]
        if self.kind == "sheet":
            book.remove(sheet)
        elif self.kind == "row":
            sheet.delete_rows(self.number)
        elif self.kind == "column":
            sheet.delete_cols(self.number)
        for cell in self.cells:
            sheet[cell].value = None
        book.save(path)


def deletions(published: Path) -> list[Deletion]:
    """All there are, in a fixed order.

    Args:
        published: A data folder with the store of the five documents, which knows the years.
    """
    figures = pl.read_csv(published / "processed" / "observations.csv", infer_schema=False)
    found = []
    for path in sorted(RAW.rglob("*.xlsx")):
        file = path.relative_to(RAW).as_posix()
        document = f"{path.parent.name}/{path.stem.split('_', 1)[1]}"
        found.append(Deletion("file", file, document))
        for sheet in openpyxl.load_workbook(path).worksheets:
            found.append(Deletion("sheet", file, document, sheet.title))
            filled = [c for row in sheet.iter_rows() for c in row if c.value is not None]
            for kind, numbers in (
                ("row", {c.row for c in filled}),
                ("column", {c.column for c in filled}),
            ):
                found += [Deletion(kind, file, document, sheet.title, n) for n in sorted(numbers)]
            here = figures.filter(
                (pl.col("document_id") == document)
                & pl.col("locator").str.starts_with(f"{sheet.title}!")
            )
            for _, year in itertools.groupby(
                sorted(here.select("period_end", "locator").iter_rows()), key=lambda r: r[0][:4]
            ):
                cells = {locator.rpartition("!")[2].partition("#")[0] for _, locator in year}
                found.append(
                    Deletion("year", file, document, sheet.title, cells=tuple(sorted(cells)))
                )
    return found


def chosen(every: list[Deletion], count: int) -> list[Deletion]:
    """`count` of them, of each kind in turn while there are any."""
    shuffled = random.Random(1).sample(every, len(every))
    kinds = [iter([d for d in shuffled if d.kind == kind]) for kind in KINDS]
    mixed = (d for some in itertools.zip_longest(*kinds) for d in some if d is not None)
    return list(itertools.islice(mixed, count))


def noticed(deletion: Deletion, folder: Path) -> bool:
    """Whether the build refuses what is left and says why."""
    raw = folder / "raw"
    shutil.rmtree(raw, ignore_errors=True)
    copy_raw(raw, RAW)
    deletion.apply(raw)
    report = build(folder, workers=1)
    told = {f.document_id for f in report.findings if f.rule == "counts_differ"}
    return told == {deletion.document} and not report.published


def saved_anew(folder: Path) -> bool:
    """Whether copies that lost nothing build without a finding."""
    copy_five_documents(folder)
    for path in (folder / "raw").rglob("*.xlsx"):
        openpyxl.load_workbook(path).save(path)
    report = build(folder, workers=1)
    return report.published and report.findings == []


def run(count: int, folder: Path) -> list[tuple[Deletion, bool]]:
    """Delete `count` things one after the other.

    Raises:
        RuntimeError: If copies that lost nothing are refused.
    """
    if not saved_anew(folder):
        raise RuntimeError("copies that lost nothing are refused")
    return [(d, noticed(d, folder)) for d in chosen(deletions(folder), count)]


def main() -> int:
    """Print what was noticed."""
    parser = argparse.ArgumentParser(description="Deletions from the five documents")
    parser.add_argument("--count", type=int, default=100)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = run(parser.parse_args().count, Path(folder))
    of = Counter(deletion.kind for deletion, _ in outcomes)
    seen = Counter(deletion.kind for deletion, was in outcomes if was)
    for deletion, was in outcomes:
        if not was:
            print(f"not noticed: {deletion}")
    print("; ".join(f"{kind}: {seen[kind]} of {of[kind]}" for kind in KINDS))
    print(f"noticed {sum(seen.values())} of {len(outcomes)}")
    return int(seen != of)


if __name__ == "__main__":
    sys.exit(main())
