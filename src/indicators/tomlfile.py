"""The settings a user writes as TOML: codebook, places, corrections, audit."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from indicators.messages.errors import CodebookError

if TYPE_CHECKING:
    from pathlib import Path


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a file.

    Raises:
        CodebookError: If it cannot be opened or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        message = f"{path}: the file cannot be opened ({error.strerror}); check its rights."
        raise CodebookError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path}: not valid TOML ({error}); mend the line it names."
        raise CodebookError(message) from error


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
        message = f"{folder}: the folder cannot be opened ({error.strerror}); check its rights."
        raise CodebookError(message) from error
