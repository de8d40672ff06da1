"""Loading the codebook: the package's theme files, then the user's overlay."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from indicators.codebook.book import Codebook, alias_keys
from indicators.codebook.contexts import load_contexts, load_families
from indicators.codebook.declared import CodebookFile, ring_of
from indicators.codebook.entries import (
    Alias,
    Better,
    Grade,
    Indicator,
    Level,
    Measure,
)
from indicators.codebook.labels import read_label
from indicators.codebook.relations import load_relations
from indicators.language.forms import plain
from indicators.language.text import fold
from indicators.language.units import UnitError, all_units, find_unit
from indicators.messages.errors import CodebookError
from indicators.tomlfile import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.codebook.entries import Relation

    Files = Sequence[tuple[str, Mapping[str, Any]]]

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_FIELDS = {
    "id",
    "vi",
    "en",
    "theme",
    "unit",
    "better",
    "also_units",
    "better_share",
    "measure",
    "price",
    "sector",
    "group",
    "parent",
    "range",
    "definition",
    "definition_vi",
    "legal",
    "official_code",
    "levels",
    "comparability",
    "grade",
    "comparability_note",
    "comparability_note_vi",
    "aliases",
    "not",
    "not_under",
}
_NOTHING: frozenset[Any] = frozenset()
_MEASURES = {None, *get_args(Measure)}
_ALIAS_FIELDS = {"label", "unit", "measure", "under", "in", "levels", "flags"}  # fmt: skip


def load_codebook(overlays: Sequence[Path] = ()) -> Codebook:
    """The codebook of the package, extended by the user's TOML files.

    An overlay adds indicators, or, with `extends = "<indicator_id>"`, aliases to one that is
    there. Where it declares an indicator of the package anew, in a unit that converts, its own
    words are taken for it, and its labels win over the package's. A file that says `labels_of =` reads
    the labels of that place alone (`Codebook.of`).

    Raises:
        CodebookError: If a file cannot be opened or is no TOML, a field is missing or unknown, an id is twice, or
            two indicators claim the same label with the same unit, measure and heading.

    Examples:
        >>> from indicators.codebook import load_codebook
        >>> codebook = load_codebook()
        >>> codebook.indicators["poverty_rate"].unit
        '%'
    """
    read = ((path.name, read_toml(path, CodebookFile)) for path in sorted(overlays))
    own = [(name, file) for name, file in read if set(file) - {"place"}]
    return _made(_Own(own, repr((own, all_units() if own else ()))))


@dataclass(frozen=True, slots=True)
class _Own:
    """What a user's files add; the same where they say the same and the same units are known."""

    files: Files = field(compare=False)
    said: str


@lru_cache(maxsize=4)
def _made(added: _Own) -> Codebook:
    """Made once of the same: what a codebook has worked out serves every folder that says no other."""
    own, package = added.files, _package()
    indicators: dict[str, Indicator] = {}
    for files, overlay in ((package, False), (own, True)):
        for name, content in files:
            for table in content.get("indicator", []):
                _take(name, table, indicators, overlay=overlay, place=content.get("labels_of"))
    files = [*package, *own]
    heads = [fold(head) for _, content in files for head in content.get("ignored_heads", [])]
    codebook = Codebook(
        dict(sorted(indicators.items())),
        _relations(package, own, indicators),
        frozenset(heads),
        load_contexts(files),
        load_families(files, indicators, _aliases),
    )
    _check(codebook)
    return codebook


def _relations(
    package: Files, own: Files, indicators: Mapping[str, Indicator]
) -> tuple[Relation, ...]:
    """The package's relations and the user's, which take the place of those of kind and result."""
    added = load_relations(own, indicators)
    replaced = {(relation.kind, relation.result) for relation in added if relation.kind != "rate"}
    kept = load_relations(package, indicators)
    return (*(r for r in kept if (r.kind, r.result) not in replaced), *added)


