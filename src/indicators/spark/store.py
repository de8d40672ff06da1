"""The store as people use it, answered by Spark."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.answers.store import Store
from indicators.spark.session import spark_session
from indicators.store.dataset import is_dataset, is_uri, write_dataset
from indicators.store.lazy import connect_to
from indicators.store.locations import store_path

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from indicators.model.display import Language


class SparkStore(Store):
    """A published store whose questions Spark answers, from the same views.

    What `audit` and `export` do is done by DuckDB: `indicators.open` of the same place has them.
    """

    def __init__(
        self,
        data: Path | str | None = None,
        *,
        session: SparkSession | None = None,
        lang: Language | None = None,
    ) -> None:
        """Open a data set.

        Args:
            data: A data set of `indicators export --to parquet` that all machines of the cluster
                see: a folder, or an address that Spark's Hadoop can read (`hdfs://…`, `s3a://…`).
                A store file or data folder (by default the project's) is published into a
                temporary folder first: that is for one machine.
            session: By default that of this process, or a new one on all cores.
            lang: Language of headers and number formats in what is shown, by default Vietnamese;
                given, that of errors too.

        Raises:
            StoreError: If there is no store, no Spark, or no Java for it.
        """
        from indicators.spark.engine import SparkEngine

        self.path = store_path(data)
        self.lang: Language = lang or "vi"
        self.lang_of_errors = lang
        with ExitStack() as made:
            if not is_dataset(self.path):
                folder = made.enter_context(tempfile.TemporaryDirectory(prefix="indicators-"))
                published = Path(folder, "store")
                with connect_to(self.path) as connection:
                    write_dataset(connection, published)
                self.path = published
            place = str(self.path if is_uri(self.path) else Path(self.path).resolve())
            self._connection = SparkEngine(place, session or spark_session())
            self._made = made.pop_all()  # nothing failed: it stays until the store is closed

    def close(self) -> None:
        """Forget the tables; the session of Spark goes on."""
        self._connection.close()
        self._made.close()
