"""Score the extraction of documents against what people transcribed of them in `data/raw`.

    python benchmarks/extraction.py DOCUMENT… [-v] [--without STEP]…

A hit needs value or bounds, unit, period, scenario, measure and indicator right, in a part of the
document that was transcribed; it counts for the kind (table, list, narrative, footnote) under which
it was transcribed. `first` counts the first candidate as well where it is only suggested. Precision
counts the rows of those parts that claim an indicator; a row that asks the reviewer for it claims
nothing and counts against recall only. `--without` takes a step of the search for candidates out,
to see what it does. The documents themselves are not in the project.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

import indicators
from indicators.language.units import UnitError, convert, find_unit
from indicators.prose import knowledge
from indicators.prose.bind import Binder, Binding, Surrounding
from indicators.prose.document import extract_document
from indicators.readers.documents import read_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from decimal import Decimal

    from indicators.codebook import Measure
    from indicators.prose.model import Draft, DraftRow

STEPS = ("narrow", "exact", "child", "special", "nearest", "around")
KINDS = ("table", "list", "narrative", "footnote")
Key = tuple[object, ...]


@dataclass(frozen=True)
class Truth:
    """One transcribed figure: its kind, its key, and the key of value, unit and bound alone."""

    kind: str
    part: str
    full: Key
    plain: Key
    label: str


def kind_of(locator: str, raw: dict[str, object]) -> str:
    """Where a transcribed figure stands, by the place its row names."""
    if locator.startswith("chú thích"):
        return "footnote"
    if locator.startswith("Phụ lục"):
        return "table"
    listed = "(" in locator or (raw["scenario"] == "target" and not locator.startswith("Phần một"))
    return "list" if listed else "narrative"


def canonical(number: Decimal | None, unit: str | None, wanted: str | None) -> str | None:
    """A number in another unit of its dimension, as text without trailing zeros."""
    if number is None:
        return None
    if unit and wanted and unit != wanted:
        try:
            number = convert(number, find_unit(unit)[0], find_unit(wanted)[0])
        except UnitError:  # a printed unit that an alias takes for the indicator's own
            return str(round(float(number), 6))
    return str(round(float(number), 6))


def truths(observations: pl.DataFrame, document: str) -> list[Truth]:
    """The transcription of one document."""
    found = []
    for row in observations.filter(pl.col("document_id") == document).iter_rows(named=True):
        locator = str(row["source_locator"] or "")
        values = tuple(
            None if row[name] is None else str(round(float(row[name]), 6))
            for name in ("value", "low", "high", "denominator")
        )
        plain = (*values, row["bound"], row["unit"])
        full = (
            plain, str(row["period_start"]), str(row["period_end"]), row["scenario"],
            row["measure"], row["indicator_id"],
        )  # fmt: skip
        found.append(Truth(kind_of(locator, row), locator, full, plain, str(row["raw_label"])))
    return found


def key_of(row: DraftRow, unit: str | None) -> tuple[Key, Key]:
    """The keys of an extracted row, its numbers in `unit`."""
    values = tuple(
        canonical(number, row.unit, unit)
        for number in (row.value, row.low, row.high, row.denominator)
    )
    plain = (*values, row.bound, unit if row.unit else None)
    period = row.period
    full = (
        plain, str(period.start) if period else None, str(period.end) if period else None,
        row.scenario, row.measure, row.indicator_id,
    )  # fmt: skip
    return full, plain


def unit_in_store(row: DraftRow, units: dict[str, str]) -> str | None:
    """The unit the row's figure would have in the store."""
    if row.measure in ("growth", "attainment", "share", "text") or row.indicator_id is None:
        return row.unit
    own = units.get(row.indicator_id, row.unit)
    if row.unit is None or row.unit == own or row.measure == "change":
        return row.unit
    return own


@dataclass
class Score:
    """Counts of one kind."""

    wanted: int = 0
    hits: int = 0
    first: int = 0
    claimed: int = 0
    right: int = 0
    figures: int = 0


def same_part(part: str, row: DraftRow) -> bool:
    """Whether a row stands in a part of the document that was transcribed."""
    where = row.source_locator or ""
    return (
        where == part
        or (where.startswith((part + ",", part + " ")) and row.kind == "table")
        or (row.kind == "table" and part.startswith("Phụ lục"))
    )


