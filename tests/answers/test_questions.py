"""The questions of docs/questions.md are answered as the page says."""

from __future__ import annotations

import doctest
from typing import TYPE_CHECKING

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_questions_of_the_page(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (PROJECT / "docs" / "questions.md").read_text("utf-8").replace("```", "")
    page = page.replace("ind.open(", f"ind.open({str(built)!r}, ")
    example = doctest.DocTestParser().get_doctest(page, {}, "questions", None, None)
    told: list[str] = []
    assert doctest.DocTestRunner().run(example, out=told.append).failed == 0, "".join(told)
    assert len([each for each in example.examples if "store." in each.source]) >= 12
