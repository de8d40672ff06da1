"""Opening the store read-only, safely, and anew after every rebuild."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, cast

import duckdb
import polars as pl
from polars import selectors

from indicators.messages.errors import IndicatorsError, QueryError, StoreError
from indicators.messages.sentences import Quoted
from indicators.model.schema import tables
from indicators.store.begun import spill_folder
from indicators.store.folders import for_duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_MOST_ON_DISK = "40GB"  # what one question may put aside
_NEEDED = ("observation", "document", "place", "indicator")  # what every question reads


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the store file for reading.

    The file is attached to an instance of its own. `duckdb.connect(path)` would hand out the
    instance this process has cached for the same path, and with it the file of before a rebuild.
    The instance is shut before anything of the file is looked at: it may come from a stranger.

    Raises:
        StoreError: If there is no such file or it is no store of this library.
    """
    if not path.is_file():
        raise StoreError("store.none", path=path)
    connection = instance()
    try:
        with refused_in_one_sentence(path):
            quoted = for_duckdb(path.resolve(), StoreError).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS store (READ_ONLY, TYPE duckdb)")
            shut(connection)
            connection.execute("USE store")
            _check(connection)
    except StoreError:
        connection.close()
        raise
    return connection


def instance() -> duckdb.DuckDBPyConnection:
    """An empty instance that fetches no extension and takes no Python variable for a table.

    What does not fit into memory goes into a folder of its own: DuckDB may always read and write
    in that folder, and `.tmp` of the current one may hold files of others.
    """
    connection = duckdb.connect(":memory:", config={
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "python_enable_replacements": False,
        "max_temp_directory_size": _MOST_ON_DISK,
        "temp_directory": str(spill_folder()),
    })  # fmt: skip
    quiet(connection)
    return connection


def quiet(connection: duckdb.DuckDBPyConnection) -> None:
    """Show no progress bar: it goes to standard output, into the csv of a long answer."""
    connection.execute("SET enable_progress_bar = false")


