"""Reading .xlsx workbooks: values by python-calamine, what it leaves out by `ooxml`."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import python_calamine

from indicators.errors import SourceError
from indicators.readers import ooxml
from indicators.readers.files import file_bytes
from indicators.readers.numfmt import NumberFormat, exact, show
from indicators.readers.table import Cell, Merge, SourceFile, SourceTable

if TYPE_CHECKING:
    from pathlib import Path

# Office tables are far smaller; a file beyond this is broken or hostile.
MOST_BYTES = 200 * 2**20
MOST_PART_BYTES = 64 * 2**20
MOST_RATIO = 200
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_GENERAL = NumberFormat()
_NO_FLAGS: frozenset[str] = frozenset()


def read_workbook(path: Path) -> SourceFile:
    """Read all sheets of an .xlsx workbook, hidden ones too.

    Returns:
        The file with a table for each worksheet. Numbers come with the decimals and the percent
        sign they are shown with; errors, formulas without a saved result and hidden cells are
        told apart.

    Raises:
        SourceError: If the file is missing, empty, encrypted, corrupt, larger than the limits,
            or holds no cell at all.
    """
    data = file_bytes(path)
    archive = _archive(path, data)
    try:
        formats = ooxml.read_formats(archive)
        parts = ooxml.sheet_parts(archive)
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = tuple(
            _table(path, workbook, meta, ooxml.read_marks(archive.read(parts[meta.name])), formats)
            for meta in workbook.sheets_metadata
            if meta.name in parts and meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
    except SourceError:
        raise
    except Exception as error:
        # The parsers raise many kinds of errors on broken files; a person needs one sentence.
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SourceError(
            path, f"the workbook is damaged ({reason}); open it in Excel, repair and save it"
        ) from error
    if not any(table.cells for table in tables):
        raise SourceError(path, "the workbook is empty; fill it or delete it")
    return SourceFile(path, hashlib.sha256(data).hexdigest(), tables)


def _archive(path: Path, data: bytes) -> zipfile.ZipFile:
    """The zip archive, after the checks that need no parsing."""
    if not data:
        raise SourceError(path, "the file has 0 bytes; get it again from its sender")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SourceError(
                path, "the workbook is password-protected; save it without a password"
            )
        raise SourceError(path, "this is a workbook of Excel 97-2003; save it as .xlsx")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(
            path,
            "this is no .xlsx workbook, or it was cut off; open it in Excel and save it as .xlsx",
        ) from error
    total = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    largest = max((info.file_size for info in infos), default=0)
    if (
        total > MOST_BYTES
        or largest > MOST_PART_BYTES
        or (total > 2**20 and total / packed > MOST_RATIO)
    ):
        raise SourceError(
            path, f"the workbook unpacks to {total / 2**20:.0f} MB, more than is read; split it"
        )
    if any(info.flag_bits & 1 for info in infos):
        raise SourceError(path, "the workbook is password-protected; save it without a password")
    if not any(info.filename.casefold().endswith("xl/workbook.xml") for info in infos):
        raise SourceError(
            path, "the file is a zip archive but no workbook; open it in Excel and save it as .xlsx"
        )
    return archive


def _table(
    path: Path,
    workbook: Any,  # noqa: ANN401 (python-calamine ships partial types)
    meta: Any,  # noqa: ANN401
    marks: ooxml.SheetMarks,
    formats: list[NumberFormat],
) -> SourceTable:
    sheet = workbook.get_sheet_by_name(meta.name)
    hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
    cells: dict[tuple[int, int], Cell] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if value == "" and (row, column) not in marks.errors:
                continue
            style = marks.styles.get((row, column), 0)
            code = formats[style] if style < len(formats) else _GENERAL
            cell = _cell(row, column, value, code, marks, hidden=hidden)
            if cell is not None:
                cells[row, column] = cell
    for at in marks.formulas.keys() - marks.valued:
        cells[at] = Cell(
            *at, "no_value", marks.formulas[at], flags=_flags(at, marks, hidden=hidden)
        )
    _check_aligned(path, meta.name, cells, marks)
    merges = tuple(
        Merge(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
    )
    covered = {
        (row, column)
        for merge in merges
        for row in range(merge.first_row, min(merge.last_row, merge.first_row + 10_000) + 1)
        for column in range(
            merge.first_column, min(merge.last_column, merge.first_column + 1_000) + 1
        )
        if (row, column) != (merge.first_row, merge.first_column)
    }
    for at in covered & cells.keys():
        del cells[at]
    return SourceTable(
        sheet=meta.name,
        cells=cells,
        merges=merges,
        hidden=hidden,
    )


def _cell(
    row: int,
    column: int,
    value: object,
    code: NumberFormat,
    marks: ooxml.SheetMarks,
    *,
    hidden: bool,
) -> Cell | None:
    at = (row, column)
    flags = _flags(at, marks, hidden=hidden)
    if marks.errors and at in marks.errors:
        return Cell(row, column, "error", marks.errors[at], flags=flags)
    if isinstance(value, str):
        return Cell(row, column, "text", value, flags=flags) if value.strip() else None
    if isinstance(value, bool):
        return Cell(row, column, "boolean", "TRUE" if value else "FALSE", flags=flags)
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(row, column, "date", f"{day:%d/%m/%Y}", date=day, flags=flags)
    if isinstance(value, time | timedelta):
        return Cell(row, column, "date", str(value), flags=flags)
    if isinstance(value, int | float):
        text, number, decimals, precise = show(exact(float(value)), code)
        if precise:
            flags |= {"more_precise_than_shown"}
        return Cell(row, column, "number", text, number, decimals, code.percent, flags=flags)
    return Cell(row, column, "error", str(value), flags=flags)


def _flags(at: tuple[int, int], marks: ooxml.SheetMarks, *, hidden: bool) -> frozenset[str]:
    if not (hidden or marks.hidden_rows or marks.hidden_columns or marks.formulas):
        return _NO_FLAGS
    flags = set()
    if hidden or at[0] in marks.hidden_rows or at[1] in marks.hidden_columns:
        flags.add("hidden")
    if at in marks.formulas:
        flags.add("formula")
    return frozenset(flags)


def _check_aligned(
    path: Path, sheet: str, cells: dict[tuple[int, int], Cell], marks: ooxml.SheetMarks
) -> None:
    """Both passes must have seen the same cells: nothing may fall between them."""
    lost = {at for at in cells.keys() - marks.valued if cells[at].kind != "no_value"}
    if lost:
        address = cells[min(lost)].address
        raise SourceError(
            path,
            "the cell has a value in one reading only; save the workbook anew in Excel",
            f"{sheet}!{address}",
        )
