"""Where a command writes: a file, or standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from indicators.messages.errors import ExportError
from indicators.messages.sentences import message
from indicators.store.begun import begun

if TYPE_CHECKING:
    from pathlib import Path


def check(form: str, path: Path | None) -> None:
    """Refuse a workbook on a terminal, or under another name than .xlsx, before any work is done.

    Raises:
        ExportError: With what to do.
    """
    if form != "xlsx":
        return
    if path is None and sys.stdout.isatty():
        raise ExportError("export.terminal")
    if path is not None and path.suffix.lower() != ".xlsx":
        raise ExportError("export.no_xlsx", path=path)


def deliver(data: bytes, path: Path | None) -> None:
    """Write to the file, or to standard output where there is none.

    A file is written beside its place and renamed, so that an old one is replaced whole or stays.

    Raises:
        ExportError: If that cannot be written.
    """
    try:
        if path is None:  # bytes, so that a redirected csv is UTF-8 on every system
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        elif path.exists() and not path.is_file():  # a device, say
            path.write_bytes(data)
        else:
            with begun(path) as beside:
                beside.write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(
            "export.output_unwritable", place=path or message("word.standard_output"), reason=error
        ) from error
