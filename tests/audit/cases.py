"""Small written stores with what one rule must say of them: the cases of all rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from indicators.audit import all_rules, audit
from indicators.codebook import Relation
from tests.figures import duckdb_of, figure, indicator, make_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indicators.model.records import Finding

Row = dict[str, Any]

# A year of which nine months are known, and the first day after a change of territory.
NINE_MONTHS: Row = {"period_kind": "year_to_date", "period_end": date(2023, 9, 30)}
OCTOBER: Row = {
    "period_kind": "month", "period_start": date(2023, 10, 1), "period_end": date(2023, 10, 31),
}  # fmt: skip
CONSTANT: Row = {"price_basis": "constant"}
CURRENT: Row = {"price_basis": "current"}
SECOND: Row = {"document_id": "here/second"}
THERE: Row = {"place_id": "there"}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: its cells with the one it stands at first (`second/A3` of another document)."""

    cells: str
    expected: str | None = None

    @property
    def locators(self) -> tuple[str, ...]:
        parts = [cell.split("/") for cell in self.cells.split()]
        places = ["/".join(["here", "first"][: 3 - len(names)] + names) for names in parts]
        return tuple(" T!".join(place.rsplit("/", 1)) for place in places)


@dataclass(frozen=True, eq=False)
class Case:
    """A store, and all that a rule finds in it."""

    rule: str
    about: str
    figures: Sequence[Row]
    found: tuple[Found, ...] = ()
    indicators: Sequence[Row] = ()
    relations: Sequence[Relation] = ()
    places: Sequence[Row] = ()
    ratings: Sequence[tuple[int, str, str]] = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.about}"


def fires(rule: str, about: str, figures: Sequence[Row], *found: Found, **store: Any) -> Case:
    """A case in which the rule has these findings and no other."""
    assert found
    return Case(rule, about, figures, found, **store)


def quiet(rule: str, about: str, figures: Sequence[Row], **store: Any) -> Case:
    """A near miss: the rule says nothing."""
    return Case(rule, about, figures, **store)


def run(cases: Sequence[Case], folder: Path) -> dict[Case, list[Finding]]:
    """What the rule of each case finds, all cases in one store.

    Places, documents and indicators of a case have its number in front, so that no case sees
    another one.
    """
    figures: list[Row] = []
    known: list[Row] = []
    places: list[Row] = []
    relations: list[Relation] = []
    ratings: list[tuple[int, str, str]] = []
    for number, case in enumerate(cases):
        mark = _mark(number)
        ratings += [(at + len(figures), who, verdict) for at, who, verdict in case.ratings]
        figures += [
            {
                "locator": f"T!A{row}",
                **_marked(figure, mark, "place_id", "document_id", "indicator_id"),
            }
            for row, figure in enumerate(case.figures, 1)
        ]
        names = sorted({figure["indicator_id"] for figure in case.figures})
        given = case.indicators or [indicator(name) for name in names]
        keys = ("indicator_id", "parent", "structure_group", "comparability")
        known += [_marked(one, mark, *keys) for one in given]
        districts = sorted({figure["place_id"] for figure in case.figures})
        register = case.places or [row for place in districts for row in territory(place)]
        places += [_marked(one, mark, "place_id", "parent") for one in register]
        relations += [
            Relation(r.kind, mark + r.result, tuple(mark + term for term in r.terms), r.factor)
            for r in case.relations
        ]
    known = list({one["indicator_id"]: one for one in known}.values())  # of BY_NAME one is enough
    rules = {case.rule: all_rules()[case.rule] for case in cases}
    with make_store(folder, figures, known, places, ratings, relations=relations) as store:
        findings = audit(duckdb_of(store), rules.values())
    found: dict[Case, list[Finding]] = {case: [] for case in cases}
    for one in findings:
        case = cases[int(one.locators[0][1:5])]
        if case.rule == one.rule:
            found[case].append(one)
    return found


def check(case: Case, findings: Sequence[Finding]) -> None:
    """The findings are those of the case, each with its figures in order and what is expected."""
    shown = [
        (tuple(locator[len(_mark(0)) :] for locator in one.locators), one.expected)
        for one in findings
    ]
    wanted = [(one.locators, one.expected) for one in case.found]
    assert sorted(shown, key=str) == sorted(wanted, key=str)
    rule = all_rules()[case.rule]
    for finding in findings:
        assert (finding.rule, finding.severity) == (rule.name, rule.severity)
        assert f"{finding.document_id} {finding.locator}" == finding.locators[0]
        assert len(finding.observation_ids) == len(set(finding.observation_ids))


def _mark(number: int) -> str:
    return f"c{number:04}-"


BY_NAME = ("households", "population")  # rules know these of the codebook by their ids


def _marked(row: Row, mark: str, *names: str) -> Row:
    marked = (name for name in names if row[name] is not None and row[name] not in BY_NAME)
    return {**row, **{name: mark + row[name] for name in marked}}


def level(text: str, name: str = "output", /, **more: Any) -> Row:
    """A level in tỷ đồng, printed in Vietnamese."""
    return _printed(text, indicator_id=name, unit="tỷ đồng", **more)


def growth(text: str, name: str = "output", /, **more: Any) -> Row:
    return _printed(text, **{"indicator_id": name, "measure": "growth", "unit": "%", **more})


def points(text: str, name: str = "rate", /, **more: Any) -> Row:
    return growth(text, name, unit="điểm %", **more)


def share(text: str, name: str = "output", /, **more: Any) -> Row:
    return _printed(text, indicator_id=name, measure="share", unit="%", **more)


def plan(text: str, name: str = "output", /, **more: Any) -> Row:
    """A percent of plan; the plan has no owner."""
    return _printed(
        text, **{"indicator_id": name, "measure": "attainment", "target_by": "plan", "unit": "%", **more}
    )  # fmt: skip


def counted(text: str, name: str = "communes", /, **more: Any) -> Row:
    """Things in whole numbers."""
    return _printed(text, **{"indicator_id": name, "unit": "xã", **more})


def weight(text: str, name: str = "crop", /, **more: Any) -> Row:
    """A whole number of them is rounded."""
    return _printed(text, **{"indicator_id": name, "unit": "tấn", **more})


def rate(text: str, name: str = "rate", /, **more: Any) -> Row:
    return _printed(text, **{"indicator_id": name, "unit": "%", **more})


def aim(row: Row, by: str = "district") -> Row:
    """The figure as a target."""
    return {**row, "scenario": "target", "target_by": by}


def at(cell: str) -> Row:
    return {"locator": f"T!{cell}"}


def territory(place_id: str, *since: date) -> list[Row]:
    """A district whose territory changed on these days."""
    starts = [date(1900, 1, 1), *since]
    return [
        {
            "place_id": place_id, "code": f"{number}", "name": f"Huyện {place_id}", "level": "district",
            "parent": None, "valid_from": start, "valid_to": None, "successor": None,
        }
        for number, start in enumerate(starts, 1)
    ]  # fmt: skip


def _printed(text: str, /, **more: Any) -> Row:
    shown = text.replace("..", " - ").replace(".", ",")
    return figure(text, **{"raw_value": shown, **more})
