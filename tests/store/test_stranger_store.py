"""A store from a stranger reaches nothing outside itself, and nobody can write through it."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pytest

import indicators
from indicators.messages.errors import IndicatorsError, QueryError, StoreError
from indicators.model.schema import ddl
from indicators.views import VIEWS, view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indicators.answers.store import Store

SECRET = "only for me"  # noqa: S105 (text that must not be told)
DOCUMENT = "INSERT INTO document VALUES ('a/1', '1', 't', 'k', 'i', DATE '2024-01-02', 'day', 'a', 'f', 's', 'official', NULL, 'document')"


def store_file(path: Path, *statements: str) -> Path:
    """A store with one document and no figures, and what a stranger did to it."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(ddl())
        for name in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {view(name)}")
        for statement in (DOCUMENT, *statements):
            connection.execute(statement)
    return path


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An open store whose views and macros try to get out."""
    folder = tmp_path_factory.mktemp("stranger")
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    secret = folder / "secret.txt"
    path = store_file(
        folder / "indicators.duckdb",
        f"CREATE VIEW reads_text AS SELECT * FROM read_text('{secret}')",
        f"CREATE VIEW reads_bytes AS SELECT * FROM read_blob('{secret}')",
        f"CREATE VIEW reads_csv AS SELECT * FROM read_csv('{secret}', header = false)",
        f"CREATE VIEW lists_files AS SELECT * FROM glob('{folder}/*')",
        f"CREATE VIEW reads_within AS SELECT (SELECT content FROM read_text('{secret}')) AS x",
        "CREATE SEQUENCE numbers",
        "CREATE VIEW counts AS SELECT nextval('numbers') AS x",
    )
    with indicators.open(path) as opened:
        yield opened


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def refused(store: Store, query: str) -> str:
    """The sentence; the files of the store are as they were."""
    folder = Path(store.path).parent
    before = hashes(folder)
    with pytest.raises(QueryError) as error:
        store.sql(query)
    assert hashes(folder) == before
    sentence = str(error.value)
    assert len(sentence.splitlines()) == 1
    assert SECRET not in sentence
    return sentence


@pytest.mark.parametrize(
    "name", ["reads_text", "reads_bytes", "reads_csv", "lists_files", "reads_within"]
)
def test_views_of_a_stranger_cannot_reach_out(name: str, shut: Store) -> None:
    assert "Cannot access" in refused(shut, f"SELECT * FROM {name}")


def test_a_view_cannot_count_in_the_store(shut: Store) -> None:
    assert "read-only" in refused(shut, "SELECT * FROM counts")


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO document SELECT * FROM document",
        "UPDATE document SET title = 'x'",
        "DELETE FROM document",
        "MERGE INTO document USING document AS d ON false WHEN NOT MATCHED THEN INSERT",
        "CREATE TABLE x (i INT)",
        "CREATE TEMP TABLE x (i INT)",
        "CREATE VIEW x AS SELECT 1",
        "CREATE MACRO x() AS 1",
        "CREATE SECRET x (TYPE s3)",
        "ALTER TABLE document RENAME TO x",
        "DROP TABLE document",
        "TRUNCATE document",
        "COPY document TO 'x.csv'",
        "COPY (SELECT 1) TO 'x.parquet'",
        "COPY document FROM 'x.csv'",
        "EXPORT DATABASE 'x'",
        "IMPORT DATABASE 'x'",
        "ATTACH 'x.duckdb' AS x",
        "DETACH store",
        "USE memory",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 1",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET VARIABLE x = 1",
        "PRAGMA database_list",
        "PRAGMA enable_profiling",
        "CALL pragma_version()",
        "CALL enable_logging()",
        "CHECKPOINT",
        "VACUUM",
        "ANALYZE",
        "BEGIN",
        "PREPARE x AS SELECT 1",
        "EXECUTE x",
        "EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'",
        "EXPLAIN ANALYZE CREATE TEMP TABLE x AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE document",
        "WITH x AS (INSERT INTO document SELECT * FROM document RETURNING *) SELECT * FROM x",
        "SELECT * FROM query('DROP TABLE document')",
        "SELECT * FROM enable_profiling(save_location = 'x.json')",
        "SELECT * FROM enable_logging('QueryLog', storage = 'file', storage_config = {'path': 'x'})",
        "SELECT nextval('numbers')",
        "SELECT getenv('HOME')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet('x.parquet')",
        "SELECT * FROM read_json('x.json')",
        "SELECT * FROM read_duckdb('x.duckdb')",
        "SELECT * FROM sqlite_scan('x.db', 't')",
        "SELECT * FROM glob('*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM 'https://example.invalid/x.csv'",
        "SELECT * FROM python_variable",
        "SELEC",
        "",
        "-- nothing",
    ],
)  # fmt: skip
def test_sql_reads_the_store_and_does_nothing_else(query: str, shut: Store) -> None:
    python_variable = pl.DataFrame({"secret": [SECRET]})
    assert python_variable.height == 1
    refused(shut, query)


def test_nothing_is_written_where_duckdb_may_always_write(shut: Store) -> None:
    """`EXPLAIN ANALYZE COPY` used to leave a log beside the store, which the next opening read."""
    refused(shut, f"EXPLAIN ANALYZE COPY (SELECT 1) TO '{shut.path}.wal'")
    refused(shut, f"EXPLAIN ANALYZE COPY (SELECT 1) TO '{shut.path}' (USE_TMP_FILE false)")


def test_files_of_others_for_spilling_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB may always read in its temporary folder, which is `.tmp` of the current one."""
    (tmp_path / ".tmp").mkdir()
    (tmp_path / ".tmp" / "x.txt").write_text(SECRET, "utf-8")
    monkeypatch.chdir(tmp_path)
    with indicators.open(store_file(tmp_path / "indicators.duckdb")) as store:
        refused(store, "SELECT * FROM read_text('.tmp/x.txt')")


