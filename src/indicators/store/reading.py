"""Opening the store read-only, safely, and anew after every rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import duckdb
import polars as pl

from indicators.errors import QueryError, StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_READING = (
    duckdb.StatementType.SELECT,
    duckdb.StatementType.EXPLAIN,
    duckdb.StatementType.RELATION,
)


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the store file for reading.

    The file is attached to an instance of its own. `duckdb.connect(path)` would hand out the
    instance this process has cached for the same path, and with it the file of before a rebuild.
    Access to other files, extensions and settings is closed: a store may come from a stranger.

    Raises:
        StoreError: If there is no such file or it is no store of this library.
    """
    if not path.is_file():
        message = (
            f"{path}: there is no store here; run `indicators build` first or pass the path of one."
        )
        raise StoreError(message)
    connection = duckdb.connect(":memory:")
    try:
        quoted = str(path.resolve()).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS store (READ_ONLY)")
        connection.execute("USE store")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        connection.execute("SELECT observation_id, document_id FROM observation LIMIT 0")
    except duckdb.Error as error:
        connection.close()
        first = str(error).splitlines()[0]
        message = f"{path}: this is not a store of indicators ({first}); build it anew with `indicators build`."
        raise StoreError(message) from error
    return connection


def select(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Sequence[Any] | Mapping[str, Any] | None = None,
) -> pl.DataFrame:
    """Run one reading statement.

    Raises:
        QueryError: If it is not exactly one SELECT, or DuckDB refuses it.
    """
    try:
        statements = connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type not in _READING:
            message = "the store is read-only: pass one SELECT statement."
            raise QueryError(message)
        relation = connection.sql(query, params=parameters)
        return cast("pl.DataFrame", pl.from_arrow(relation.to_arrow_table()))
    except duckdb.Error as error:
        message = f"DuckDB cannot answer this: {error}"
        raise QueryError(message) from error
