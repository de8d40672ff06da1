"""Reading the relations between indicators: the package's, then the user's."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, get_args

from indicators.codebook.entries import Relation, RelationKind
from indicators.messages.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

_FIELDS = {"kind", "result", "terms", "factor"}
_TERMS = {
    "sum": (2, 99),
    "product": (2, 99),
    "mean": (2, 99),
    "rate": (1, 2),
    "count_of_met": (0, 0),
}


def load_relations(
    files: Iterable[tuple[str, Mapping[str, Any]]], indicators: Container[str]
) -> tuple[Relation, ...]:
    """The `[[relation]]` tables of all files, in their order.

    Args:
        files: Name and content of each.
        indicators: The ids that are known.

    Raises:
        CodebookError: If a field, the kind, the number of terms or an indicator is wrong.
    """
    return tuple(
        _relation(name, table, indicators)
        for name, content in files
        for table in _tables(name, content.get("relation", []))
    )


def _tables(file: str, given: object) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(table, dict) for table in given):
        raise CodebookError("relation.no_list", file=file)
    return given


def _relation(file: str, table: Mapping[str, Any], indicators: Container[str]) -> Relation:
    at = {"file": file, "result": table.get("result", "?")}
    if set(table) - {"factor"} != _FIELDS - {"factor"}:
        raise CodebookError("relation.fields", **at, found=", ".join(sorted(table)))
    kind, terms, factor = table["kind"], table["terms"], table.get("factor", 1)
    if kind not in get_args(RelationKind):
        raise CodebookError(
            "relation.kind", **at, kind=kind, known=", ".join(get_args(RelationKind))
        )
    texts = [table["result"], *terms] if isinstance(terms, list) else [None]
    number = isinstance(factor, int | float) and not isinstance(factor, bool)
    if not all(isinstance(t, str) for t in texts) or not number or not 0 < factor < math.inf:
        raise CodebookError("relation.terms", **at, terms=str(terms), factor=factor)
    least, most = _TERMS[kind]
    if not least <= len(terms) <= most:
        raise CodebookError(
            "relation.number", **at, found=len(terms), kind=kind, least=least, most=most
        )
    every = [table["result"], *terms]
    for ident in every:
        if ident not in indicators:
            raise CodebookError("relation.unknown", **at, ident=ident)
    if len(set(every)) < len(every):
        raise CodebookError("relation.twice", **at)
    return Relation(kind, table["result"], tuple(terms), float(factor))