def shut(connection: duckdb.DuckDBPyConnection) -> None:
    """Allow no file but those attached, and no setting to be changed again."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


@contextmanager
def ended_after(connection: Asked, seconds: float | None) -> Iterator[None]:
    """Let a question to DuckDB end in a sentence when it takes longer; None: it may take any time.

    Raises:
        QueryError: If it took longer.
    """
    if seconds is None or not isinstance(connection, duckdb.DuckDBPyConnection):
        yield
        return
    over = threading.Event()

    def interrupt() -> None:
        over.set()
        connection.interrupt()

    watch = threading.Timer(seconds, interrupt)
    watch.daemon = True
    watch.start()
    try:
        yield
    except QueryError as error:
        if over.is_set():
            raise QueryError("query.too_long", seconds=f"{seconds:g}") from error
        raise
    finally:
        watch.cancel()


@contextmanager
def refused_in_one_sentence(path: Path | str) -> Iterator[None]:
    """Turn errors of DuckDB on a file that is no store into one sentence.

    Raises:
        StoreError: With the path and what to do.
    """
    try:
        yield
    except NotOursError as error:
        raise StoreError("store.not_ours", path=path, reason=error) from error
    except duckdb.Error as error:
        held = isinstance(error, duckdb.IOException) and "lock on file" in str(error)
        code = "store.held" if held else "store.not_ours"
        raise StoreError(code, path=path, reason=_first(error)) from error


class NotOursError(IndicatorsError):
    """What a file has that no store of this library has, or lacks."""


class Engine(Protocol):
    """What answers questions in the place of DuckDB, in its SQL and with its types."""

    def select(
        self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> pl.DataFrame:
        """Answer one SELECT statement."""

    def close(self) -> None:
        """Let go of what it holds."""


Asked = duckdb.DuckDBPyConnection | Engine


def select(
    connection: Asked,
    query: str,
    parameters: Sequence[Any] | Mapping[str, Any] | None = None,
    *,
    max_rows: int | None = None,
) -> pl.DataFrame:
    """Run one SELECT statement.

    EXPLAIN is none: `EXPLAIN ANALYZE COPY … TO` writes where DuckDB may always write, and that is
    beside the store too.

    Raises:
        QueryError: If it is not exactly one SELECT, DuckDB refuses it, or it has more rows than
            `max_rows`.
    """
    if not isinstance(connection, duckdb.DuckDBPyConnection):
        return connection.select(query, parameters)
    try:
        statements = connection.extract_statements(query)
        if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
            raise QueryError("query.read_only")
        relation = connection.sql(query, params=parameters)
        if max_rows is not None:
            relation = relation.limit(max_rows + 1)
        frame = cast("pl.DataFrame", pl.from_arrow(relation.to_arrow_table()))
    except (duckdb.Error, pl.exceptions.PolarsError) as error:
        raise QueryError("query.cannot_answer", reason=_first(error)) from error
    if max_rows is not None and frame.height > max_rows:
        raise QueryError("query.too_many_rows", number=max_rows)
    _refuse_endless(frame)
    return frame


def only_duckdb(connection: Asked, code: str) -> duckdb.DuckDBPyConnection:
    """The connection, for what another engine cannot do.

    Raises:
        QueryError: If it is one to another engine.
    """
    if not isinstance(connection, duckdb.DuckDBPyConnection):
        raise QueryError(code)
    return connection


def has_temporary(connection: Asked, table: str) -> bool:
    """Whether the temporary table was made; another engine than DuckDB makes none."""
    if not isinstance(connection, duckdb.DuckDBPyConnection):
        return False
    known = "SELECT count(*) AS n FROM duckdb_tables() WHERE temporary AND table_name = ?"
    return bool(select(connection, known, [table])["n"][0])


def keep(connection: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    """Work one of our queries out into a temporary table.

    Raises:
        QueryError: If DuckDB refuses it, as it may in the store of a stranger.
    """
    try:
        connection.execute(f"CREATE TEMP TABLE {table} AS {query}")
    except duckdb.Error as error:
        raise QueryError("query.cannot_answer", reason=_first(error)) from error


def _refuse_endless(frame: pl.DataFrame) -> None:
    """Refuse days that Python cannot hold (`infinity`, 44 BC): reading one of them would end it.

    Raises:
        QueryError: With the column.
    """
    for column in frame.select(selectors.date(), selectors.datetime()).iter_columns():
        days = column.cast(pl.Date)
        if not days.drop_nulls().is_between(date.min, date.max).all():
            raise QueryError("query.endless_day", column=column.name)


def _first(error: Exception) -> Quoted:
    """What happened and the names DuckDB would suggest, on one line."""
    return Quoted(" ".join(str(error).split("\n\n")[0].split()))


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse tables that are not those declared (`model.schema`), and macros.

    A macro could stand in for a function that our queries call; a build makes none. Views of a
    stranger reach nothing outside; a view in the place of a table would keep no constraint.
    Tables and columns that are not ours are left alone.

    Raises:
        NotOursError: With what was found.
    """
    macros = "SELECT function_name FROM duckdb_functions() WHERE database_name = 'store' AND NOT internal LIMIT 1"
    found = connection.sql(macros).fetchall()
    if found:
        raise NotOursError("store.macro", name=found[0][0])
    there = _columns(connection)
    for name, table in tables().items():
        if name not in there and name not in _NEEDED:
            continue  # of an older version; who needs it says so
        for column in table.columns.values():
            kind = column.sql_type if column.null else f"{column.sql_type} NOT NULL"
            got = there.get(name, {}).get(column.name)
            if got != kind:
                has = "is missing" if got is None else f"is {got}"
                raise duckdb.Error(f"{name}.{column.name} {has}, not {kind}")


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Types of the columns of tables; those of a view are never `NOT NULL`."""
    rows = connection.sql("""
        SELECT table_name, column_name, data_type || CASE WHEN is_nullable THEN '' ELSE ' NOT NULL' END
        FROM duckdb_columns()
        WHERE database_name = 'store' AND schema_name = 'main'
        ORDER BY table_name, column_index
    """).fetchall()
    columns: dict[str, dict[str, str]] = {}
    for table, name, kind in rows:
        columns.setdefault(table, {})[name] = kind
    return columns
