"""Writing the store so that readers see the old one or the new one, never a mixture.

Everything is written beside its final place, flushed to disk and then renamed over it. A rename
is atomic; a reader that has the old store open goes on reading the old file.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl

from indicators.errors import PublishError
from indicators.views import VIEWS, view

if TYPE_CHECKING:
    from collections.abc import Iterator

Inspection = Callable[[duckdb.DuckDBPyConnection], Mapping[str, pl.DataFrame]]

STORE = "indicators.duckdb"
OBSERVATIONS = "observations.csv"
PACKAGE = "datapackage.json"
_FORMULA = ("+", "-", "=", "@", "\t", "\r", "'")


def publish(
    folder: Path,
    tables: Mapping[str, pl.DataFrame],
    package: Mapping[str, Any],
    inspect: Inspection | None = None,
) -> None:
    """Write the store, `observations.csv` and `datapackage.json` into `folder`.

    The store is renamed last: it is what readers open, the other two are its reviewable diff.

    Args:
        folder: Created when missing.
        tables: A frame for each table of `schema.sql`, by name.
        package: Frictionless description of `observations.csv`.
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
            csv.write_bytes(observations_csv(tables["observation"]))
            text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
            description.write_bytes(text.encode())
            _write_store(store, tables, inspect)
            for temporary, name in ((csv, OBSERVATIONS), (description, PACKAGE), (store, STORE)):
                _flush(temporary)
                temporary.replace(folder / name)
            _flush(folder)
    except OSError as error:
        what = error.strerror or str(error)
        message = f"{folder}: the store cannot be written ({what}); the old one is as it was; free the disk, mend the rights or close programs that hold it."
        raise PublishError(message) from error


def observations_csv(frame: pl.DataFrame) -> bytes:
    """The bytes of `observations.csv`: UTF-8, one line a figure, text safe to open in Excel.

    A text that starts with `+`, `-`, `=`, `@` or an apostrophe gets an apostrophe in front, which
    spreadsheets take as the mark of text; whoever reads the file takes one leading apostrophe away.
    """
    return text_safe_csv(frame.with_columns(pl.col("flags").list.join(" ")))


def text_safe_csv(frame: pl.DataFrame) -> bytes:
    """The bytes of a csv in which no text can be taken for a formula (see `observations_csv`)."""
    text = [name for name, kind in frame.schema.items() if kind == pl.String()]
    safe = frame.with_columns(
        pl.when(pl.col(name).str.slice(0, 1).is_in(_FORMULA))
        .then("'" + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in text
    )
    return safe.write_csv(line_terminator="\n").encode()


def _write_store(
    path: Path, tables: Mapping[str, pl.DataFrame], inspect: Inspection | None
) -> None:
    schema = resources.files("indicators.store") / "schema.sql"
    path.unlink()  # DuckDB makes its own file; the name is what was reserved
    with duckdb.connect(str(path)) as connection:
        connection.execute(schema.read_text("utf-8"))
        for name in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {view(name)}")
        _insert(connection, tables)
        if inspect is not None:
            _insert(connection, inspect(connection))
        connection.execute("CHECKPOINT")


def _insert(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pl.DataFrame]) -> None:
    connection.execute("BEGIN")
    for name, frame in tables.items():
        connection.register("incoming", frame.to_arrow())
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
        connection.unregister("incoming")
    connection.execute("COMMIT")


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A temporary file in the same folder (so that renaming is atomic), gone afterwards."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    temporary.chmod(0o644)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
        Path(f"{temporary}.wal").unlink(missing_ok=True)


def _flush(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