def score(
    draft: Draft, wanted: list[Truth], units: dict[str, str]
) -> tuple[dict[str, Score], list[str]]:
    """Compare one draft with its transcription."""
    scores: dict[str, Score] = defaultdict(Score)
    notes: list[str] = []
    parts = {truth.part for truth in wanted}
    kinds = {truth.part: truth.kind for truth in wanted}
    rows = [row for row in draft.rows if any(same_part(part, row) for part in parts)]
    keyed = [(row, *key_of(row, unit_in_store(row, units))) for row in rows]
    full = Counter(key for _, key, _ in keyed)
    for truth in wanted:
        scores[truth.kind].wanted += 1
        if full[truth.full] > 0:
            full[truth.full] -= 1
            scores[truth.kind].hits += 1
        else:
            notes.append(
                f"missed   {truth.kind:9} {truth.part:22} {truth.label[:60]}  {truth.full}"
            )
    first = Counter(key_of(_proposed(row), unit_in_store(_proposed(row), units))[0] for row in rows)
    for truth in wanted:
        found = first[truth.full] > 0
        first[truth.full] -= found
        scores[truth.kind].first += found
    left = Counter(truth.full for truth in wanted)
    plain = Counter(key for _, _, key in keyed)
    for truth in wanted:
        if truth.full[4] != "text":
            loose = plain[truth.plain] > 0
            plain[truth.plain] -= loose
            scores[truth.kind].figures += loose
    for row, key, _ in keyed:
        if row.indicator_id is None:
            continue
        kind = next((kinds[p] for p in parts if same_part(p, row)), row.kind)
        scores[kind].claimed += 1
        if left[key] > 0:
            left[key] -= 1
            scores[kind].right += 1
        else:
            notes.append(
                f"wrong    {kind:9} {row.source_locator!s:22} '{row.raw_value}' {row.raw_label[:60]}  {key}"
                f"  ({row.confidence}, {','.join(row.doubts)})"
            )
    return scores, notes


def _proposed(row: DraftRow) -> DraftRow:
    """A row with the indicator it claims, else with the first that it suggests."""
    ident = row.indicator_id or next(iter(row.suggestions), None)
    return replace(row, indicator_id=ident)


def share(part: int, whole: int) -> str:
    """A ratio with three decimals."""
    return f"{part / whole:.3f}" if whole else "  -  "


def report(scores: dict[str, Score], texts: int) -> Iterable[str]:
    """The table that is printed."""
    yield f"{'':12}{'wanted':>8}{'recall':>9}{'first':>9}{'claims':>8}{'precision':>11}{'value+unit+bound':>18}"
    for kind in KINDS:
        s = scores[kind]
        numbers = s.wanted - (texts if kind == "list" else 0)
        yield (
            f"{kind:12}{s.wanted:8}{share(s.hits, s.wanted):>9}{share(s.first, s.wanted):>9}{s.claimed:8}"
            f"{share(s.right, s.claimed):>11}{share(s.figures, numbers):>18}"
        )


class Ablated(Binder):
    """A binder without some of its steps."""

    def __init__(self, binder: Binder, without: Collection[str]) -> None:
        super().__init__(binder.codebook)
        for step in without:
            if step != "around":
                setattr(self, f"_{step}", lambda *_: Binding(None, 0.3))
        self.alone = "around" in without

    def bind(
        self,
        labels: Sequence[str],
        around: Surrounding,
        *,
        unit: str | None,
        measure: Measure,
        parts: Sequence[str] = (),
    ) -> Binding:
        asked = Surrounding(level=around.level) if self.alone else around
        return super().bind(labels, asked, unit=unit, measure=measure, parts=parts)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--without", action="append", default=[], choices=STEPS)
    options = parser.parse_args()
    whole, register = knowledge(Path(__file__).parents[1] / "data")
    binder = Ablated(whole, options.without) if options.without else whole
    with indicators.open() as store:
        observations = store.sql("select * from observation").to_polars()
        indicator = store.sql("select indicator_id, unit from indicator").to_polars()
    units = dict(indicator.iter_rows())
    total: dict[str, Score] = defaultdict(Score)
    offsets = rows = texts = 0
    for path in options.documents:
        draft = extract_document(read_document(path), binder, register)
        rows += len(draft.rows)
        offsets += sum(draft.text[r.start : r.end] == r.raw_value for r in draft.rows)
        candidates = observations["document_id"].unique().to_list()
        name = max(
            candidates,
            key=lambda d: sum(
                v.hits for v in score(draft, truths(observations, d), units)[0].values()
            ),
        )
        wanted = truths(observations, name)
        texts += sum(t.kind == "list" and t.full[4] == "text" for t in wanted)
        scores, notes = score(draft, wanted, units)
        closed = sum(draft.ledger.values()) == draft.tokens
        print(
            f"{name}: {len(draft.rows)} rows; {draft.tokens} tokens, sum {'closes' if closed else 'OPEN'}"
        )
        if options.verbose:
            print("\n".join(notes))
        for kind, s in scores.items():
            for counter in ("wanted", "hits", "first", "claimed", "right", "figures"):
                setattr(total[kind], counter, getattr(total[kind], counter) + getattr(s, counter))
    print("\n".join(report(total, texts)))
    print(f"offsets: {offsets} of {rows} rows give the printed figure")


if __name__ == "__main__":
    main()
