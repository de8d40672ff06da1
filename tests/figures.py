"""Stores made of a few written figures, for tests of the views."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl

from indicators.answers.store import Store
from indicators.codebook import Codebook, Relation
from indicators.store import frames
from indicators.store.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DOCUMENTS = {
    "first": date(2024, 1, 10), "second": date(2024, 6, 10), "press": date(2024, 7, 1),
    "other": date(2024, 8, 1), "undated": None,
}  # fmt: skip
_INDICATOR = {
    "name_en": "", "theme": "economy", "unit": "%", "better": "higher", "better_share": "none", "measure": "level", "parent": None,
    "sector": None, "structure_group": None, "range_low": None, "range_high": None, "definition": "", "grade": "same", "comparability_note": "note",
    "comparability_note_vi": "lời", "name_vi": "",
}  # fmt: skip
_FIGURE: dict[str, Any] = {
    "document_id": "here/first", "source_locator": None, "place_id": "here", "indicator_id": "rate",
    "period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31), "period_kind": "year",
    "scenario": "actual", "target_by": None, "measure": "level", "bound": "point", "value": None, "low": None,
    "high": None, "denominator": None, "decimals": 0, "unit": "%", "price_basis": None, "base_year": None,
    "raw_label": "label", "raw_value": "as printed", "raw_unit": None, "reported_status": None, "note": None,
    "flags": [],
}  # fmt: skip


def figure(text: str, **more: Any) -> dict[str, Any]:
    """`14..15`, `>20`, `>=20`, `<5`, `<=5`, `12.50` as a figure; decimals are those written."""
    ends = text.split("..")
    made: dict[str, Any] = {"raw_value": text}
    sign = next((s for s in (">=", "<=", ">", "<") if text.startswith(s)), "")
    if len(ends) == 2:
        made |= {"bound": "range", "low": float(ends[0]), "high": float(ends[1])}
    elif sign:
        name, end = {
            ">=": ("at_least", "low"), ">": ("more_than", "low"),
            "<=": ("at_most", "high"), "<": ("less_than", "high"),
        }[sign]  # fmt: skip
        made |= {"bound": name, end: float(text[len(sign) :])}
    else:
        made |= {"bound": "point", "value": float(text)}
    made["decimals"] = max(len(end.partition(".")[2]) for end in ends)
    return {**_FIGURE, **made, **more}


def target(text: str, **more: Any) -> dict[str, Any]:
    return figure(text, **{"scenario": "target", "target_by": "district", **more})


def year(number: int) -> dict[str, date]:
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


def indicator(name: str, **more: Any) -> dict[str, Any]:
    known = {**_INDICATOR, "comparability": name, **more}
    return {
        "indicator_id": name,
        **known,
        "name_vi": f"Chỉ tiêu {name}",
        "name_en": f"Indicator {name}",
    }


def relation(kind: str, result: str, *terms: str, factor: float = 1.0) -> Relation:
    return Relation(kind, result, terms, factor)  # type: ignore[arg-type]


def store_tables(
    figures: Iterable[dict[str, Any]],
    indicators: Sequence[dict[str, Any]] = (),
    places: Sequence[dict[str, Any]] = (),
    ratings: Sequence[tuple[int, str, str]] = (),
    *,
    relations: Sequence[Relation] = (),
) -> dict[str, pl.DataFrame]:
    """The tables of a store of the figures; locator and ordinal follow the order given."""
    rows = []
    for number, row in enumerate(figures):
        made = {
            "locator": f"T!A{number + 1}",
            **row,
            "ordinal": number + 1,
            "observation_id": f"o{number:06}",
        }
        rows.append({"reported_status": None, **made})
    ids = sorted({row["document_id"] for row in rows} or {"here/first"})
    documents = [
        {
            "document_id": one, "number": one.split("/")[-1], "title": "T", "kind": "Báo cáo", "issuer": "UBND",
            "issued_on": DOCUMENTS[one.split("/")[-1]], "issued_precision": "day", "place_id": one.split("/")[0],
            "file": "f.xlsx", "sha256": "0" * 64, "title_from": "document",
            "source_class": name if (name := one.split("/")[-1]) in ("press", "other") else "official",
        }
        for one in ids
    ]  # fmt: skip
    here = [
        {
            "place_id": place, "code": "1", "name": f"Huyện {place}", "level": "district", "parent": None,
            "valid_from": date(1900, 1, 1), "valid_to": None, "successor": None,
        }
        for place in sorted({row["place_id"] for row in rows} or {"here"})
    ]  # fmt: skip
    known = list(indicators) or [
        indicator(i) for i in sorted({row["indicator_id"] for row in rows})
    ]
    said = [
        {"observation_id": f"o{at:06}", "target_by": who, "verdict": v} for at, who, v in ratings
    ]
    return {
        "document": pl.DataFrame(documents, schema=frames.types_of("document")),
        "place": pl.DataFrame(list(places) or here, schema=frames.types_of("place")),
        "indicator": pl.DataFrame(known, schema=frames.types_of("indicator")),
        "alias": pl.DataFrame([], schema=frames.types_of("alias")),
        "unit": frames.units(),
        "relation": frames.relations(Codebook({}, tuple(relations))),
        "observation": pl.DataFrame(rows, schema=frames.types_of("observation")),
        "rating": pl.DataFrame(said, schema=frames.types_of("rating")),
        "finding": pl.DataFrame([], schema=frames.types_of("finding")),
        "build": pl.DataFrame([], schema=frames.types_of("build")),
    }


@cache
def _empty_store() -> bytes:
    """A store without a row: to write its tables and views takes longer than a few figures do."""
    with tempfile.TemporaryDirectory() as name:
        publish(Path(name), {})
        return Path(name, "indicators.duckdb").read_bytes()


def make_store(
    folder: Path,
    figures: Iterable[dict[str, Any]],
    indicators: Sequence[dict[str, Any]] = (),
    places: Sequence[dict[str, Any]] = (),
    ratings: Sequence[tuple[int, str, str]] = (),
    *,
    relations: Sequence[Relation] = (),
    lang: Any = None,
) -> Store:
    """A store of the figures, opened; see `store_tables`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "indicators.duckdb"
    path.write_bytes(_empty_store())
    tables = store_tables(figures, indicators, places, ratings, relations=relations)
    with duckdb.connect(str(path)) as connection:
        for name, frame in tables.items():
            if frame.height:
                connection.register("incoming", frame.to_arrow())
                connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
                connection.unregister("incoming")
    return Store(path, lang=lang)


def duckdb_of(store: Store) -> duckdb.DuckDBPyConnection:
    """What a store of a file asks."""
    assert isinstance(store._connection, duckdb.DuckDBPyConnection)
    return store._connection
