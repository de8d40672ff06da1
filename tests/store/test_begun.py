"""What is begun beside its place: renamed whole, gone after an error, swept after a kill."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from indicators.store.begun import begun

if TYPE_CHECKING:
    from pathlib import Path

no_windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")


def test_it_is_there_whole_or_what_was_there_stays(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    place.write_text("old", "utf-8")
    with pytest.raises(FileNotFoundError), begun(place) as beside:
        beside.with_name("missing").read_bytes()
    assert place.read_text("utf-8") == "old"
    with begun(place) as beside:
        beside.write_text("new", "utf-8")
    assert place.read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_is_there_whole(tmp_path: Path) -> None:
    with begun(tmp_path / "a", folder=True) as beside:
        (beside / "b").touch()
        assert not (tmp_path / "a").exists()
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


@no_windows
def test_what_a_killed_writer_left_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    left = tmp_path / ".a.csv.0123abcd.tmp"
    left.mkdir()
    (left / "part").touch()
    other = tmp_path / ".b.csv.0123abcd.tmp"
    other.touch()
    with begun(tmp_path / "a.csv") as first:
        assert not left.exists()
        with begun(tmp_path / "a.csv"):
            assert first.exists()
    assert other.exists()


@no_windows
def test_others_may_not_read_what_the_user_keeps_from_them(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with begun(tmp_path / "a.csv"):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o600


def test_a_name_may_be_as_long_as_the_file_system_takes(tmp_path: Path) -> None:
    place = tmp_path / ("x" * 255)
    with begun(place):
        pass
    assert place.is_file()