def test_no_extension_is_fetched_or_loaded(shut: Store) -> None:
    names = "('autoinstall_known_extensions', 'autoload_known_extensions', 'allow_community_extensions', 'enable_external_access')"
    found = shut.sql(f"SELECT name, value FROM duckdb_settings() WHERE name IN {names}")
    assert {row["value"] for row in found} == {"false"}
    assert len(found) == 4


@pytest.mark.parametrize("name", VIEWS)
def test_analyses_of_a_strangers_views_are_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    path = store_file(
        tmp_path / "a.duckdb",
        f"DROP VIEW {name}",
        f"CREATE VIEW {name} AS SELECT * FROM read_text('{tmp_path}/secret.txt')",
        "INSERT INTO place VALUES ('a', '1', 'A', 'district', NULL, DATE '1900-01-01', NULL, NULL), "
        "('b', '2', 'B', 'district', NULL, DATE '1900-01-01', NULL, NULL)",
    )
    with indicators.open(path) as store:
        for ask in (store.target_vs_actual, store.growth, store.structure, store.observations):
            try:
                assert SECRET not in ask().to_html()
            except QueryError as error:
                assert len(str(error).splitlines()) == 1
        with pytest.raises(QueryError, match="Cannot access"):
            store.sql(f"SELECT * FROM {name}")


@pytest.mark.parametrize("day", ["infinity", "-infinity", "0044-03-15 (BC)", "290000-01-01"])
def test_days_that_python_cannot_hold_are_one_sentence(day: str, tmp_path: Path) -> None:
    """Reading one of them from a frame used to end in a panic of polars."""
    path = store_file(tmp_path / "a.duckdb", f"UPDATE document SET issued_on = '{day}'::DATE")
    with indicators.open(path) as store, pytest.raises(QueryError, match="issued_on holds a day"):
        store.documents()


STRANGE: dict[str, tuple[str, ...]] = {
    "observation is a view": ("DROP TABLE observation", "CREATE VIEW observation AS SELECT 'x' AS observation_id"),
    "observation is missing": ("DROP TABLE observation",),
    "places are missing": ("DROP TABLE place",),
    "a column is missing": ("ALTER TABLE indicator DROP COLUMN name_en",),
    "a column is of another type": ("ALTER TABLE document ALTER sha256 TYPE INT USING 1",),
    "a column may be empty": ("ALTER TABLE document ALTER title DROP NOT NULL",),
    "a list is a text": ("ALTER TABLE observation ALTER flags DROP NOT NULL", "ALTER TABLE observation ALTER flags TYPE VARCHAR USING 'x'"),
    "a finding lacks its rule": ("ALTER TABLE finding DROP COLUMN rule",),
    "a macro": ("CREATE MACRO list_contains(a, b) AS true",),
    "a table macro": ("CREATE MACRO latest_figures() AS TABLE SELECT * FROM glob('/*')",),
}  # fmt: skip


