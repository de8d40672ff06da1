"""Opening a Parquet data set (dataset.py): files are read when they are asked for.

DuckDB reads those of a folder itself. From an object store pyarrow fetches them, so that DuckDB needs
no extension; it hands over the columns and conditions it needs, and the years that cannot hold
what is asked for are never fetched.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from indicators.messages.errors import StoreError
from indicators.model.schema import columns_of, ddl, tables
from indicators.store.dataset import MANIFEST, check_files, files_of, is_dataset, is_uri, shown
from indicators.store.reading import connect, instance, refused_in_one_sentence, shut
from indicators.views import VIEWS, view

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow.dataset as ds
    from pyarrow import fs

    from indicators.store.dataset import File

    Files = Mapping[str, list[File]]


def connect_to(place: Path | str, *, whole: bool = False) -> duckdb.DuckDBPyConnection:
    """Open what is at `place`: a store file, or a data set.

    Args:
        place: A file, a folder or an address.
        whole: Compare every byte of a data set with its manifest.

    Raises:
        StoreError: If there is neither, or the files of a data set are not those of its manifest.
    """
    return connect_dataset(place, whole=whole) if is_dataset(place) else connect(Path(place))


def connect_dataset(place: Path | str, *, whole: bool = False) -> duckdb.DuckDBPyConnection:
    """Open the data set in a folder or at an address such as `s3://bucket/prefix`.

    Sizes of files are always compared with the manifest, in a folder rows too.

    Args:
        place: A folder or an address.
        whole: Compare the hash of every file as well.

    Raises:
        StoreError: If there is none, it cannot be reached, or its files are not those of its
            manifest.
    """
    connection = instance()
    try:
        with refused_in_one_sentence(shown(place)):
            connection.execute("ATTACH ':memory:' AS store")
            if is_uri(place):
                _from_object_store(connection, str(place), whole=whole)
            else:
                _from_folder(connection, Path(place).resolve(), whole=whole)
            _check(connection)
            for name in VIEWS:
                connection.execute(f"CREATE VIEW store.{name} AS {view(name)}")
    except StoreError:
        connection.close()
        raise
    return connection


def empty_store() -> duckdb.DuckDBPyConnection:
    """A store without rows: what is asked of another engine is looked at and typed by it."""
    connection = instance()
    connection.execute("ATTACH ':memory:' AS store")
    connection.execute("USE store")
    connection.execute(ddl())
    for name in VIEWS:
        connection.execute(f"CREATE VIEW {name} AS {view(name)}")
    shut(connection)
    return connection


def _from_folder(connection: duckdb.DuckDBPyConnection, folder: Path, *, whole: bool) -> None:
    from pyarrow.fs import LocalFileSystem

    try:
        found = files_of((folder / MANIFEST).read_bytes(), folder)
        check_files(LocalFileSystem(), str(folder), found, rows=True, whole=whole)
    except OSError as error:
        raise _unreachable(folder, error) from error
    paths = {name: _listed(folder, files) for name, files in found.items()}
    connection.execute(f"SET allowed_paths = [{', '.join(paths.values())}]")
    shut(connection)
    connection.execute("USE store")
    for name, listed in paths.items():
        read = f"SELECT {', '.join(columns_of(name))} FROM read_parquet([{listed}], hive_partitioning = false)"
        connection.execute(f"CREATE VIEW {name} AS {read}")


def _listed(folder: Path, files: list[File]) -> str:
    """The files as SQL literals."""
    paths = [str(folder / file.path).replace("'", "''") for file in files]
    return ", ".join(f"'{path}'" for path in paths)


def _from_object_store(connection: duckdb.DuckDBPyConnection, uri: str, *, whole: bool) -> None:
    from pyarrow.fs import FileSystem

    try:
        system, root = FileSystem.from_uri(uri)
        with system.open_input_stream(f"{root}/{MANIFEST}") as stream:
            found = files_of(stream.read(), uri)
        check_files(system, root, found, rows=False, whole=whole)  # footers are fetched when asked
        for name, files in found.items():
            connection.register(f"fetched_{name}", _arrow(system, root, files))
    except (OSError, ValueError) as error:  # ValueError: pyarrow's, for addresses and files
        raise _unreachable(uri, error) from error
    shut(connection)
    connection.execute("USE store")
    for name in found:
        read = f"SELECT {', '.join(columns_of(name))} FROM temp.fetched_{name}"
        connection.execute(f"CREATE VIEW {name} AS {read}")


def _arrow(system: fs.FileSystem, root: str, files: list[File]) -> ds.Dataset:
    """The files as one table of pyarrow, each with what its year says of `period_end`."""
    import pyarrow.dataset as ds

    form = ds.ParquetFileFormat()
    fragments = []
    for file in files:
        of_year = None
        if file.year:
            end = ds.field("period_end")
            of_year = (end >= date(file.year, 1, 1)) & (end <= date(file.year, 12, 31))
        path = f"{root}/{file.path}"
        fragments.append(form.make_fragment(path, system, partition_expression=of_year))
    return ds.FileSystemDataset(fragments, fragments[0].physical_schema, form, system)


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse columns of other types than those declared.

    Raises:
        duckdb.Error: With what was found.
    """
    for name, table in tables().items():
        got = {row[0]: row[1] for row in connection.sql(f"DESCRIBE {name}").fetchall()}
        for column in table.columns.values():
            if got[column.name] != column.sql_type:
                is_not = f"is {got[column.name]}, not {column.sql_type}"
                raise duckdb.Error(f"{name}.{column.name} {is_not}")


def _unreachable(place: Path | str, error: Exception) -> StoreError:
    return StoreError("dataset.cannot_open", place=shown(place), reason=error)
