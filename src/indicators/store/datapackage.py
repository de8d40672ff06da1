"""`datapackage.json`: what `observations.csv` is, for people and programs (Frictionless v1)."""

from __future__ import annotations

from typing import Any

import polars as pl

from indicators.store.frames import OBSERVATION

OBSERVATIONS = "observations.csv"
_TYPES = {pl.String: "string", pl.Float64: "number", pl.Int32: "integer", pl.Date: "date"}
_MEANING = {
    "observation_id": "stable hash of document, locator, scenario and measure",
    "document_id": "<place_id>/<number>",
    "locator": "cell in the workbook",
    "source_locator": "place in the document",
    "place_id": "place; its territory is that of the period's date",
    "indicator_id": "key of the codebook",
    "period_start": "first day",
    "period_end": "last day",
    "period_kind": "year, quarter, month, year_to_date, half_year, date, multi_year, school_year",
    "scenario": "target, estimate or actual",
    "target_by": "who set the target; for an attainment, whose target it is measured against",
    "measure": "level, growth (on the same period a year before), attainment (percent of the target), share (percent of a whole), change (absolute) or text",
    "bound": "point, range, at_least, more_than, at_most, less_than or text",
    "value": "of a point, in `unit`",
    "low": "lower end of a range or threshold, in `unit`",
    "high": "upper end of a range or threshold, in `unit`",
    "denominator": "of a ratio such as 27/30",
    "decimals": "decimals printed, counted in `unit`",
    "unit": "canonical unit",
    "price_basis": "constant or current prices",
    "base_year": "of constant prices, where printed",
    "raw_label": "as printed",
    "raw_value": "as printed",
    "raw_unit": "as printed",
    "reported_status": "attainment as the document rates it",
    "note": "remark of the table",
    "flags": "separated by spaces",
    "ordinal": "place in the document, in the order of sheets, rows and columns",
}


def describe(documents: pl.DataFrame, size: int, sha256: str) -> dict[str, Any]:
    """The description of the published observations with their documents as sources.

    Args:
        documents: The table `document`.
        size: Of `observations.csv` in bytes.
        sha256: Of the same.
    """
    return {
        "profile": "tabular-data-package",
        "name": "vietnamese-district-indicators",
        "title": "Indicators of Vietnamese districts as their documents print them",
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "sources": [
            {
                "title": f"{d['issuer']}, {d['kind']} {d['number'] or d['title']}, {d['issued_on']:%Y-%m-%d}"
                if d["issued_precision"] == "day"
                else f"{d['issuer']}, {d['kind']} {d['number'] or d['title']}, {d['issued_on']:%Y-%m}",
                "path": d["document_id"],
            }
            for d in documents.iter_rows(named=True)
        ],
        "resources": [
            {
                "name": "observations",
                "path": OBSERVATIONS,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "bytes": size,
                "hash": f"sha256:{sha256}",
                "schema": {
                    "fields": [
                        {
                            "name": name,
                            "type": _TYPES.get(type(kind), "string"),
                            "description": _MEANING[name],
                        }
                        for name, kind in OBSERVATION.items()
                    ],
                    "primaryKey": "observation_id",
                },
            }
        ],
    }
