"""The wheel with its core dependencies alone, outside the checkout, builds the five documents."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==.*\n(?:    --hash.*\n)+", re.MULTILINE)


def core() -> set[str]:
    """What the package needs without extras, and what that needs in turn."""
    found: set[str] = set()
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = list(project["dependencies"])
    while lines:
        needed = Requirement(lines.pop())
        name = canonicalize_name(needed.name)
        if name in found or not (needed.marker is None or needed.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        with contextlib.suppress(PackageNotFoundError):  # of another system: the lock leaves it out
            lines += requires(name) or []
    return found


def pinned(names: set[str]) -> str:
    """The lines of the lock for these packages, with their hashes."""
    lock = (PROJECT / "requirements.lock").read_text("utf-8")
    return "".join(pin[0] for pin in PIN.finditer(lock) if pin["name"] in names)


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints, run as on a machine without this checkout."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_core_is_small() -> None:
    names = core()
    assert names >= {"duckdb", "msgspec", "polars", "pyarrow", "rapidfuzz", "tqdm", "xlrd"}
    assert names & {"matplotlib", "pandas", "jupyterlab", "pdfplumber", "xlsxwriter"} == set()
    assert len(names) < 15


@pytest.mark.slow
def test_the_wheel_builds_the_five_documents_elsewhere(tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    quickly = ("--quiet", "--no-deps", "--no-build-isolation")
    run(*pip, "wheel", *quickly, "--wheel-dir", tmp_path, PROJECT, folder=tmp_path)
    (wheel,) = tmp_path.glob("indicators-*.whl")
    wanted = tmp_path / "core.lock"
    own = f"./{wheel.name} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
    wanted.write_text(pinned(core()) + own, "utf-8")
    run(sys.executable, "-m", "venv", "--without-pip", "elsewhere", folder=tmp_path)
    place = tmp_path / "elsewhere" / ("Scripts" if os.name == "nt" else "bin")
    install = (*pip, "--python", place / "python", "install", "--no-compile", *quickly)
    run(*install, "--require-hashes", "--requirement", wanted, folder=tmp_path)

    for folder in ("raw", "codebook"):
        shutil.copytree(PROJECT / "data" / folder, tmp_path / "data" / folder)
    printed = run(place / "indicators", "build", folder=tmp_path)
    assert "Published 1836 figures" in printed
    ours = PROJECT / "data" / "processed" / "observations.csv"
    theirs = tmp_path / "data" / "processed" / "observations.csv"
    assert theirs.read_bytes() == ours.read_bytes()
