"""One build at a time in a data folder, and nothing left of builds that were killed.

The system lets go of the lock when the process that holds it ends, however it ends: there is no
file that a killed build would leave and a person would have to find and delete.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from indicators.messages.errors import PublishError
from indicators.store.publish import sweep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def building(data: Path, published: Path) -> Iterator[None]:
    """Keep other builds out of a data folder while this one reads and publishes.

    What killed builds have left beside the store is deleted: nobody else can be writing it. Where
    the file system knows no locks, builds go on without: each of them still publishes whole or
    not at all, and leftovers stay.

    Args:
        data: The data folder; a missing one needs no lock.
        published: The folder the store lies in.

    Raises:
        PublishError: If another build is at work in the folder.
    """
    if not data.is_dir():
        yield
        return
    try:
        handle = _locked(data)
    except BlockingIOError as error:
        raise PublishError("store.locked", folder=data) from error
    except OSError:  # some network file systems, a folder that may not be opened
        yield
        return
    try:
        sweep(published)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _locked(data: Path) -> int:
        """A handle that keeps the lock: of an empty file that stays, as folders take none here."""
        import msvcrt

        handle = os.open(data / ".build.lock", os.O_RDWR | os.O_CREAT)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            os.close(handle)
            raise BlockingIOError from error
        return handle

else:

    def _locked(data: Path) -> int:
        """A handle that keeps the lock: of the folder itself, so that there is no file of it."""
        import fcntl

        handle = os.open(data, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        return handle
