"""Places by the names that documents print, as the place and the date of the document mean them."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from indicators.codebook.country import LEVELS, OPEN_START, Country, Place, package_country
from indicators.codebook.declared import CodebookFile, ring_of
from indicators.language.lexicon import phrases
from indicators.language.place_names import (
    bare_name,
    from_the_smallest_up,
    kind_and_name,
    names_by_kind,
    slug,
    wholes,
)
from indicators.language.text import fold
from indicators.messages.errors import CodebookError
from indicators.tomlfile import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from indicators.codebook.country import Level

_KEPT = 16_384
_SEVERAL = 2


class Territory(NamedTuple):
    """What a name means beside the place of a document: itself or a part; None for another territory."""

    place_id: str | None


class Register:
    """The places of the country and those that a user declares, which win over the former."""

    def __init__(self, own: Iterable[Place] = (), country: Country | None = None) -> None:
        """Keep `own` places beside those of `country`."""
        self._country = Country() if country is None else country
        self._own: defaultdict[str, list[Place]] = defaultdict(list)
        self._own_by_name: defaultdict[str, list[Place]] = defaultdict(list)
        for place in sorted(own, key=lambda place: (place.place_id, place.valid_from)):
            self._own[place.place_id].append(place)
            self._own_by_name[bare_name(place.name)].append(place)
        self._territories: dict[tuple[str, str, date | None], Territory | None] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._heirs: dict[str, frozenset[str]] = {}

    def extended(self, places: Iterable[Place]) -> Register:
        """This register with more places of the user's."""
        return Register((*self.own, *places), self._country)

    @property
    def own(self) -> tuple[Place, ...]:
        """The places that the user declares."""
        return tuple(place for places in self._own.values() for place in places)

    def __iter__(self) -> Iterator[Place]:
        """All territories, by id and date."""
        known = (place for place in self._country if place.place_id not in self._own)
        return iter(sorted((*self.own, *known), key=lambda p: (p.place_id, p.valid_from, p.code)))

    def __contains__(self, place_id: str) -> bool:
        """Whether a place of this id is known."""
        return place_id in self._own or place_id in self._country

    def of_id(self, place_id: str) -> list[Place]:
        """The territories of an id, one after the other."""
        return self._own.get(place_id) or self._country.of_id(place_id)

    def inside(self, place_id: str) -> list[Place]:
        """Territories right inside a place, at any time."""
        known = (p for p in self._country.inside(place_id) if p.place_id not in self._own)
        return [*(place for place in self.own if place.parent == place_id), *known]

    def came_from(self, place_id: str) -> list[Place]:
        """Territories of which at least a part became this place."""
        known = (p for p in self._country.became(place_id) if p.place_id not in self._own)
        return [*(place for place in self.own if place_id in place.successors), *known]

    def is_carried(self, place: Place) -> bool:
        """Whether all that a territory became lies wholly in it: figures of these are its own.

        >>> register = load_register()
        >>> register.is_carried(register.of_id("vinh-bao")[-1])
        True
        """
        return bool(place.successors) and not self.mixed(place)

    def mixed(self, place: Place) -> list[tuple[Place, list[Place]]]:
        """Territories that one became in which others of its level lie too, with these."""
        found = []
        for heir in self.heirs(place):
            other = [p for p in self.parts_of(heir) if p.level == place.level and p != place]
            if other:
                found.append((heir, other))
        return found

    def heirs(self, place: Place) -> list[Place]:
        """The territories that one became on the day after its last."""
        after = (p for place_id in place.successors for p in self.of_id(place_id))
        return [heir for heir in after if place.valid_to and heir.valid_from > place.valid_to]

    def parts_of(self, heir: Place) -> list[Place]:
        """The territories that one came from, wholly or in part."""
        eve = heir.valid_from - timedelta(days=1)
        return [place for place in self.came_from(heir.place_id) if place.valid_to == eve]

    def beside(self, place_ids: Iterable[str]) -> list[Place]:
        """The territories of places, with all inside them, what these became and came from, and around."""
        known = {p.place_id for place_id in place_ids for p in self.of_id(place_id)}
        told = known | {below.place_id for place_id in known for below in self._below(place_id)}
        told |= self._became(frozenset(told)) | {
            p.place_id for i in known for p in self.came_from(i)
        }
        told |= {a.place_id for i in told for place in self.of_id(i) for a in self.around(place)}
        return [place for place_id in sorted(told) for place in self.of_id(place_id)]

    def level(self, place_id: str) -> Level:
        """Level of the place: province, district or commune."""
        return self.of_id(place_id)[-1].level

    def full_name(self, place: Place) -> str:
        """The name with those around it: `Xã Tân Hưng, Huyện Vĩnh Bảo, Thành phố Hải Phòng`."""
        around = {above.level: above.name for above in self.around(place)}
        return ", ".join(
            (place.name, *(around[level] for level in LEVELS[::-1] if level in around))
        )

    def find(self, name: str, *, within: str | None = None, on: date | None = None) -> str | None:
        """The place_id a document means by `name`, or None.

        Args:
            name: A place_id, or names from the smallest up: `Huyện Vĩnh Bảo, thành phố Hải Phòng`.
            within: place_id of the issuer. `Xã Tân Hưng` is then looked for inside it, among what
                it became, and in its province; a commune elsewhere must be named with those around it.
            on: A date the territory must exist on.

        Returns:
            The id when exactly one place fits; spelling must be right (names are never guessed).
            A bare name means the highest unit of that name: `Vĩnh Bảo` the district, not its
            town.
        """
        if name.isascii() and name in self:
            return name
        return _one({place.place_id for place in self.meant(name, within=within, on=on)})

    def meant(self, name: str, *, within: str | None = None, on: date | None = None) -> list[Place]:
        """The territories that a name may mean: those of one place, several, or none (see `find`)."""
        fits = self._printed(name, on)
        if within is None or within not in self:
            return _highest(fits)
        if (own := self._at_home(name, fits, within)) is not None:
            return _highest(own)
        around = {p.place_id for place in self.of_id(within) for p in self.around(place)}
        provinces = frozenset(ident for ident in around if self.level(ident) == "province")
        for circle in (provinces, self._became(provinces)):
            if near := [place for place in fits if self._belongs(place, circle)]:
                return _highest(near)
        return _highest([place for place in fits if self._is_told(place, name)])

    def _at_home(self, name: str, fits: Sequence[Place], of: str) -> list[Place] | None:
        """Those of the territories that a name fits which are the place `of`, inside it or came from it.

        None where the name is of no place there; none of them where it was at other times.
        """
        own = frozenset((of,))
        for circle in (own, self._became(own)):
            if near := [place for place in fits if self._belongs(place, circle)]:
                return near
        once = any(self._belongs(place, self._became(own)) for place in self._printed(name, None))
        return [] if once else None

    def at_other_times(self, name: str, *, on: date, within: str | None = None) -> list[Place]:
        """Territories by a name that do not exist on a day, those that were near to it first.

        Args:
            name: As printed.
            on: The day.
            within: place_id of the issuer: only what is or was there, if given.
        """
        fits = self._printed(name, None)
        if within is not None:
            fits = self._at_home(name, fits, within) or []
        other = [place for place in fits if not place.exists(on)]
        return sorted(
            other, key=lambda place: (_days_between(place, on), LEVELS.index(place.level))
        )

    def now(self, place: Place, on: date) -> list[Place]:
        """The territories of a day that came from one, wholly or in part."""
        heirs = (p for i in sorted(self._with_heirs(place.place_id)) for p in self.of_id(i))
        return [heir for heir in heirs if heir.exists(on)]

    def named(self, name: str, on: date | None = None) -> list[Place]:
        """Territories of a day by a name, of whatever level; also by one without diacritics."""
        if found := self._printed(name, on):
            return found
        wanted = slug(name.partition(",")[0])
        ids = {p for p in self._country.ids() if p.rpartition("/")[2] == wanted}
        return (
            [p for i in sorted(ids) for p in self.of_id(i) if p.exists(on)]
            if name.isascii()
            else []
        )

    def _printed(self, name: str, on: date | None) -> list[Place]:
        """Territories of a day by names from the smallest up, the user's own before others.

        Those around may be the ones of the day, or former ones of which it became a part: `Xã
        Vĩnh Hải, huyện Vĩnh Bảo` after 01/07/2025.
        """
        names = from_the_smallest_up(name) or ("",)
        dashed = (part for written in names for part in written.split(" - "))
        # `Vĩnh Bảo - Hải Phòng`, where it is not one name as `Bà Rịa - Vũng Tàu` is
        return self._fitting(names, on) or self._fitting(tuple(dashed), on)

    def _fitting(self, names: Sequence[str], on: date | None) -> list[Place]:
        first, *parents = names
        fits = self._named(first, on)
        if not parents:
            return self._own_first(fits)
        named = [self._ids_named(parent) for parent in parents]
        for circles in (named, map(self._became, named)):
            near = fits
            for circle in circles:
                near = [place for place in near if self._belongs(place, circle)]
            if near:
                return self._own_first(near)
        return []

    def _own_first(self, places: list[Place]) -> list[Place]:
        own = [place for place in places if place.place_id in self._own] if self._own else []
        return own or places

    def _named(self, name: str, on: date | None = None) -> list[Place]:
        """Territories of a day that have a folded name; of all days when None."""
        kind, key = kind_and_name(name)
        borne = [self._own_by_name[key]] if key in self._own_by_name else []
        borne += [
            self._country.of_id(ident)
            for ident in self._country.named(key)
            if ident not in self._own
        ]
        return [
            place
            for territories in borne
            for place in territories
            if place.exists(on)
            and (not kind or place.name.lower().startswith(kind))
            # an id may have borne another name before
            and (len(territories) == 1 or bare_name(place.name) == key)
        ]

    def _ids_named(self, name: str) -> frozenset[str]:
        if name not in self._ids:
            if len(self._ids) >= _KEPT:
                self._ids.clear()
            self._ids[name] = frozenset(place.place_id for place in self._named(name))
        return self._ids[name]

    def around(self, place: Place) -> list[Place]:
        """The territories around one, at any time that it exists."""
        near = self._right_around(place)
        above = {(p.place_id, p.valid_from): p for n in near for p in (n, *self.around(n))}
        return list(above.values())

    def _right_around(self, place: Place) -> list[Place]:
        parents = self.of_id(place.parent) if place.parent else []
        if len(parents) < _SEVERAL:
            return parents
        return [parent for parent in parents if parent.overlaps(place)] or parents

    def _belongs(self, place: Place, ids: frozenset[str]) -> bool:
        """Whether a territory is one of these places or inside one."""
        if place.place_id in ids or place.parent in ids:
            return True
        return place.parent is not None and any(
            self._belongs(parent, ids) for parent in self._right_around(place)
        )

    def _became(self, place_ids: frozenset[str]) -> frozenset[str]:
        """Ids of places with all that came from them, wholly or in part."""
        return frozenset(heir for place_id in place_ids for heir in self._with_heirs(place_id))

    def _with_heirs(self, place_id: str) -> frozenset[str]:
        if place_id not in self._heirs:
            found, asked = {place_id}, [place_id]
            while asked:
                heirs = {heir for p in self.of_id(asked.pop()) for heir in p.successors} - found
                found |= heirs
                asked += heirs
            self._heirs[place_id] = frozenset(found)
        return self._heirs[place_id]

    def territory(self, name: str, *, of: str, on: date | None = None) -> Territory | None:
        """What a table of the place `of` means by a name; None when it is none that is known.

        Args:
            name: `Xã Tân Hưng`, `Toàn huyện`, `Huyện` (in a document of one), `Cả nước`.
            of: place_id of the document.
            on: A date the territory must exist on.

        Returns:
            The place itself or one inside it; a territory without id for any other. A name that
            fits several places inside is none, and so is that of a commune elsewhere that is named
            without those around it: it may be a slip.
        """
        asked = (name, of, on)
        if asked not in self._territories:
            if len(self._territories) >= _KEPT:
                self._territories.clear()
            self._territories[asked] = self._territory(fold(name).strip(" :.;"), of, on)
        return self._territories[asked]

    def _territory(self, folded: str, of: str, on: date | None) -> Territory | None:
        if folded in self._names_of_whole(of):
            return Territory(of)
        if folded in phrases("other_territory", "header"):
            return Territory(None)
        fits = self._printed(folded, on)
        home = self._at_home(folded, fits, of)
        if home is not None:
            found = _one({place.place_id for place in home})
            return Territory(found) if found else None
        return Territory(None) if any(self._is_told(place, folded) for place in fits) else None

    def _is_told(self, place: Place, name: str) -> bool:
        """Whether a name alone says that it means this place, wherever a document comes from."""
        if place.place_id in self._own or place.level == "province":
            return True
        first, *around = from_the_smallest_up(name)
        return bool(around) or (place.level == "district" and kind_and_name(first)[0] != "")

    def _names_of_whole(self, of: str) -> set[str]:
        """`huyện`, `toàn huyện`: what a document of a district calls it."""
        kinds = {kind_and_name(fold(place.name))[0] for place in self.of_id(of)}
        return {f"{whole}{kind}" for kind in kinds for whole in ("", *wholes())}

    def names_other(self, text: str, *, of: str, on: date | None = None) -> bool:
        """Whether a text names, by its kind, a territory beside `of`: not inside it, nor around it."""
        own = frozenset((of,))
        around = {above.place_id for place in self.of_id(of) for above in self.around(place)}
        for _start, _end, name in names_by_kind(fold(text).split()):
            named = self._printed(name, on)
            if named and not any(
                place.place_id in around or self._belongs(place, self._became(own))
                for place in named
            ):
                return True
        return False

    def take_out(self, text: str, *, of: str, on: date | None = None) -> tuple[str, str] | None:
        """The place_id of a territory inside `of` that a text names by its kind, and the other words.

        >>> load_register().take_out("TH 2023 xã Vĩnh Hòa", of="vinh-bao", on=date(2024, 1, 1))
        ('vinh-bao/vinh-hoa', 'th 2023')
        """
        words = fold(text).split()
        for start, end, name in names_by_kind(words):
            found = self.territory(name, of=of, on=on)
            if found is not None and found.place_id is not None:
                return found.place_id, " ".join((*words[:start], *words[end:])).strip("():;,- ")
        return None

    def nearest(self, name: str, *, count: int = 3, of: str | None = None) -> list[str]:
        """Names of known places most like `name`, for a message: inside the place `of` if given.

        Where several places bear the very name, these, with what is around them.
        """
        from rapidfuzz import fuzz, process

        if borne := self.meant(name, within=of):
            return list(dict.fromkeys(map(self.full_name, borne)))
        known = self._units() if of is None else (*self.of_id(of), *self._below(of))
        first = fold(name.split(",", maxsplit=1)[0])
        names = list(
            dict.fromkeys(
                (*(p.name for p in self.own if of is None), *sorted(p.name for p in known))
            )
        )
        near = process.extract(first, names, scorer=fuzz.ratio, processor=fold, limit=count)
        return [match[0] for match in near]

    def _below(self, place_id: str) -> Iterator[Place]:
        for place in self.inside(place_id):
            yield place
            yield from self._below(place.place_id)

    def _units(self) -> Iterator[Place]:
        """Provinces and districts."""
        return (place for place in self if place.level != "commune")


