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
        message = f"{file}: 'relation' is no list of tables; write [[relation]] above each."
        raise CodebookError(message)
    return given


def _relation(file: str, table: Mapping[str, Any], indicators: Container[str]) -> Relation:
    shown = f"{file}: the relation of {table.get('result', '?')}"
    if set(table) - {"factor"} != _FIELDS - {"factor"}:
        message = f"{shown} has {', '.join(sorted(table))}; it takes kind, result, terms and, if you like, factor."
        raise CodebookError(message)
    kind, terms, factor = table["kind"], table["terms"], table.get("factor", 1)
    if kind not in get_args(RelationKind):
        message = f"{shown} has kind = '{kind}'; use one of {', '.join(get_args(RelationKind))}."
        raise CodebookError(message)
    texts = [table["result"], *terms] if isinstance(terms, list) else [None]
    number = isinstance(factor, int | float) and not isinstance(factor, bool)
    if not all(isinstance(t, str) for t in texts) or not number or not 0 < factor < math.inf:
        message = f"{shown} has terms = {terms} and factor = {factor}; result is an id, terms a list of ids, factor a number above 0."
        raise CodebookError(message)
    least, most = _TERMS[kind]
    if not least <= len(terms) <= most:
        message = f"{shown} has {len(terms)} terms; a {kind} takes {least} to {most}."
        raise CodebookError(message)
    every = [table["result"], *terms]
    for ident in every:
        if ident not in indicators:
            message = f"{shown} names '{ident}', which the codebook does not know; mend it."
            raise CodebookError(message)
    if len(set(every)) < len(every):
        message = f"{shown} names an indicator twice; each stands once."
        raise CodebookError(message)
    return Relation(kind, table["result"], tuple(terms), float(factor))
