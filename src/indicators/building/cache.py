"""What files were read to, kept beside the store: the next build reads only what has changed.

One SQLite file: a build that is killed leaves what it had finished, and nothing by halves.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from typing import TYPE_CHECKING, Self

from indicators.messages.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indicators.building.outcome import Outcome

NAME = ".read.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (fingerprint TEXT);
CREATE TABLE IF NOT EXISTS file (
    name TEXT PRIMARY KEY, sha256 TEXT, head BLOB, figures BLOB, ratings BLOB, seal BLOB
) WITHOUT ROWID;
"""
_BETWEEN_COMMITS = 1000


class DamagedError(Exception):
    """The cache is no database, or not what was written; it is to be made anew."""


class Cache:
    """Outcomes by name and content of their file, for one state of program and codebook."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        """Open the cache of a folder, emptied when it is of another state.

        Args:
            path: Of the file, created when missing.
            fingerprint: The state of all that decides what a file is read to.

        Raises:
            PublishError: If the file cannot be written.
            DamagedError: If it is damaged.
        """
        self._path = path
        self._unsaved = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path)
        except (OSError, sqlite3.Error) as error:
            raise self._told(error) from error
        try:
            self._db.executescript(_SCHEMA)
            known = self._db.execute("SELECT fingerprint FROM state").fetchall()
            if known != [(fingerprint,)]:
                self._db.executescript("DELETE FROM file; DELETE FROM state")
                self._db.execute("INSERT INTO state VALUES (?)", [fingerprint])
                self._db.commit()
        except sqlite3.Error as error:
            self._db.close()
            raise self._told(error) from error

    def __enter__(self) -> Self:
        """The cache itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what was put; where that fails, the next build reads again and nothing else is lost."""
        with contextlib.suppress(sqlite3.Error):
            self._db.commit()
        with contextlib.suppress(sqlite3.Error):
            self._db.close()

    def head(self, name: str, sha256: str) -> bytes | None:
        """The head of the outcome, None if the file was never read with this content.

        Raises:
            DamagedError: If the database is damaged.
        """
        try:
            row = self._db.execute(
                "SELECT head, figures, ratings, seal FROM file WHERE name = ? AND sha256 = ?",
                [name, sha256],
            ).fetchone()
        except sqlite3.Error as error:
            raise self._told(error) from error
        if row is None or row[3] != _seal(name, sha256, *row[:3]):
            return None
        head: bytes = row[0]
        return head

    def put(self, name: str, outcome: Outcome) -> None:
        """Keep an outcome.

        Raises:
            PublishError: If the disk is full.
        """
        parts = (outcome.head, outcome.figures, outcome.ratings)
        seal = _seal(name, outcome.sha256, *parts)
        try:
            self._db.execute(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
                [name, outcome.sha256, *parts, seal],
            )
            self._unsaved += 1
            if self._unsaved >= _BETWEEN_COMMITS:
                self._db.commit()
                self._unsaved = 0
        except sqlite3.Error as error:
            raise self._told(error) from error

    def figures(self, name: str) -> bytes:
        """The figures of a file whose outcome is here."""
        return self._column("figures", name)

    def ratings(self, name: str) -> bytes:
        """Its ratings."""
        return self._column("ratings", name)

    def _column(self, column: str, name: str) -> bytes:
        try:
            found = self._db.execute(f"SELECT {column} FROM file WHERE name = ?", [name])  # noqa: S608 (a name of ours)
            value: bytes = found.fetchone()[0]
        except (sqlite3.Error, TypeError) as error:
            raise self._told(error) from error
        return value

    def keep(self, names: Iterable[str]) -> None:
        """Forget all files but these, if that can be done: it is room that is saved."""
        kept = set(names)
        with contextlib.suppress(sqlite3.Error):
            gone = [
                name for name in self._db.execute("SELECT name FROM file") if name[0] not in kept
            ]
            self._db.executemany("DELETE FROM file WHERE name = ?", gone)

    def _told(self, error: Exception) -> PublishError | DamagedError:
        if isinstance(error, (OSError, sqlite3.OperationalError)):
            return PublishError("store.unwritable", folder=self._path.parent, reason=error)
        return DamagedError(str(error))


def _seal(*parts: str | bytes) -> bytes:
    told = hashlib.blake2b(digest_size=16)
    for part in parts:
        told.update(part.encode() if isinstance(part, str) else part)
        told.update(b"\0")
    return told.digest()
