"""Records as polars frames, one for each table of the store, sorted so that a rebuild is equal."""

from __future__ import annotations

import hashlib
from operator import attrgetter
from typing import TYPE_CHECKING

import polars as pl

from indicators.language.units import all_units
from indicators.model.schema import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.audit import Rule
    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.model.records import Columns, Document, FileRead, Finding
    from indicators.model.schema import ColumnType

_LIST = pl.List(pl.String())
_TYPES: dict[ColumnType, pl.DataType] = {
    "text": pl.String(), "number": pl.Float64(), "integer": pl.Int32(), "date": pl.Date(),
    "boolean": pl.Boolean(), "texts": _LIST,
}  # fmt: skip


def types_of(table: str) -> dict[str, pl.DataType]:
    """The columns of a table with their types in polars."""
    return {name: _TYPES[column.type] for name, column in columns_of(table).items()}


def observations(columns: Columns) -> pl.DataFrame:
    """Table `observation` of figures by column (`building.outcome`)."""
    return _typed(columns, "observation")


def ratings(columns: Columns) -> pl.DataFrame:
    """Table `rating`: what the documents' own ratings say, statement by statement."""
    return _typed(columns, "rating")


def _typed(columns: Columns, table: str) -> pl.DataFrame:
    """A frame of columns; dates are ISO text, lists one text: lists would be made row by row."""
    schema = types_of(table)
    dates = [name for name, kind in schema.items() if kind == pl.Date()]
    lists = [name for name, kind in schema.items() if kind == _LIST]
    printed = {
        name: pl.String() if name in dates + lists else kind for name, kind in schema.items()
    }
    rows = len(next(iter(columns.values()), ()))
    frame = pl.DataFrame(
        {name: columns.get(name, [None] * rows) for name in schema}, schema=printed
    )
    return frame.with_columns(
        pl.col(dates).str.to_date("%Y-%m-%d"), pl.col(lists).str.extract_all(r"\S+")
    )


def _of_records(
    table: str, records: Iterable[object], renamed: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """A frame of the attributes that are called like the columns; a column without one is null."""
    names = {name: (renamed or {}).get(name, name) for name in types_of(table)}
    rows = [[_plain(getattr(r, attribute, None)) for attribute in names.values()] for r in records]
    return pl.DataFrame(rows, schema=types_of(table), orient="row")


def units() -> pl.DataFrame:
    """Table `unit`, by symbol."""
    return _of_records("unit", all_units(), {"name_en": "en"})


def documents(records: Iterable[Document]) -> pl.DataFrame:
    """Table `document`, by id."""
    return _of_records("document", sorted(records, key=attrgetter("document_id")))


def places(register: Register, place_ids: Iterable[str]) -> pl.DataFrame:
    """Table `place`, by id and date: these places and those beside them (see `Register.beside`)."""
    return _of_records("place", register.beside({*place_ids, *(p.place_id for p in register.own)}))


def indicators(codebook: Codebook) -> pl.DataFrame:
    """Table `indicator`, by id."""
    renamed = {"name_vi": "vi", "name_en": "en", "structure_group": "group"}
    known = codebook.indicators.values()
    limits = (("range_low", 0), ("range_high", 1))
    return _of_records("indicator", known, renamed).with_columns(
        pl.Series(name, [i.range[end] for i in known], pl.Float64()) for name, end in limits
    )


def relations(codebook: Codebook) -> pl.DataFrame:
    """Table `relation`, a row a term."""
    rows = [
        {
            "relation": number, "kind": r.kind, "indicator_id": r.result, "factor": r.factor,
            "terms": len(r.terms), "position": position, "term_id": term,
        }
        for number, r in enumerate(codebook.relations, 1)
        for position, term in (enumerate(r.terms, 1) if r.terms else [(None, None)])
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=types_of("relation"))


def aliases(codebook: Codebook) -> pl.DataFrame:
    """Table `alias`, by indicator."""
    rows = [
        {
            "indicator_id": i.indicator_id, "label": a.label, "key": a.key, "unit": a.unit,
            "measure": a.measure, "under": list(codebook.titles_of(a)),
        }
        for i in codebook.indicators.values()
        for a in i.aliases
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=types_of("alias"))


def findings(records: Sequence[Finding]) -> pl.DataFrame:
    """Table `finding`, in the order of documents and places found."""
    return (
        _of_records("finding", records)
        .with_columns(pl.Series("finding_id", [_hash(f) for f in records], pl.String()))
        .unique("finding_id", maintain_order=True)
    )


def rules(records: Iterable[Rule]) -> pl.DataFrame:
    """Table `rule`, by name."""
    return _of_records("rule", records, {"rule": "name"})


def builds(files: Iterable[FileRead], version: str) -> pl.DataFrame:
    """Table `build`: every file that was read, with its closing sum of cells."""
    rows = [
        {"file": read.file, "sha256": read.sha256, "version": version, "cells": read.cells}
        | dict(read.sums)
        for read in files
        if read.document is not None and read.sums is not None
    ]
    return pl.DataFrame(rows, schema=types_of("build"))


def _hash(finding: Finding) -> str:
    """Of everything that tells findings apart: one cell may hold several names that are wrong."""
    parts = (finding.rule, finding.document_id, finding.locator, finding.expected, finding.found)
    key = "|".join(map(str, (*parts, *finding.locators, finding.message_en)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    """Tuples as lists."""
    return list(value) if isinstance(value, tuple) else value
