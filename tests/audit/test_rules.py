"""Every rule finds what its cases say and no more, has cases, and leaves nothing behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb
import pytest

from indicators.audit import all_rules, audit, switched
from tests.audit.cases import Case, check, level
from tests.audit.rules import ALL_CASES
from tests.figures import duckdb_of, make_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from indicators.answers.store import Store
    from indicators.audit import Rule
    from indicators.model.records import Finding


@pytest.mark.parametrize("case", ALL_CASES, ids=str)
def test_a_rule_finds_what_its_case_says(case: Case, found: dict[Case, list[Finding]]) -> None:
    check(case, found[case])


def test_every_rule_has_a_case_and_two_near_misses() -> None:
    firing = Counter(case.rule for case in ALL_CASES if case.found)
    missing = Counter(case.rule for case in ALL_CASES if not case.found)
    assert set(firing) == set(all_rules())
    assert {rule for rule, count in missing.items() if count >= 2} == set(all_rules())


def test_no_two_cases_have_one_name() -> None:
    assert [name for name, count in Counter(map(str, ALL_CASES)).items() if count > 1] == []


def temporary(store: Store) -> list[str]:
    query = "SELECT {0}_name AS name FROM duckdb_{0}s() WHERE temporary AND NOT internal"
    return sorted(
        row["name"] for kind in ("table", "view") for row in store.sql(query.format(kind))
    )


def test_nothing_temporary_stays(tmp_path: Path) -> None:
    with make_store(tmp_path, [level("20"), level("40")]) as store:
        before = temporary(store)
        first = audit(duckdb_of(store), all_rules().values())
        assert temporary(store) == before
        assert audit(duckdb_of(store), all_rules().values()) == first


def test_nothing_temporary_stays_after_a_rule_that_fails(tmp_path: Path) -> None:
    broken = replace(all_rules()["magnitude"], sql="SELECT nothing FROM nowhere")
    with make_store(tmp_path, [level("20"), level("40")]) as store:
        before = temporary(store)
        with pytest.raises(duckdb.Error):
            audit(duckdb_of(store), [broken])
        assert temporary(store) == before


def test_a_store_without_figures_has_no_findings(tmp_path: Path) -> None:
    with make_store(tmp_path, []) as store:
        assert audit(duckdb_of(store), switched({})) == []


def test_rules_that_are_off_are_not_run(tmp_path: Path) -> None:
    looked_at: list[str] = []

    def watch(running: Iterable[Rule]) -> Iterator[Rule]:
        for rule in running:
            looked_at.append(rule.name)
            yield rule

    rules = switched({"figures_differ_in_document": "off", "magnitude": "off"})
    with make_store(tmp_path, [level("20"), level("40")]) as store:
        assert audit(duckdb_of(store), rules, watch) == []
    assert set(looked_at) == set(all_rules()) - {"figures_differ_in_document", "magnitude"}
