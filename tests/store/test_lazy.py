"""A data set, in a folder or an object store, answers every question as the store file does."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
from polars.testing import assert_frame_equal

import indicators
from indicators.comparing.editions import read_edition
from indicators.messages.errors import ExportError, StoreError
from indicators.store.lazy import connect_to
from tests.store.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indicators.answers.store import Store


@pytest.fixture(scope="module")
def local(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("published") / "it's a set"
    store.export("parquet", folder)
    with indicators.open(folder) as opened:
        yield opened


def address(bucket: str, prefix: str) -> str:
    return f"s3://figures/{prefix}?endpoint_override={bucket}&scheme=http&region=us-east-1"


@pytest.fixture(scope="module")
def remote(store: Store, bucket: str) -> Iterator[Store]:
    store.export("parquet", address(bucket, "viet-nam/2024"))
    with indicators.open(address(bucket, "viet-nam/2024")) as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_folder_answers_as_the_store(question: str, store: Store, local: Store) -> None:
    expected = QUESTIONS[question](store).to_polars()
    assert expected.height > 0
    assert_frame_equal(QUESTIONS[question](local).to_polars(), expected, check_exact=True)


# The folder is asked everything; over HTTP only the way to the files is another.
OVER_HTTP = (
    "observations of a place and a year",
    "targets of a place and a year",
    "growth",
    "search",
)


@pytest.mark.parametrize(
    "question",
    [q if q in OVER_HTTP else pytest.param(q, marks=pytest.mark.slow) for q in QUESTIONS],
)
def test_object_store_answers_as_the_store(question: str, store: Store, remote: Store) -> None:
    expected = QUESTIONS[question](store).to_polars()
    assert_frame_equal(QUESTIONS[question](remote).to_polars(), expected, check_exact=True)


def test_audit_of_a_data_set_finds_what_the_build_found(store: Store, local: Store) -> None:
    again = local.audit().to_polars()
    assert again.height == 80
    assert_frame_equal(again, store.findings().to_polars())


def test_only_the_year_that_is_asked_for_is_fetched(store: Store, bucket: str) -> None:
    """The objects of the other years hold nothing: the answer is the same, another's is not."""
    import boto3

    store.export("parquet", address(bucket, "one-year"))
    client = boto3.client("s3", endpoint_url=f"http://{bucket}", region_name="us-east-1")
    for year in (2024, 2025):
        file = {
            "Bucket": "figures",
            "Key": f"one-year/observation/year={year}/part-0.parquet",
        }
        size = client.head_object(**file)["ContentLength"]
        client.put_object(**file, Body=bytes(size))
    client.close()
    with indicators.open(address(bucket, "one-year")) as opened:
        answer = opened.observations(year=2023).to_polars()
        assert_frame_equal(answer, store.observations(year=2023).to_polars())
        with pytest.raises(indicators.IndicatorsError, match="2024"):
            opened.sql("SELECT count(DISTINCT raw_label) FROM observation")


def test_data_set_in_an_object_store_is_not_written_over(
    store: Store, remote: Store, bucket: str
) -> None:
    assert repr(remote) == "Store('2024', 555 figures)"
    with pytest.raises(ExportError, match="there is something here already"):
        store.export("parquet", address(bucket, "viet-nam/2024"))


def test_address_without_a_data_set_is_told_in_one_sentence(bucket: str) -> None:
    with pytest.raises(StoreError, match="no data set can be opened here") as caught:
        indicators.open(address(bucket, "nothing"))
    assert str(caught.value).startswith("s3://figures/nothing: ")
    with pytest.raises(StoreError, match="no data set can be opened here"):
        indicators.open("gopher://figures/nothing")


def test_keys_in_an_address_are_not_shown(bucket: str) -> None:
    uri = address(bucket, "nothing").replace("s3://", "s3://name:secret@")
    with pytest.raises(StoreError) as caught:
        indicators.open(uri)
    assert "secret" not in str(caught.value)


def test_files_that_are_not_those_of_the_manifest_are_refused(local: Store, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(local.path, tmp_path / "copy"))
    file = next(copy.glob("observation/year=2023/*.parquet"))
    table = pq.read_table(file)
    pq.write_table(table.slice(0, table.num_rows - 50), file)
    with pytest.raises(StoreError, match=r"part-0\.parquet.*get the data set again"):
        indicators.open(copy)


def test_a_changed_figure_of_the_same_size_is_found_by_its_hash(
    local: Store, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(local.path, tmp_path / "copy"))
    file = next(copy.glob("observation/year=2023/*.parquet"))
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(data)
    with pytest.raises(StoreError, match="year=2023/part-0"):
        indicators.open(copy, verify=True)
    with pytest.raises(StoreError, match="year=2023/part-0"):
        read_edition(copy)
    with indicators.open(copy) as store, pytest.raises(StoreError, match="year=2023/part-0"):
        store.export("csv", tmp_path / "figures.csv")


def test_a_copied_folder_is_the_same_data_set(store: Store, local: Store, tmp_path: Path) -> None:
    shutil.copytree(local.path, tmp_path / "copy")
    with connect_to(tmp_path / "copy") as connection:
        assert connection.sql("SELECT count(*) FROM observation").fetchall() == [(555,)]
    with indicators.open(str(tmp_path / "copy")) as opened:
        assert opened.observations().to_polars().equals(store.observations().to_polars())