def _take(
    file: str,
    table: Mapping[str, Any],
    indicators: dict[str, Indicator],
    *,
    overlay: bool,
    place: str | None,
) -> None:
    extends = "extends" in table
    indicator = (
        _extended(file, table, indicators) if extends else _indicator(file, table, overlay=overlay)
    )
    known = indicators.get(indicator.indicator_id)
    if place is not None:
        before = known.aliases if extends and known is not None else ()
        own = indicator.aliases[len(before) :]
        aliases = (*before, *(replace(alias, place=place) for alias in own))
        indicator = replace(indicator, aliases=aliases)
    if not extends and known is not None:
        if known.overlay or not overlay or _dimension(known.unit) != _dimension(indicator.unit):
            raise CodebookError("codebook.twice", name=file, indicator_id=indicator.indicator_id)
        indicator = replace(indicator, aliases=(*indicator.aliases, *known.aliases))
    indicators[indicator.indicator_id] = indicator


@cache
def _package() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Name and content of the package's own files: themes in their order, then what binds them."""
    package = resources.files("indicators.codebook")
    themes = [file for file in (package / "themes").iterdir() if file.name.endswith(".toml")]
    files = [*sorted(themes, key=lambda file: file.name)]
    files += [package / f"{name}.toml" for name in ("contexts", "families", "relations")]
    return tuple((file.name, tomllib.loads(file.read_text("utf-8"))) for file in files)


def read_indicator(file: str, table: Mapping[str, Any]) -> Indicator:
    """An indicator as a table of a file declares it; the name of the file is its theme.

    Raises:
        CodebookError: If a field is missing, unknown or none of its kind.
    """
    return _indicator(file, table, overlay=True)


def _indicator(file: str, table: Mapping[str, Any], *, overlay: bool) -> Indicator:
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
        theme=table.get("theme", Path(file).stem),
        unit=unit,
        also_units=tuple(_unit(file, ident, also) for also in table.get("also_units", ())),
        better=table["better"],
        measure=table.get("measure", "level"),
        price=table.get("price", {}),
        sector=table.get("sector"),
        group=table.get("group"),
        parent=table.get("parent"),
        range=_range(file, ident, table.get("range"), unit),
        better_share=_better_share(file, ident, table),
        definition=table["definition"],
        definition_vi=table.get("definition_vi"),
        legal=table.get("legal"),
        official_code=table.get("official_code"),
        levels=_levels(file, ident, table),
        refused=frozenset(plain(read_label(label).full) for label in table.get("not", ())),
        not_under=_headings(table, "not_under"),
        comparability=table.get("comparability", ident),
        grade=table.get("grade", "same"),
        comparability_note=table.get("comparability_note", table["definition"]),
        comparability_note_vi=table.get("comparability_note_vi"),
        aliases=_aliases(file, ident, names, overlay=overlay),
        overlay=overlay,
    )


def _better_share(file: str, ident: str, table: Mapping[str, Any]) -> Better:
    found = table.get("better_share", table["better"])
    if found not in get_args(Better):
        known = ", ".join(get_args(Better))
        raise CodebookError("codebook.better", file=file, ident=ident, found=found, known=known)
    return cast("Better", found)


def _levels(file: str, ident: str, table: Mapping[str, Any]) -> tuple[Level, ...]:
    if "levels" not in table:
        return ()
    found = tuple(table["levels"])
    if not set(found) <= set(get_args(Level)):
        known = ", ".join(get_args(Level))
        raise CodebookError(
            "codebook.levels", file=file, ident=ident, found=", ".join(found), known=known
        )
    return found


