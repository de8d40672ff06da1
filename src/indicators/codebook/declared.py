"""What a user's codebook files may declare: the type of each key, and that nothing is inside itself."""

from __future__ import annotations

from datetime import date  # noqa: TC003 (msgspec reads the types)
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_ALIASES = 1_000  # of one indicator; the package's own have at most some dozens
_LONGEST = 500  # letters of a label
_PlaceId = Annotated[str, msgspec.Meta(pattern=r"^[\w-]+(/[\w-]+)*$")]
_Label = Annotated[str, msgspec.Meta(max_length=_LONGEST)]
_Texts = _Label | list[_Label]


class _Alias(TypedDict, total=False):
    label: _Texts
    unit: str
    measure: str
    under: _Texts
    levels: list[str]
    flags: list[str]


_Indicator = TypedDict(
    "_Indicator",
    {
        "id": str,
        "extends": str,
        "vi": str,
        "en": str,
        "theme": str,
        "unit": str,
        "better": str,
        "also_units": list[str],
        "better_share": str,
        "measure": str,
        "price": dict[str, str],
        "sector": str,
        "group": str,
        "parent": str,
        "definition": str,
        "definition_vi": str,
        "legal": str,
        "official_code": str,
        "levels": list[str],
        "comparability": str,
        "grade": str,
        "comparability_note": str,
        "comparability_note_vi": str,
        "aliases": Annotated[list[_Label | _Alias], msgspec.Meta(max_length=_MOST_ALIASES)],
        "not": list[str],
        "not_under": _Texts,
    },
    total=False,
)


class _Place(TypedDict, total=False):
    place_id: _PlaceId
    code: str | int
    name: str
    level: str
    parent: _PlaceId
    successor: _PlaceId
    valid_from: date
    valid_to: date


class CodebookFile(TypedDict, total=False):
    """The tables of a file below `data/codebook`."""

    indicator: list[_Indicator]
    place: list[_Place]
    context: list[dict[str, Any]]
    family: list[dict[str, Any]]
    ignored_heads: list[str]
    labels_of: _PlaceId


def ring_of(inside: Mapping[str, str | None]) -> list[str]:
    """Ids each of which is inside the next and the last in the first; empty if there are none.

    >>> ring_of({"a": "b", "b": "a", "c": None})
    ['a', 'b']
    """
    cleared: set[str] = set()
    for first in inside:
        path: dict[str, None] = {}
        at: str | None = first
        while at is not None and at not in cleared and at not in path:
            path[at] = None
            at = inside.get(at)
        if at is not None and at in path:
            ids = list(path)
            return ids[ids.index(at) :]
        cleared.update(path)
    return []
