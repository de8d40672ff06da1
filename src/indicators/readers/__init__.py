"""Reading files of tables into cells with their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.readers.table import SourceFile


ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
"""Of files of tables. The number formats of .xlsb are not seen, so it is not read."""


def read_source(path: Path) -> SourceFile:
    """Read a file of tables by its ending, one of `ENDINGS`.

    Raises:
        SourceError: One sentence for any file that cannot be read.
    """
    ending = path.suffix.lower()
    if ending in (".xlsx", ".xlsm"):
        from indicators.readers.excel.workbook import read_workbook

        return read_workbook(path)
    if ending == ".xls":
        from indicators.readers.excel.legacy import read_xls

        return read_xls(path)
    if ending == ".ods":
        from indicators.readers.excel.opendocument import read_ods

        return read_ods(path)
    if ending == ".csv":
        from indicators.readers.plain.csvfile import read_csv

        return read_csv(path)
    raise SourceError(path, "file.no_table", suffix=path.suffix)
