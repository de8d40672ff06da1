"""No function is more complex than 15, counted by lizard (cyclomatic complexity)."""

from __future__ import annotations

import lizard

from tests.conftest import PROJECT

MOST = 15


def test_no_function_is_too_complex() -> None:
    package = PROJECT / "src" / "indicators"
    above = {
        f"{path.relative_to(package).as_posix()} {function.name}"
        for path in package.rglob("*.py")
        for function in lizard.analyze_file(str(path)).function_list
        if function.cyclomatic_complexity > MOST
    }
    assert sorted(above) == [], "split these into steps with names"
