"""A store published as Parquet: a folder for each table, figures by year, and a manifest.

    dataset.json                            the files of every table, with rows, bytes and SHA-256
    observation/year=2023/part-0.parquet    figures of the periods that end in 2023
    document/part-0.parquet …               every other table is one file

The manifest is written last and names all that belongs to it: a folder without one is no data set,
and a file it does not name is not read. A data set is never changed once it is there.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.messages.errors import StoreError
from indicators.messages.sentences import message
from indicators.model.schema import columns_of, tables
from indicators.store.folders import new_folder, taken, unwritable
from indicators.store.reading import select

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import duckdb
    import pyarrow as pa
    from pyarrow import fs

MANIFEST = "dataset.json"
FORMAT = "indicators-parquet-1"
_YEAR = re.compile(r"/year=(-?\d{1,6})/")
# A question about one place reads a few groups of a year: figures lie by place and indicator.
_ORDER = "ORDER BY place_id, indicator_id, period_start, period_end, observation_id"
_GROUP = 131_072  # rows


@dataclass(frozen=True, slots=True)
class File:
    """One Parquet file of a data set.

    Attributes:
        path: Below the folder of the data set, with `/`.
        rows: Its rows.
        bytes: Its size.
        sha256: Of its bytes.
    """

    path: str
    rows: int
    bytes: int
    sha256: str

    @property
    def year(self) -> int | None:
        """The year whose figures it holds, where it holds those of one."""
        found = _YEAR.search(self.path)
        return int(found[1]) if found else None


def is_uri(place: Path | str) -> bool:
    """Whether it is an address such as `s3://bucket/prefix`, and no path."""
    return isinstance(place, str) and re.match(r"[a-z][a-z0-9+.-]+://", place) is not None


def is_dataset(place: Path | str) -> bool:
    """Whether a data set is meant: an address, or a folder with a manifest."""
    return is_uri(place) or (Path(place) / MANIFEST).is_file()


def shown(place: Path | str) -> str:
    """The place for people: without the key and the secret an address may carry."""
    return re.sub(r"//[^/@]*@", "//", str(place)).partition("?")[0]


def manifest(written: Mapping[str, list[File]], version: str) -> bytes:
    """The bytes of the manifest.

    Args:
        written: The files of every table.
        version: Of this library.
    """
    listed = {
        name: {"rows": sum(file.rows for file in files), "files": [asdict(file) for file in files]}
        for name, files in written.items()
    }
    about = {"format": FORMAT, "indicators": version, "tables": listed}
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def files_of(data: bytes, place: Path | str) -> dict[str, list[File]]:
    """The files of every table, from the manifest of the data set at `place`.

    Raises:
        StoreError: If it is none of ours, or names a file outside its folder.
    """
    try:
        return _parsed(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, StoreError) as error:
        lacks = isinstance(error, KeyError)
        reason = message("dataset.lacks", name=error.args[0]) if lacks else error
        file = f"{shown(place)}/{MANIFEST}"
        raise StoreError("dataset.not_ours", file=file, reason=reason) from error


def _parsed(about: dict[str, Any]) -> dict[str, list[File]]:
    if about["format"] != FORMAT:
        raise StoreError("dataset.format", found=str(about["format"])[:40])
    found = {name: [File(**file) for file in about["tables"][name]["files"]] for name in tables()}
    for name, files in found.items():
        folder = rf"{name}/year=-?\d{{1,6}}" if name == "observation" else name
        wrong = [f.path for f in files if not re.fullmatch(rf"{folder}/part-\d+\.parquet", f.path)]
        if wrong:
            raise StoreError("dataset.file", table=name, file=wrong[0][:60])
        if not files:
            raise StoreError("dataset.lacks", name=name)
    return found


def check_files(
    system: fs.FileSystem, root: str, found: Mapping[str, list[File]], *, rows: bool, whole: bool
) -> None:
    """Refuse files that are not those of the manifest.

    Args:
        system: Where they lie.
        root: The folder of the data set in it.
        found: The files of every table.
        rows: Compare the rows of each file, as its footer counts them, not its size alone.
        whole: Read every byte and compare its hash.

    Raises:
        StoreError: With the first file that differs.
    """
    files = [file for listed in found.values() for file in listed]
    infos = system.get_file_info([f"{root}/{file.path}" for file in files])
    for file, info in zip(files, infos, strict=True):
        differs = info.size != file.bytes
        differs = differs or (rows and _rows(system, info.path) != file.rows)
        if differs or (whole and _sha256(system, info.path) != file.sha256):
            raise StoreError("dataset.differs", file=shown(f"{root}/{file.path}"))


def _rows(system: fs.FileSystem, path: str) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path, filesystem=system).num_rows)
    except pa.ArrowInvalid:  # no Parquet
        return -1


def _sha256(system: fs.FileSystem, path: str) -> str:
    told = hashlib.sha256()
    with system.open_input_stream(path) as stream:
        while part := stream.read(1 << 20):
            told.update(part)
    return told.hexdigest()


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
    from pyarrow.fs import FileSystem, LocalFileSystem

    try:
        if is_uri(target):
            system, root = FileSystem.from_uri(str(target))
            if _holds_something(system, root):
                raise taken(shown(target))
            return _write(connection, system, root)
        with new_folder(Path(target)) as beside:
            return _write(connection, LocalFileSystem(), str(beside))
    except (OSError, ValueError) as error:  # ValueError: pyarrow's, for addresses
        raise unwritable(shown(target), error) from error


def _holds_something(system: fs.FileSystem, root: str) -> bool:
    from pyarrow.fs import FileSelector

    return bool(system.get_file_info(FileSelector(root, allow_not_found=True)))


def _write(connection: duckdb.DuckDBPyConnection, system: fs.FileSystem, root: str) -> int:
    written: dict[str, list[File]] = {name: [] for name in sorted(tables())}
    for name, files in written.items():
        for path, query in _parts(connection, name):
            system.create_dir(f"{root}/{path}".rpartition("/")[0], recursive=True)
            reader = connection.sql(query).to_arrow_reader(_GROUP)
            files.append(_write_file(reader, system, root, path))
    data = manifest(written, version("indicators"))
    with system.open_output_stream(f"{root}/{MANIFEST}") as stream:
        stream.write(data)
    return sum(file.rows for file in written["observation"])


def _parts(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[tuple[str, str]]:
    """The files of a table, each with the query of its rows."""
    columns = ", ".join(columns_of(name))
    if name != "observation":
        yield f"{name}/part-0.parquet", f"SELECT {columns} FROM {name} ORDER BY ALL"
        return
    years = select(connection, "SELECT DISTINCT year(period_end) AS y FROM observation ORDER BY y")
    for year in years["y"].to_list() or [0]:  # a store without figures has its columns too
        where = f"WHERE year(period_end) = {year} {_ORDER}"
        yield (
            f"observation/year={year}/part-0.parquet",
            f"SELECT {columns} FROM observation {where}",
        )


def _write_file(reader: pa.RecordBatchReader, system: fs.FileSystem, root: str, path: str) -> File:
    import pyarrow as pa
    import pyarrow.parquet as pq

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
