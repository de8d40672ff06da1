"""Whole documents against what a person read in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

import pytest

from indicators import extract
from tests.prose.expectation import (
    DOCUMENTS,
    NAMES,
    differences,
    drafted,
    expected,
    months_of,
    nonfigure_differences,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_read_as_a_person_reads_it(name: str) -> None:
    found = differences(drafted(name), expected(name))
    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_is_a_figure(name: str) -> None:
    draft, wanted = drafted(name), expected(name)
    told = nonfigure_differences(draft, wanted["nonfigures"]["of"])
    assert not told, "\n".join(["", *told])
    assert [item.text for item in draft.unbound] == wanted.get("unbound", [])


@pytest.mark.parametrize("name", NAMES)
def test_facts(name: str) -> None:
    facts, wanted = drafted(name).facts, dict(expected(name).get("facts", {}))
    if "period" in wanted:
        assert facts.period is not None
        assert (facts.period.start, facts.period.end) == months_of(wanted.pop("period"))
    assert {key: getattr(facts, key) for key in wanted} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_offsets_and_ledger(name: str) -> None:
    draft = drafted(name)
    for row in draft.rows:
        assert draft.text[row.start : row.end] == row.raw_value
    for item in draft.nonfigures:
        assert draft.text[item.start : item.end] == item.text
    for left in draft.unbound:
        assert draft.text[left.start : left.end] == left.text
    assert sum(draft.ledger.values()) == draft.tokens


def test_every_document_has_its_expectation() -> None:
    assert {path.stem for path in DOCUMENTS.glob("*.txt")} == set(NAMES)
    assert len(NAMES) == 8


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_are_those_of_the_file(form: Literal["NFC", "NFD"], tmp_path: Path) -> None:
    text = normalize(form, (DOCUMENTS / "monthly.txt").read_text("utf-8"))
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(text.encode())
    draft = extract(path)
    assert draft.text == text
    assert [text[row.start : row.end] for row in draft.rows] == [
        row.raw_value for row in draft.rows
    ]
    values = [(row.value, row.unit, row.measure) for row in drafted("monthly").rows]
    assert [(row.value, row.unit, row.measure) for row in draft.rows] == values
