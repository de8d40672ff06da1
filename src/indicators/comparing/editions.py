"""Reading one edition of the figures, to be compared: a store, or an `observations.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from indicators.messages.errors import QueryError, SourceError, StoreError
from indicators.messages.sentences import message
from indicators.model.schema import columns_of
from indicators.store.frames import types_of
from indicators.store.lazy import connect_to
from indicators.store.locations import store_path
from indicators.store.reading import select

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRINTED = {"raw_label", "raw_value"}  # there, but a cell may print nothing


@dataclass(frozen=True, slots=True)
class Edition:
    """The figures of one side.

    Attributes:
        figures: The columns of table `observation`.
        documents: The columns `document_id`, `number`, `issued_on`, `issued_precision` of table
            `document`; None for a csv, which knows only the documents of its figures.
    """

    figures: pl.DataFrame
    documents: pl.DataFrame | None = None


def read_edition(path: Path) -> Edition:
    """Read a store file, the store of a data folder, or an `observations.csv`.

    Raises:
        StoreError: If there is no store, or it is none of ours.
        SourceError: If the csv cannot be read, or columns or values are not those of figures.
    """
    if path.suffix.lower() == ".csv" and not path.is_dir():
        return Edition(_typed(path, _csv(path), types_of("observation"), _may_be_blank()))
    store = Path(store_path(path))
    with connect_to(store, whole=True) as connection:
        try:
            figures = select(connection, "SELECT * FROM observation ORDER BY document_id, ordinal")
            documents = select(connection, "SELECT * FROM document")
        except QueryError as error:
            raise StoreError("store.not_ours", path=store, reason=error) from error
    known = ("document_id", "number", "issued_on", "issued_precision")
    document = {name: kind for name, kind in types_of("document").items() if name in known}
    return Edition(
        _typed(store, figures, types_of("observation"), _may_be_blank()),
        _typed(store, documents, document, {"number"}),
    )


def _may_be_blank() -> set[str]:
    """The columns of figures that a csv may leave blank; their place in the document it may not."""
    return _PRINTED | {
        name
        for name, column in columns_of("observation").items()
        if (column.null and name != "ordinal") or column.type == "texts"
    }


def _csv(path: Path) -> pl.DataFrame:
    try:
        data = path.read_bytes()
        data.decode()  # polars would take headers in another encoding
        frame = pl.read_csv(data, infer_schema=False)
    except UnicodeDecodeError as error:
        raise SourceError(path, "edition.no_utf8", byte=error.start) from error
    except OSError as error:
        raise SourceError(path, "edition.cannot_open", reason=error) from error
    except pl.exceptions.PolarsError as error:
        raise SourceError(path, "edition.no_csv", reason=error) from error
    # one apostrophe is the mark of text that `observations_csv` sets
    plain = frame.with_columns(pl.all().str.strip_prefix("'"))
    if "flags" not in plain.columns:
        return plain
    return plain.with_columns(pl.col("flags").str.split(" "))


def _typed(
    path: Path,
    frame: pl.DataFrame,
    schema: Mapping[str, pl.DataType],
    may_be_blank: set[str],
) -> pl.DataFrame:
    """The columns of `schema` in their types; what is missing or of another type is refused."""
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        if len(missing) == len(schema):
            headers = [_quoted(name) for name in frame.columns[:3]]
            raise SourceError(path, "edition.no_figures", headers=headers)
        raise SourceError(path, "edition.columns_missing", missing=missing)
    columns = []
    for name, kind in schema.items():
        given = frame[name]
        blank = given.is_null() if given.dtype != pl.String() else given.fill_null("") == ""
        column = _cast(given, kind)
        wrong = (column.is_null() & ~blank) | (blank if name not in may_be_blank else False)
        if wrong.any():
            row = wrong.arg_true()[0]
            place = message("edition.place", figure=row + 1, column=name)
            found = message("word.nothing") if blank[row] else _quoted(given[row])
            raise SourceError(path, "edition.wrong_value", place, found=found, name=name)
        columns.append(column)
    return pl.DataFrame(columns)


def _quoted(found: object) -> str:
    """What was found, on one line and not too long: a file of a stranger may hold anything."""
    return repr(str(found)[:60])


def _cast(given: pl.Series, kind: pl.DataType) -> pl.Series:
    if kind == pl.Date() and given.dtype == pl.String():
        return given.str.to_date("%Y-%m-%d", strict=False)
    try:
        return given.cast(kind, strict=False)
    except pl.exceptions.PolarsError:  # there is no such cast at all
        return pl.Series(given.name, [None] * len(given), kind)
