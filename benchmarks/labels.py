"""Score `ind.match_label` on printed labels with their right answers, one document left out included.

usage: labels.py LABELS.csv [--lookalikes LOOKALIKES.csv] [--errors OUT.csv] [--leave-out]

LABELS.csv has the columns label, unit, parent (the rows above, nearest first, parted by ` > `),
measure, id (`none`: must bind to nothing), also (others that count as right, parted by `|`) and
source (the document). LOOKALIKES.csv has label, unit and must_not_bind_to.

    right     bound to `id` or one of `also`
    wrong     bound to another indicator
    first 3   the right one is bound or among the first three suggestions
    none      labels that must bind to nothing, and how many do bind

With --leave-out each document is scored by a codebook that lacks the aliases which, among all
documents, it alone prints: what the codebook would know of an office it was not made from.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.codebook import load_codebook
from indicators.codebook.asking import LabelMatch, answer
from indicators.codebook.book import Codebook, alias_keys, label_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

NONE = "none"
MEASURES = ("level", "growth", "share")


@dataclass(frozen=True)
class Row:
    """A printed label with its answer."""

    label: str
    unit: str
    above: tuple[str, ...]
    measure: str
    right: frozenset[str]
    source: str


def read(path: Path) -> list[Row]:
    """The rows of a file of labels."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                row["label"],
                row["unit"],
                tuple(filter(None, row["parent"].split(" > "))),
                row["measure"],
                frozenset(filter(None, (row["id"], *row["also"].split("|")))),
                row["source"],
            )
            for row in csv.DictReader(file)
        ]


def ask(codebook: Codebook, row: Row) -> LabelMatch:
    """What the codebook answers."""
    return answer(codebook, row.label, row.unit or None, row.above, row.measure, None)


def outcome(row: Row, found: LabelMatch) -> str:
    """`right`, `wrong` or `unbound`."""
    if NONE in row.right:
        return "right" if found.indicator_id is None else "wrong"
    if found.indicator_id is None:
        return "unbound"
    return "right" if found.indicator_id in row.right else "wrong"


def score(title: str, pairs: Iterable[tuple[Row, LabelMatch]]) -> list[dict[str, str]]:
    """Print one line; return what was not right."""
    known: Counter[str] = Counter()
    none: Counter[str] = Counter()
    missed = []
    for row, found in pairs:
        result = outcome(row, found)
        counts = none if NONE in row.right else known
        counts[result] += 1
        counts["n"] += 1
        near = (found.indicator_id, *found.suggestions[:3])
        counts["near"] += not row.right.isdisjoint(near)
        if result != "right":
            missed.append(
                {
                    "outcome": result, "label": row.label, "unit": row.unit,
                    "above": " > ".join(row.above), "measure": row.measure,
                    "right": "|".join(sorted(row.right)), "got": found.indicator_id or "",
                    "near": " ".join(found.suggestions[:3]), "source": row.source,
                }
            )  # fmt: skip

    def share(counts: Counter[str], key: str) -> str:
        return f"{counts[key] / counts['n']:6.1%}" if counts["n"] else "   -  "

    print(
        f"{title:34} labels {known['n']:5}  right {share(known, 'right')}  wrong {share(known, 'wrong')}"
        f"  first 3 {share(known, 'near')} | none {none['n']:4}  bound {share(none, 'wrong')}"
    )
    return missed


def without(codebook: Codebook, printed: frozenset[str]) -> Codebook:
    """The codebook without the aliases whose label is one of these."""
    kept = {}
    for ident, indicator in codebook.indicators.items():
        aliases = tuple(
            alias
            for number, alias in enumerate(indicator.aliases)
            if number == 0 or printed.isdisjoint(alias_keys(alias.label))
        )
        kept[ident] = replace(indicator, aliases=aliases)
    return replace(codebook, indicators=kept)


def left_out(codebook: Codebook, rows: list[Row]) -> list[tuple[Row, LabelMatch]]:
    """Answers for each document by a codebook without what it alone prints."""
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for key in label_keys(row.label):
            printed[key].add(row.source)
    pairs = []
    for source in sorted({row.source for row in rows}):
        alone = frozenset(key for key, sources in printed.items() if sources == {source})
        rest = without(codebook, alone)
        pairs += [(row, ask(rest, row)) for row in rows if row.source == source]
    return pairs


def lookalikes(codebook: Codebook, path: Path) -> None:
    """Count labels that bind to the indicator they must not mean, in any measure."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bound = [
        (row["label"], row["must_not_bind_to"], measure)
        for row in rows
        for measure in MEASURES
        if _binds(codebook, row, measure)
    ]
    print(f"{'look-alikes':34} labels {len(rows):5}  bound to what they must not mean {len(bound)}")
    for label, ident, measure in bound:
        print(f"    {label} [{measure}] is no {ident}")


def _binds(codebook: Codebook, row: dict[str, str], measure: str) -> bool:
    asked = Row(row["label"], row["unit"], (), measure, frozenset(), "")
    return ask(codebook, asked).indicator_id == row["must_not_bind_to"]


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("--lookalikes", type=Path)
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--leave-out", action="store_true")
    arguments = parser.parse_args()
    began = time.perf_counter()
    codebook, rows = load_codebook(), read(arguments.labels)
    print(f"{len(codebook.indicators)} indicators, loaded in {time.perf_counter() - began:.3f} s")
    missed = score("the whole codebook", [(row, ask(codebook, row)) for row in rows])
    if arguments.leave_out:
        missed = score("its document left out", left_out(codebook, rows))
    if arguments.lookalikes:
        lookalikes(codebook, arguments.lookalikes)
    if arguments.errors and missed:
        with arguments.errors.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(missed[0]))
            writer.writeheader()
            writer.writerows(missed)


if __name__ == "__main__":
    sys.exit(main())
