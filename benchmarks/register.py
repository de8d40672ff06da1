"""The register of places: how long it takes, how many it has, how many printed names it finds.

`python benchmarks/register.py` prints the figures of docs/places.md; it fails where one is wrong.
"""

from __future__ import annotations

import random
import re
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

from indicators.codebook.country import LEVELS, package_country
from indicators.codebook.places import load_register

if TYPE_CHECKING:
    from indicators.codebook.country import Place
    from indicators.codebook.places import Register

NAMES = 10_000
COUNTS = {
    date(2021, 11, 1): (63, 705, 10_599),
    date(2022, 10, 1): (63, 705, 10_599),
    date(2023, 4, 10): (63, 705, 10_598),
    date(2024, 2, 1): (63, 705, 10_597),
    date(2024, 5, 1): (63, 705, 10_595),
    date(2024, 9, 1): (63, 704, 10_542),
    date(2024, 11, 1): (63, 704, 10_472),
    date(2024, 12, 1): (63, 701, 10_322),
    date(2025, 1, 1): (63, 696, 10_039),
    date(2025, 2, 1): (63, 696, 10_035),
    date(2025, 7, 1): (34, 0, 3_321),
    date(2026, 4, 30): (34, 0, 3_321),
}
DAYS = (date(2024, 1, 1), date(2024, 12, 31), date(2025, 6, 30), date(2025, 7, 1), date(2026, 5, 1))
OLD_MARKS = {"òa": "oà", "óa": "oá", "ủy": "uỷ", "ùy": "uỳ", "úy": "uý", "ỏa": "oả"}
SHORT = {
    "Thành phố ": "TP. ", "Thị trấn ": "TT. ", "Thị xã ": "TX. ", "Huyện ": "H. ",
    "Phường ": "P. ", "Quận ": "Q.", "Xã ": "X. ",
}  # fmt: skip


def timed(what: str, most: float, started: float) -> None:
    took = 1000 * (time.perf_counter() - started)
    print(f"{what}: {took:.0f} ms")
    if took > most:
        print(f"  more than {most:.0f} ms")


def printed(name: str, chance: random.Random) -> str:
    """The name with those around it, in one of the ways that documents write it."""
    parts = name.split(", ")
    match chance.randrange(5):
        case 1:
            parts = [short(part) for part in parts]
        case 2:
            parts = [re.sub("|".join(OLD_MARKS), lambda m: OLD_MARKS[m[0]], part) for part in parts]
        case 3:
            return f"{parts[0]} ({', '.join(parts[1:])})".upper()
        case 4:
            return " - ".join(parts)
    return ", ".join(parts)


def short(name: str) -> str:
    kind = next((kind for kind in SHORT if name.startswith(kind)), "")
    return SHORT[kind] + name.removeprefix(kind) if kind else name


def sample(register: Register) -> list[tuple[str, date, str]]:
    chance = random.Random(1)  # noqa: S311 (names to try, no secrets)
    by_day = {day: [p for p in register if p.level == "commune" and p.exists(day)] for day in DAYS}
    chosen: list[tuple[str, date, str]] = []
    for _ in range(NAMES):
        day = chance.choice(DAYS)
        place = chance.choice(by_day[day])
        chosen.append((printed(register.full_name(place), chance), day, place.place_id))
    return chosen


def ends(register: Register, place: Place) -> bool:
    """Whether what a commune became leads to one that exists today."""
    return any(p.valid_to is None for i in place.successors for p in register.of_id(i)) or any(
        ends(register, p) for i in place.successors for p in register.of_id(i) if p != place
    )


def main() -> None:
    load_register().find("Huyện Vĩnh Bảo")  # the lexicon is read, and every module
    for _ in range(3):
        started = time.perf_counter()
        package_country.__wrapped__()
        timed("the register is loaded", 20, started)
    register = load_register()
    territories = list(register)
    wrong = 0
    for day, wanted in COUNTS.items():
        found = tuple(
            sum(p.level == level and p.exists(day) for p in territories) for level in LEVELS
        )
        print(f"{day}: {' / '.join(f'{number:,}' for number in found)}")
        wrong += found != wanted
    of_2024 = [p for p in territories if p.level == "commune" and p.exists(date(2024, 1, 1))]
    lost = [p for p in of_2024 if not ends(register, p) and p.valid_to is not None]
    print(
        f"communes of 2024 that lead to none of today: {[p.name for p in lost]} of {len(of_2024):,}"
    )
    districts = [p for p in territories if p.level == "district" and p.exists(date(2025, 6, 30))]
    whole = sum(register.is_carried(place) for place in districts)
    print(f"districts whose communes of today lie wholly in them: {whole} of {len(districts)}")
    names = sample(register)
    for what in ("the first time", "again"):
        fresh = register.extended(())
        started = time.perf_counter()
        answers = [fresh.find(name, on=day) for name, day, _ in names]
        timed(f"{NAMES:,} printed names of communes with those around them, {what}", 500, started)
    missed = [n for n, found in zip(names, answers, strict=True) if found != n[2]]
    print(f"right: {NAMES - len(missed):,}")
    for name, day, ident in missed[:10]:
        print(f"  {name} ({day}): not {ident}")
    sys.exit(1 if wrong or missed else 0)


if __name__ == "__main__":
    main()
