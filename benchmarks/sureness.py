"""Learn how sure a claim of the extraction is, from annotated documents.

    python benchmarks/sureness.py FOLDER [--transcribed DOCUMENT…] [--write FILE]

FOLDER has NAME.txt and NAME.gold.csv with columns start, end, indicator, proposed, period and
scenario (a figure without `indicator`, or `proposed` one, has none in the codebook); `--transcribed` are documents whose figures
stand in `data/raw` (see `extraction.py`). Every office is left out once: what is printed is how
the others' weights do on it. `--write` fits all of them and writes `prose/sureness.toml`: weights
of features, no word of a document. Needs NumPy; the package itself does not.
"""

from __future__ import annotations

import argparse
import csv
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from extraction import key_of, same_part, score, truths, unit_in_store

import indicators
from indicators.codebook import AmbiguousLabelError, UnknownLabelError, load_codebook, match_label
from indicators.language.units import find_unit, known_unit
from indicators.prose import extract
from indicators.prose.claims import CLAIMED, ROW_ONLY, names_other
from indicators.prose.evidence import NAMES, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indicators.codebook import Codebook, Measure
    from indicators.prose.model import Draft, DraftRow

_SURE = 0.85
_MEASURES: dict[str, Measure] = {
    "count": "level", "share": "share", "change": "change", "growth_yoy": "growth", "index_yoy": "growth", "pct_of_plan": "attainment",
    "growth_vs_plan": "attainment", "growth_other": "growth", "contribution": "growth",
}  # fmt: skip
_RIDGE = 1.0
_ROUNDS = 30


@dataclass(frozen=True)
class Sample:
    """A candidate with its evidence, whether it is the indicator, and whether all of the row is right."""

    office: str
    evidence: tuple[float, ...]
    meant: bool
    right: bool
    known: bool  # whether the codebook has the indicator of the figure


def dates(period: str) -> tuple[str, str] | None:
    """First and last day of a period of the annotation; None where it is not judged."""
    if "/" in period:
        start, _, end = period.partition("/")
        return start, end
    if len(period) == len("2024"):
        return f"{period}-01-01", f"{period}-12-31"
    if len(period) == len("2024-06"):
        last = monthrange(int(period[:4]), int(period[5:]))[1]
        return f"{period}-01", f"{period}-{last:02}"
    return (period, period) if period.count("-") == len("--") else None


def agrees(row: DraftRow, gold: dict[str, str]) -> bool:
    """Whether period and scenario of a row are those of the annotation."""
    wanted = dates(gold["period"])
    found = (str(row.period.start), str(row.period.end)) if row.period else None
    scenario = gold["scenario"].replace("plan", "target")
    return wanted in (None, found) and scenario in ("", "*", row.scenario)


def vector(row: DraftRow) -> tuple[float, ...] | None:
    """The features of a row that has a candidate."""
    if row.evidence is None or not row.suggestions:
        return None
    return tuple(getattr(row.evidence, name) for name in NAMES)


def annotated(folder: Path) -> Iterator[Sample]:
    """Samples of the annotated documents; documents of one office share what stands before `-`."""
    codebook = load_codebook()
    known = set(codebook.indicators)
    for path in sorted(folder.glob("*.gold.csv")):
        with path.open(encoding="utf-8") as stream:
            gold = [row for row in csv.DictReader(stream) if row["start"]]
        if not gold or "indicator" not in gold[0]:
            continue
        name = path.name.removesuffix(".gold.csv")
        office = name if name.startswith("wiki") else name.partition("-")[0]
        for row in extract(folder / f"{name}.txt").rows:
            features = vector(row)
            figure = next(
                (g for g in gold if int(g["start"]) < row.end and row.start < int(g["end"])), None
            )
            if features is None or figure is None:
                continue
            named = {
                figure["indicator"],
                figure.get("proposed", ""),
                *exact(codebook, figure),
            } & known
            meant = row.suggestions[0] in named
            yield Sample(office, features, meant, meant and agrees(row, figure), bool(named))


def exact(codebook: Codebook, figure: dict[str, str]) -> set[str]:
    """The indicator that the annotated label means word by word, under its annotated parent."""
    unit = figure["unit"] if known_unit(figure["unit"]) else None
    measure = _MEASURES.get(figure["measure"], "level")
    try:
        match = match_label(
            codebook, figure["label"], above=[figure.get("parent") or ""],
            unit=find_unit(unit)[0] if unit else None, measure=measure, near=False,
            level="district" if figure["place"].startswith("huyện") else "province",
        )  # fmt: skip
    except (UnknownLabelError, AmbiguousLabelError):
        return set()
    return {match.indicator.indicator_id}


