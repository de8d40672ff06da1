"""Every question to Spark has the answer of the store; most of it is planning, so one process runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from polars.testing import assert_frame_equal

import indicators
from tests.spark.sessions import spark_on
from tests.store.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indicators.answers.store import Store

pytestmark = pytest.mark.nightly

ALONE = {
    "spark.sql.adaptive.enabled": "false",  # a plan is made once, not again at every step
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.files.openCostInBytes": "0",
    "spark.default.parallelism": "1",
}


@pytest.fixture(scope="module")
def spark(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("published") / "set"
    store.export("parquet", folder)
    with (
        spark_on("local[1]", tmp_path_factory, ALONE) as session,
        indicators.open("spark", data=folder, session=session) as opened,
    ):
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_spark_answers_as_the_store(question: str, store: Store, spark: Store) -> None:
    expected = QUESTIONS[question](store).to_polars()
    assert expected.height > 0
    assert_frame_equal(QUESTIONS[question](spark).to_polars(), expected, check_exact=True)
