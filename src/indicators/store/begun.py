"""What is written beside its place and renamed at the end: there whole, or not at all.

A writer that is killed leaves what it had begun. It keeps a lock on it, which the system lets go of
with the process, so whoever writes to the same place next knows what nobody is writing any more.
Windows locks no folders: what is left there stays.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING = r"[0-9a-f]{8}\.tmp"
_SHOWN = 40  # letters of the name: a name may be as long as the file system takes
_SPILLED = "indicators-spill-"  # of nothing else: what is not locked under it is deleted


@contextlib.contextmanager
def begun(place: Path, *, folder: bool = False) -> Iterator[Path]:
    """A new file (or folder) beside `place`, renamed to it at the end, or gone after an error.

    Args:
        place: What is written; a file that is there is replaced, a folder has to be empty.
        folder: Whether it is a folder.
    """
    target = place.absolute()
    name = f".{target.name[:_SHOWN]}"
    _sweep(target.parent, rf"{re.escape(name)}\.{_ENDING}")
    beside = target.with_name(f"{name}.{uuid4().hex[:8]}.tmp")
    if folder:
        beside.mkdir(parents=True)
    else:
        beside.touch(exist_ok=False)
    handle = _lock(beside)
    try:
        yield beside
        if folder and target.exists():
            target.rmdir()
        beside.replace(target)
    finally:
        remove(beside)
        _unlock(handle)


def spill_folder() -> Path:
    """Where DuckDB puts aside what does not fit into memory: a folder of its own for each question."""
    return _spilled() / uuid4().hex


@cache
def _spilled() -> Path:
    """A folder of this process, gone at its end; those of processes that were killed go now."""
    parent = Path(tempfile.gettempdir())
    try:
        _sweep(parent, rf"{_SPILLED}\w{{8}}")
        folder = Path(tempfile.mkdtemp(prefix=_SPILLED))
        _lock(folder)
    except OSError:  # a full disk keeps nobody from reading; DuckDB makes it once it is needed
        return parent / f"{_SPILLED}{uuid4().hex}"
    owner = os.getpid()
    atexit.register(lambda: remove(folder) if os.getpid() == owner else None)
    return folder


def remove(path: Path) -> None:
    """Delete a leftover; one that cannot be deleted harms nobody, and the next time tries again."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _sweep(parent: Path, pattern: str) -> None:
    """Delete what writers that were killed have left, by the names it has."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        for path in parent.iterdir():
            if re.fullmatch(pattern, path.name) and path.lstat().st_uid == os.getuid():
                handle = _lock(path)
                if handle is not None:
                    remove(path)
                _unlock(handle)


def _lock(path: Path) -> int | None:
    """A handle that keeps a lock; None where another process has it, or there are no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    handle = None
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return handle
    _unlock(handle)
    return None


def _unlock(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)
