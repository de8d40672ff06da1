"""The places of the country as people ask for them: by name, and what each came from and became."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl

from indicators.answers.results import Result
from indicators.codebook.country import OPEN_START
from indicators.codebook.places import load_register
from indicators.messages.errors import QueryError, errors_in
from indicators.messages.sentences import message
from indicators.tomlfile import toml_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from indicators.codebook.country import Place
    from indicators.codebook.places import Register
    from indicators.model.display import Language

_PLACES = {
    "place_id": pl.String(), "place": pl.String(), "around": pl.String(), "place_level": pl.String(),
    "code": pl.String(), "valid_from": pl.Date(), "valid_to": pl.Date(), "came_from": pl.String(),
    "became": pl.String(), "carried": pl.Boolean(), "basis": pl.String(),
    "registered_population": pl.Int64(), "registered_area_km2": pl.Float64(),
}  # fmt: skip
_CHANGES = {
    "changed_on": pl.Date(), "predecessor": pl.String(), "predecessor_id": pl.String(),
    "successor": pl.String(), "successor_id": pl.String(), "carried": pl.Boolean(),
    "reason": pl.String(), "basis": pl.String(),
}  # fmt: skip


def places(
    name: str = "",
    *,
    on: date | None = None,
    data: Path | None = None,
    lang: Language | None = None,
) -> Result:
    """Territories by a name, of all dates and levels, each with what it came from and became.

    Args:
        name: As documents print it, with or without kind and those around it, or a place_id; without
            diacritics as well. All places of the country by default.
        on: Only those that exist on that day.
        data: Data folder whose `codebook/*.toml` has places of its own.
        lang: Language of headers, `vi` or `en`.

    Returns:
        Columns `place_id`, `place`, `around` (names), `place_level`, `code`, `valid_from` (null: older than the
        sources tell), `valid_to`, `came_from` and `became` (names), `carried` (whether all that it
        became lies wholly in it), `basis` (the resolution that made it), `registered_population` and
        `registered_area_km2`: of the merger dossier of 2025, registered people and no census, so no
        denominator of rates. Where no place has the name there are no rows, and `note` has the
        nearest names.

    Raises:
        CodebookError: If a file of the data folder is wrong.

    Examples:
        >>> found = ind.places("Huyện Vĩnh Bảo").to_polars()
        >>> found.select("place_id", "valid_to", "carried").rows()
        [('vinh-bao', datetime.date(2025, 6, 30), True)]
    """
    with errors_in(lang):
        register = _register(data)
        found = _found(register, name, on)
        rows = [_row(register, place) for place in found]
        return Result(
            pl.DataFrame(rows, schema=_PLACES, orient="row"),
            caption=name,
            lang=lang or "vi",
            note="" if found or not name else _nearest(register, name, lang or "vi"),
        )


def _nearest(register: Register, name: str, lang: Language) -> str:
    return message("place.nearest", near="; ".join(register.nearest(name))).in_language(lang)


def place_history(place: str, *, data: Path | None = None, lang: Language | None = None) -> Result:
    """What a place came from and what it became, a row for each territory and each change.

    Args:
        place: place_id, or a name that means one place.
        data: Data folder whose `codebook/*.toml` has places of its own.
        lang: Language of headers and reasons, `vi` or `en`.

    Returns:
        Columns `changed_on` (the first day of the new territory), `predecessor`, `predecessor_id`,
        `successor`, `successor_id`, `carried` (whether the successor lies wholly in the predecessor,
        so that its figures are a part of the predecessor's), `reason` (whose else it is where not)
        and `basis`, the resolution. In the order of dates.

    Raises:
        CodebookError: If a file of the data folder is wrong.
        QueryError: If the name means no place, or several; the message has them.

    Examples:
        >>> changes = ind.place_history("nhon-trach", lang="en").to_polars()
        >>> changes.select("changed_on", "successor_id", "carried").rows()[0]
        (datetime.date(2025, 7, 1), 'dong-nai/dai-phuoc', True)
    """
    with errors_in(lang):
        register = _register(data)
        place_id = register.find(place)
        if place_id is None:
            raise QueryError("query.place", given=place, near="; ".join(register.nearest(place)))
        rows = sorted(
            _changes(register, place_id, lang or "vi"), key=lambda row: [row["changed_on"]]
        )
        name = register.full_name(register.of_id(place_id)[-1])
        return Result(pl.DataFrame(rows, schema=_CHANGES), caption=name, lang=lang or "vi")


@lru_cache(maxsize=4)
def _register(data: Path | None) -> Register:
    return load_register(toml_files(data / "codebook") if data else [])


def _found(register: Register, name: str, on: date | None) -> list[Place]:
    if not name:
        return [place for place in register if place.exists(on)]
    if name in register:
        return [place for place in register.of_id(name) if place.exists(on)]
    found = register.named(name, on)
    return sorted(found, key=lambda place: (place.place_id.count("/"), place.place_id))


def _row(register: Register, place: Place) -> dict[str, Any]:
    heirs = register.heirs(place)
    return {
        "place_id": place.place_id,
        "place": place.name,
        "around": register.full_name(place).partition(", ")[2],
        "place_level": place.level,
        "code": place.code,
        "valid_from": None if place.valid_from == OPEN_START else place.valid_from,
        "valid_to": place.valid_to,
        "came_from": _names(p for p in register.parts_of(place) if p.level == place.level),
        "became": _names(heirs),
        "carried": register.is_carried(place) if heirs else None,
        "basis": place.basis or None,
        "registered_population": place.population,
        "registered_area_km2": place.area_km2,
    }


def _names(places_named: Iterable[Place]) -> str | None:
    return ", ".join(place.name for place in places_named) or None


def _changes(register: Register, place_id: str, lang: Language) -> Iterator[dict[str, Any]]:
    for place in register.of_id(place_id):
        before = [p for p in register.parts_of(place) if p.level == place.level]
        yield from (_change(register, p, place, lang) for p in before if p.place_id != place_id)
        yield from (_change(register, place, heir, lang) for heir in register.heirs(place))


def _change(register: Register, before: Place, after: Place, lang: Language) -> dict[str, Any]:
    others = dict(register.mixed(before)).get(after, [])
    why = message("place.mixed", name=after.name, places=[other.name for other in others])
    return {
        "changed_on": after.valid_from,
        "predecessor": before.name,
        "predecessor_id": before.place_id,
        "successor": after.name,
        "successor_id": after.place_id,
        "carried": not others,
        "reason": why.in_language(lang) if others else None,
        "basis": after.basis or None,
    }
