"""The figures of an open store in other forms: workbook, csv, Parquet, data package."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import duckdb
import polars as pl

from indicators.answers.export.output import check, deliver
from indicators.messages.errors import ExportError
from indicators.model.schema import columns_of, tables
from indicators.store.begun import begun
from indicators.store.csvtext import observations_csv, text_safe_csv
from indicators.store.datapackage import OBSERVATIONS, CsvFile, describe_package
from indicators.store.dataset import write_dataset
from indicators.store.folders import new_folder, unwritable
from indicators.store.reading import select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Form = Literal["xlsx", "csv", "parquet", "datapackage"]
FORMS: tuple[Form, ...] = get_args(Form)
_BATCH = 100_000  # rows that are in memory at once
_SHEET = 1_048_000  # rows of a sheet of Excel, less the headers


def export(
    connection: duckdb.DuckDBPyConnection,
    form: str,
    place: Path | str | None,
    to_excel: Callable[[Path], object],
) -> None:
    """Write the figures of a store; see `Store.export`.

    Args:
        connection: To the store.
        form: One of `FORMS`.
        place: A file or folder; None for standard output.
        to_excel: Writes the workbook of all figures.

    Raises:
        ExportError: If that cannot be done, with the reason.
    """
    if form not in FORMS:
        raise ExportError("export.no_form", form=form, known=", ".join(FORMS))
    if form in ("parquet", "datapackage") and place is None:
        raise ExportError("export.folder", form=form)
    try:
        if form == "parquet":
            write_dataset(connection, str(place))
        elif form == "datapackage":
            _write_package(connection, Path(str(place)))
        elif form == "xlsx":
            (figures,) = select(connection, "SELECT count(*) AS n FROM observation")["n"]
            _write_workbook(to_excel, figures, None if place is None else Path(place))
        else:
            _write_csv(connection, None if place is None else Path(place))
    except duckdb.Error as error:
        raise ExportError("export.store_unreadable", reason=error) from error


def _write_workbook(to_excel: Callable[[Path], object], figures: int, path: Path | None) -> None:
    """A workbook of all figures, with the documents and the findings."""
    check("xlsx", path)
    if figures > _SHEET:
        raise ExportError("export.too_many_figures", most=_SHEET, found=figures)
    with tempfile.TemporaryDirectory() as folder:
        target = path or Path(folder, "observations.xlsx")
        to_excel(target)
        if path is None:
            deliver(target.read_bytes(), None)


def _write_csv(connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    """`observations.csv`, a batch at a time."""
    if path is None:
        for piece in _csv(connection, "observation"):
            deliver(piece, None)
        return
    try:
        with begun(path) as beside, beside.open("wb") as file:
            file.writelines(_csv(connection, "observation"))
    except OSError as error:
        raise unwritable(path, error) from error


def _write_package(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """A csv for each table and `datapackage.json`; the folder is there whole or not at all."""
    with new_folder(folder) as beside:
        files = {}
        for table in sorted(tables()):
            digest, size = hashlib.sha256(), 0
            with (beside / _file(table)).open("xb") as file:
                for piece in _csv(connection, table):
                    file.write(piece)
                    digest.update(piece)
                    size += len(piece)
            files[table] = CsvFile(_file(table), size, digest.hexdigest())
        documents = select(connection, "SELECT * FROM document ORDER BY document_id")
        about = json.dumps(describe_package(documents, files), ensure_ascii=False, indent=2)
        (beside / "datapackage.json").write_bytes(f"{about}\n".encode())


def _file(table: str) -> str:
    """`observations.csv` as `build` calls it; the others by their table."""
    return OBSERVATIONS if table == "observation" else f"{table}.csv"


def _csv(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[bytes]:
    """The table as pieces of csv; lists are JSON, flags of figures separated by spaces."""
    order = "document_id, ordinal, observation_id" if table == "observation" else "ALL"
    query = f"SELECT {', '.join(columns_of(table))} FROM {table} ORDER BY {order}"
    reader = connection.sql(query).to_arrow_reader(_BATCH)
    empty = pl.from_arrow(reader.schema.empty_table())
    yield _piece(empty, table, header=True)  # type: ignore[arg-type]
    for batch in reader:
        yield _piece(pl.from_arrow(batch), table, header=False)  # type: ignore[arg-type]


def _piece(frame: pl.DataFrame, table: str, *, header: bool) -> bytes:
    if table == "observation":
        return observations_csv(frame, header=header)
    lists = [name for name, kind in frame.schema.items() if kind == pl.List(pl.String)]
    as_json = [
        pl.Series(
            name,
            [json.dumps(cell, ensure_ascii=False) for cell in frame[name].to_list()],
            dtype=pl.String,
        )
        for name in lists
    ]
    return text_safe_csv(frame.with_columns(as_json), header=header)
