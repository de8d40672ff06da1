"""`datapackage.json`: what the csv files beside it are, for people and programs (Frictionless v1).

`build` describes `observations.csv`; `export` describes a folder with a csv for every table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from indicators.model.schema import StoreColumn, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from indicators.model.schema import ColumnType

OBSERVATIONS = "observations.csv"
_TYPES: dict[ColumnType, str] = {
    "text": "string", "number": "number", "integer": "integer", "date": "date",
    "boolean": "boolean", "texts": "array",
}  # fmt: skip
_TEXT = "Text that starts with +, -, =, @ or an apostrophe has one apostrophe in front, so that no spreadsheet takes it for a formula."


class CsvFile(NamedTuple):
    """The csv of a table.

    Attributes:
        path: Beside `datapackage.json`.
        size: In bytes.
        sha256: Of its bytes.
    """

    path: str
    size: int
    sha256: str


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
                "title": ", ".join(
                    filter(
                        None, (d["issuer"], f"{d['kind']} {d['number'] or d['title']}", _issued(d))
                    )
                ),
                "path": d["document_id"],
                "source_class": d["source_class"],
                **({"address": d["address"]} if d["address"] else {}),
            }
            for d in documents.iter_rows(named=True)
        ],
        "resources": [_observations(CsvFile(OBSERVATIONS, size, sha256))],
    }


def _issued(document: Mapping[str, Any]) -> str:
    """The date of a document as ISO text, as exact as it is known."""
    lengths = {"day": 10, "month": 7, "year": 4}
    return str(document["issued_on"] or "")[: lengths.get(document["issued_precision"], 0)]


def describe_package(documents: pl.DataFrame, files: Mapping[str, CsvFile]) -> dict[str, Any]:
    """The description of all tables.

    Args:
        documents: The table `document`.
        files: The csv of every table.
    """
    observations = files["observation"]
    package = describe(documents, observations.size, observations.sha256) | {"description": _TEXT}
    package["resources"][0]["schema"] |= _foreign_keys("observation")
    package["resources"] += [
        _resource(table, file, _schema(table))
        for table, file in files.items()
        if table != "observation"
    ]
    return package


def _observations(file: CsvFile) -> dict[str, Any]:
    """Figures, for people as well: flags are words, and what is blank is no fault."""
    fields = [
        _field(column) | ({"type": "string"} if column.type == "texts" else {})
        for column in tables()["observation"].columns.values()
    ]
    return _resource("observations", file, {"fields": fields} | _primary_key("observation"))


def _schema(table: str) -> dict[str, Any]:
    fields = [
        _field(column) | ({} if column.null else {"constraints": {"required": True}})
        for column in tables()[table].columns.values()
    ]
    return {"fields": fields} | _primary_key(table) | _foreign_keys(table)


def _resource(name: str, file: CsvFile, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "path": file.path,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": schema,
    }


def _field(column: StoreColumn) -> dict[str, Any]:
    return {"name": column.name, "type": _TYPES[column.type], "description": column.en}


def _primary_key(table: str) -> dict[str, Any]:
    key = tables()[table].key
    return {"primaryKey": key[0] if len(key) == 1 else key} if key else {}


def _foreign_keys(table: str) -> dict[str, Any]:
    """Columns that are the key of another table."""
    keys = [
        {
            "fields": name,
            "reference": {
                "resource": "observations" if column.of == "observation" else column.of,
                "fields": name,
            },
        }
        for name, column in tables()[table].columns.items()
        if column.of is not None
    ]
    return {"foreignKeys": keys} if keys else {}
