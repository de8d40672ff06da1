"""Reading .xlsx workbooks: values by python-calamine, what it leaves out by `ooxml`."""

from __future__ import annotations

import hashlib
import io
from datetime import date, datetime, time, timedelta
from itertools import product
from math import isfinite
from typing import TYPE_CHECKING, Any

import python_calamine

from indicators.messages.errors import SourceError
from indicators.readers.excel import ooxml
from indicators.readers.excel.numfmt import NumberFormat, exact, show
from indicators.readers.excel.package import open_package
from indicators.readers.files import file_bytes
from indicators.readers.table import Cell, Merge, SourceFile, SourceTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MOST_CELLS = 300_000
"""Of a sheet: a draft of ten thousand figures has 210 000; more would not fit into 500 MB."""

# As a rectangle from A1: calamine makes it, however few of its cells hold something.
MOST_AREA = 4_000_000
MOST_COVERED = 4_000_000
_MOST_NUMBER = 1e21  # no figure of a country is as large; beyond, a cell shows ###
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
    try:
        parts, copy = open_package(path, data)
        formats = ooxml.read_formats(parts)
        sheets = ooxml.sheet_parts(parts)
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(copy))
        tables = tuple(
            _table(path, workbook, meta, ooxml.read_marks(parts[sheets[meta.name]]), formats)
            for meta in workbook.sheets_metadata
            if meta.name in sheets and meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
    except SourceError:
        raise
    except BaseException as error:
        # The parsers raise many kinds of errors on broken files, and calamine panics on some,
        # which is no Exception; a person needs one sentence.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SourceError(
            path, f"the workbook is damaged ({reason}); open it in Excel, repair and save it"
        ) from error
    if not any(table.cells for table in tables):
        raise SourceError(path, "the workbook is empty; fill it or delete it")
    return SourceFile(path, hashlib.sha256(data).hexdigest(), tables)


def _table(
    path: Path,
    workbook: Any,  # noqa: ANN401 (python-calamine ships partial types)
    meta: Any,  # noqa: ANN401
    marks: ooxml.SheetMarks,
    formats: Sequence[NumberFormat],
) -> SourceTable:
    _check_size(path, meta.name, marks)
    sheet = workbook.get_sheet_by_name(meta.name)
    hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
    cells: dict[tuple[int, int], Cell] = {}
    plain = not (
        hidden or marks.errors or marks.formulas or marks.hidden_rows or marks.hidden_columns
    )
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if value == "" and (row, column) not in marks.errors:
                continue
            if plain and type(value) is str:
                if value.strip():
                    cells[row, column] = Cell(row, column, "text", value)
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
    for at in _covered(path, meta.name, merges, cells):
        del cells[at]
    return SourceTable(
        sheet=meta.name,
        cells=cells,
        merges=merges,
        hidden=hidden,
    )


def _check_size(path: Path, sheet: str, marks: ooxml.SheetMarks) -> None:
    """Refuse what would take more memory than there is, before calamine takes it."""
    held = marks.valued | marks.formulas.keys()
    area = max((row for row, _ in held), default=0) * max((col for _, col in held), default=0)
    if len(held) > MOST_CELLS or area > MOST_AREA:
        raise SourceError(
            path,
            f"the sheet has {len(held)} cells in a rectangle of {area}, at most {MOST_CELLS} in"
            f" {MOST_AREA} are read; split it, or delete what stands far from its table",
            sheet,
        )


def _covered(
    path: Path, sheet: str, merges: Sequence[Merge], cells: Mapping[tuple[int, int], Cell]
) -> set[tuple[int, int]]:
    """Cells under a merged range; each range is gone through the shorter way."""
    covered: set[tuple[int, int]] = set()
    steps = 0
    for merge in merges:
        rows = range(merge.first_row, merge.last_row + 1)
        columns = range(merge.first_column, merge.last_column + 1)
        few = len(rows) * len(columns) < len(cells)
        steps += len(rows) * len(columns) if few else len(cells)
        if steps > MOST_COVERED:
            raise SourceError(
                path, "the sheet has more merged cells than is read; unmerge them", sheet
            )
        inside = product(rows, columns) if few else cells
        covered.update(at for at in inside if at[0] in rows and at[1] in columns and at in cells)
        covered.discard((merge.first_row, merge.first_column))
    return covered


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
    shown = not code.is_date  # else a day no calendar has: a spreadsheet shows ####
    if isinstance(value, int | float) and shown and isfinite(value) and abs(value) < _MOST_NUMBER:
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
