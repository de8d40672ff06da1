"""Who may import whom: each room only from the rooms above it (docs/architecture.md)."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = PROJECT / "src" / "indicators"
ROOMS = [
    "errors", "running", "text", "tomlfile", "units", "quantity", "periods", "ratings", "places", "codebook", "records", "readers",
    "normalise", "extraction", "corrections", "display", "tables", "summaries", "charts", "export", "results", "views", "audit", "store", "locations", "spark",
    "building", "drafting", "editions", "revisions", "__init__", "report", "cli",
]  # fmt: skip
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> set[str]:
    """Rooms a file needs to run; imports for types alone are no dependence."""
    tree = ast.parse(path.read_text("utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in guarded:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("indicators"):
            base = node.module or ""
            found |= {
                room_of(base if "." in base else f"{base}.{alias.name}") for alias in node.names
            }
        elif isinstance(node, ast.Import):
            found |= {
                room_of(alias.name) for alias in node.names if alias.name.startswith("indicators")
            }
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_room_imports_only_from_rooms_above_it(path: Path) -> None:
    relative = path.relative_to(PACKAGE)
    own = relative.parts[0].removesuffix(".py")
    allowed = set(ROOMS[: ROOMS.index(own) + 1])
    assert imports(path) <= allowed


@pytest.mark.parametrize("room", ["readers", "normalise", "codebook"])
def test_what_knows_tables_knows_no_database(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        assert not re.search(r"\b(import|from) (duckdb|polars)\b", path.read_text("utf-8")), path


@pytest.mark.parametrize("room", ["charts", "export", "report"])
def test_what_shows_figures_knows_no_database(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        assert not re.search(r"\b(import|from) duckdb\b|SELECT ", path.read_text("utf-8")), path


def test_files_can_be_read_in_one_sitting() -> None:
    long = {
        path.name: lines
        for path in FILES
        if (lines := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}
