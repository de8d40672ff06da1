"""What people join: two locks of the same versions, one list of tools, a version from the tag."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version

import pytest

import indicators
from tests.conftest import PROJECT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ]+)(?P<when> ;.*)? \\$", re.MULTILINE
)
TOOLS = ("ruff format", "ruff check", "mypy", "lint-imports", "check-jsonschema")


def pins(lock: str) -> set[tuple[str, str]]:
    """Names and versions that a lock gives."""
    text = (PROJECT / lock).read_text("utf-8")
    return {(pin["name"], pin["version"]) for pin in PINNED.finditer(text)}


def test_the_second_lock_holds_the_first() -> None:
    run, dev = map(pins, LOCKS)
    assert ("pytest" in dict(run), "pytest" in dict(dev)) == (False, True)
    assert {name for name, _ in run} >= {"duckdb", "polars", "jupyterlab", "pdfplumber"}
    assert {(name, found) for name, found in dev if name in dict(run)} == run


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_all_and_names_no_place(lock: str) -> None:
    text = (PROJECT / lock).read_text("utf-8")
    kinds = {
        line.split("=")[0].strip() for line in text.splitlines() if line.startswith((" ", "-"))
    }
    assert kinds == {"--hash"}
    assert "://" not in text
    assert len(re.findall(r"==.*\\\n    --hash", text)) == len(PINNED.findall(text)) > 100


def test_pre_commit_calls_the_tools_of_make_check() -> None:
    recipe = (PROJECT / "Makefile").read_text("utf-8").split("\ncheck:")[1].split("\n# ")[0]
    hooks = (PROJECT / ".pre-commit-config.yaml").read_text("utf-8")
    called = {line.split("/", 1)[1] for line in recipe.splitlines() if line.startswith("\t")}
    entries = re.findall(r"entry: (.*)", hooks)
    for tool in TOOLS:
        assert any(line.startswith(tool) for line in called), tool
        assert any(entry.startswith(tool) for entry in entries), tool
    schemas = re.compile(r"vendor\.[a-z-]+")
    assert set(schemas.findall(recipe)) == set(schemas.findall(hooks))


def test_the_version_is_that_of_the_installed_package() -> None:
    assert indicators.__version__ == version("indicators")
    done = subprocess.run(
        [sys.executable, "-m", "indicators.cli", "--version"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == f"indicators {version('indicators')}\n"
