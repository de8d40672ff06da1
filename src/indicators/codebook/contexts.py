"""Reading contexts and families: headings and shared labels that aliases refer to by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from indicators.codebook.entries import Context, Family
from indicators.codebook.labels import read_label
from indicators.language.forms import loose, plain

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from indicators.codebook.entries import Alias

    Files = Iterable[tuple[str, Mapping[str, Any]]]


class _ReadsAliases(Protocol):
    def __call__(self, file: str, ident: str, entries: Iterable[Any]) -> tuple[Alias, ...]: ...


def load_contexts(files: Files) -> dict[str, Context]:
    """The `[[context]]` tables of all files by name; one of a user's file adds its headings."""
    found: dict[str, Context] = {}
    for _, content in files:
        for table in content.get("context", []):
            name = table["name"]
            before = found[name].headings if name in found else frozenset()
            found[name] = Context(
                name,
                table["headings"][0],
                before.union(*map(_keys, table["headings"])),
                table.get("strict", True),
                table.get("means", {}),
            )
    return found


def load_families(
    files: Files, indicators: Container[str], aliases: _ReadsAliases
) -> tuple[Family, ...]:
    """The `[[family]]` tables of all files.

    Args:
        files: Name and content of each.
        indicators: The ids that are known; an aspect of a member without one has no labels.
        aliases: Reads the aliases of a table.
    """
    return tuple(
        _family(file, table, indicators, aliases)
        for file, content in files
        for table in content.get("family", [])
    )


def _family(
    file: str, table: Mapping[str, Any], indicators: Container[str], aliases: _ReadsAliases
) -> Family:
    names: dict[str, str] = {}
    rows: dict[str, str] = {}
    by_aspect: dict[tuple[str, str], str] = {}
    for member in table["member"]:
        ident = member["id"]
        for name in member["names"]:
            for key in _named(name, table.get("before_names", ())):
                names.setdefault(key, ident)
        rows.update({plain(read_label(row).full): ident for row in member.get("rows", ())})
        for aspect in table["aspect"]:
            indicator = member.get(aspect, f"{ident}_{aspect}")
            if indicator in indicators:
                by_aspect[ident, aspect] = indicator
    forms = tuple(
        (aspect, alias)
        for aspect, entries in table["aspect"].items()
        for alias in aliases(file, table["name"], entries)
    )
    strict, heading = table.get("strict", True), table.get("heading", True)
    return Family(table["name"], names, rows, by_aspect, forms, strict, heading)


def _named(name: str, before: Iterable[str]) -> Iterator[str]:
    key = plain(read_label(name).full)
    yield key
    for word in before:
        yield plain(f"{word} {key}")


def _keys(heading: str) -> set[str]:
    read = read_label(heading)
    keys = {plain(read.full), plain(read.name)}
    return keys | {loose(key).core for key in keys}
