"""Loading the codebook: the package's theme files, then the user's overlay."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from indicators.codebook.entries import Alias, Better, Codebook, Grade, Indicator, Measure
from indicators.codebook.labels import read_label
from indicators.codebook.relations import load_relations
from indicators.language.text import fold
from indicators.language.units import UnitError, find_unit
from indicators.messages.errors import CodebookError
from indicators.tomlfile import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_FIELDS = {
    "id", "vi", "en", "unit", "better", "measure", "price", "sector", "group", "parent",
    "range", "definition", "comparability", "grade", "comparability_note",
    "comparability_note_vi", "aliases",
}  # fmt: skip


def load_codebook(overlays: Sequence[Path] = ()) -> Codebook:
    """The codebook of the package, extended by the user's TOML files.

    An overlay adds indicators, or, with `extends = "<indicator_id>"`, aliases to one that is
    there; it never changes what an indicator of the package is.

    Raises:
        CodebookError: If a file cannot be opened or is no TOML, a field is missing or unknown, an id is twice, or
            two indicators claim the same label with the same unit, measure and heading.

    Examples:
        >>> from indicators.codebook import load_codebook
        >>> codebook = load_codebook()
        >>> codebook.indicators["poverty_rate"].unit
        '%'
    """
    files = [*_package(), *((path.name, read_toml(path)) for path in sorted(overlays))]
    indicators: dict[str, Indicator] = {}
    for name, content in files:
        for table in content.get("indicator", []):
            indicator = (
                _extended(name, table, indicators)
                if "extends" in table
                else _indicator(name, table)
            )
            if "extends" not in table and indicator.indicator_id in indicators:
                message = f"{name}: the indicator {indicator.indicator_id} is defined twice; give one of them another id."
                raise CodebookError(message)
            indicators[indicator.indicator_id] = indicator
    heads = [fold(head) for _, content in files for head in content.get("ignored_heads", [])]
    relations = load_relations(files, indicators)
    codebook = Codebook(dict(sorted(indicators.items())), relations, frozenset(heads))
    _check(codebook)
    return codebook


@cache
def _package() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Name and content of the package's own files: themes in their order, then relations."""
    package = resources.files("indicators.codebook")
    themes = [file for file in (package / "themes").iterdir() if file.name.endswith(".toml")]
    files = [*sorted(themes, key=lambda file: file.name), package / "relations.toml"]
    return tuple((file.name, tomllib.loads(file.read_text("utf-8"))) for file in files)


def _indicator(file: str, table: Mapping[str, Any]) -> Indicator:
    ident = str(table.get("id", "?"))
    missing = [f for f in ("id", "vi", "en", "unit", "better", "definition") if f not in table]
    unknown = sorted(set(table) - _FIELDS)
    if missing or unknown:
        what = f"lacks {', '.join(missing)}" if missing else f"has unknown {', '.join(unknown)}"
        message = f"{file}: the indicator {ident} {what}; see docs/codebook.md for the fields."
        raise CodebookError(message)
    if not _ID.match(ident):
        message = f"{file}: the id '{ident}' is not snake_case; use letters a-z, digits and _."
        raise CodebookError(message)
    if table["better"] not in get_args(Better):
        message = f"{file}: {ident} has better = '{table['better']}'; use one of {', '.join(get_args(Better))}."
        raise CodebookError(message)
    if table.get("grade", "same") not in get_args(Grade):
        message = f"{file}: {ident} has grade = '{table['grade']}'; use one of {', '.join(get_args(Grade))}."
        raise CodebookError(message)
    unit = str(table["unit"])
    if unit != "text":
        unit = _unit(file, ident, unit)
    names = [table["vi"], *table.get("aliases", [])]
    return Indicator(
        indicator_id=ident,
        vi=table["vi"],
        en=table["en"],
        theme=Path(file).stem,
        unit=unit,
        better=table["better"],
        measure=table.get("measure", "level"),
        price=table.get("price", {}),
        sector=table.get("sector"),
        group=table.get("group"),
        parent=table.get("parent"),
        range=_range(file, ident, table.get("range"), unit),
        definition=table["definition"],
        comparability=table.get("comparability", ident),
        grade=table.get("grade", "same"),
        comparability_note=table.get("comparability_note", table["definition"]),
        comparability_note_vi=table.get("comparability_note_vi"),
        aliases=_aliases(file, ident, names),
    )


