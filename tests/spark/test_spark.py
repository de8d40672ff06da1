"""Spark, with two executors of their own: the same answers, drafts and store as on one machine."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from polars.testing import assert_frame_equal

import indicators
from indicators import building, drafting
from indicators.building.reading import lost
from indicators.cli import main
from indicators.messages.errors import QueryError, StoreError
from indicators.spark.java import java_home
from indicators.spark.runner import spark_runner
from tests.conftest import PROJECT
from tests.spark.sessions import spark_on
from tests.store.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

    from indicators.answers.store import Store

MASTER = "local-cluster[2,1,1024]"
DOCUMENTS = sorted((PROJECT / "tests" / "prose" / "documents").glob("*.txt"))[:5]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A cluster on this machine: a master, two workers, an executor in each."""
    with spark_on(MASTER, tmp_path_factory) as started:
        yield started


@pytest.fixture(scope="module")
def spark(
    store: Store, session: SparkSession, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("published") / "it's a set"
    store.export("parquet", folder)
    with indicators.open("spark", data=folder, session=session) as opened:
        yield opened


def test_the_cluster_has_two_executors(session: SparkSession) -> None:
    places = session.sparkContext.parallelize(range(8), 8).map(lambda _: Path.cwd().name)
    assert set(places.collect()) == {"0", "1"}  # the folders of the two executors
    infos = session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()
    assert len(infos) == 3  # with the driver


# The other questions: test_questions.py, in one process.
@pytest.mark.parametrize(
    "question",
    [
        "observations of a place and a year",
        pytest.param("targets of a place and a year", marks=pytest.mark.nightly),
    ],
)
def test_the_cluster_answers_as_the_store(question: str, store: Store, spark: Store) -> None:
    expected = QUESTIONS[question](store).to_polars()
    assert expected.height > 0
    assert_frame_equal(QUESTIONS[question](spark).to_polars(), expected, check_exact=True)


def test_parameters_by_name_and_by_place(store: Store, spark: Store) -> None:
    named = "SELECT count(*) FROM observation WHERE place_id = $place AND year(period_end) = $year"
    given = {"place": "vinh-bao", "year": 2023}
    assert list(spark.sql(named, given)) == list(store.sql(named, given)) != [{"count_star()": 0}]
    placed = "SELECT count(*) AS n FROM observation WHERE list_contains(?, place_id)"
    with pytest.raises(QueryError, match="no empty list"):
        spark.sql(placed, [[]])
    assert list(spark.sql(placed, [["it's", "vinh-bao"]])) == list(
        store.sql(placed, [["vinh-bao"]])
    )


@pytest.mark.parametrize(("query", "reason"), [
    ("DROP TABLE observation", "pass one SELECT statement"),
    ("SELECT nothing FROM observation", 'Referenced column "nothing" not found'),
    ("SELECT list(value ORDER BY ordinal DESC) FROM observation", "leave DESC out"),
    ("SELECT md5_number(place_id) FROM observation", "Spark cannot answer this"),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_sentence(
    query: str, reason: str, spark: Store
) -> None:
    with pytest.raises(QueryError, match=reason) as caught:
        spark.sql(query)
    assert "\n" not in str(caught.value)


def test_audit_and_export_are_refused(spark: Store, tmp_path: Path) -> None:
    for asked in (spark.audit, partial(spark.export, "csv", tmp_path / "figures.csv")):
        with pytest.raises(QueryError, match="is done by DuckDB alone; open the same data set"):
            asked()


@pytest.mark.slow
def test_a_store_file_is_published_for_a_while(
    store: Store, session: SparkSession, built: Path
) -> None:
    with indicators.open("spark", data=built, session=session) as opened:
        published = Path(opened.path)
        assert repr(opened) == "Store('store', 555 figures)"
    assert not published.exists()
    assert len(store.observations()) == 555


def test_a_place_without_a_data_set_is_told(session: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        indicators.open("spark", data=tmp_path / "nothing", session=session)
    with pytest.raises(StoreError, match="no data set can be opened here"):
        indicators.open("spark", data=f"file://{tmp_path}/nothing", session=session)


@pytest.mark.parametrize("count", [2, pytest.param(5, marks=pytest.mark.slow)])
def test_drafts_of_executors_are_those_of_this_machine(session: SparkSession, count: int) -> None:
    documents = DOCUMENTS[:count]
    run = spark_runner(drafting.lost, session)
    here = list(drafting.draft_documents(documents, "xlsx", workers=1))
    there = list(drafting.draft_documents(documents, "xlsx", run=run))
    assert [outcome.error for outcome in here] == [None] * count
    assert there == here


@pytest.mark.slow
def test_store_built_by_executors_is_that_of_this_machine(
    session: SparkSession, built: Path, tmp_path: Path
) -> None:
    for folder in ("raw", "codebook"):
        shutil.copytree(built / folder, tmp_path / folder)
    assert building.build(tmp_path, run=spark_runner(lost, session)).published
    for name in ("observations.csv", "datapackage.json"):
        expected = (built / "processed" / name).read_bytes()
        assert (tmp_path / "processed" / name).read_bytes() == expected
    with indicators.open(tmp_path) as there, indicators.open(built) as here:
        for table in ("document", "observation", "rating", "finding", "build"):
            query = f"SELECT * FROM {table} ORDER BY ALL"
            assert_frame_equal(there.sql(query).to_polars(), here.sql(query).to_polars())


def test_a_job_that_fails_fails_alone(session: SparkSession) -> None:
    jobs = [partial(int, text) for text in ("1", "two", "3", "4")]
    outcomes = spark_runner(lambda job: -len(str(job.args[0])), session)(jobs)
    assert list(outcomes) == [1, -3, 3, 4]


@pytest.mark.slow
def test_command_reads_on_the_cluster(
    session: SparkSession, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert session.sparkContext.master == MASTER
    names = [str(path) for path in DOCUMENTS]
    assert main(["extract", *names, "-o", str(tmp_path / "there"), "--spark", MASTER]) == 0
    assert "5 documents: 5 read with" in capfd.readouterr().err
    assert main(["extract", *names, "-o", str(tmp_path / "here")]) == 0
    drafts = sorted(path.name for path in (tmp_path / "here").glob("*.xlsx"))
    assert len(drafts) == 5
    for name in drafts:
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


def test_no_java_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match=r"Spark needs Java 17 or newer .* install one"):
        java_home()
