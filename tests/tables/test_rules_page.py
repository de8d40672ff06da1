"""docs/tables.md lists the rules of what is refused or noted while tables are read and built: all, and no others."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import indicators
from tests.conftest import PROJECT

ROOMS = ("tables", "building")
# Which argument is the rule.
GIVEN_TO = {"FigureError": 0, "FactsError": 0, "refuse": 1, "Finding": 1, "report": 2}


def listed() -> set[str]:
    page = (PROJECT / "docs" / "tables.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?) \|", page.split("## Messages")[1], re.MULTILINE)
    return {rule for row in rows for rule in re.findall(r"`(\w+)`", row)}


def trees() -> list[ast.AST]:
    package = Path(indicators.__file__).parent
    files = [path for room in ROOMS for path in sorted((package / room).rglob("*.py"))]
    return [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]


def test_every_rule_that_is_named_is_listed() -> None:
    named = set()
    for node in trees():
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in GIVEN_TO and len(node.args) > GIVEN_TO[called]:
                rule = node.args[GIVEN_TO[called]]
                if isinstance(rule, ast.Constant):
                    named.add(rule.value)
    assert len(named) > 20
    assert named - listed() == set()


def test_every_rule_that_is_listed_is_in_use() -> None:
    words = {node.value for node in trees() if isinstance(node, ast.Constant)}
    assert listed() - words == set()
