"""From files that were read to the published store, a batch of figures at a time."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from indicators.audit import audit
from indicators.building.outcome import columns_read
from indicators.store import frames
from indicators.store.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import duckdb
    import polars as pl

    from indicators.audit import Settings
    from indicators.building.cache import Cache
    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.model.records import Columns, FileRead, Finding
    from indicators.store.publish import Frames

_BATCH = 50_000
"""Figures in memory at once, give or take those of one file."""


class Figures:
    """The figures of all files, in the order of their documents."""

    def __init__(self, cache: Cache, files: Sequence[FileRead]) -> None:
        """Keep where they lie.

        Args:
            cache: Has the outcomes of all files.
            files: What was read; those without a document have no figures.
        """
        # The places of the observations that were gone through are noted in `places`.
        self._cache = cache
        self._names = {
            read.document.document_id: read.file for read in files if read.document is not None
        }
        self._corrected: dict[str, Columns] = {}
        self.places: set[str] = set()

    def of(self, document_id: str) -> Columns | None:
        """The figures of a document, to be changed in place; None if it is not here."""
        if document_id not in self._names:
            return None
        if document_id not in self._corrected:
            self._corrected[document_id] = columns_read(
                self._cache.figures(self._names[document_id])
            )
        return self._corrected[document_id]

    def observations(self) -> Iterator[pl.DataFrame]:
        """Table `observation` in batches."""
        for frame in self._batches(self._columns, frames.observations):
            self.places.update(frame["place_id"].unique())
            yield frame

    def ratings(self) -> Iterator[pl.DataFrame]:
        """Table `rating` in batches."""
        return self._batches(
            lambda ident: columns_read(self._cache.ratings(self._names[ident])), frames.ratings
        )

    def _columns(self, document_id: str) -> Columns:
        corrected = self._corrected.get(document_id)
        if corrected is not None:
            return corrected
        return columns_read(self._cache.figures(self._names[document_id]))

    def _batches(
        self, columns: Callable[[str], Columns], frame: Callable[[Columns], pl.DataFrame]
    ) -> Iterator[pl.DataFrame]:
        gathered: Columns = {}
        for document_id in sorted(self._names):
            for name, values in columns(document_id).items():
                gathered.setdefault(name, []).extend(values)
            if len(gathered["observation_id"]) >= _BATCH:
                yield frame(gathered)
                gathered = {}
        yield frame(gathered)


def write(
    folder: Path,
    files: Sequence[FileRead],
    findings: Sequence[Finding],
    figures: Figures,
    *,
    codebook: Codebook,
    register: Register,
    settings: Settings,
) -> list[Finding]:
    """Publish the store.

    Returns:
        What the audit found.

    Raises:
        PublishError: If the store cannot be written.
    """
    found: list[Finding] = []

    def inspect(connection: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
        found.extend(settings.apply(audit(connection, settings.rules)))
        return {"finding": frames.findings(found), "rule": frames.rules(settings.rules)}

    tables: dict[str, Frames] = {
        "document": frames.documents([read.document for read in files if read.document]),
        "indicator": frames.indicators(codebook),
        "alias": frames.aliases(codebook),
        "unit": frames.units(),
        "relation": frames.relations(codebook),
        "observation": figures.observations(),
        "place": _places(register, files, figures),
        "rating": figures.ratings(),
        "finding": frames.findings(findings),
        "build": frames.builds(files, _versions()),
    }
    publish(folder, tables, inspect)
    return found


def _places(
    register: Register, files: Sequence[FileRead], figures: Figures
) -> Iterator[pl.DataFrame]:
    """Table `place`, once the figures were gone through."""
    issuers = {read.document.place_id for read in files if read.document}
    yield frames.places(register, issuers | figures.places)


def _versions() -> str:
    """What the store is built with."""
    return ", ".join(f"{name} {version(name)}" for name in ("indicators", "duckdb", "polars"))
