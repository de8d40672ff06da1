"""The columns are declared once: whoever adds one to `columns.toml` sees it everywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import indicators
from indicators.building import build
from indicators.codebook import Measure, PriceBasis
from indicators.comparing.editions import read_edition
from indicators.drafting.text import draft_csv, draft_jsonl
from indicators.language.periods import PeriodKind
from indicators.model import schema
from indicators.model.documentation import documented
from indicators.model.records import Document, Finding, Observation, Scenario, Severity, TargetBy
from indicators.model.schema import StoreColumn, columns_of, tables
from indicators.prose import extract
from indicators.spark.dialect import spark_schema
from indicators.store import frames
from tests.conftest import PROJECT
from tests.offices import write_office

if TYPE_CHECKING:
    from pathlib import Path

PAGE = PROJECT / "docs" / "data-model.md"
MARGIN = StoreColumn("margin", "number", "sai số", "half a unit", null=True, unit="unit")


@pytest.fixture
def with_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column more in table `observation`."""
    declared = schema.declared()
    observation = declared["observation"]
    longer = replace(observation, columns={**observation.columns, "margin": MARGIN})
    monkeypatch.setattr(schema, "declared", lambda: declared | {"observation": longer})


@pytest.mark.usefixtures("with_margin")
def test_a_column_that_is_declared_is_in_everything_that_is_published(tmp_path: Path) -> None:
    head = ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024"]
    write_office(tmp_path, [head, [1, "Tỷ lệ hộ nghèo", "%", 1.5]])
    assert build(tmp_path).published
    processed = tmp_path / "processed"
    csv = (processed / "observations.csv").read_text("utf-8").splitlines()
    assert csv[0].endswith(",flags,ordinal,margin")
    assert csv[1].endswith(",1,")
    field = {"name": "margin", "type": "number", "description": "half a unit"}
    (described,) = json.loads((processed / "datapackage.json").read_bytes())["resources"]
    assert described["schema"]["fields"][-1] == field
    assert read_edition(processed / "observations.csv").figures["margin"].to_list() == [None]
    with indicators.open(tmp_path) as store:
        frame = store.sql("SELECT margin FROM observation").to_polars()
        assert dict(frame.schema) == {"margin": pl.Float64()}
        assert frame["margin"].to_list() == [None]
        assert store.sql("SELECT margin FROM observation").to_arrow().schema.types == [pa.float64()]
        store.export("parquet", tmp_path / "set")
        store.export("datapackage", tmp_path / "package")
    (part,) = (tmp_path / "set" / "observation").rglob("*.parquet")
    assert pq.read_schema(part).field("margin").type == pa.float64()
    with indicators.open(tmp_path / "set") as published:
        assert published.sql("SELECT margin FROM observation").to_polars().height == 1
    about = json.loads((tmp_path / "package" / "datapackage.json").read_bytes())
    assert about["resources"][0]["schema"]["fields"][-1] == field


@pytest.mark.usefixtures("with_margin")
def test_a_column_that_is_declared_is_in_drafts_in_spark_and_in_the_page(tmp_path: Path) -> None:
    document = tmp_path / "bao-cao.txt"
    document.write_text("Năm 2024, tỷ lệ hộ nghèo còn 1,5%.", "utf-8")
    draft = extract(document)
    assert len(draft.rows) == 1
    assert ",ordinal,margin,file," in draft_csv([draft]).decode().splitlines()[0]
    assert json.loads(draft_jsonl([draft]))["margin"] is None
    assert spark_schema("observation").endswith(", ordinal INT, margin DOUBLE")
    assert frames.types_of("observation")["margin"] == pl.Float64()
    row = "| `margin` | number, may be missing, in `unit` | half a unit | sai số |\n"
    assert row in documented(PAGE.read_text("utf-8"))


def test_the_page_has_the_columns_of_today() -> None:
    page = PAGE.read_text("utf-8")
    assert documented(page) == page, (
        "run python -m indicators.model.documentation docs/data-model.md"
    )


def test_ddl_keeps_keys_values_and_conditions() -> None:
    assert tables()["rating"].ddl == (
        "CREATE TABLE rating (\n"
        "    observation_id VARCHAR NOT NULL,\n"
        "    target_by VARCHAR NOT NULL,\n"
        "    verdict VARCHAR NOT NULL CHECK (verdict IN ('exceeded', 'met', 'missed')),\n"
        "    PRIMARY KEY (observation_id, target_by)\n"
        ");\n"
    )
    assert "observation_id VARCHAR NOT NULL PRIMARY KEY," in tables()["observation"].ddl
    assert "CHECK ((bound = 'text') = (measure = 'text'))," in tables()["observation"].ddl


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("observation", "scenario", Scenario),
        ("observation", "target_by", TargetBy),
        ("observation", "measure", Measure),
        ("observation", "price_basis", PriceBasis),
        ("finding", "severity", Severity),
    ],
)
def test_values_of_a_column_are_those_of_its_type(table: str, column: str, kind: object) -> None:
    assert columns_of(table)[column].values == get_args(kind)


def test_every_kind_of_period_may_be_stored() -> None:
    assert set(columns_of("observation")["period_kind"].values) == set(get_args(PeriodKind))


def test_records_have_the_columns_of_their_tables() -> None:
    assert [n for n in columns_of("observation") if n not in {"observation_id", "ordinal"}] == [
        name for name in Observation._fields if name != "order"
    ]
    assert set(columns_of("document")) == set(Document.__dataclass_fields__) - {"period"}
    fields = set(Finding.__dataclass_fields__) - {"cause"}  # by which equal ones are put together
    assert set(columns_of("finding")) - {"finding_id"} == fields


def test_keys_of_other_tables_are_keys_there() -> None:
    for table in tables().values():
        for name, column in table.columns.items():
            if column.of is not None:
                assert tables()[column.of].key == [name]