def _range(file: str, ident: str, given: object, unit: str) -> tuple[float | None, float | None]:
    """Where nothing is given: 0 to 100 for a percentage, from 0 up for all else but changes."""
    if given is None:
        return (None, None) if unit in ("text", "điểm %") else (0.0, 100.0 if unit == "%" else None)
    match given:
        case [float() | int() as low, float() | int() as high] if low < high:
            return float(low), float(high)
    message = f"{file}: {ident} has range = {given}; write the lowest and the highest value, e.g. [0, 100]."
    raise CodebookError(message)


def _extended(file: str, table: Mapping[str, Any], known: Mapping[str, Indicator]) -> Indicator:
    from dataclasses import replace

    ident = str(table["extends"])
    if ident not in known or set(table) - {"extends", "aliases"}:
        message = f"{file}: extends = '{ident}' takes the id of a known indicator and aliases only; mend it."
        raise CodebookError(message)
    base = known[ident]
    return replace(base, aliases=(*base.aliases, *_aliases(file, ident, table["aliases"])))


def _aliases(file: str, ident: str, entries: Iterable[Any]) -> tuple[Alias, ...]:
    aliases: dict[tuple[object, ...], Alias] = {}
    for entry in entries:
        table = {"label": entry} if isinstance(entry, str) else dict(entry)
        under = table.get("under", [])
        unit, measure = table.get("unit"), table.get("measure")
        if set(table) - {"label", "unit", "measure", "under", "flags"} or (
            measure is not None and measure not in get_args(Measure)
        ):
            message = f"{file}: an alias of {ident} reads {table}; it takes label, unit, measure, under, flags."
            raise CodebookError(message)
        bound = cast("Measure | None", measure)
        parents = [under] if isinstance(under, str) else under
        alias = Alias(
            label=table["label"],
            key=read_label(table["label"]).name,
            unit=_unit(file, ident, unit) if unit else None,
            measure=bound,
            under=frozenset(read_label(parent).name for parent in parents),
            flags=tuple(table.get("flags", ())),
        )
        aliases.setdefault((alias.key, alias.unit, alias.measure, alias.under), alias)
    return tuple(aliases.values())


def _unit(file: str, ident: str, printed: str) -> str:
    try:
        return find_unit(printed)[0].symbol
    except UnitError as error:
        message = f"{file}: {ident} has the unit '{printed}' ({error}); add it to the units."
        raise CodebookError(message) from error


def _check(codebook: Codebook) -> None:
    """Refuse two indicators that one printed row could mean."""
    for key, entries in codebook.by_key.items():
        seen: dict[tuple[object, ...], str] = {}
        for indicator, alias in entries:
            units = {alias.unit} if alias.unit else {_dimension(indicator.unit)}
            for unit in units:
                for parent in alias.under or {""}:
                    claim = (unit, alias.measure, parent)
                    other = seen.setdefault(claim, indicator.indicator_id)
                    if other != indicator.indicator_id:
                        message = (
                            f"the label '{key}' means both {other} and {indicator.indicator_id}"
                            f" in the codebook; tell them apart by unit, measure or under."
                        )
                        raise CodebookError(message)
    for indicator in codebook.indicators.values():
        if indicator.parent is not None and indicator.parent not in codebook.indicators:
            message = f"{indicator.indicator_id} has the parent '{indicator.parent}', which the codebook does not know; mend it."
            raise CodebookError(message)


def _dimension(unit: str) -> str:
    return "text" if unit == "text" else find_unit(unit)[0].dimension