def _headings(table: Mapping[str, Any], field: str) -> frozenset[str]:
    """Plain forms of headings, and contexts as `@name`."""
    if field not in table:
        return _NOTHING
    given = table[field]
    texts = [given] if isinstance(given, str) else given
    return frozenset(
        text if text.startswith("@") else key
        for text in texts
        for key in (alias_keys(text) or (text,))
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
    ident = str(table["extends"])
    if ident not in known or set(table) - {"extends", "aliases"}:
        raise CodebookError("codebook.extends", file=file, ident=ident)
    base = known[ident]
    added = _aliases(file, ident, table["aliases"], overlay=True)
    return replace(base, aliases=(*base.aliases, *added))


def _aliases(
    file: str, ident: str, entries: Iterable[Any], *, overlay: bool = False
) -> tuple[Alias, ...]:
    aliases: dict[tuple[object, ...], Alias] = {}
    for entry in entries:
        if isinstance(entry, str):
            plain_claim = (entry, None, None, _NOTHING, _NOTHING)
            aliases.setdefault(plain_claim, Alias(label=entry, overlay=overlay))
            continue
        table = dict(entry)
        unit, measure = table.get("unit"), table.get("measure")
        if set(table) - _ALIAS_FIELDS or measure not in _MEASURES:
            raise CodebookError("codebook.alias", file=file, ident=ident, table=table)
        labels = [table["label"]] if isinstance(table["label"], str) else table["label"]
        bound = Alias(
            label="",
            unit=_unit(file, ident, unit) if unit else None,
            measure=measure,
            under=_headings(table, "under").union(f"@{name}" for name in table.get("in", ())),
            levels=frozenset(_levels(file, ident, table)),
            flags=tuple(table.get("flags", ())),
            overlay=overlay,
        )
        for label in labels:
            alias = replace(bound, label=label)
            claim = (label, alias.unit, alias.measure, alias.under, alias.levels)
            aliases.setdefault(claim, alias)
    return tuple(aliases.values())


def _unit(file: str, ident: str, printed: str) -> str:
    try:
        return find_unit(printed)[0].symbol
    except UnitError as error:
        raise CodebookError(
            "codebook.unit", file=file, ident=ident, printed=printed, error=error
        ) from error


def _check(codebook: Codebook) -> None:
    """Refuse two indicators that one printed row could mean.

    The package's own labels are known not to; a test looks at them.
    """
    own: defaultdict[str, list[tuple[Indicator, Alias]]] = defaultdict(list)
    for indicator in codebook.indicators.values():
        for alias in indicator.aliases:
            if alias.overlay:
                own[alias.key].append((indicator, alias))
    for key, entries in own.items():
        seen: dict[tuple[object, ...], str] = {}
        for indicator, alias in entries:
            unit = alias.unit or _dimension(indicator.unit)
            for parent in alias.under or {""}:
                for level in alias.levels or {""}:
                    claim = (unit, alias.measure, parent, level, alias.place)
                    other = seen.setdefault(claim, indicator.indicator_id)
                    if other != indicator.indicator_id:
                        raise CodebookError(
                            "codebook.two_meanings",
                            key=key,
                            other=other,
                            indicator_id=indicator.indicator_id,
                        )
    _check_parents(codebook)
    _check_contexts(codebook)


def _check_parents(codebook: Codebook) -> None:
    """Refuse a parent that there is not, and an indicator that is a part of itself."""
    for indicator in codebook.indicators.values():
        if indicator.parent is not None and indicator.parent not in codebook.indicators:
            raise CodebookError(
                "codebook.parent", indicator_id=indicator.indicator_id, parent=indicator.parent
            )
    if ring := ring_of({ident: one.parent for ident, one in codebook.indicators.items()}):
        raise CodebookError("codebook.circle", ids=" < ".join([*ring, ring[0]]))


def _check_contexts(codebook: Codebook) -> None:
    """Refuse an alias that asks for a context, member or indicator that there is not."""
    known = {f"@{name}" for name in (*codebook.contexts, *codebook.indicators)}
    known |= {f"@{f.name}.{member}" for f in codebook.families for member in f.names.values()}
    for indicator in codebook.indicators.values():
        asked = {name for alias in indicator.aliases for name in alias.under} | indicator.not_under
        for name in sorted(name for name in asked if name.startswith("@")):
            if name not in known:
                raise CodebookError(
                    "codebook.context", indicator_id=indicator.indicator_id, name=name[1:]
                )


def _dimension(unit: str) -> str:
    return "text" if unit == "text" else find_unit(unit)[0].dimension
