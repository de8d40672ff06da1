"""Project folders of strangers: settings, caches, links and places for files that no office means.

    python -m tests.campaigns.projects

Every build publishes the figure that stands in the raw file, or publishes nothing and says why in
a sentence; within ten seconds of the processor and 500 MB.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import indicators
from indicators.messages.errors import IndicatorsError
from tests.campaigns.hostile import MOST_MB, MOST_SECONDS
from tests.hostile.reading import Reader
from tests.offices import PLACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.hostile.reading import Ended

FIGURE = 70.5
TABLE = """\
Số ký hiệu;13/BC-UBND
Ngày ban hành;06/12/2024
Cơ quan ban hành;Ủy ban nhân dân huyện Đồng Lúa
Loại văn bản;Báo cáo
Trích yếu;Kết quả năm 2024
Địa bàn;Huyện Đồng Lúa
Kỳ báo cáo;Năm 2024

STT;Chỉ tiêu;Đơn vị tính;Thực hiện năm 2024
1;Năng suất lúa vụ xuân;tạ/ha;70,5
"""
CACHE = "processed/.read.sqlite"


def indicator(**given: str) -> str:
    """An indicator in TOML; a key given as an empty text is left out."""
    fields = {
        "id": '"zz"', "vi": '"Zz"', "en": '"Zz"', "unit": '"%"', "better": '"higher"',
        "definition": '"d"', "aliases": '["Zz a"]', **given,
    }  # fmt: skip
    return "[[indicator]]\n" + "".join(
        f"{key} = {value}\n" for key, value in fields.items() if value
    )


def place(**given: str) -> str:
    """A place in TOML."""
    fields = {
        "place_id": '"aa"',
        "code": '"901"',
        "name": '"Huyện A"',
        "level": '"district"',
        **given,
    }
    return "[[place]]\n" + "".join(f"{key} = {value}\n" for key, value in fields.items() if value)


CODEBOOKS: Mapping[str, str] = {
    "id that climbs": indicator(id='"../../x"'),
    "id with SQL": indicator(id='"x\'; DROP TABLE observation; --"'),
    "id of a number": indicator(id="3"),
    "no id": indicator(id=""),
    "no unit": indicator(unit=""),
    "unit nobody knows": indicator(unit='"%%%"'),
    "parent of itself": indicator(parent='"zz"'),
    "circle of parents": indicator(parent='"yy"')
    + indicator(id='"yy"', vi='"Yy"', parent='"zz"', aliases='["Yy a"]'),
    "parent nobody knows": indicator(parent='"nope"'),
    "alias of a million letters": indicator(aliases=f'["{"a" * 1_000_000}"]'),
    "aliases that are patterns": indicator(aliases='["(a+)+$", ".*", "["]'),
    "50 000 aliases": indicator(aliases=str([f"zz {n}" for n in range(50_000)])),
    "aliases in a list": indicator(aliases='[["x"]]'),
    "alias under a number": indicator(aliases='[{label = "x", under = [3]}]'),
    "aliases without letters": indicator(aliases='["", " ", "-"]'),
    "range of nothing": indicator(range="[nan, inf]"),
    "range backwards": indicator(range="[100, 0]"),
    "range of texts": indicator(range='["a", "b"]'),
    "name of a number": indicator(vi="3"),
    "name with a script": indicator(vi=r'"a\u0000b\u202e<script>"'),
    "key nobody knows": indicator(colour='"red"'),
    "a table for the list": '[indicator]\nid = "x"\n',
    "a text for the list": 'indicator = "x"\n',
    "extends nobody": '[[indicator]]\nextends = "nope"\naliases = ["x"]\n',
    "extends and declares": '[[indicator]]\nid = "poverty_rate"\nextends = "poverty_rate"\naliases = ["x"]\n',
    "twice": indicator() + indicator(),
    "claims a known label": indicator(aliases='["Năng suất lúa vụ xuân"]', unit='"tạ/ha"'),
    "place that climbs": place(place_id='"../../etc"'),
    "place of no name": place(name=""),
    "place of no level": place(level='"planet"'),
    "circle of places": place(parent='"bb"') + place(place_id='"bb"', parent='"aa"'),
    "place that became itself": place(successor='"aa"', valid_to="2024-01-01"),
    "circle of successors": place(successor='"bb"') + place(place_id='"bb"', successor='"aa"'),
    "place with a time of day": place(valid_from="2024-01-01T00:00:00Z"),
    "place from the last day on": place(valid_from="9999-12-31", valid_to="0001-01-01"),
    "place that is a number": "place = 3\n",
    "sum of itself": indicator() + '[[relation]]\nkind = "sum"\nresult = "zz"\nterms = ["zz"]\n',
    "factor without end": indicator()
    + '[[relation]]\nkind = "product"\nresult = "zz"\nterms = ["poverty_rate", "poverty_rate"]\nfactor = inf\n',
    "factor that is a text": indicator()
    + '[[relation]]\nkind = "product"\nresult = "zz"\nterms = ["poverty_rate"]\nfactor = "x"\n',
    "heads that are numbers": "ignored_heads = [3]\n",
    "10 000 brackets": f"a = {'[' * 10_000}{']' * 10_000}",
    "a number of 100 000 digits": f"a = {'9' * 100_000}",
    "a key of 20 000 dots": ".".join(["a"] * 20_000) + " = 1",
    "no TOML": "\x00\x01",
    "begins with a mark": f"\ufeff{indicator()}",
}
SETTINGS: Mapping[str, tuple[str, str]] = {
    "counts that are true": ("raw/dong-lua/counts.toml", '["dong-lua/13-BC-UBND"]\n"bao-cao" = { cells = true }\n'),
    "counts below nothing": ("raw/dong-lua/counts.toml", '["dong-lua/13-BC-UBND"]\n"bao-cao" = { cells = -1 }\n'),
    "counts in a list": ("raw/dong-lua/counts.toml", "x = []\n"),
    "counts of another": ("raw/dong-lua/counts.toml", '["a/b"]\n"A" = { cells = 1 }\n'),
    "fault of a number": ("raw/dong-lua/corrections.toml", "fault = 3\n"),
    "fault that is elsewhere": ("raw/dong-lua/corrections.toml", '[[fault]]\ndocument = "dong-lua/13-BC-UBND"\nlocator = "x"\nexpect = 3\nflag = "z"\n'),
    "rules of a number": ("audit.toml", "rules = 3\n"),
    "accepted without a reason": ("audit.toml", '[[accept]]\nrule = "x"\nreason = ""\n'),
}  # fmt: skip


def _cache_of(script: str) -> Callable[[Path], object]:
    """A cache made by a stranger's SQL."""

    def make(data: Path) -> None:
        (data / "processed").mkdir()
        with sqlite3.connect(data / CACHE) as database:
            database.executescript(script)
        database.close()

    return make


