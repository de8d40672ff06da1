"""Getting the bytes of a file, or one sentence why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 * 2**20
"""Files of office tables are far smaller; a larger one is broken or hostile."""


def file_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        SourceError: If it is missing, may not be read, or is larger than `MOST_BYTES`.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError(path, f"the file is larger than {MOST_BYTES // 2**20} MB; split it")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            path, f"the file cannot be opened ({error.strerror}); check its name and rights"
        ) from error