@pytest.mark.parametrize("case", STRANGE)
def test_other_tables_than_ours_are_refused(case: str, tmp_path: Path) -> None:
    path = store_file(tmp_path / "a.duckdb", *STRANGE[case])
    with pytest.raises(StoreError, match="not a store of indicators") as error:
        indicators.open(path)
    assert len(str(error.value).splitlines()) == 1


def strange_file(kind: str, folder: Path) -> Path:
    path = folder / "indicators.duckdb"
    if kind == "sqlite":
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE observation (observation_id, document_id)")
        other.close()
    elif kind == "parquet":
        pl.DataFrame({"observation_id": ["x"]}).write_parquet(path)
    elif kind == "link to text":
        (folder / "secret.txt").write_text(SECRET, "utf-8")
        path.symlink_to(folder / "secret.txt")
    elif kind == "link to itself":
        path.symlink_to(path)
    elif kind == "folder":
        (path / "indicators.duckdb").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        whole = store_file(folder / "whole.duckdb").read_bytes()
        path.write_bytes({
            "csv": b"observation_id,document_id\na,b\n",
            "cut": whole[: len(whole) // 2],
            "head alone": whole[:4096],
            "later version": whole[:12] + (9999).to_bytes(8, "little") + whole[20:],
        }[kind])  # fmt: skip
    return path


@pytest.mark.parametrize(
    "kind",
    [
        "sqlite", "parquet", "csv", "cut", "head alone", "later version", "link to text",
        "link to itself", "folder", "pipe",
    ],
)  # fmt: skip
def test_files_that_are_no_stores_are_one_sentence(kind: str, tmp_path: Path) -> None:
    path = strange_file(kind, tmp_path)
    with pytest.raises((StoreError, QueryError)) as error, indicators.open(path) as store:
        store.documents()  # of a file that was cut, only the blocks at its end are missing
    assert len(str(error.value).splitlines()) == 1
    assert SECRET not in str(error.value)


def test_log_of_a_stranger_changes_nothing(tmp_path: Path) -> None:
    path = store_file(tmp_path / "a.duckdb")
    (tmp_path / "a.duckdb.wal").write_bytes(b"\x01" * 5000)
    with indicators.open(path) as store:
        assert len(store.documents()) == 1


def test_link_to_a_store_and_much_nonsense_in_it_open(tmp_path: Path) -> None:
    more = [f"CREATE TABLE nonsense_{number} (i INT)" for number in range(300)]
    store_file(tmp_path / "whole.duckdb", "BEGIN", *more, "COMMIT", "ALTER TABLE place ADD x INT")
    (tmp_path / "link.duckdb").symlink_to(tmp_path / "whole.duckdb")
    with indicators.open(tmp_path / "link.duckdb") as store:
        assert len(store.documents()) == 1


def test_flipped_bits_never_end_the_process(tmp_path: Path) -> None:
    """In a process of its own: a crash would end the tests too."""
    whole = store_file(tmp_path / "whole.duckdb").read_bytes()
    rng = random.Random(5)
    for number in range(40):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 5)):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        (tmp_path / f"{number}.flipped").write_bytes(bytes(data))
    ended = subprocess.run(
        [sys.executable, "-c", FLIPPED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    right, told = map(int, ended.stdout.split())
    assert right + told == 40
    assert told > 10


FLIPPED = f"""
import sys
from pathlib import Path
import indicators
from {IndicatorsError.__module__} import IndicatorsError
right = told = 0
for path in Path(sys.argv[1]).glob("*.flipped"):
    try:
        with indicators.open(path) as store:
            store.documents(), store.observations(), store.rules()
        right += 1
    except IndicatorsError as error:
        assert len(str(error).splitlines()) == 1, error
        told += 1
print(right, told)
"""
