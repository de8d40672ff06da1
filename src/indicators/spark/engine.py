"""A data set that Spark answers questions about, in the SQL and with the types of DuckDB."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import polars as pl
from pyspark.errors import PySparkException
from pyspark.sql import functions as f

from indicators.messages.errors import QueryError, StoreError
from indicators.model.schema import tables
from indicators.spark.dialect import spark_schema, to_spark
from indicators.store.dataset import MANIFEST, files_of, is_uri, shown
from indicators.store.lazy import empty_store
from indicators.store.reading import select
from indicators.views import VIEWS, view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyspark.sql import SparkSession


# Every error is raised as one sentence; pyspark would print its plan and stack as well.
logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)


class SparkEngine:
    """The tables and views of a data set in a session of their own.

    Every question is put to an empty store of DuckDB first: it refuses what is no SELECT or names
    what is not there, and says how the columns of the answer are called and typed.
    """

    def __init__(self, place: str, session: SparkSession) -> None:
        """Look at the data set in a folder, or at an address that Spark's Hadoop can read.

        Raises:
            StoreError: If there is none, or it is none of ours.
        """
        root = place if is_uri(place) else f"file://{place}"
        self.session = session.newSession()
        self.session.conf.set("spark.sql.ansi.enabled", "false")  # a division by zero is no error
        self.session.conf.set("spark.sql.session.timeZone", "UTC")
        try:
            for name, files in files_of(self._manifest(place), place).items():
                paths = [f"{root}/{file.path}" for file in files]
                self.session.read.schema(spark_schema(name)).parquet(*paths).createTempView(name)
            for name in VIEWS:
                text = to_spark(view(name))
                self.session.sql(f"CREATE TEMPORARY VIEW {name} AS {text}")
        except (PySparkException, OSError) as error:
            raise StoreError(
                "spark.no_dataset", place=shown(place), reason=_first(error)
            ) from error
        self._model = empty_store()

    def _manifest(self, place: str) -> bytes:
        if not is_uri(place):
            return Path(place, MANIFEST).read_bytes()
        (found,) = self.session.read.text(f"{place}/{MANIFEST}", wholetext=True).collect()
        return str(found[0]).encode()

    def select(
        self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> pl.DataFrame:
        """Answer one SELECT of DuckDB's SQL.

        Raises:
            QueryError: If it is none, or cannot be asked of Spark.
        """
        like = select(self._model, query, parameters).schema
        try:
            answer = self.session.sql(to_spark(query), args=_arguments(parameters)).toArrow()
        except PySparkException as error:
            raise QueryError("spark.cannot_answer", reason=_first(error)) from error
        names = list(like)
        if sorted(answer.column_names) == sorted(names):
            answer = answer.select(names)  # after a JOIN USING, Spark puts its columns in front
        frame = cast("pl.DataFrame", pl.from_arrow(answer.rename_columns(names)))
        return frame.cast(like)

    def close(self) -> None:
        """Forget the tables; the session of Spark goes on."""
        self._model.close()
        for name in (*VIEWS, *tables()):
            self.session.catalog.dropTempView(name)


def _arguments(
    parameters: Sequence[Any] | Mapping[str, Any] | None,
) -> dict[str, Any] | list[Any] | None:
    if parameters is None:
        return None
    if isinstance(parameters, dict):
        return {name: _argument(value) for name, value in parameters.items()}
    return [_argument(value) for value in parameters]


def _argument(value: object) -> object:
    """A list as an array.

    Raises:
        QueryError: If it is empty: Spark would not know of what.
    """
    if not isinstance(value, list | tuple):
        return value
    if not value:
        raise QueryError("spark.empty_list")
    return f.array(*map(f.lit, value))


def _first(error: Exception) -> str:
    """What happened, on one line, without Spark's plan of the query."""
    told = str(error).split("\n\nJVM stacktrace")[0].split(";\n")[0].split("== SQL")[0]
    return re.sub(r"\s+", " ", told).strip().rstrip(".")
