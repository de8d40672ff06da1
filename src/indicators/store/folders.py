"""Folders: one that is there whole or not at all, and the path of one as DuckDB takes it."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from indicators.messages.errors import ExportError
from indicators.store.begun import begun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indicators.messages.errors import IndicatorsError


@contextlib.contextmanager
def new_folder(place: Path) -> Iterator[Path]:
    """A folder beside `place` to write into; renamed at the end, or gone after an error.

    Raises:
        ExportError: If `place` holds something or cannot be written.
    """
    folder = place.absolute()
    try:
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise taken(place)
        with begun(folder, folder=True) as beside:
            yield beside
    except OSError as error:
        raise unwritable(place, error) from error


def taken(place: object) -> ExportError:
    """The error for a place that holds something: readers may have it open."""
    return ExportError("export.taken", place=place)


def unwritable(place: object, error: Exception) -> ExportError:
    """The error for a place that cannot be written, with the reason."""
    return ExportError("export.unwritable", place=place, reason=error)


def for_duckdb(path: Path, refused: type[IndicatorsError]) -> str:
    r"""A path as DuckDB takes it: in UTF-8, also where the locale is plain C; `\` parts folders.

    Raises:
        IndicatorsError: Of the type `refused`, if its bytes are no UTF-8 or a name in it holds `\` or `?`.
    """
    try:
        text = os.fsencode(path).decode()
    except UnicodeDecodeError as error:
        raise refused("store.path_unusable", path=path) from error
    if os.sep == "/" and set(text) & set("\\?"):
        raise refused("store.path_unusable", path=path)
    return text