def _days_between(place: Place, on: date) -> int:
    ends = [end for end in (place.valid_from, place.valid_to) if end is not None]
    return min(abs((end - on).days) for end in ends)


def _one(ids: set[str]) -> str | None:
    return next(iter(ids)) if len(ids) == 1 else None


def _highest(places: Sequence[Place]) -> list[Place]:
    """Those of the highest level among these."""
    levels = {place.level for place in places}
    if len(levels) < _SEVERAL:
        return list(places)
    highest = min(levels, key=LEVELS.index)
    return [place for place in places if place.level == highest]


def load_register(overlays: Sequence[Path] = ()) -> Register:
    """The places of the country, extended by `[[place]]` tables of the user's TOML files.

    Raises:
        CodebookError: If a file cannot be read, or a place table lacks a field or names an
            unknown level.
    """
    tables = [
        (table, path.name)
        for path in overlays
        for table in read_toml(path, CodebookFile).get("place", [])
    ]
    if not tables:
        return _package_register()
    own = [read_place(table, name) for table, name in tables]
    for code, above in (
        ("places.circle", {place.place_id: place.parent for place in own}),
        ("places.became_itself", {place.place_id: place.successor for place in own}),
    ):
        if ring := ring_of(above):
            raise CodebookError(code, ids=" < ".join([*ring, ring[0]]))
    return Register(own, package_country())


@cache
def _package_register() -> Register:
    return Register((), package_country())


def read_place(table: Mapping[str, Any], file: str) -> Place:
    """A place as a table of a file declares it.

    Raises:
        CodebookError: If a field is missing, or the level is none.
    """
    try:
        place_id, level = str(table["place_id"]), table["level"]
        name = str(table["name"])
        if level not in LEVELS:
            raise CodebookError("places.level", file=file, place_id=place_id, level=level)
        successor = table.get("successor")
        return Place(
            place_id=place_id,
            code=str(table.get("code", "")),
            name=name,
            level=level,
            parent=table.get("parent"),
            valid_from=table.get("valid_from", OPEN_START),
            valid_to=table.get("valid_to"),
            successors=(successor,) if successor else (),
        )
    except KeyError as error:
        raise CodebookError("places.field", file=file, field=error.args[0]) from error
