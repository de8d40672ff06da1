"""Write the register of places that ships with the package, from the tables it was gathered in.

`python benchmarks/register_file.py FOLDER` reads places.csv, succession.csv and
population_area.csv of the folder and writes two files of `src/indicators/codebook`: `register.tsv`
has a line a territory, `register_names.tsv` the ids that bear a name. Both are sorted, and a change
of the register is a change of lines.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from indicators.codebook.country import COLUMNS
from indicators.language.place_names import bare_name

TARGET = Path(__file__).parents[1] / "src" / "indicators" / "codebook"
HEAD = """\
# Provinces, districts and communes of Viet Nam since 2021-11-01. Made by benchmarks/register_file.py.
# Names, codes and parents: lists of the National Statistics Office, as kept in the repository
# thanglequoc/vietnamese-provinces-database (MIT). Successions: conversion table of the National
# Statistics Office of 2025-07-01; before that date the names of tranngocminhhieu/vietnamadminunits
# (MIT). Population (registered) and area: the merger dossiers of 2025, from the same. See docs/places.md.
"""


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_after(day: str) -> str:
    return f"{date.fromisoformat(day) + timedelta(days=1)}"


def successors(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Ids of the territories of the next day by id and last day; `~` where only a part went there."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows(folder, "succession.csv"):
        if day_after(row["predecessor_valid_to"]) != row["successor_valid_from"]:
            sys.exit(f"{row['predecessor']}: a gap of days before {row['successor']}")
        part = "~" if row["how"] == "part" else ""
        found[row["predecessor"], row["predecessor_valid_to"]].append(part + row["successor"])
    return found


def main(folder: Path) -> None:
    heirs = successors(folder)
    measured = {
        (row["place_id"], row["valid_from"]): (row["population"], row["area_km2"])
        for row in rows(folder, "population_area.csv")
    }
    lines, named = [], defaultdict(set)
    for row in rows(folder, "places.csv"):
        began, ended = row["valid_from"], row["valid_to"]
        population, area = measured.get((row["place_id"], began), ("", ""))
        fields = {
            "place_id": row["place_id"],
            "parent": row["parent"],
            "code": row["code"],
            "name": row["name"],
            "level": row["level"],
            "valid_from": began,
            "valid_to": ended,
            "successors": " ".join(sorted(heirs.get((row["place_id"], ended), ()))),
            "basis": row["basis"],
            "population": population,
            "area_km2": area,
        }
        lines.append("\t".join(fields[column] for column in COLUMNS))
        named[bare_name(row["name"])].add(row["place_id"])
    write("register.tsv", lines)
    write("register_names.tsv", [f"{name}\t{' '.join(sorted(ids))}" for name, ids in named.items()])


def write(name: str, lines: list[str]) -> None:
    (TARGET / name).write_text(HEAD + "\n".join(sorted(lines)) + "\n", "utf-8", newline="\n")
    print(f"{name}: {len(lines):,} lines, {(TARGET / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
