"""File names, links and outputs that no office means and every archive may hold."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indicators import open as open_store
from indicators.building import build

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[2] / "data"
CONCLUSION = DATA / "raw/vinh-bao/2024-10_KL-hoi-nghi-24.xlsx"
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names"),
    pytest.mark.usefixtures("unaudited"),
]


def project(folder: Path, name: str) -> Path:
    """A data folder with one workbook of this name, and what its district reports alone."""
    shutil.copytree(DATA / "codebook", folder / "codebook")
    (folder / "raw/vinh-bao").mkdir(parents=True)
    shutil.copy(CONCLUSION, folder / "raw/vinh-bao" / name)
    return folder


def command(*arguments: Path | str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """`indicators` in a process of its own."""
    start: list[bytes | str] = [sys.executable, "-m", "indicators.cli"]
    start += [os.fsencode(argument) for argument in arguments]
    return subprocess.run(start, capture_output=True, env={**os.environ, **env}, check=False)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (os.fsdecode(b"b\xe1o-c\xe1o.xlsx"), r"raw/vinh-bao/b\udce1o-c\udce1o.xlsx"),
        ("a\x1b[2J.xlsx", r"raw/vinh-bao/a\x1b[2J.xlsx"),
        ("a\nb.xlsx", r"raw/vinh-bao/a\nb.xlsx"),
        ("50% \u202eslx.xlsx", r"raw/vinh-bao/50% \u202eslx.xlsx"),
    ],
)
def test_a_name_of_any_bytes_is_read_and_shown_in_letters(
    tmp_path: Path, name: str, shown: str
) -> None:
    report = build(project(tmp_path, name))
    assert (report.published, report.figures) == (True, 13)
    with open_store(tmp_path / "processed/indicators.duckdb") as store:
        assert [row["file"] for row in store.sql("SELECT file FROM document")] == [shown]


def test_a_document_whose_name_is_no_utf8_is_drafted(tmp_path: Path) -> None:
    document = tmp_path / os.fsdecode(b"b\xe1o.txt")
    document.write_text("Năm 2023, tỷ lệ hộ nghèo của huyện là 1,5%.\n", "utf-8")
    for _ in range(2):  # the second time it is known from the log
        done = command("extract", tmp_path, "-o", tmp_path / "drafts", PYTHONUTF8="1")
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    assert (tmp_path / "drafts" / r"b\udce1o.draft.xlsx").is_file()


@pytest.mark.parametrize("name", [os.fsdecode(b"b\xe1d"), "a\\b"])
def test_a_folder_that_duckdb_cannot_open_is_one_sentence(tmp_path: Path, name: str) -> None:
    done = command("build", "--data", project(tmp_path / name, "a.xlsx"), "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "rename the folder" in done.stderr.decode()


def test_a_vietnamese_folder_is_built_and_read_where_the_locale_is_plain_c(tmp_path: Path) -> None:
    data = project(tmp_path / "dữ liệu", "tệp.xlsx")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert command("build", "--data", data, **plain).returncode == 0
    listed = command("search", "thu ngân sách", "--data", data, "--limit", "1", **plain)
    assert "Tổng thu ngân sách" in listed.stdout.decode()


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_output_of_an_encoding_without_vietnamese_is_utf8(encoding: str) -> None:
    done = command("search", "hộ nghèo", "--help", "--lang", "vi", PYTHONIOENCODING=encoding)
    assert "cách dùng" in done.stdout.decode("utf-8")


LINKS: dict[str, Callable[[Path, Path], None]] = {
    "broken": lambda raw, _: (raw / "vinh-bao/b.xlsx").symlink_to("/nowhere/b.xlsx"),
    "folder": lambda raw, away: (raw / "nhon-trach").symlink_to(away, target_is_directory=True),
    "file elsewhere": lambda raw, away: (raw / "vinh-bao/b.xlsx").symlink_to(away / "c.xlsx"),
    "circle": lambda raw, _: (raw / "vinh-bao/b.xlsx").symlink_to(raw / "vinh-bao/b.xlsx"),
    "folder of its own": lambda raw, _: (raw / "again").symlink_to(raw / "vinh-bao"),
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_is_not_followed_is_an_error(tmp_path: Path, link: str) -> None:
    data, away = project(tmp_path / "data", "a.xlsx"), tmp_path / "away"
    away.mkdir()
    shutil.copy(CONCLUSION, away / "c.xlsx")
    LINKS[link](data / "raw", away)
    report = build(data)
    assert not report.published
    assert [finding.rule for finding in report.findings] == ["link_not_followed"]


def test_a_link_to_a_file_of_the_data_folder_is_read(tmp_path: Path) -> None:
    data = project(tmp_path / "data", "a.xlsx")
    (data / "shelf").mkdir()
    (data / "raw/vinh-bao/a.xlsx").rename(data / "shelf/a.xlsx")
    (data / "raw/vinh-bao/a.xlsx").symlink_to(data / "shelf/a.xlsx")
    assert build(data).figures == 13
