"""Records as polars frames, one for each table of the store, sorted so that a rebuild is equal."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

from indicators.language.units import all_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.audit import Rule
    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.model.records import Columns, Document, FileRead, Finding

TEXT, NUMBER, LIST = pl.String(), pl.Float64(), pl.List(pl.String())

OBSERVATION = {
    "observation_id": TEXT, "document_id": TEXT, "locator": TEXT, "source_locator": TEXT,
    "place_id": TEXT, "indicator_id": TEXT, "period_start": pl.Date(), "period_end": pl.Date(),
    "period_kind": TEXT, "scenario": TEXT, "target_by": TEXT, "measure": TEXT, "bound": TEXT,
    "value": NUMBER, "low": NUMBER, "high": NUMBER, "denominator": NUMBER, "decimals": pl.Int32(),
    "unit": TEXT, "price_basis": TEXT, "base_year": pl.Int32(), "raw_label": TEXT,
    "raw_value": TEXT, "raw_unit": TEXT, "reported_status": TEXT, "note": TEXT, "flags": LIST,
    "ordinal": pl.Int32(),
}  # fmt: skip
DOCUMENT = {
    "document_id": TEXT, "number": TEXT, "title": TEXT, "kind": TEXT, "issuer": TEXT,
    "issued_on": pl.Date(), "issued_precision": TEXT, "place_id": TEXT, "file": TEXT, "sha256": TEXT,
}  # fmt: skip
PLACE = {
    "place_id": TEXT, "code": TEXT, "name": TEXT, "level": TEXT, "parent": TEXT,
    "valid_from": pl.Date(), "valid_to": pl.Date(), "successor": TEXT,
}  # fmt: skip
INDICATOR = {
    "indicator_id": TEXT, "name_vi": TEXT, "name_en": TEXT, "theme": TEXT, "unit": TEXT,
    "better": TEXT, "measure": TEXT, "parent": TEXT, "sector": TEXT, "structure_group": TEXT,
    "range_low": NUMBER, "range_high": NUMBER, "definition": TEXT, "comparability": TEXT, "grade": TEXT, "comparability_note": TEXT,
    "comparability_note_vi": TEXT,
}  # fmt: skip
ALIAS = {
    "indicator_id": TEXT, "label": TEXT, "key": TEXT, "unit": TEXT, "measure": TEXT, "under": LIST,
}  # fmt: skip
UNIT = {"symbol": TEXT, "name_en": TEXT, "dimension": TEXT, "counted": pl.Boolean()}
RATING = {"observation_id": TEXT, "target_by": TEXT, "verdict": TEXT}
BUILD = {
    "file": TEXT, "sha256": TEXT, "version": TEXT,
    **dict.fromkeys(("cells", "observation", "label", "head", "ignored", "finding"), pl.Int32()),
}  # fmt: skip
FINDING = {
    "finding_id": TEXT, "severity": TEXT, "rule": TEXT, "document_id": TEXT, "locator": TEXT,
    "expected": TEXT, "found": TEXT, "tolerance": TEXT, "message_vi": TEXT, "message_en": TEXT,
    "observation_ids": LIST, "locators": LIST, "accepted": TEXT,
}  # fmt: skip
RULE = dict.fromkeys(
    (
        "rule", "severity", "title_vi", "title_en", "meaning_vi", "meaning_en", "settle_vi",
        "settle_en",
    ), TEXT,
)  # fmt: skip
RELATION = {
    "relation": pl.Int32(), "kind": TEXT, "indicator_id": TEXT, "factor": NUMBER, "terms": pl.Int32(),
    "position": pl.Int32(), "term_id": TEXT,
}  # fmt: skip


def observations(columns: Columns) -> pl.DataFrame:
    """Table `observation` of figures by column (`building.outcome`)."""
    return _typed(columns, OBSERVATION)


def ratings(columns: Columns) -> pl.DataFrame:
    """Table `rating`: what the documents' own ratings say, statement by statement."""
    return _typed(columns, RATING)


