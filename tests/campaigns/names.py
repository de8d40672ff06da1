"""Names of files and folders, and locales and outputs, that no office means.

    python -m tests.campaigns.names

Whatever a file is called, its figure is published and its name is shown in letters that steer no
terminal; whatever the locale and the encoding of the output are, every command ends as it does in
UTF-8. A folder that DuckDB cannot open is refused with one sentence.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from tests.campaigns.projects import TABLE
from tests.offices import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = (
    os.fsdecode(b"b\xe1o-c\xe1o"), "a\x1b[2J", "a\nb", "a\rb", "a\tb", "a\x01b",
    "50% \u202eslx", "a\u200bb", "a\ufeffb", "báo cáo", unicodedata.normalize("NFD", "báo cáo"),
    "a'b", 'a"b', "a`id`", "$(id)", "a;b", "a|b", "a&b", "a>b", "<script>", "[a]", "{a}", "a*b", "a?b",
    "a\\b", "a:b", "#a", "%41", "-x", "--help", " a ", "CON", "aux.b", "a..", "=1+1", "😀", "x" * 251,
    "ộ" * 83,
)  # fmt: skip
"""Without their ending, which is .csv."""
FOLDERS = (
    "dữ liệu", unicodedata.normalize("NFD", "dữ liệu"), "a b", "a'b", 'a"b', "a*b", "[a]", "a%b",
    "a#b", "a;b", "{a}", "$HOME", "a\nb", "a\x1b[2Jb", "-x",
)  # fmt: skip
REFUSED = (os.fsdecode(b"b\xe1d"), "a\\b", "a?b")
COMMANDS = (
    ("build",),
    ("counts",),
    ("search", "năng suất lúa"),
    ("audit", "--format", "table"),
)
OUTPUTS = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "vi_VN.TCVN", "PYTHONUTF8": "0"},
    *({"PYTHONIOENCODING": name} for name in ("cp1252", "cp1258", "cp437", "ascii", "utf-16")),
)


def project(data: Path, stem: str = "bao-cao") -> Path:
    """A data folder with one figure in a file of this name."""
    (data / "raw/dong-lua").mkdir(parents=True)
    (data / "codebook").mkdir()
    (data / "codebook/places.toml").write_text(PLACE, "utf-8")
    (data / "raw/dong-lua" / f"{stem}.csv").write_text(TABLE, "utf-8")
    return data


def run(*arguments: Path | str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """`indicators` in a process of its own."""
    start: list[bytes | str] = [sys.executable, "-m", "indicators.cli"]
    start += [os.fsencode(argument) for argument in arguments]
    return subprocess.run(start, capture_output=True, env={**os.environ, **env}, check=False)


def faults(done: subprocess.CompletedProcess[bytes], code: int, words: str = "") -> list[str]:
    """What is wrong about how a command ended."""
    said = (done.stdout + done.stderr).decode("utf-8", "replace").replace("\0", "")
    problems = []
    if done.returncode != code or "Traceback" in said:
        problems.append(f"exit code {done.returncode}: {said[-300:]!r}")
    if words not in said:
        problems.append(f"it does not say '{words}': {said[-300:]!r}")
    if any(sign in said for sign in "\x1b\x01\u202e"):
        problems.append("a letter that steers a terminal is printed")
    return problems


def cases(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Every case with what is wrong about it."""
    for number, name in enumerate(FILES):
        done = run("build", "--data", project(folder / f"file{number}", name), "--lang", "en")
        yield f"file {name!r}", faults(done, 0, "Published 1 figures")
    for number, name in enumerate((*FOLDERS, *REFUSED)):
        data = project(folder / f"folder{number}" / name)
        done = run("build", f"--data={data}", "--lang", "en")
        if name in REFUSED:
            yield f"folder {name!r}", faults(done, 2, "rename the folder")
        else:
            found = run("search", "năng suất lúa vụ xuân", f"--data={data}", "--lang", "en")
            yield f"folder {name!r}", [*faults(done, 0, "Published 1"), *faults(found, 0)]
    for number, env in enumerate(OUTPUTS):
        data = project(folder / f"output{number}", "báo cáo")
        for command in COMMANDS:
            yield f"{command[0]} {env}", faults(run(*command, "--data", data, **env), 0)


def main() -> int:
    count = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, problems in cases(Path(folder)):
            count += 1
            wrong += bool(problems)
            for problem in problems:
                print(f"{name}: {problem}", flush=True)
    print(f"{count} names and locales, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