def transcribed(documents: Sequence[Path]) -> Iterator[Sample]:
    """Samples of documents that were transcribed into the store."""
    with indicators.open() as store:
        observations = store.sql("select * from observation").to_polars()
        units = dict(store.sql("select indicator_id, unit from indicator").to_polars().iter_rows())
    names = observations["document_id"].unique().to_list()
    for path in documents:
        draft = extract(path, data=Path("data"))
        name = max(names, key=lambda d: hits(draft, truths(observations, d), units))
        wanted = truths(observations, name)
        plain: defaultdict[object, set[object]] = defaultdict(set)
        for truth in wanted:
            plain[truth.plain].add(truth.full[-1])
        full = {truth.full for truth in wanted}
        for row in draft.rows:
            features = vector(row)
            if features is None or not any(same_part(truth.part, row) for truth in wanted):
                continue
            candidate = replace(row, indicator_id=row.suggestions[0])
            key, bare = key_of(candidate, unit_in_store(candidate, units))
            if bare in plain:
                meant = candidate.indicator_id in plain[bare]
                yield Sample(name.partition("/")[0], features, meant, key in full, known=True)


def hits(draft: Draft, wanted: list, units: dict[str, str]) -> int:  # type: ignore[type-arg]
    """How many figures of a transcription a draft has."""
    return sum(one.hits for one in score(draft, wanted, units)[0].values())


def fit(samples: Sequence[Sample], of: str) -> np.ndarray:
    """Weights of a logistic regression with a small ridge; every office counts the same."""
    shares: defaultdict[str, int] = defaultdict(int)
    for sample in samples:
        shares[sample.office] += 1
    weight = np.array([1 / shares[sample.office] for sample in samples])
    weight *= len(samples) / weight.sum()
    features = np.array([(1.0, *seen(sample, of)) for sample in samples])
    wanted = np.array([sample.meant if of == "claim" else sample.right for sample in samples])
    theta = np.zeros(features.shape[1])
    penalty = np.diag([0.0, *[_RIDGE] * len(NAMES)])
    for _ in range(_ROUNDS):
        sure = 1 / (1 + np.exp(-features @ theta))
        slope = features.T @ (weight * (sure - wanted)) + penalty @ theta
        bend = (features.T * (weight * sure * (1 - sure))) @ features + penalty
        theta -= np.linalg.solve(bend + 1e-6 * np.eye(len(theta)), slope)
    return theta


def seen(sample: Sample, of: str) -> list[float]:
    """The features that a claim, or a row, is judged by."""
    pairs = zip(NAMES, sample.evidence, strict=True)
    return [0.0 if of == "claim" and name in ROW_ONLY else value for name, value in pairs]


def sure(theta: np.ndarray, sample: Sample, of: str) -> float:
    """How sure the weights are of a sample."""
    return float(1 / (1 + np.exp(-np.dot(theta, (1.0, *seen(sample, of))))))


def left_out(samples: Sequence[Sample]) -> Iterable[str]:
    """How the weights of all other offices do on each office."""
    everything: list[tuple[float, float, Sample]] = []
    for office in dict.fromkeys(sample.office for sample in samples):
        others = [sample for sample in samples if sample.office != office]
        claim, row = fit(others, "claim"), fit(others, "row")
        judged = [
            (sure(claim, s, "claim"), sure(row, s, "row"), s) for s in samples if s.office == office
        ]
        everything += judged
        yield line(office, judged)
    yield line("all", everything)


def felt(sample: Sample) -> Evidence:
    """The evidence of a sample."""
    return Evidence(**dict(zip(NAMES, sample.evidence, strict=True)))


def line(name: str, judged: Sequence[tuple[float, float, Sample]]) -> str:
    """Precision and recall of claims, and how many of the sure rows are right."""
    claims = [one for one in judged if one[0] >= CLAIMED and not names_other(felt(one[2]))]
    right = sum(one.meant for _, _, one in claims)
    known = sum(one.known for _, _, one in judged)
    firm = [one for one in claims if one[1] >= _SURE]
    return (
        f"{name:14} candidates {len(judged):4} claims {len(claims):4} "
        f"precision {right / max(1, len(claims)):.3f} recall {right / max(1, known):.3f} | "
        f"sure {len(firm):4} right {sum(one.right for _, _, one in firm) / max(1, len(firm)):.3f}"
    )


def main() -> None:
    """Print how sure the weights may be, and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--transcribed", nargs="*", default=[], type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    samples = [*annotated(options.folder), *transcribed(options.transcribed)]
    print("\n".join(left_out(samples)))
    if options.write:
        lines = ["# Weights of evidence, learned by benchmarks/sureness.py: figures, no words."]
        for of in ("claim", "row"):
            theta = fit(samples, of)
            lines += [f"\n[{of}]", f"constant = {theta[0]:.3f}"]
            lines += [f"{name} = {value:.3f}" for name, value in zip(NAMES, theta[1:], strict=True)]
        options.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
