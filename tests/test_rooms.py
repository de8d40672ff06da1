"""Who may import whom: the contracts of import-linter in pyproject.toml (docs/architecture.md)."""

from __future__ import annotations

import re

import pytest
from importlinter.cli import lint_imports

from tests.conftest import PROJECT

PACKAGE = PROJECT / "src" / "indicators"


def test_rooms_import_only_from_rooms_above_them_and_in_no_circle() -> None:
    assert lint_imports(str(PROJECT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("room", ["language", "codebook", "readers", "tables"])
def test_what_knows_tables_knows_no_database(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        assert not re.search(r"\b(import|from) (duckdb|polars)\b", path.read_text("utf-8")), path


@pytest.mark.parametrize("room", ["charts", "export", "report"])
def test_what_shows_figures_knows_no_database(room: str) -> None:
    for path in (PACKAGE / "answers" / room).rglob("*.py"):
        if path.name != "whole.py":  # the whole store in other forms, asked in SQL
            assert not re.search(r"\b(import|from) duckdb\b|SELECT ", path.read_text("utf-8")), path
