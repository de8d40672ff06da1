"""Where a project keeps its data."""

from __future__ import annotations

from pathlib import Path

STORE = Path("processed", "indicators.duckdb")


def data_folder(start: Path | None = None) -> Path:
    """The folder `data` of the project that `start` (or the current folder) lies in.

    It is the nearest `data` with a folder `raw` or `processed` inside, going upwards, so that a
    notebook finds it from `notebooks/`; without one, `data` in the current folder.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        data = folder / "data"
        if (data / "raw").is_dir() or (data / "processed").is_dir():
            return data
    return here / "data"


def store_path(path: Path | str | None) -> Path | str:
    """The store meant by `path`: a file, a data set, a data folder, or None for the project's."""
    from indicators.store.dataset import is_dataset

    if path is None:
        return data_folder() / STORE
    if is_dataset(path):
        return path
    given = Path(path)
    return given / STORE if given.is_dir() else given
