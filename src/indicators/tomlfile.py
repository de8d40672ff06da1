"""The settings a user writes as TOML: codebook, places, corrections, audit."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from indicators.messages.errors import CodebookError

if TYPE_CHECKING:
    from pathlib import Path


_MOST_DOTS = 100


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a file.

    Raises:
        CodebookError: If it cannot be opened or is no TOML.
    """
    try:
        text = path.read_text("utf-8-sig")  # Notepad begins a file with a mark
        for number, line in enumerate(text.split("\n"), 1):
            if line.partition("=")[0].count(".") > _MOST_DOTS:  # tomllib takes seconds for them
                raise CodebookError("toml.dotted", path=path, line=number, most=_MOST_DOTS)
        return tomllib.loads(text)
    except OSError as error:
        raise CodebookError("toml.cannot_open", path=path, reason=error) from error
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        if place is None:
            raise CodebookError("toml.invalid", path=path, reason=error) from error
        line, column = place.groups()
        raise CodebookError(
            "toml.invalid_at", path=path, line=line, column=column, reason=error
        ) from error


def toml_files(folder: Path) -> list[Path]:
    """The .toml files of a folder by name; none where there is no folder.

    Raises:
        CodebookError: If the folder may not be read: what a user has set must not get lost.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise CodebookError("toml.folder_cannot_open", folder=folder, reason=error) from error
