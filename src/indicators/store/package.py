"""`datapackage.json` of a folder with a csv for every table (Frictionless v1).

Types, keys and the meaning of columns are those of `schema.sql`; figures are described as `build`
describes them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from indicators.store.datapackage import describe
from indicators.store.reading import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

_TYPES = {
    "VARCHAR": "string", "DOUBLE": "number", "INTEGER": "integer", "DATE": "date",
    "BOOLEAN": "boolean", "VARCHAR[]": "array",
}  # fmt: skip
_KEYS = {"document_id": "document", "indicator_id": "indicator", "observation_id": "observations"}
_TEXT = "Text that starts with +, -, =, @ or an apostrophe has one apostrophe in front, so that no spreadsheet takes it for a formula."


def describe_package(
    documents: pl.DataFrame, files: Mapping[str, tuple[str, int, str]]
) -> dict[str, Any]:
    """The description of all tables.

    Args:
        documents: The table `document`.
        files: Name, size in bytes and SHA-256 of the csv of every table.
    """
    _, size, sha256 = files["observation"]
    package = {**describe(documents, size, sha256), "description": _TEXT}
    package["resources"][0]["schema"]["foreignKeys"] = _foreign("observation")
    package["resources"] += [
        {
            "name": table,
            "path": path,
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "bytes": size,
            "hash": f"sha256:{sha256}",
            "schema": _columns(table),
        }
        for table, (path, size, sha256) in files.items()
        if table != "observation"
    ]
    return package


def _columns(table: str) -> dict[str, Any]:
    fields = []
    for name, kind in schema()[table].items():
        field: dict[str, Any] = {"name": name, "type": _TYPES[kind.removesuffix(" NOT NULL")]}
        if meaning := _comments().get((table, name)):
            field["description"] = meaning
        if kind.endswith(" NOT NULL"):
            field["constraints"] = {"required": True}
        fields.append(field)
    described: dict[str, Any] = {"fields": fields}
    if foreign := _foreign(table):
        described["foreignKeys"] = foreign
    return described


def _foreign(table: str) -> list[dict[str, Any]]:
    """Columns that are the key of another table."""
    return [
        {"fields": column, "reference": {"resource": other, "fields": column}}
        for column, other in _KEYS.items()
        if column in schema()[table] and other not in (table, f"{table}s")
    ]


@cache
def _comments() -> dict[tuple[str, str], str]:
    """What `schema.sql` says of a column, by table and column."""
    text = (resources.files("indicators.store") / "schema.sql").read_text("utf-8")
    found = {}
    for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", text, re.DOTALL):
        for column, comment in re.findall(r"^    ([a-z]\w*) .*?-- (.+)$", body, re.MULTILINE):
            found[table, column] = comment
    return found
