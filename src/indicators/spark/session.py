"""A Spark session: the one there is, or a quiet new one."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import warnings
from importlib import resources
from typing import TYPE_CHECKING

from indicators.messages.errors import StoreError
from indicators.spark.java import java_home

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyspark.sql import SparkSession

_LOCAL = "local[*]"


def spark_session(
    master: str | None = None, settings: Mapping[str, str] | None = None
) -> SparkSession:
    """The session of this process, or a new one.

    Args:
        master: Where to run: `local[*]`, `local-cluster[2,1,1024]`, `spark://host:7077`, `yarn`, …;
            None for the session that is there, what `spark-submit` was told, or all cores of this
            machine.
        settings: Of Spark, for a new session.

    Raises:
        StoreError: If pyspark or a Java for it is missing, or the master cannot be reached.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise StoreError("spark.needs_pyspark") from error
    there = SparkSession.getActiveSession()
    if there is not None and master in (None, there.sparkContext.master):
        return there
    _prepare(master)
    builder = SparkSession.builder.appName("indicators")
    for key, value in (_quiet() | dict(settings or {})).items():
        builder = builder.config(key, value)
    if master is not None or "SPARK_REMOTE" not in os.environ:
        builder = builder.master(master or os.environ.get("MASTER", _LOCAL))
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise StoreError("spark.cannot_start", master=master or _LOCAL, reason=error) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def _prepare(master: str | None) -> None:
    """The environment that a Java machine of Spark is started with; what is set already stays."""
    os.environ["JAVA_HOME"] = str(java_home())
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # no frame of pandas goes to Spark or comes from it
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    if (master or _LOCAL).startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    if (master or "").startswith("local-cluster") and "SPARK_WORKER_DIR" not in os.environ:
        os.environ["SPARK_WORKER_DIR"] = tempfile.mkdtemp(prefix="indicators-spark-")
        atexit.register(shutil.rmtree, os.environ["SPARK_WORKER_DIR"], ignore_errors=True)


def _quiet() -> dict[str, str]:
    settings = resources.files("indicators.spark") / "log4j2.properties"
    return {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={settings}",
        "spark.sql.session.timeZone": "UTC",
    }
