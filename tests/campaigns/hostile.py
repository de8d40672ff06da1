"""Read every hostile file with the real command: `python -m tests.campaigns.hostile`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.hostile.catalogue import CATALOGUE
from tests.hostile.reading import Reader
from tests.hostile.systematic import SYSTEMATIC
from tests.offices import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.hostile.case import Case
    from tests.hostile.reading import Ended

MOST_SECONDS, MOST_MB, MOST_LETTERS = 10, 500, 1_300
_TABLES = (".xlsx", ".csv")


def read(
    case: Case,
    folder: Path,
    reader: Reader,
    *,
    whole: bool,
    limits: Mapping[str, int] | None = None,
) -> tuple[Ended, list[str]]:
    """Read the file; also what is wrong about how it ended.

    Args:
        case: The file and how it has to end.
        folder: Empty.
        reader: Reads it.
        whole: Build a store of a table; else it is only read and normalised, which is quicker.
        limits: Of the readers, where others than theirs are meant.
    """
    path = folder / "raw" / "dong-lua" / case.name
    path.parent.mkdir(parents=True)
    path.write_bytes(case.made())
    if case.name.endswith(_TABLES):
        places = folder / "codebook" / "places.toml"
        places.parent.mkdir()
        places.write_text(PLACE, "utf-8")
        arguments = ["build", "--data", str(folder)] if whole else ["read", str(path), str(places)]
    else:
        arguments = ["extract", str(path), "-o", str(folder / "draft.csv"), "--format", "csv"]
    before = set(folder.rglob("*"))
    ended = reader.run(*arguments, limits=limits)
    made = {one.relative_to(folder).as_posix() for one in set(folder.rglob("*")) - before}
    faults = [
        *_costs(ended),
        *(_refusal(case, ended, made) if _is_refused(case, ended) else _reading(case, ended)),
    ]
    strays = {name.split("/")[0] for name in made} - {"processed", "draft.csv"}
    return ended, faults + ([f"it wrote {sorted(strays)}"] if strays else [])


def _is_refused(case: Case, ended: Ended) -> bool:
    return case.figures < 0 or (case.either and ended.code != 0)


def _costs(ended: Ended) -> Iterator[str]:
    if ended.seconds > MOST_SECONDS:
        yield f"it took {ended.seconds:.1f} s of the processor"
    if not 0 < ended.megabytes < MOST_MB:
        yield f"it took {ended.megabytes} MB"
    if any(word in ended.out + ended.err for word in ("Traceback", "panicked")):
        yield f"it says more than a sentence: {ended.err[-300:]}"


def _refusal(case: Case, ended: Ended, made: set[str]) -> Iterator[str]:
    lines = (ended.out + ended.err).splitlines()
    mark = "error: " if case.name.endswith(_TABLES) else case.name
    sentences = [line for line in lines if mark in line]
    if ended.code != 1:
        yield f"its exit code is {ended.code}: {lines[-5:]}"
    told = sentences if case.several else sentences[:1]
    if case.refused not in "".join(told) or not (len(sentences) == 1 or case.several):
        yield f"it is not refused with '{case.refused}' once: {lines[:3]}"
    if any(len(line) > MOST_LETTERS for line in sentences):
        yield f"its sentence has {max(map(len, sentences))} letters"
    if made & {"processed/indicators.duckdb", "draft.csv"}:
        yield "something was published"


def _reading(case: Case, ended: Ended) -> Iterator[str]:
    figures = (
        f"Published {case.figures} figures"
        if case.name.endswith(_TABLES)
        else f": {case.figures} figures"
    )
    told = ended.out + ended.err
    if (
        ended.code
        or figures not in told
        or (case.flag and ", flagged" in told and case.flag not in told)
    ):
        yield f"it is not read as{figures} {case.flag}: {ended.code}, {told[:600]}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Hostile files, read by the real command.")
    parser.add_argument("--only", default="", help="those with these words in their names")
    parser.add_argument("--each", action="store_true", help="a line for every file")
    parser.add_argument("--quick", action="store_true", help="tables are read, no store is built")
    options = parser.parse_args()
    seconds, megabytes, wrong, count = 0.0, 0, 0, 0
    with Reader() as reader:
        for name, case in (CATALOGUE | SYSTEMATIC).items():
            if options.only not in name:
                continue
            with tempfile.TemporaryDirectory() as folder:
                ended, faults = read(case, Path(folder), reader, whole=not options.quick)
            count += 1
            if options.each:
                print(f"{ended.seconds:5.1f} s {ended.megabytes:4} MB  {name}")
            wrong += bool(faults)
            seconds, megabytes = max(seconds, ended.seconds), max(megabytes, ended.megabytes)
            for fault in faults:
                print(f"{name}: {fault}")
    print(f"{count} files, {wrong} wrong; at most {seconds:.1f} s of the processor, {megabytes} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
