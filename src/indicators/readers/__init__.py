"""Reading files of tables into cells with their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.readers.table import SourceFile


def read_source(path: Path) -> SourceFile:
    """Read a file of tables by its ending: `.xlsx` or `.csv`.

    Raises:
        SourceError: One sentence for any file that cannot be read.
    """
    if path.suffix.lower() == ".xlsx":
        from indicators.readers.excel.workbook import read_workbook

        return read_workbook(path)
    if path.suffix.lower() == ".csv":
        from indicators.readers.plain.csvfile import read_csv

        return read_csv(path)
    raise SourceError(path, "file.no_table", suffix=path.suffix)
