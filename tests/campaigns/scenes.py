"""Data folders for builds that are harmed, and what a reader finds in them afterwards."""

from __future__ import annotations

import hashlib
import shutil
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import indicators
from indicators.audit.rules import all_rules
from indicators.messages.errors import IndicatorsError
from tests.campaigns.victim import Order
from tests.offices import PLACE, write_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.campaigns.victim import Victim

HEAD = ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024"]
OLD, NEW = 1.1, 2.2
BOOK = "raw/dong-lua/2024-12-05_12-BC-UBND.xlsx"
CSV = "raw/dong-lua/bao-cao.csv"
CORRECTIONS = "raw/dong-lua/corrections.toml"
_TABLE = """\
Số ký hiệu,13/BC-UBND
Ngày ban hành,06/12/2024
Cơ quan ban hành,Ủy ban nhân dân huyện Đồng Lúa
Loại văn bản,Báo cáo
Trích yếu,Kết quả phát triển kinh tế - xã hội năm 2024
Địa bàn,Huyện Đồng Lúa
Kỳ báo cáo,Năm 2024

STT,Chỉ tiêu,Đơn vị tính,Thực hiện năm 2024
1,Năng suất lúa vụ xuân,tạ/ha,"70,5"
"""
_FAULT = """\
[[fault]]
document = "dong-lua/13-BC-UBND"
locator = "bao-cao!D10"
expect = "70,5"
flag = "ocr_suspect"
reason = "chữ số mờ"
"""
_KEPT = {
    "indicators.duckdb", "observations.csv", "datapackage.json",
    ".read.sqlite", ".read.sqlite-journal",  # what builds keep between them, also amid a write
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """What lies in a data folder for readers.

    Attributes:
        store: Digest of all tables; "none" without a store, else the sentence that refuses it.
        csv: Digest of observations.csv.
        package: Digest of datapackage.json.
        left: What else lies beside them.
    """

    store: str
    csv: str
    package: str
    left: tuple[str, ...] = ()


def look(data: Path) -> State:
    """Open the store as a reader does and read all of it."""
    folder = data / "processed"
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return State(
        _digest(folder / "indicators.duckdb") if "indicators.duckdb" in names else "none",
        _hash(folder / "observations.csv"),
        _hash(folder / "datapackage.json"),
        tuple(sorted(names - _KEPT)),
    )


def _digest(path: Path) -> str:
    try:
        with indicators.open(path) as store:
            names = store.sql("SELECT table_name FROM duckdb_tables()").to_polars().to_series()
            told = [
                f"SELECT '{name}' AS t, count(*) AS n, sum(hash(t))::VARCHAR AS h FROM \"{name}\" AS t"
                for name in [*names, "latest"]
            ]
            rows = store.sql(" UNION ALL ".join(told)).to_polars().rows()
    except IndicatorsError as error:
        return f"corrupt: {error}"
    return hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none"


@dataclass(frozen=True, slots=True)
class Scene:
    """A build that is about to happen.

    Attributes:
        name: Of the scene.
        folder: The data folder to copy for every build.
        old: What readers find before it.
        new: What they find after it.
        steps: What it does to the disk, a line each.
    """

    name: str
    folder: Path
    old: State
    new: State
    steps: tuple[str, ...]

    def copy(self, to: Path) -> Path:
        """A fresh data folder of this scene at `to`."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return to


def inputs(data: Path, value: float) -> None:
    """Write a small district: a workbook with `value`, a csv, a declared fault, settings."""
    write_office(data, [HEAD, [1, "Tỷ lệ hộ nghèo", "%", value]])
    (data / "codebook" / "places.toml").write_text(PLACE, "utf-8")
    (data / CSV).write_text(_TABLE, "utf-8")
    (data / CORRECTIONS).write_text(_FAULT, "utf-8")
    quiet = [f'{rule} = "off"' for rule in all_rules() if rule != "impossible_value"]
    (data / "audit.toml").write_text("\n".join(["[severity]", *quiet]) + "\n", "utf-8")


def scenes(folder: Path, victim: Victim) -> list[Scene]:
    """The first build of a folder, one that replaces a store, and one after builds were killed."""
    first, again, after = (folder / name for name in ("first", "again", "after"))
    inputs(first, OLD)
    shutil.copytree(first, again)
    _built(again, victim)
    inputs(again, NEW)
    shutil.copytree(again, after)
    found = [_scene(path.name, path, victim) for path in (first, again)]
    renamed = next(n for n, step in enumerate(found[1].steps, 1) if " rename " in step)
    for at in (renamed // 2, renamed + 1):  # the store half written; the csv new, the store old
        ended = victim.build(Order(str(after), f"{after}.told", at))
        assert ended.code == -signal.SIGKILL
    return [*found, _scene(after.name, after, victim)]


def _built(data: Path, victim: Victim) -> list[str]:
    ended = victim.build(Order(str(data), f"{data}.told"))
    assert ended.code == 0, ended.printed
    return ended.steps


def _scene(name: str, folder: Path, victim: Victim) -> Scene:
    data = folder.with_name("built")
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(folder, data)
    steps = _built(data, victim)
    return Scene(name, folder, look(folder), look(data), tuple(steps))
