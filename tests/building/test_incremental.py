"""A build reads again only what has changed, and the result is that of a full build."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from indicators.building import build
from indicators.building.cache import NAME
from indicators.cli import main
from tests.offices import write_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("unaudited")

HEAD = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2024", "Thực hiện 2024"]
FILES = 5


def offices(data: Path, count: int = FILES) -> list[Path]:
    return [office(data, number) for number in range(count)]


def office(data: Path, number: int, value: float = 0.5) -> Path:
    rows: list[list[Any]] = [HEAD, [1, "Tỷ lệ hộ nghèo", "%", "dưới 1,2", number + value]]
    return write_office(
        data, rows, name=f"{number}.xlsx", facts={"Số ký hiệu": f"{number}/BC-UBND"}
    )


def published(data: Path) -> bytes:
    return (data / "processed" / "observations.csv").read_bytes()


def test_unchanged_files_are_not_read_again(tmp_path: Path) -> None:
    paths = offices(tmp_path)
    assert build(tmp_path).unchanged == 0
    full = published(tmp_path)
    assert build(tmp_path).unchanged == FILES
    assert published(tmp_path) == full
    paths[2].touch()  # the content decides, not the date
    assert build(tmp_path).unchanged == FILES


def test_a_changed_file_is_read_again_and_the_result_is_that_of_a_full_build(
    tmp_path: Path,
) -> None:
    offices(tmp_path)
    build(tmp_path)
    office(tmp_path, 2, value=0.75)
    assert build(tmp_path).unchanged == FILES - 1
    incremental = published(tmp_path)
    assert b"2.75" in incremental
    (tmp_path / "processed" / NAME).unlink()
    assert build(tmp_path).unchanged == 0
    assert published(tmp_path) == incremental


def test_a_renamed_file_is_read_again_because_findings_name_it(tmp_path: Path) -> None:
    paths = offices(tmp_path)
    build(tmp_path)
    paths[0].rename(paths[0].with_name("anew.xlsx"))
    report = build(tmp_path)
    assert report.unchanged == FILES - 1
    assert [read.file for read in report.files][-1] == "raw/dong-lua/anew.xlsx"


def test_a_changed_codebook_makes_every_file_be_read_again(tmp_path: Path) -> None:
    offices(tmp_path)
    build(tmp_path)
    overlay = tmp_path / "codebook" / "places.toml"
    overlay.write_text(overlay.read_text("utf-8") + "# a remark\n", "utf-8")
    assert build(tmp_path).unchanged == 0


def test_a_deleted_file_is_forgotten(tmp_path: Path) -> None:
    paths = offices(tmp_path)
    build(tmp_path)
    paths[0].unlink()
    assert len(build(tmp_path).files) == FILES - 1
    with sqlite3.connect(tmp_path / "processed" / NAME) as db:
        assert db.execute("SELECT count(*) FROM file").fetchone() == (FILES - 1,)
    db.close()


@pytest.mark.parametrize("damage", ["content", "rubbish", "truncated"])
def test_a_damaged_cache_changes_nothing(tmp_path: Path, damage: str) -> None:
    offices(tmp_path)
    build(tmp_path)
    full, cache = published(tmp_path), tmp_path / "processed" / NAME
    if damage == "content":
        with sqlite3.connect(cache) as db:
            db.execute("UPDATE file SET figures = replace(figures, '1.5', '9.5')")
        db.close()
    elif damage == "rubbish":
        cache.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    else:
        cache.write_bytes(cache.read_bytes()[:-5000])
    report = build(tmp_path)
    assert report.published
    assert report.unchanged < FILES
    assert published(tmp_path) == full


def _forged(db: sqlite3.Connection) -> None:
    """Another figure, with a seal as far as a stranger can make one."""
    row = db.execute("SELECT name, sha256, head, figures, ratings FROM file").fetchone()
    parts = [part.encode() if isinstance(part, str) else part for part in row]
    parts[3] = parts[3].replace(b"1.5", b"9.5")
    told = hashlib.blake2b(digest_size=16)
    for part in parts:
        told.update(part + b"\0")
    db.execute(
        "UPDATE file SET figures = ?, seal = ? WHERE name = ?", [parts[3], told.digest(), row[0]]
    )


STRANGERS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "forged figures": _forged,
    "a trigger": lambda db: db.executescript(
        "CREATE TRIGGER t AFTER INSERT ON file BEGIN UPDATE file SET figures = replace(figures, '1.5', '9.5'); END;"
        "DELETE FROM file"
    ),
    "an endless view": lambda db: db.executescript(
        "DROP TABLE file; CREATE VIEW file AS WITH RECURSIVE a(name, sha256, head, figures, ratings, seal) AS"
        " (SELECT 'x', 'x', 1, 1, 1, 1 UNION ALL SELECT name || 'x', sha256, 1, 1, 1, 1 FROM a) SELECT * FROM a"
    ),
    "other columns": lambda db: db.executescript("DROP TABLE file; CREATE TABLE file (a INT)"),
}


@pytest.mark.parametrize("attack", STRANGERS)
def test_a_cache_of_a_stranger_is_not_believed(tmp_path: Path, attack: str) -> None:
    offices(tmp_path)
    build(tmp_path)
    full = published(tmp_path)
    with sqlite3.connect(tmp_path / "processed" / NAME) as db:
        STRANGERS[attack](db)
    db.close()
    report = build(tmp_path)
    assert published(tmp_path) == full
    assert [finding.rule for finding in report.findings] == ["cache_made_anew"]
    assert build(tmp_path).unchanged == FILES


@pytest.mark.parametrize("place", ["folder", "link"])
def test_a_cache_that_is_no_file_is_left_where_it_leads(tmp_path: Path, place: str) -> None:
    offices(tmp_path)
    cache, elsewhere = tmp_path / "processed" / NAME, tmp_path / "elsewhere"
    cache.parent.mkdir()
    if place == "folder":
        cache.mkdir()
        (cache / "precious").touch()
    else:
        cache.symlink_to(elsewhere)
    report = build(tmp_path)
    assert report.published
    assert [finding.rule for finding in report.findings] == ["cache_made_anew"]
    assert not elsewhere.exists()
    assert cache.is_symlink() is False


def test_a_cache_of_another_user_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices(tmp_path)
    build(tmp_path)
    monkeypatch.setattr(
        "indicators.building.cache.user_state_path", lambda *_, **__: tmp_path / "another"
    )
    assert build(tmp_path).unchanged == 0
    assert build(tmp_path).unchanged == FILES


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    offices(tmp_path, 45)
    build(tmp_path, workers=1)
    alone = published(tmp_path)
    (tmp_path / "processed" / NAME).unlink()
    report = build(tmp_path, workers=2)
    assert (len(report.files), report.unchanged) == (45, 0)
    assert published(tmp_path) == alone


def test_the_command_says_what_was_not_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offices(tmp_path)
    for unchanged in (0, FILES):
        assert main(["build", "--data", str(tmp_path)]) == 0
        told = f"Files: {FILES}, {unchanged} of them unchanged, not read again."
        assert told in capsys.readouterr().out.splitlines()
