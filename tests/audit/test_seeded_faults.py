"""Faults, one a district: the audit finds those that the figures allow to be seen."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from indicators.audit import audit, switched
from tests.audit.consistent import POINTS, TOPICS, Consistent, district, make_store
from tests.audit.faults import KINDS, fault
from tests.audit.sight import neighbours, visible
from tests.figures import duckdb_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.audit.consistent import Figure
    from tests.audit.faults import Fault

SEED = 2024
FEW, MANY = 140, 1000
SHARE_FOUND = 0.95

# Of the thousand: faults by kind, how many of them the figures allow to be seen (by the ties of the figure that is
# wrong, as sight.py checks them), and how many of these the audit finds. The faults that cannot be
# seen change a figure that stands alone, or by less than the rounding of the figures around it.
TABLE: Mapping[str, tuple[int, int, int]] = {
    "two digits swapped": (143, 117, 117),
    "decimal comma dropped": (143, 118, 118),
    "index printed as growth": (143, 134, 134),
    "growth printed as index": (143, 143, 143),
    "wrong unit": (143, 115, 115),
    "share changed": (143, 143, 143),
    "row copied from above": (142, 142, 142),
}

# Figures in no tie: printed once, and nothing on the page was worked out from them or gives them.
# A fault there cannot be seen, unless the figure becomes impossible in itself (a share above 100 %)
# or reads like a slip of words (`tăng 112,5%`).
UNSEEN = {
    "level of a count",  # gifts, patients: a number that nothing else hangs on
    "level of a quantity",  # the same, where not even both neighbouring years are printed
    "growth",  # no level of the year before, no parts that grow
    "points",  # the rate of the year before is not printed
    "attainment",  # percent of a plan that is not printed, or of a level that is not
    "target of a count",  # no percent of it, no rating, no second document
    "target of a quantity",
    "words",  # a goal in words
}


@dataclass(frozen=True)
class Seeded:
    """A store of many small districts, each with one fault."""

    made: Consistent
    faults: Mapping[str, Fault]  # by district

    @property
    def figures(self) -> Mapping[str, Figure]:
        changed = {key: f for fault in self.faults.values() for key, f in fault.changed.items()}
        return {**self.made.figures, **changed}


def seeded(count: int) -> Seeded:
    """Districts of two or three years and one topic, so that every figure has a fair chance."""
    rng = random.Random(SEED)
    made, faults = Consistent(), {}
    for number in range(count):
        place, kind = f"place-{number:04}", KINDS[number % len(KINDS)]
        found = None
        while found is None:
            years = range(2021, 2021 + rng.choice([2, 3]))
            one = district(place, years, [rng.choice(list(TOPICS))], SEED)
            found = fault(kind, one.figures, rng)
        made.figures |= one.figures
        made.ties += one.ties
        faults[place] = found
    return Seeded(made, faults)


def audited(folder: pytest.TempPathFactory, figures: Iterable[Figure]) -> set[tuple[str, ...]]:
    """Rule and figures of every finding."""
    with make_store(folder.mktemp("store"), figures) as store:
        # of 140 made districts one has by chance the same rate in two years
        found = audit(duckdb_of(store), switched({"growth_repeated": "off"}))
    return {(finding.rule, *finding.observation_ids) for finding in found}


@pytest.fixture(scope="module", params=[FEW, pytest.param(MANY, marks=pytest.mark.nightly)])
def case(request: pytest.FixtureRequest) -> Seeded:
    return seeded(request.param)


@pytest.fixture(scope="module")
def raised(case: Seeded, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """Figures of the findings that the faults raise, by district."""
    before = audited(tmp_path_factory, case.made.figures.values())
    assert before == set()
    figures: dict[str, set[str]] = defaultdict(set)
    for _, *keys in audited(tmp_path_factory, case.figures.values()):
        for key in keys:
            figures[key.partition("/")[0]].add(key)
    return figures


def test_what_the_figures_allow_to_be_seen_is_found(
    case: Seeded, raised: Mapping[str, set[str]]
) -> None:
    seen: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for place, one in case.faults.items():
        if visible(one.changed, case.made, one.rows):
            seen[one.kind] += 1
            found[one.kind] += not raised[place].isdisjoint(neighbours(one.changed, case.made))
    faults = Counter(one.kind for one in case.faults.values())
    print(f"\n{'fault':<24}{'faults':>8}{'visible':>9}{'found':>7}")  # noqa: T201
    for kind in KINDS:
        print(f"{kind:<24}{faults[kind]:>8}{seen[kind]:>9}{found[kind]:>7}")  # noqa: T201
    print(f"{'all':<24}{faults.total():>8}{seen.total():>9}{found.total():>7}")  # noqa: T201
    if faults.total() == MANY:
        assert {kind: (faults[kind], seen[kind], found[kind]) for kind in KINDS} == TABLE
    assert all(seen[kind] for kind in KINDS)
    assert found.total() >= SHARE_FOUND * seen.total()
    assert [kind for kind in KINDS if found[kind] < SHARE_FOUND * seen[kind]] == []


def test_figures_in_no_tie_are_of_these_kinds(case: Seeded) -> None:
    figures = case.made.figures
    untied = {_name(f) for key, f in figures.items() if key not in case.made.ties_of}
    assert untied == UNSEEN if len(case.faults) == MANY else untied <= UNSEEN


def _name(figure: Figure) -> str:
    if figure.bound == "text":
        return "words"
    thing = "count" if figure.counted else "percentage" if figure.unit == "%" else "quantity"
    if figure.measure == "growth":
        return f"{'points' if figure.unit == POINTS else 'growth'}"
    role = "target" if figure.scenario == "target" else figure.measure
    return f"{role} of a {thing}" if role in {"target", "level"} else role
