"""Writing the store so that readers see the old one or the new one, never a mixture.

Everything is written beside its final place, flushed to disk and then renamed over it. A rename
is atomic; a reader that has the old store open goes on reading the old file.

The store is one file and is renamed last: it is what counts. `observations.csv` and
`datapackage.json` are its printout; a build that is killed between two renames leaves a printout
newer than the store, and `datapackage.json` names the hash of the csv it belongs to. The next build
makes all three one again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

import duckdb
import polars as pl

from indicators.messages.errors import PublishError
from indicators.model.schema import ddl
from indicators.store.begun import remove
from indicators.store.csvtext import observations_csv
from indicators.store.datapackage import OBSERVATIONS, describe
from indicators.store.folders import for_duckdb
from indicators.store.reading import quiet
from indicators.views import VIEWS, view

if TYPE_CHECKING:
    from collections.abc import Iterator

Frames = pl.DataFrame | Iterable[pl.DataFrame]
Inspection = Callable[[duckdb.DuckDBPyConnection], Mapping[str, pl.DataFrame]]

STORE = "indicators.duckdb"
PACKAGE = "datapackage.json"
MEMORY = "4GB"
"""What DuckDB may keep in memory while it writes and audits; beyond it goes to disk."""
_TEMPORARY = ".tmp"
# How DuckDB says that a disk is full or failing: while it writes, and once it has given a file up.
_DISK = (OSError, duckdb.OperationalError, duckdb.FatalException, duckdb.InternalException)


def publish(
    folder: Path,
    tables: Mapping[str, Frames],
    inspect: Inspection | None = None,
) -> None:
    """Write the store, `observations.csv` and `datapackage.json` into `folder`.

    The store is renamed last: it is what readers open, the other two are its reviewable diff.

    Args:
        folder: Created when missing.
        tables: For each table of the store a frame, or frames that follow each other, by name;
            they are gone through once, so that a country's figures need not be in memory.
        inspect: Looks at the written store before anyone sees it, and gives more rows for tables.

    Raises:
        PublishError: If the disk is full, the folder may not be written, or another program
            holds the store so that it cannot be replaced (Windows).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            csv = stack.enter_context(_beside(folder / OBSERVATIONS))
            description = stack.enter_context(_beside(folder / PACKAGE))
            store = stack.enter_context(_beside(folder / STORE))
            with csv.open("wb") as file:
                printed = _Printed(file)
                documents = _write_store(store, tables, printed, inspect)
            package = describe(documents, printed.size, printed.hash.hexdigest())
            text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
            description.write_bytes(text.encode())
            made = ((csv, OBSERVATIONS), (description, PACKAGE), (store, STORE))
            for temporary, _ in made:
                _flush(temporary)
            for temporary, name in made:
                temporary.replace(folder / name)
    except _DISK as error:
        raise PublishError("store.unwritable", folder=folder, reason=error) from error
    try:
        _flush(folder)
    except OSError as error:
        raise PublishError("store.not_confirmed", folder=folder, reason=error) from error


def sweep(folder: Path) -> None:
    """Delete what builds that were killed have left in `folder`; no other may be publishing."""
    for name in (OBSERVATIONS, PACKAGE, STORE):
        for left in folder.glob(f".{name}.*{_TEMPORARY}*"):
            remove(left)


class _Printed:
    """`observations.csv` while it is written, with its size and hash."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0
        self.hash = hashlib.sha256()

    def add(self, frame: pl.DataFrame) -> None:
        data = observations_csv(frame, header=self.size == 0)
        self._file.write(data)
        self.hash.update(data)
        self.size += len(data)


def _write_store(
    path: Path, tables: Mapping[str, Frames], printed: _Printed, inspect: Inspection | None
) -> pl.DataFrame:
    """Write the store, and the figures into the csv as well; returns the table `document`."""
    path.unlink()  # DuckDB makes its own file; the name is what was reserved
    with duckdb.connect(
        for_duckdb(path, PublishError), config={"memory_limit": MEMORY}
    ) as connection:
        quiet(connection)
        connection.execute(ddl())
        for name in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {view(name)}")
        for name, frames in tables.items():
            for frame in [frames] if isinstance(frames, pl.DataFrame) else frames:
                _insert(connection, name, frame)
                if name == "observation":
                    printed.add(frame)
        if inspect is not None:
            for name, frame in inspect(connection).items():
                _insert(connection, name, frame)
        connection.execute("CHECKPOINT")
        documents: pl.DataFrame = connection.sql("SELECT * FROM document ORDER BY ALL").pl()
        return documents


def _insert(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A temporary file in the same folder (so that renaming is atomic), gone afterwards."""
    temporary = target.with_name(f".{target.name}.{uuid4().hex[:8]}{_TEMPORARY}")
    try:
        temporary.touch(exist_ok=False)  # with the rights that the user gives to new files
        yield temporary
    finally:
        for left in (temporary, Path(f"{temporary}.wal"), Path(f"{temporary}.tmp")):
            remove(left)  # the log of DuckDB and its folder for what does not fit into memory


def _flush(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