def _written(name: str, content: bytes) -> Callable[[Path], object]:
    def make(data: Path) -> None:
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return make


def _linked(name: str, target: str) -> Callable[[Path], object]:
    def make(data: Path) -> None:
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    return make


_FILE_TABLE = (
    "CREATE TABLE file (name TEXT PRIMARY KEY, sha256 TEXT, head BLOB, figures BLOB, ratings BLOB,"
    " seal BLOB) WITHOUT ROWID;"
)
FOLDERS: Mapping[str, Callable[[Path], object]] = {
    "cache: endless view": _cache_of(
        "CREATE TABLE state (fingerprint TEXT); CREATE VIEW file AS WITH RECURSIVE a(name, sha256,"
        " head, figures, ratings, seal) AS (SELECT 'x', 'x', 1, 1, 1, 1 UNION ALL SELECT name || 'x',"
        " sha256, 1, 1, 1, 1 FROM a) SELECT * FROM a;"
    ),
    "cache: trigger": _cache_of(
        f"CREATE TABLE state (fingerprint TEXT); {_FILE_TABLE} CREATE TRIGGER t AFTER INSERT ON file"
        " BEGIN UPDATE file SET figures = replace(CAST(figures AS TEXT), '70.5', '99.9'); END;"
    ),
    "cache: other columns": _cache_of(
        "CREATE TABLE state (fingerprint TEXT); CREATE TABLE file (a INT);"
    ),
    "cache: a folder": lambda data: (data / CACHE).mkdir(parents=True),
    "cache: no database": _written(CACHE, b"no database" * 100),
    "cache: leads elsewhere": _linked(CACHE, "/nowhere/a.sqlite"),
    "csv leads elsewhere": _linked("processed/observations.csv", "/nowhere/a.csv"),
    "store is a folder": lambda data: (data / "processed/indicators.duckdb").mkdir(parents=True),
    "store is noise": _written("processed/indicators.duckdb", b"DUCK" * 5_000),
    "processed is a file": _written("processed", b""),
    "raw leads to itself": _linked("raw/again", "."),
    "district leads nowhere": _linked("raw/b", "/nowhere"),
    "workbook leads nowhere": _linked("raw/dong-lua/b.xlsx", "/nowhere/b.xlsx"),
    "workbook leads to a device": _linked("raw/dong-lua/b.csv", "/dev/zero"),
    "workbook that is a folder": lambda data: (data / "raw/dong-lua/b.xlsx").mkdir(),
    "codebook is a file": _written("codebook", b""),
    "settings that are a folder": lambda data: (data / "audit.toml").mkdir(),
    "settings that lead to a device": _linked("audit.toml", "/dev/zero"),
    "mapping that is noise": _written("mapping/dong-lua.xlsx", b"PK\x03\x04" + b"x" * 1_000),
}


