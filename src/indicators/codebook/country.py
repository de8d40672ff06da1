"""The places of the country, from the register that ships with the package.

`register.tsv` has a line a territory, `register_names.tsv` the ids that bear a name; both are
sorted, and a territory is made of its line when it is asked for. A code is used again for another territory (11848, 26491), a name likewise; what identifies a
territory is id and date.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Level = Literal["province", "district", "commune"]

LEVELS: tuple[Level, ...] = ("province", "district", "commune")
OPEN_START = date(1900, 1, 1)
"""Stands for 'older than the sources tell'."""
FIRST_LIST = date(2021, 11, 1)
"""The first day that the register of the package tells of."""

COLUMNS = (
    "place_id", "valid_from", "valid_to", "parent", "code", "name", "level", "successors", "basis",
    "population", "area_km2",
)  # fmt: skip
_PART = "~"


class Place(msgspec.Struct, frozen=True, gc=False):
    """One territory between two dates.

    Attributes:
        place_id: The name people type; it may have several territories one after the other.
        code: Of the statistics office.
        name: With its kind, `Huyện Vĩnh Bảo`.
        level: province, district or commune.
        parent: place_id of the territory around it.
        valid_from: Its first day; `OPEN_START` where it is older than the sources tell.
        valid_to: Its last day; None while it exists.
        successors: place_ids of the territories that it became on the next day.
        divided: Whether only parts of it went to each of these.
        basis: The resolution that made it.
        population: Registered people by the merger dossier of 2025; no census, nor an average.
        area_km2: By the merger dossier of 2025.
    """

    place_id: str
    code: str
    name: str
    level: Level
    parent: str | None
    valid_from: date
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    divided: bool = False
    basis: str = ""
    population: int | None = None
    area_km2: float | None = None

    @property
    def successor(self) -> str | None:
        """The one territory that it became; None where there are several."""
        return self.successors[0] if len(self.successors) == 1 else None

    def exists(self, on: date | None) -> bool:
        """Whether the territory exists on that day; any day when None."""
        return on is None or (
            self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        )

    def overlaps(self, other: Place) -> bool:
        """Whether there is a day on which both exist."""
        return (self.valid_to is None or other.valid_from <= self.valid_to) and (
            other.valid_to is None or self.valid_from <= other.valid_to
        )


class Country:
    """The territories of a register by name, by id and by what is around them.

    Lines are found by bisection, so that nothing is made ready of those nobody asks for.
    """

    def __init__(self, territories: Sequence[bytes] = (), names: Sequence[bytes] = ()) -> None:
        """Keep the lines, which are sorted: territories, and the ids that bear a name."""
        self._lines = territories
        self._names = names
        self._known: dict[int, Place] = {}
        self._by_id: dict[str, list[Place]] = {}
        self._by_name: dict[str, list[str]] = {}

    def __contains__(self, place_id: str) -> bool:
        """Whether there is a place of this id."""
        return len(_beginning(self._lines, place_id)) > 0

    def named(self, key: str) -> list[str]:
        """Ids of the places that bear a bare, folded name at some time."""
        if key not in self._by_name:
            lines = [self._names[number].decode() for number in _beginning(self._names, key)]
            if not lines:
                return []
            self._by_name[key] = lines[0].partition("\t")[2].split(" ")
        return self._by_name[key]

    def of_id(self, place_id: str) -> list[Place]:
        """Territories of an id, by date."""
        if place_id not in self._by_id:
            found = [self._at(number) for number in _beginning(self._lines, place_id)]
            if not found:
                return []
            self._by_id[place_id] = found
        return self._by_id[place_id]

    def inside(self, place_id: str) -> list[Place]:
        """Territories right inside a place at any time."""
        return [self._at(number) for number in self._by_parent.get(place_id, ())]

    def ids(self) -> Iterator[str]:
        """The ids, sorted; one that has several territories is there as often."""
        return (line.partition(b"\t")[0].decode() for line in self._lines)

    def __iter__(self) -> Iterator[Place]:
        """All territories, by id and date."""
        return map(self._at, range(len(self._lines)))

    def became(self, place_id: str) -> list[Place]:
        """Territories of which at least a part became one of this id."""
        return [self._at(number) for number in self._by_successor.get(place_id, ())]

    @cached_property
    def _by_parent(self) -> dict[str, list[int]]:
        return self._by("parent")

    @cached_property
    def _by_successor(self) -> dict[str, list[int]]:
        return self._by("successors")

    def _by(self, column: str) -> dict[str, list[int]]:
        """Numbers of lines by each id that they have in a column."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        at = COLUMNS.index(column)
        for number, line in enumerate(self._lines):
            for place_id in line.split(b"\t", at + 1)[at].decode().split(" "):
                found[place_id.removeprefix(_PART)].append(number)
        return found

    def _at(self, number: int) -> Place:
        place = self._known.get(number)
        if place is None:
            place = self._known[number] = _place(self._lines[number].decode())
        return place


def _beginning(lines: Sequence[bytes], field: str) -> range:
    """Numbers of the sorted lines whose first field is this."""
    start = f"{field}\t".encode()
    first = end = bisect_left(lines, start)
    while end < len(lines) and lines[end].startswith(start):
        end += 1
    return range(first, end)


def _place(line: str) -> Place:
    place_id, began, ended, parent, code, name, level, successors, basis, people, area = line.split(
        "\t"
    )
    return Place(
        place_id,
        code,
        name,
        level,  # type: ignore[arg-type]  # a test looks at the file
        parent or None,
        _day(began) or OPEN_START,
        _day(ended),
        tuple(successors.replace(_PART, "").split()),
        _PART in successors,
        basis,
        int(people) if people else None,
        float(area) if area else None,
    )


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def package_country() -> Country:
    """The register that ships with the package, read at the first call."""
    return Country(_lines("register.tsv"), _lines("register_names.tsv"))


def _lines(file: str) -> list[bytes]:
    """The lines behind the comments; bytes, which are in the same order and are quick to part."""
    content = (resources.files("indicators.codebook") / file).read_bytes()
    return content[content.rindex(b"\n#") + 1 :].split(b"\n")[1:-1]
