"""Pictures of a mapping workbook: `python docs/mapping_pictures.py MAPPING.xlsx` shows it as a spreadsheet program does.

Each picture is a part of one sheet, laid out by LibreOffice (`soffice`): the columns and rows named
below, nothing else changed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parent
PICTURES = {
    "mapping-labels": ("Chỉ tiêu", ("A", "B", "C", "F", "G", "H", "J"), 6),
    "mapping-columns": ("Cột", ("A", "C", "D", "E", "F"), 8),
    "mapping-preview": ("Xem trước", ("B", "C", "D", "E", "F", "G", "H", "I"), 9),
}
_SCALE = 1.5
_WHITE = 250
_MARGIN = 12


def main(mapping: Path, folder: Path = FOLDER) -> int:
    """Draw every picture of a workbook."""
    for name, (sheet, columns, rows) in PICTURES.items():
        _draw(mapping, sheet, columns, rows, folder / f"{name}.png")
    return 0


def _draw(mapping: Path, sheet: str, columns: tuple[str, ...], rows: int, target: Path) -> None:
    book = openpyxl.load_workbook(mapping)
    shown: Worksheet = book[sheet]
    for other in book.worksheets:
        if other is not shown:
            other.sheet_state = "hidden"
    book.active = shown
    for letter in [cell.column_letter for cell in shown[1] if cell.column_letter not in columns]:
        shown.column_dimensions[letter].hidden = True
    if shown.max_row > rows:
        shown.delete_rows(rows + 1, shown.max_row)
    shown.auto_filter.ref = None
    shown.oddFooter.left.text = shown.oddFooter.right.text = ""
    with tempfile.TemporaryDirectory() as made:
        part = Path(made, "part.xlsx")
        book.save(part)
        subprocess.run(  # noqa: S603
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", made, str(part)],  # noqa: S607
            check=True, capture_output=True,
        )  # fmt: skip
        page = pypdfium2.PdfDocument(Path(made, "part.pdf"))[0].render(scale=_SCALE).to_pil()
    inked = page.convert("L").point(lambda light: 255 * (light < _WHITE))
    left, top, right, bottom = inked.getbbox()
    edges = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
    page.crop(edges).quantize(32).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
