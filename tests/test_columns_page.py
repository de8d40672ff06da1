"""docs/columns.md names the columns of every result with their types: all of them, and no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from indicators.answers.results import Result
    from indicators.answers.store import Store

ROW = re.compile(r"^\| (?P<names>`[^|]+) \| (?P<type>[^|]+) \|", re.MULTILINE)
COMMON = "In several of them"


def sections(page: str) -> dict[str, dict[str, str]]:
    """Type of every column, by section of a page."""
    text = (PROJECT / "docs" / page).read_text("utf-8")
    found = {}
    for part in re.split(r"^##+ ", text, flags=re.MULTILINE)[1:]:
        rows = (
            (name, row["type"])
            for row in ROW.finditer(part)
            for name in re.findall(r"`(\w+)`", row["names"])
        )
        found[part.split("\n")[0]] = dict(rows)
    return found


def asked(store: Store, name: str) -> Result:
    """A result of the method."""
    if name == "compare":
        return store.compare(["vinh-bao", "nhon-trach"])
    if name == "sources":
        return store.observations().sources()
    if name == "search":
        return store.search("lúa")
    result: Result = getattr(store, name)()
    return result


def kind(dtype: pl.DataType) -> str:
    """The word of the page for a type."""
    if dtype.is_integer():
        return "whole number"
    words = {pl.Float64: "number", pl.String: "text", pl.Boolean: "yes or no", pl.Date: "date"}
    return words.get(dtype.base_type(), "list")


PAGE = sections("columns.md")
METHODS = [name for name in PAGE if name != COMMON]


@pytest.mark.parametrize("name", METHODS)
def test_a_section_has_the_columns_of_the_result(name: str, store: Store) -> None:
    found = {column: kind(dtype) for column, dtype in asked(store, name).to_polars().schema.items()}
    told = PAGE[name]
    assert told.items() <= found.items()
    table = sections("data-model.md")["observation"] if name == "observations" else {}
    assert [column for column in found if column not in {*told, *PAGE[COMMON], *table}] == []
    common = {column: PAGE[COMMON][column] for column in found if column in PAGE[COMMON]}
    assert common.items() <= found.items()


def test_all_results_have_a_section() -> None:
    assert len(METHODS) == len(set(METHODS)) == 16
