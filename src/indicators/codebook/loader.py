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
                raise CodebookError(
                    "codebook.twice", name=name, indicator_id=indicator.indicator_id
                )
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


def read_indicator(file: str, table: Mapping[str, Any]) -> Indicator:
    """An indicator as a table of a file declares it; the name of the file is its theme.

    Raises:
        CodebookError: If a field is missing, unknown or none of its kind.
    """
    return _indicator(file, table)


def _indicator(file: str, table: Mapping[str, Any]) -> Indicator:
    ident = str(table.get("id", "?"))
    missing = [f for f in ("id", "vi", "en", "unit", "better", "definition") if f not in table]
    unknown = sorted(set(table) - _FIELDS)
    if missing or unknown:
        code = "codebook.fields_missing" if missing else "codebook.fields_unknown"
        raise CodebookError(code, file=file, ident=ident, fields=missing or unknown)
    if not _ID.match(ident):
        raise CodebookError("codebook.id", file=file, ident=ident)
    if table["better"] not in get_args(Better):
        raise CodebookError(
            "codebook.better",
            file=file,
            ident=ident,
            found=table["better"],
            known=", ".join(get_args(Better)),
        )
    if table.get("grade", "same") not in get_args(Grade):
        raise CodebookError(
            "codebook.grade",
            file=file,
            ident=ident,
            found=table["grade"],
            known=", ".join(get_args(Grade)),
        )
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
    raise CodebookError("codebook.range", file=file, ident=ident, given=str(given))


def _extended(file: str, table: Mapping[str, Any], known: Mapping[str, Indicator]) -> Indicator:
    from dataclasses import replace

    ident = str(table["extends"])
    if ident not in known or set(table) - {"extends", "aliases"}:
        raise CodebookError("codebook.extends", file=file, ident=ident)
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
            raise CodebookError("codebook.alias", file=file, ident=ident, table=table)
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
        raise CodebookError(
            "codebook.unit", file=file, ident=ident, printed=printed, error=error
        ) from error


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
                        raise CodebookError(
                            "codebook.two_meanings",
                            key=key,
                            other=other,
                            indicator_id=indicator.indicator_id,
                        )
    for indicator in codebook.indicators.values():
        if indicator.parent is not None and indicator.parent not in codebook.indicators:
            raise CodebookError(
                "codebook.parent", indicator_id=indicator.indicator_id, parent=indicator.parent
            )


def _dimension(unit: str) -> str:
    return "text" if unit == "text" else find_unit(unit)[0].dimension