def cases() -> Iterator[tuple[str, Callable[[Path], object]]]:
    """All harms, by name."""
    for name, text in CODEBOOKS.items():
        yield f"codebook: {name}", _written("codebook/a.toml", text.encode())
    for name, (path, text) in SETTINGS.items():
        yield f"settings: {name}", _written(path, text.encode())
    yield from FOLDERS.items()


def project(folder: Path) -> Path:
    """A data folder with one figure; its place is declared beside the table, where harm leaves it."""
    data = folder / "data"
    _written("codebook/places.toml", PLACE.encode())(data)
    _written("raw/dong-lua/bao-cao.csv", TABLE.encode())(data)
    return data


def strike(harm: Callable[[Path], object], folder: Path, reader: Reader) -> tuple[str, list[str]]:
    """Harm a project and build it: the outcome in words, and the promises it broke."""
    data = project(folder)
    if harm is FOLDERS["codebook is a file"]:
        (data / "codebook/places.toml").unlink()
        (data / "codebook").rmdir()
    harm(data)
    ended = reader.run("build", "--data", str(data), "--lang", "en")
    return judge(ended, published(data))


def published(data: Path) -> list[object] | None:
    """The figures of the store that a reader finds; None where there is none that opens."""
    try:
        with indicators.open(data) as store:
            return store.observations().to_polars()["value"].to_list()
    except IndicatorsError:
        return None


def judge(ended: Ended, found: list[object] | None) -> tuple[str, list[str]]:
    """The outcome of a build, and the promises it broke."""
    said = ended.out + ended.err
    problems = []
    if ended.seconds > MOST_SECONDS or ended.megabytes > MOST_MB:
        problems.append(f"it took {ended.seconds:.1f} s and {ended.megabytes} MB")
    if "Traceback" in said or ended.code not in {0, 1, 2}:
        problems.append(f"exit code {ended.code}: {said[-400:]}")
    if found not in (None, [FIGURE]):
        problems.append(f"other figures are published: {found}")
    if ended.code == 0:
        return "the right figure", problems + ([] if found == [FIGURE] else ["nothing published"])
    if ended.code == 2 and (ended.err.count("\n") != 1 or "indicators: " not in ended.err):
        problems.append(f"no single sentence: {ended.err[-400:]}")
    if ended.code == 1 and "Nothing published" not in said:
        problems.append(f"it does not say what became of the store: {said[-400:]}")
    return ("one sentence" if ended.code == 2 else "findings, nothing published"), problems


def main() -> int:
    parser = argparse.ArgumentParser(description="Project folders of strangers.")
    parser.add_argument("--only", default="", help="those with these words in their names")
    parser.add_argument("--each", action="store_true", help="a line for every project")
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    wrong = 0
    with Reader() as reader:
        for name, harm in cases():
            if options.only not in name:
                continue
            with tempfile.TemporaryDirectory() as folder:
                outcome, problems = strike(harm, Path(folder), reader)
            outcomes[outcome] += 1
            wrong += bool(problems)
            if options.each:
                print(f"{outcome:28} {name}", flush=True)
            for problem in problems:
                print(f"{name}: {problem}", flush=True)
    for outcome, number in outcomes.most_common():
        print(f"{number:6}  {outcome}")
    print(f"{outcomes.total()} projects, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