def _typed(columns: Columns, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """A frame of columns; dates are ISO text, lists one text: lists would be made row by row."""
    dates = [name for name, kind in schema.items() if kind == pl.Date()]
    lists = [name for name, kind in schema.items() if kind == LIST]
    printed = {name: TEXT if name in dates + lists else kind for name, kind in schema.items()}
    frame = pl.DataFrame({name: columns.get(name, []) for name in schema}, schema=printed)
    return frame.with_columns(
        pl.col(dates).str.to_date("%Y-%m-%d"), pl.col(lists).str.extract_all(r"\S+")
    )


def units() -> pl.DataFrame:
    """Table `unit`, by symbol."""
    rows = [[unit.symbol, unit.en, unit.dimension, unit.counted] for unit in all_units()]
    return pl.DataFrame(rows, schema=UNIT, orient="row")


def documents(records: Iterable[Document]) -> pl.DataFrame:
    """Table `document`, by id."""
    ordered = sorted(records, key=lambda d: d.document_id)
    return pl.DataFrame(
        [[getattr(d, name) for name in DOCUMENT] for d in ordered], schema=DOCUMENT, orient="row"
    )


def places(register: Register) -> pl.DataFrame:
    """Table `place`, by id and date."""
    rows = [[getattr(place, name) for name in PLACE] for place in register.places]
    return pl.DataFrame(rows, schema=PLACE, orient="row")


def indicators(codebook: Codebook) -> pl.DataFrame:
    """Table `indicator`, by id."""
    renamed = {"name_vi": "vi", "name_en": "en", "structure_group": "group"}
    names = [name for name in INDICATOR if not name.startswith("range_")]
    rows = [
        [*(getattr(i, renamed.get(name, name)) for name in names), *i.range]
        for i in codebook.indicators.values()
    ]
    schema = {name: INDICATOR[name] for name in (*names, "range_low", "range_high")}
    return pl.DataFrame(rows, schema=schema, orient="row").select(list(INDICATOR))


def relations(codebook: Codebook) -> pl.DataFrame:
    """Table `relation`, a row a term."""
    rows = [
        [number, r.kind, r.result, r.factor, len(r.terms), position, term]
        for number, r in enumerate(codebook.relations, 1)
        for position, term in (enumerate(r.terms, 1) if r.terms else [(None, None)])
    ]
    return pl.DataFrame(rows, schema=RELATION, orient="row")


def aliases(codebook: Codebook) -> pl.DataFrame:
    """Table `alias`, by indicator."""
    rows = [
        [i.indicator_id, a.label, a.key, a.unit, a.measure, sorted(a.under)]
        for i in codebook.indicators.values()
        for a in i.aliases
    ]
    return pl.DataFrame(rows, schema=ALIAS, orient="row")


def findings(records: Sequence[Finding]) -> pl.DataFrame:
    """Table `finding`, in the order of documents and places found."""
    names = [name for name in FINDING if name != "finding_id"]
    rows = [[_hash(f), *(_plain(getattr(f, name)) for name in names)] for f in records]
    return pl.DataFrame(rows, schema=FINDING, orient="row").unique(
        "finding_id", maintain_order=True
    )


def rules(records: Iterable[Rule]) -> pl.DataFrame:
    """Table `rule`, by name."""
    rows = [[r.name, *(getattr(r, name) for name in RULE if name != "rule")] for r in records]
    return pl.DataFrame(rows, schema=RULE, orient="row")


def _hash(finding: Finding) -> str:
    """Of everything that tells findings apart: one cell may hold several names that are wrong."""
    parts = (finding.rule, finding.document_id, finding.locator, finding.expected, finding.found)
    key = "|".join(map(str, (*parts, *finding.locators, finding.message_en)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    """Decimals as the nearest floats, tuples as lists."""
    from decimal import Decimal

    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


def builds(files: Iterable[FileRead], version: str) -> pl.DataFrame:
    """Table `build`: every file that was read, with its closing sum of cells."""
    rows = [
        [read.file, read.sha256, version, read.cells, *read.sums.values()]
        for read in files
        if read.document is not None and read.sums is not None
    ]
    return pl.DataFrame(rows, schema=BUILD, orient="row")
