"""Sessions of Spark: one after the other, as one Java machine has one at a time."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import pytest

from indicators.messages.errors import StoreError
from indicators.spark.java import java_home
from indicators.spark.session import spark_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark.sql import SparkSession

# A machine that lives for a minute: little is compiled, and Spark's own classes are not verified.
_JAVA = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
)
# Small data: what makes large answers quick (code made and compiled for each) only costs here.
QUICK = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.defaultJavaOptions": _JAVA,
    "spark.executor.defaultJavaOptions": _JAVA,
    "spark.executor.memory": "1g",
}


@contextlib.contextmanager
def spark_on(
    master: str, folder: pytest.TempPathFactory, more: Mapping[str, str] | None = None
) -> Iterator[SparkSession]:
    """A session, ended afterwards; people may lack Java, the machine that guards main may not."""
    try:
        java_home()
    except StoreError as error:
        if "CI" in os.environ:
            raise
        pytest.skip(str(error))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_WORKER_DIR", str(folder.mktemp("workers")))
        patch.setenv("SPARK_LOCAL_DIRS", str(folder.mktemp("shuffles")))
        started = spark_session(master, {**QUICK, **(more or {})})
        yield started
        started.stop()
