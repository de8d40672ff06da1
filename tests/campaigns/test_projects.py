"""A few of the projects of strangers, with every change; all of them are a campaign."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.campaigns.projects import FIGURE, cases, judge, strike
from tests.hostile.reading import Ended, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by what Linux tells")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as started:
        yield started


@linux
@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("codebook: 50 000 aliases", "one sentence"),
        ("codebook: circle of successors", "one sentence"),
        ("cache: trigger", "the right figure"),
    ],
)
def test_project_of_a_stranger(name: str, outcome: str, reader: Reader, tmp_path: Path) -> None:
    assert strike(dict(cases())[name], tmp_path, reader) == (outcome, [])


def test_other_figures_tracebacks_and_silence_are_told() -> None:
    good = Ended(0, "", "", 1.0, 100)
    assert judge(good, [FIGURE]) == ("the right figure", [])
    assert judge(good, [9.9])[1]
    assert judge(good, None)[1]
    assert judge(good._replace(code=1, err="Traceback"), None)[1]
    assert judge(good._replace(code=2, err="a\nb\n"), None)[1]
    assert judge(good._replace(code=1), None)[1]
    assert judge(good._replace(seconds=11.0), [FIGURE])[1]


def test_there_are_many() -> None:
    assert len(dict(cases())) >= 60
