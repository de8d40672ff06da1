"""The figures that are published are those the normaliser reads in the five workbooks."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import Any

import pytest

from indicators.codebook.places import load_register
from indicators.readers import read_source
from indicators.tables import normalise
from tests.conftest import PROJECT
from tests.tables.tables import districts

RAW = PROJECT / "data" / "raw"
DECLARED = ("note", "flags", "ordinal")  # corrections and order belong to the build


def published() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    text = (PROJECT / "data" / "processed" / "observations.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines(keepends=True)):
        found.setdefault(row["document_id"], []).append(row)
    return found


def written(value: Any) -> str:
    if value is None:
        return ""
    text = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return f"'{text}" if text[:1] in "+-=@'" and not isinstance(value, Decimal | int) else text


@pytest.mark.parametrize("path", sorted(RAW.rglob("*.xlsx")), ids=lambda path: path.stem)
def test_published_figures_are_those_of_the_workbooks(path: Any) -> None:
    file = path.relative_to(PROJECT / "data").as_posix()
    result = normalise(read_source(path), districts(), load_register(), file)
    assert [f.rule for f in result.findings if f.severity == "error"] == []
    assert result.document is not None
    rows = published()[result.document.document_id]
    found = sorted(result.observations, key=lambda o: o.order)
    assert len(found) == len(rows)
    for row, o in zip(rows, found, strict=True):
        for name in row.keys() - DECLARED:
            printed = row[name]
            if name in ("value", "low", "high", "denominator") and printed:
                printed = f"{Decimal(printed).normalize():f}"
            assert printed == written(getattr(o, name)), (row["locator"], name)
        assert set(o.flags) <= set(row["flags"].split())
    assert sum(result.ledger.sums().values()) == result.cells
