"""How many figures of a text come back when it is set as Word and as PDF, in one and two columns.

    python benchmarks/formats.py TEXT…

Lines become paragraphs, lines of tabs tables. What is counted are the figures of the drafts: number
and unit. Needs python-docx and fpdf2, which the tests need as well, and a font with Vietnamese.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from fpdf import FPDF

from indicators.prose import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from indicators.prose.model import Draft

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
_TABS = 2


def parts(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines that are rows of a table, and of those that are not."""
    lines = [line for line in text.splitlines() if line.strip()]
    for table, run in groupby(lines, lambda line: line.count("\t") >= _TABS):
        yield table, list(run)


def _cells(rows: list[str]) -> list[list[str]]:
    split = [row.split("\t") for row in rows]
    wide = max(map(len, split))
    return [[*row, *[""] * (wide - len(row))] for row in split]


def word(text: str, path: Path) -> None:
    """The text as a Word document."""
    document = docx.Document()
    for table, lines in parts(text):
        if not table:
            for line in lines:
                document.add_paragraph(line)
            continue
        rows = _cells(lines)
        grid = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for made, row in zip(grid.rows, rows, strict=True):
            for cell, words in zip(made.cells, row, strict=True):
                cell.text = words
    document.save(str(path))


def pdf(text: str, path: Path, columns: int = 1) -> None:
    """The text as PDF, its sentences in columns, its tables drawn with lines."""
    page = FPDF()
    page.add_font("body", fname=FONT)
    page.set_font("body", size=9)
    page.add_page()
    for table, lines in parts(text):
        if table:
            page.set_font("body", size=6)
            with page.table(text_align="LEFT") as grid:
                for row in _cells(lines):
                    made = grid.row()
                    for words in row:
                        made.cell(words)
            page.set_font("body", size=9)
            continue
        with page.text_columns(ncols=columns, gutter=8) as body:
            for line in lines:
                with body.paragraph(bottom_margin=2) as paragraph:
                    paragraph.write(line)
    page.output(str(path))


def figures(draft: Draft) -> Counter[tuple[str, str | None]]:
    """Number and unit of every figure."""
    return Counter(
        (
            draft.text[row.start : row.end].strip("() ").split(" ")[-1]
            if row.value is None
            else str(row.value),
            row.unit,
        )
        for row in draft.rows
        if row.bound == "point"
    )


def compared(path: Path, name: str, make: Callable[[str, Path], None], folder: Path) -> str:
    """One line: figures of the text, those that do not come back, those in another unit."""
    text = path.read_text("utf-8")
    made = (folder / path.stem).with_suffix("." + name.rpartition(".")[2])
    make(text, made)
    wanted, found = figures(extract(path)), figures(extract(made))
    lost = wanted - found
    numbers = Counter(number for number, _ in (found - wanted).elements())
    other = Counter(number for number, _ in lost.elements()) & numbers
    return f"{path.stem:24} {name:20} figures {wanted.total():5} lost {lost.total() / max(1, wanted.total()):6.1%} in another unit {other.total():3}"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    with tempfile.TemporaryDirectory() as folder:
        for path in parser.parse_args().texts:
            for name, make in (
                ("Word: .docx", word),
                ("one column: .pdf", pdf),
                ("two columns: .pdf", lambda text, made: pdf(text, made, columns=2)),
            ):
                sys.stdout.write(compared(path, name, make, Path(folder)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
