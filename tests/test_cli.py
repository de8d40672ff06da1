"""The command `indicators`."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from indicators.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_build_prints_a_summary_a_person_can_read(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--data", str(built)]) == 0
    printed = capsys.readouterr().out
    assert "370 figures  vinh-bao/499-BC-HU" in printed
    sums = re.search(
        r"Cells: (\d+) not empty = (\d+) with figures \+ (\d+) labels \+ (\d+) headers"
        r" \+ (\d+) ignored \+ (\d+) in findings\.",
        printed,
    )
    assert sums is not None
    cells, *accounts = map(int, sums.groups())
    assert cells == sum(accounts)
    assert (accounts[0], accounts[-1]) == (555, 0)
    assert "Findings: 0 errors, 0 warnings." in printed
    assert "Published 555 figures" in printed


def test_search_finds_by_words_without_diacritics(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "ho", "ngheo", "--data", str(built)]) == 0
    printed = capsys.readouterr().out
    assert "Tỷ lệ hộ nghèo (%) · Poverty rate" in printed
    assert "vinh-bao" in printed


def test_search_without_a_hit_says_so(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "qqqq zzzz", "--data", str(built)]) == 0
    assert "No indicator fits" in capsys.readouterr().out


def test_missing_store_is_a_sentence_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "x", "--data", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("indicators: ")
    assert "indicators build" in error
    assert len(error.splitlines()) == 1


def test_unknown_command_is_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nonsense"])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_installed_command_runs(built: Path) -> None:
    command = [sys.executable, "-m", "indicators.cli", "search", "lúa", "--data", str(built)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "rice_yield_year" in ended.stdout
    assert ended.stderr == ""
