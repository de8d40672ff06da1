"""Places: territories with their codes, names and dates of validity.

A code is used again for another territory (11848, 26491), a name likewise; what identifies a
territory is code and date. `place_id` is the stable name people type (`vinh-bao`,
`vinh-bao/tan-hung`); it may have several territories one after the other.
"""

from __future__ import annotations

import csv
import io
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from indicators.language.lexicon import phrases
from indicators.language.text import fold
from indicators.messages.errors import CodebookError
from indicators.tomlfile import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Level = Literal["province", "district", "commune"]

_LEVELS = ("province", "district", "commune")
OPEN_START = date(1900, 1, 1)
"""Stands for 'older than the sources tell'."""

_EPOCHS = (
    OPEN_START,
    date(2025, 1, 1),  # 1232/NQ-UBTVQH15
    date(2025, 7, 1),  # 202/2025/QH15; 1669 and 1662/NQ-UBTVQH15
    date(2026, 4, 30),  # 30/2026/QH16, 237/NQ-UBTVQH16
)
_KINDS = ("thành phố", "thị trấn", "thị xã", "phường", "huyện", "quận", "tỉnh", "đặc khu", "xã")
_SHORT_KINDS = {
    "tp": "thành phố", "tt": "thị trấn", "tx": "thị xã", "p": "phường", "h": "huyện", "q": "quận", "x": "xã",
}  # fmt: skip
_KEPT = 16_384
_LONGEST_NAME = 5  # syllables behind the kind


class Territory(NamedTuple):
    """What a name means beside the place of a document: itself or a part; None for another territory."""

    place_id: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """One territory between two dates; `valid_to` is None while it exists."""

    place_id: str
    code: str
    name: str
    level: Level
    parent: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None

    def exists(self, on: date | None) -> bool:
        """Whether the territory exists on that day; any day when None."""
        return on is None or (
            self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        )


@cache
def _wholes() -> tuple[str, ...]:
    """What stands in front of a kind of territory for the whole of one: `toàn huyện`."""
    return tuple(f"{phrase} " for phrase in phrases("whole_of", "header"))


