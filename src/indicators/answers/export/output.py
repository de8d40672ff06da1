"""Where a command writes: a file, or standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from indicators.messages.errors import ExportError

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
        message = "standard output: a workbook is nothing for a terminal; name a file with -o."
        raise ExportError(message)
    if path is not None and path.suffix.lower() != ".xlsx":
        message = f"{path}: an Excel workbook ends in .xlsx; give such a name."
        raise ExportError(message)


def deliver(data: bytes, path: Path | None) -> None:
    """Write to the file, an existing one is replaced, or to standard output where there is none.

    Raises:
        ExportError: If that cannot be written.
    """
    try:
        if path is not None:
            path.write_bytes(data)
        else:  # bytes, so that a redirected csv is UTF-8 on every system
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{path or 'standard output'}: this cannot be written ({error.strerror}); close the file or choose another place."
        raise ExportError(message) from error
