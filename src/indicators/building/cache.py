"""What files were read to, kept beside the store: the next build reads only what has changed.

One SQLite file: a build that is killed leaves what it had finished, and nothing by halves. It lies
in the project's folder, which may come from a stranger: what is believed carries a seal made with a
key that lies elsewhere, and nothing else of the file is executed or kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import sqlite3
from typing import TYPE_CHECKING, Self

from platformdirs import user_state_path

from indicators.messages.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indicators.building.outcome import Outcome

NAME = ".read.sqlite"
_SCHEMA = """
CREATE TABLE state (fingerprint TEXT);
CREATE TABLE file (
    name TEXT PRIMARY KEY, sha256 TEXT, head BLOB, figures BLOB, ratings BLOB, seal BLOB
) WITHOUT ROWID;
"""
_BETWEEN_COMMITS = 1000
_KEY = 32  # bytes


class DamagedError(Exception):
    """The cache is no database, or not what was written; it is to be made anew."""


class Cache:
    """Outcomes by name and content of their file, for one state of program and codebook."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        """Open the cache of a folder, emptied when it is of another state.

        Args:
            path: Of the file, created when missing, made anew when it is none of ours.
            fingerprint: The state of all that decides what a file is read to.

        Raises:
            PublishError: If the file cannot be written.
            DamagedError: If it is damaged.
        """
        self._path = path
        self._unsaved = 0
        self._fingerprint, self._key = fingerprint, _own_key()
        self.distrusted = False  # whether something of the file was not written by this user
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._opened()
        except (OSError, sqlite3.Error) as error:
            raise self._told(error) from error
        try:
            known = self._db.execute("SELECT fingerprint FROM state").fetchall()
            if known != [(fingerprint,)]:
                self._db.executescript("DELETE FROM file; DELETE FROM state")
                self._db.execute("INSERT INTO state VALUES (?)", [fingerprint])
                self._db.commit()
        except sqlite3.Error as error:
            self._db.close()
            raise self._told(error) from error

    def _opened(self) -> sqlite3.Connection:
        """The database with our tables and nothing else; in memory where it cannot lie at its place."""
        path = self._path
        self.distrusted = path.is_symlink() or (path.exists() and not path.is_file())
        if not self.distrusted:
            connection = sqlite3.connect(path)
            try:
                if not _declared(connection):
                    connection.executescript(_SCHEMA)
                if _declared(connection) == _expected():
                    return connection
            except sqlite3.OperationalError:  # rights, a full disk
                connection.close()
                raise
            except sqlite3.DatabaseError:  # no database
                pass
            connection.close()
            self.distrusted = True
        if path.is_dir() and not path.is_symlink():
            return _new(":memory:")  # what lies in it is not ours to delete
        path.unlink()
        return _new(path)

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
        if row is None:
            return None
        if not hmac.compare_digest(bytes(row[3] or b""), self._seal(name, sha256, *row[:3])):
            self.distrusted = True
            return None
        head: bytes = row[0]
        return head

    def put(self, name: str, outcome: Outcome) -> None:
        """Keep an outcome.

        Raises:
            PublishError: If the disk is full.
        """
        parts = (outcome.head, outcome.figures, outcome.ratings)
        seal = self._seal(name, outcome.sha256, *parts)
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

    def _seal(self, *parts: str | bytes) -> bytes:
        told = hashlib.blake2b(self._fingerprint.encode(), digest_size=16, key=self._key)
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            told.update(len(data).to_bytes(8, "big") + data)
        return told.digest()

    def _told(self, error: Exception) -> PublishError | DamagedError:
        if isinstance(error, (OSError, sqlite3.OperationalError)):
            return PublishError("store.unwritable", folder=self._path.parent, reason=error)
        return DamagedError(str(error))


def _new(place: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(place)
    connection.executescript(_SCHEMA)
    return connection


def _declared(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Tables, views, triggers and indices of a database, as they were declared."""
    return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def _expected() -> list[tuple[str, str, str]]:
    with contextlib.closing(_new(":memory:")) as connection:
        return _declared(connection)


def _own_key() -> bytes:
    """A key of this user on this machine, which no project's folder holds.

    Where none can be kept, each build has one of its own and reads everything.
    """
    path = user_state_path("indicators", appauthor=False) / "cache.key"
    try:
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 (of a handle)
                file.write(secrets.token_bytes(_KEY))
            beside.replace(path)
        key = path.read_bytes()
    except OSError:
        key = b""
    return key if len(key) == _KEY else secrets.token_bytes(_KEY)
