"""The examples of the reference: every public name has one, and it runs as it is written."""

from __future__ import annotations

import doctest
import shutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import indicators

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTIONS = (
    "codebook:load_codebook", "codebook:match_label", "language.periods:parse_period",
    "language.quantity:parse_quantity", "language.units:find_unit",
)  # fmt: skip


def public() -> Iterator[tuple[str, object]]:
    """Public names with what they stand for; methods of store and results as well."""
    for name in indicators.__all__:
        yield name, getattr(indicators, name)
    for kind in (indicators.Store, indicators.Result):
        for name in dir(kind):
            if not name.startswith("_"):
                yield f"{kind.__name__}.{name}", getattr(kind, name)
    for where in FUNCTIONS:
        module, _, name = where.partition(":")
        yield name, getattr(import_module(f"indicators.{module}"), name)


EXAMPLES = dict(public())


@pytest.fixture(scope="module")
def project(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of the five documents, as the examples find it."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(built, folder / "data")
    return folder


@pytest.fixture(scope="module")
def opened(project: Path) -> Iterator[indicators.Store]:
    """One store for all examples: it keeps the answers of its views."""
    with indicators.open(project / "data") as store:
        yield store


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_runs(
    name: str, project: Path, opened: indicators.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    example = doctest.DocTestParser().get_doctest(
        EXAMPLES[name].__doc__ or "", {}, name, None, None
    )
    assert example.examples, f"{name} has no example"
    example.globs = {"ind": indicators, "store": opened, "Path": Path}
    told: list[str] = []
    failed = doctest.DocTestRunner().run(example, out=told.append).failed
    assert failed == 0, "".join(told)


def test_an_example_that_is_wrong_is_seen() -> None:
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3", {}, "wrong", None, None)
    assert doctest.DocTestRunner().run(wrong, out=lambda _: None).failed == 1