def slug(name: str) -> str:
    """`Thị trấn Vĩnh Bảo` -> `vinh-bao`: the bare name in ASCII."""
    plain = unicodedata.normalize("NFD", bare_name(name).replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join("".join(c if c.isalnum() else " " for c in letters).split())


def is_kind(name: str) -> bool:
    """Whether a name is that of a kind of territory alone: `Huyện`, `Xã`."""
    return fold(name).strip(" :.") in _KINDS


def bare_name(name: str) -> str:
    """The folded name without its kind: `Huyện Vĩnh Bảo` -> `vĩnh bảo`."""
    folded = fold(name)
    return _parted(folded)[1]


def _parted(folded: str) -> tuple[str, str]:
    """The kind of a territory, written out, and its name: `tt. vĩnh bảo` -> (`thị trấn`, `vĩnh bảo`)."""
    for kind in _KINDS:
        if folded.startswith(kind + " "):
            return kind, folded.removeprefix(kind).strip()
    short, dot, rest = folded.partition("." if "." in folded.partition(" ")[0] else " ")
    if short in _SHORT_KINDS and rest and (dot == "." or len(short) > 1):
        return _SHORT_KINDS[short], rest.strip()
    return "", folded


class Register:
    """All known places, with look-up by the names documents print."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Keep `places`, sorted by id and date."""
        self.places = tuple(sorted(places, key=lambda p: (p.place_id, p.valid_from, p.code)))
        self._by_id = {place.place_id: place for place in self.places}
        self._by_name: defaultdict[str, list[Place]] = defaultdict(list)
        self._territories: dict[tuple[str, str, date | None], Territory | None] = {}
        for place in self.places:
            self._by_name[bare_name(place.name)].append(place)

    def __contains__(self, place_id: str) -> bool:
        """Whether a place of this id is known."""
        return place_id in self._by_id

    def level(self, place_id: str) -> Level:
        """Level of the place: province, district or commune."""
        return self._by_id[place_id].level

    def find(self, name: str, *, within: str | None = None, on: date | None = None) -> str | None:
        """The place_id a document means by `name`, or None.

        Args:
            name: A place_id, or names from the smallest up: `Huyện Vĩnh Bảo, thành phố Hải Phòng`.
            within: place_id of the issuer: `Xã Tân Hưng` is then looked for inside it first.
            on: A date the territory must exist on.

        Returns:
            The id when exactly one place fits; spelling must be right (names are never guessed).
            A bare name means the highest unit of that name: `Vĩnh Bảo` the district, not its
            town.
        """
        if name in self._by_id:
            return name
        fits = [place for place in self._of_name(name) if place.exists(on)]
        if within is not None:
            fits = [place for place in fits if place.parent == within] or fits
        return _highest(fits)

    def at_other_times(self, name: str, *, on: date) -> list[Place]:
        """Territories by a name that do not exist on a day, those that were near to it first."""
        fits = [place for place in self._of_name(name) if not place.exists(on)]
        return sorted(fits, key=lambda place: _days_between(place, on))

    def _of_name(self, name: str) -> list[Place]:
        """Territories of all dates by names from the smallest up."""
        first, *parents = [part.strip() for part in name.split(",") if part.strip()] or [""]
        fits = self._named(first)
        for parent in parents:
            above = {place.place_id for place in self._named(parent)}
            fits = [place for place in fits if place.parent in above]
        return fits

    def _named(self, name: str) -> list[Place]:
        """Territories of all dates that documents print so."""
        named = self._by_name.get(bare_name(name), ())
        return [place for place in named if _same_name(name, place.name)]

    def territory(self, name: str, *, of: str, on: date | None = None) -> Territory | None:
        """What a table of the place `of` means by a name; None when it is none that is known.

        Args:
            name: `Xã Tân Hưng`, `Toàn huyện`, `Huyện` (in a document of one), `Cả nước`.
            of: place_id of the document.
            on: A date the territory must exist on.

        Returns:
            The place itself or one inside it; a territory without id for any other. A name that
            fits several places inside is none.
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
        inside = {place.place_id for place in fits if self._is_inside(place, of)}
        if len(inside) == 1:
            return Territory(inside.pop())
        return Territory(None) if fits and not inside else None

    def _names_of_whole(self, of: str) -> set[str]:
        """`huyện`, `toàn huyện`: what a document of a district calls it."""
        kinds = {_parted(fold(place.name))[0] for place in self.places if place.place_id == of}
        return {f"{whole}{kind}" for kind in kinds for whole in ("", *_wholes())}

    def _printed(self, folded: str, on: date | None) -> list[Place]:
        """Territories of a day by a name, and those around them: `xã tân hưng, huyện vĩnh bảo`."""
        return [place for place in self._of_name(folded) if place.exists(on)]

    def names_other(self, text: str, *, of: str, on: date | None = None) -> bool:
        """Whether a text names, by its kind, a territory beside `of`: not inside it, nor around it."""
        around = {place.place_id for place in self.places if self._is_around(place, of)}
        for _start, _end, name in _kinds_in(fold(text).split()):
            found = self.territory(name, of=of, on=on)
            if found is None or found.place_id is not None:
                continue
            named = {place.place_id for place in self._named(name) if place.exists(on)}
            if named and not named & around:
                return True
        return False

    def _is_around(self, place: Place, of: str) -> bool:
        return of in self._by_id and self._is_inside(self._by_id[of], place.place_id)

    def take_out(self, text: str, *, of: str, on: date | None = None) -> tuple[str, str] | None:
        """The place_id of a territory inside `of` that a text names by its kind, and the other words.

        >>> load_register().take_out("TH 2023 xã Vĩnh Hòa", of="vinh-bao", on=date(2024, 1, 1))
        ('vinh-bao/vinh-hoa', 'th 2023')
        """
        words = fold(text).split()
        for start, end, name in _kinds_in(words):
            found = self.territory(name, of=of, on=on)
            if found is not None and found.place_id is not None:
                return found.place_id, " ".join((*words[:start], *words[end:])).strip("():;,- ")
        return None

    def _is_inside(self, place: Place, of: str) -> bool:
        seen: Place | None = place
        while seen is not None and seen.place_id != of:
            seen = self._by_id.get(seen.parent) if seen.parent else None
        return seen is not None

    def nearest(self, name: str, *, count: int = 3, of: str | None = None) -> list[str]:
        """Names of known places most like `name`, for a message: inside the place `of` if given."""
        from rapidfuzz import process

        names = sorted(
            place.name
            for place in self.places
            if (place.level != "commune" if of is None else self._is_inside(place, of))
        )
        names = list(dict.fromkeys(names))
        near = process.extract(name.split(",", maxsplit=1)[0], names, limit=count)
        return [match[0] for match in near]


def _kinds_in(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches of words that begin with a kind of territory, the longest first."""
    kinds = {kind.split()[0] for kind in _KINDS} | set(_SHORT_KINDS)
    for start, word in enumerate(words):
        if word.strip("():;,.-").partition(".")[0] not in kinds:
            continue
        for end in range(min(len(words), start + _LONGEST_NAME), start + 1, -1):
            name = " ".join(words[start:end]).strip("():;,.- ")
            if _parted(name)[0]:
                yield start, end, name


def _days_between(place: Place, on: date) -> int:
    ends = [end for end in (place.valid_from, place.valid_to) if end is not None]
    return min(abs((end - on).days) for end in ends)


def _highest(places: Sequence[Place]) -> str | None:
    """The place_id of the one place of the highest level among these, or None."""
    highest = min((_LEVELS.index(place.level) for place in places), default=0)
    found = {place.place_id for place in places if place.level == _LEVELS[highest]}
    return found.pop() if len(found) == 1 else None


def _same_name(printed: str, known: str) -> bool:
    if fold(printed) == fold(known):
        return True
    # "Vĩnh Bảo" or "TP Hải Phòng" will do; "Huyện Hải Phòng" will not.
    kind, name = _parted(fold(printed))
    return name == bare_name(known) and fold(known).startswith(kind)


def load_register(overlays: Sequence[Path] = ()) -> Register:
    """The places of the package, extended by `[[place]]` tables of the user's TOML files.

    Raises:
        CodebookError: If a file cannot be read, or a place table lacks a field or names an
            unknown level.
    """
    places = list(_package_places())
    for path in overlays:
        tables = read_toml(path).get("place", [])
        places += [_place(table, path.name) for table in tables]
    return Register(places)


@cache
def _package_places() -> tuple[Place, ...]:
    package = resources.files("indicators.codebook")
    tables = tomllib.loads((package / "places.toml").read_text("utf-8"))["place"]
    rows = csv.DictReader(io.StringIO((package / "communes.csv").read_text("utf-8")))
    units = tuple(_place(table, "places.toml") for table in tables)
    provinces = {unit.code: unit.place_id for unit in units if unit.level == "province"}
    return (*units, *_communes(list(rows), provinces))


def read_place(table: Mapping[str, Any], file: str) -> Place:
    """A place as a table of a file declares it.

    Raises:
        CodebookError: If a field is missing, or the level is none.
    """
    return _place(table, file)


def _place(table: Mapping[str, Any], file: str) -> Place:
    try:
        place_id, level = str(table["place_id"]), table["level"]
        name = str(table["name"])
        if level not in ("province", "district", "commune"):
            raise CodebookError("places.level", file=file, place_id=place_id, level=level)
        return Place(
            place_id=place_id,
            code=str(table.get("code", "")),
            name=name,
            level=level,
            parent=table.get("parent"),
            valid_from=table.get("valid_from", OPEN_START),
            valid_to=table.get("valid_to"),
            successor=table.get("successor"),
        )
    except KeyError as error:
        raise CodebookError("places.field", file=file, field=error.args[0]) from error


def _communes(rows: list[dict[str, str]], provinces: Mapping[str, str]) -> Iterable[Place]:
    """Communes of every epoch; an unchanged territory is one place over several epochs."""
    columns = list(rows[0])
    for district in dict.fromkeys(row["district"] for row in rows):
        members = [row for row in rows if row["district"] == district]
        province = provinces[members[0]["province_code"]]
        epochs = [_epoch(members, columns, n, province) for n in range(len(_EPOCHS))]
        for number, units in enumerate(epochs):
            for key, origin in units.items():
                if number and epochs[number - 1].get(key) == origin:
                    continue
                yield _commune(epochs, number, key, origin)


_Unit = tuple[str, str, str]  # parent place_id, code, name


def _epoch(
    rows: list[dict[str, str]], columns: list[str], number: int, province: str
) -> dict[_Unit, frozenset[str]]:
    """Units of one epoch with the communes of 2024 they are made of."""
    code_column, name_column = columns[3 + 2 * min(number, 2)], columns[4 + 2 * min(number, 2)]
    units: dict[_Unit, frozenset[str]] = {}
    for row in rows:
        name = row[name_column]
        if number == 3:
            name = row["unit_2026-04-30"].split(",")[0]
        elif number and bare_name(name) == fold(name):
            name = _kind(row, rows, code_column, number) + " " + name
        parent = slug(row["district"]) if number < 2 else province
        key = (parent, row[code_column], name)
        units[key] = units.get(key, frozenset()) | {row[columns[3]]}
    return units


def _kind(row: dict[str, str], rows: list[dict[str, str]], code_column: str, number: int) -> str:
    """Xã or thị trấn: a unit of 2025-01-01 keeps the kind of the commune whose code it has."""
    if number == 2:
        return "Xã"
    origin = next(r for r in rows if r["ward_code_to_2024-12-31"] == row[code_column])
    return "Thị trấn" if origin["ward_to_2024-12-31"].startswith("Thị trấn") else "Xã"


def _commune(
    epochs: list[dict[_Unit, frozenset[str]]], number: int, key: _Unit, origin: frozenset[str]
) -> Place:
    last = number
    while last + 1 < len(epochs) and epochs[last + 1].get(key) == origin:
        last += 1
    ends = last + 1 < len(epochs)
    heirs = [_id(k) for k, o in epochs[last + 1].items() if origin & o] if ends else []
    return Place(
        place_id=_id(key),
        code=key[1],
        name=key[2],
        level="commune",
        parent=key[0],
        valid_from=_EPOCHS[number],
        valid_to=_EPOCHS[last + 1] - timedelta(days=1) if ends else None,
        successor=heirs[0] if len(heirs) == 1 else None,
    )


def _id(unit: _Unit) -> str:
    return f"{unit[0]}/{slug(unit[2])}"
