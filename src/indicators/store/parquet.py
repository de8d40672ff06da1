"""Publishing an open store as a Parquet data set (dataset.py), in a folder or an object store."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from indicators.errors import ExportError, QueryError
from indicators.store.dataset import MANIFEST, File, is_uri, manifest, shown
from indicators.store.reading import schema, select

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow import fs

# A question about one place reads a few groups of a year: figures lie by place and indicator.
_ORDER = "ORDER BY place_id, indicator_id, period_start, period_end, observation_id"
_GROUP = 131_072  # rows


def write_dataset(connection: duckdb.DuckDBPyConnection, target: Path | str) -> int:
    """Write every table of an open store; the same store gives the same bytes.

    A folder is written beside its place and renamed; in an object store, where nothing can be
    renamed, the manifest is written last. A place that holds something is refused: whoever has
    the data set open reads its files when they are asked for.

    Args:
        connection: The open store.
        target: A folder that is not there yet or is empty, or an address such as
            `s3://bucket/prefix`.

    Returns:
        The number of figures.

    Raises:
        ExportError: If the place is taken or cannot be written, or the store lacks a table.
    """
    from pyarrow.fs import FileSystem, LocalFileSystem  # type: ignore[import-untyped]

    try:
        if is_uri(target):
            system, root = FileSystem.from_uri(str(target))
            _refuse_taken(target, taken=_holds_something(system, root))
            return _write(connection, system, root)
        folder = Path(target).absolute()
        _refuse_taken(target, taken=folder.exists() and not _empty(folder))
        beside = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}.tmp")
        try:
            beside.mkdir(parents=True)
            figures = _write(connection, LocalFileSystem(), str(beside))
            if folder.exists():
                folder.rmdir()  # it is empty
            beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        message = f"{shown(target)}: the data set cannot be written ({reason}); choose another place, or mend rights and space."
        raise ExportError(message) from error
    return figures


def _refuse_taken(target: Path | str, *, taken: bool) -> None:
    if taken:
        message = f"{shown(target)}: there is something here already, and a data set is never changed under its readers; name a new folder with -o."
        raise ExportError(message)


def _empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _holds_something(system: fs.FileSystem, root: str) -> bool:
    from pyarrow.fs import FileSelector

    return bool(system.get_file_info(FileSelector(root, allow_not_found=True)))


def _write(connection: duckdb.DuckDBPyConnection, system: fs.FileSystem, root: str) -> int:
    tables: dict[str, list[File]] = {name: [] for name in schema()}
    for name in schema():
        for path, query in _parts(connection, name):
            system.create_dir(f"{root}/{path}".rpartition("/")[0], recursive=True)
            try:
                reader = connection.sql(query).to_arrow_reader(_GROUP)
            except Exception as error:
                message = f"the store cannot be published: table {name} cannot be read ({str(error).splitlines()[0]}); build it anew with `indicators build`."
                raise ExportError(message) from error
            tables[name].append(_write_file(reader, system, root, path))
    data = manifest(tables, version("indicators"))
    with system.open_output_stream(f"{root}/{MANIFEST}") as stream:
        stream.write(data)
    return sum(file.rows for file in tables["observation"])


def _parts(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[tuple[str, str]]:
    """The files of a table, each with the query of its rows."""
    columns = ", ".join(schema()[name])
    if name != "observation":
        yield f"{name}/part-0.parquet", f"SELECT {columns} FROM {name} ORDER BY ALL"
        return
    try:
        years = select(
            connection, "SELECT DISTINCT year(period_end) AS y FROM observation ORDER BY y"
        )
    except QueryError as error:
        raise ExportError(f"the store cannot be published: {error}") from error
    for year in years["y"].to_list() or [0]:  # a store without figures has its columns too
        where = f"WHERE year(period_end) = {year} {_ORDER}"
        yield (
            f"observation/year={year}/part-0.parquet",
            f"SELECT {columns} FROM observation {where}",
        )


def _write_file(reader: pa.RecordBatchReader, system: fs.FileSystem, root: str, path: str) -> File:
    import pyarrow as pa
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    rows = 0
    with system.open_output_stream(f"{root}/{path}") as stream:
        hashed = _Hashed(stream)
        with pq.ParquetWriter(
            pa.PythonFile(hashed, mode="w"), reader.schema, compression="zstd", version="2.6"
        ) as writer:
            for batch in reader:
                writer.write_batch(batch, row_group_size=_GROUP)
                rows += batch.num_rows
    if isinstance(system, _local()):
        _flush(f"{root}/{path}")
    return File(path, rows, hashed.bytes, hashed.sha256)


def _local() -> type:
    from pyarrow.fs import LocalFileSystem

    return LocalFileSystem  # type: ignore[no-any-return]


def _flush(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Hashed(io.RawIOBase):
    """Passes on what is written, with its length and hash."""

    def __init__(self, stream: pa.NativeFile) -> None:
        self._stream, self._hash, self.bytes = stream, hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._stream.write(data)
        self._hash.update(data)
        self.bytes += len(data)
        return len(data)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()
