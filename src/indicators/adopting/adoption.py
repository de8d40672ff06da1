"""Reading files as far as they can be read, and asking for the rest in one workbook a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.adopting.asked import (
    Kept,
    ask_documents,
    ask_headers,
    ask_labels,
    ask_places,
    ask_units,
    identifier,
)
from indicators.adopting.entries import Entries, read_entries
from indicators.adopting.knowledge import FOLDER, knowledge_of, mapping_files
from indicators.adopting.reading import FileAsked, ask_file
from indicators.adopting.words import headers
from indicators.adopting.workbook import write_mapping
from indicators.answers.export.output import deliver
from indicators.language.place_names import slug
from indicators.language.text import fold
from indicators.messages.errors import ExportError, SourceError, errors_in
from indicators.readers import ENDINGS
from indicators.store.locations import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from indicators.adopting.asked import Line
    from indicators.messages.sentences import Language, Sentence
    from indicators.model.records import Finding

_MOST_SHOWN = 60  # rows of a file in the preview


@dataclass(frozen=True, slots=True)
class Adoption:
    """What one mapping workbook asks and answers.

    Examples:
        >>> (adoption,) = ind.adopt("data/raw/vinh-bao")
        >>> adoption.open, adoption.headers["header"].head(2).to_list()
        (0, ['Chỉ tiêu', 'Đơn vị tính'])

    Attributes:
        path: Of the workbook.
        sheets: Its rows, by `labels`, `headers`, `units`, `places` and `documents`.
        preview: The first figures as they are read with the answers given.
        figures: Number of figures that are read with them.
        findings: Answers that are none.
        unread: Files that could not be read, each with the reason.
        changed: Whether the workbook was written: it stays as it is where nothing is new.
    """

    path: Path
    sheets: Mapping[str, Sequence[Line]]
    preview: Sequence[Mapping[str, Any]] = ()
    figures: int = 0
    findings: tuple[Finding, ...] = ()
    unread: tuple[Sentence, ...] = ()
    changed: bool = True

    @property
    def open(self) -> int:
        """Number of questions without an answer."""
        return sum(line.status == "open" for lines in self.sheets.values() for line in lines)

    @property
    def labels(self) -> pl.DataFrame:
        """The sheet of labels as a frame; so are the others."""
        return self.frame("labels")

    @property
    def headers(self) -> pl.DataFrame:
        """The sheet of columns."""
        return self.frame("headers")

    @property
    def units(self) -> pl.DataFrame:
        """The sheet of units."""
        return self.frame("units")

    @property
    def places(self) -> pl.DataFrame:
        """The sheet of places."""
        return self.frame("places")

    @property
    def documents(self) -> pl.DataFrame:
        """The sheet of documents."""
        return self.frame("documents")

    def frame(self, sheet: str) -> pl.DataFrame:
        """A sheet as a frame: a column for each header, by its key, and what may be chosen."""
        import polars as pl

        keys = list(headers(sheet))
        kinds = {key: pl.Int64 if key == "count" else pl.String for key in keys}
        rows = [
            [*((line.cells.get(key) or None) for key in keys), line.choices]
            for line in self.sheets[sheet]
        ]
        return pl.DataFrame(rows, {**kinds, "choices": pl.List(pl.String)}, orient="row")


def adopt(
    files: Path | str | Sequence[Path | str],
    *,
    data: Path | str | None = None,
    like: Path | str | None = None,
    lang: Language | None = None,
) -> list[Adoption]:
    """Read tables as far as they can be read, and write a workbook that asks for the rest.

    The workbook is `mapping/<place>.xlsx` of the data folder, one for each place; `build` reads it.
    Asking again keeps every answer and what was added to the workbook by hand.

    Args:
        files: Workbooks, csv files and drafts, or folders of such.
        data: The data folder; by default the one of the project the current folder lies in.
        like: Mapping of a neighbour, whose answers are taken over where the same is asked.
        lang: Language of errors; by default that of the locale.

    Returns:
        One `Adoption` a workbook: what it asks as frames, and a preview.

    Raises:
        SourceError: If a mapping cannot be read, or there is nothing to read.
        ExportError: If the workbook is open in another program or cannot be written.
        CodebookError: If a file of `codebook/` is wrong.

    Examples:
        >>> (adoption,) = ind.adopt("data/raw/vinh-bao")
        >>> adoption.path.name
        'vinh-bao.xlsx'
    """
    folder = data_folder() if data is None else Path(data)
    given = [files] if isinstance(files, (str, Path)) else list(files)
    with errors_in(lang):
        paths = [path for one in given for path in _tables(Path(one))]
        if not paths:
            raise SourceError(Path(given[0] if given else "."), "mapping.no_files")
        other = _other(Path(like)) if like is not None else None
        return [
            _adopt(name, group, folder, other) for name, group in _by_place(paths, folder).items()
        ]


def _tables(path: Path) -> list[Path]:
    """A file, or the files of tables in a folder."""
    if not path.is_dir():
        return [path]
    found = (p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and p.is_file())
    return sorted(p for p in found if not p.name.startswith((".", "~$")))


def _other(path: Path) -> tuple[Entries, str]:
    return read_entries(path, path.name), path.name


def _by_place(paths: Iterable[Path], data: Path) -> dict[str, list[Path]]:
    """The files of each mapping, by its name: the folder below `raw/`, else their place."""
    groups: dict[str, list[Path]] = {}
    known = None
    for path in dict.fromkeys(paths):
        name = _folder_below_raw(path, data)
        if name is None:
            known = known or knowledge_of(data, _all_entries(data))
            asked = ask_file(path, _name_of(path, data), known)
            name = known.mappings.listed.get(fold(path.name)) or _place_name(asked, path)
        groups.setdefault(name, []).append(path)
    return groups


def _folder_below_raw(path: Path, data: Path) -> str | None:
    raw = (data / "raw").resolve()
    inside = path.resolve()
    parts = inside.relative_to(raw).parts if inside.is_relative_to(raw) else ()
    return parts[0] if len(parts) > 1 else None


def _place_name(asked: FileAsked, path: Path) -> str:
    """The name of the mapping of a file: its place_id, else what the place is called."""
    if asked.place_id:
        return asked.place_id.replace("/", "-")
    place = asked.facts.get("place", "").split(",")[0]
    return slug(place) or identifier(path.stem).replace("_", "-")


def _name_of(path: Path, data: Path) -> str:
    """The name of a file for people: below the data folder, else its own."""
    inside = path.resolve()
    root = data.resolve()
    return inside.relative_to(root).as_posix() if inside.is_relative_to(root) else path.name


def _all_entries(data: Path) -> dict[str, Entries]:
    """The mappings on disk, by name.

    Raises:
        SourceError: If one cannot be read: its answers would be lost.
    """
    return {path.stem: read_entries(path, f"{FOLDER}/{path.name}") for path in mapping_files(data)}


def _adopt(
    name: str, paths: Sequence[Path], data: Path, other: tuple[Entries, str] | None
) -> Adoption:
    path = data / FOLDER / f"{name}.xlsx"
    _refuse_open(path)
    entries = _all_entries(data)
    own = entries.setdefault(name, Entries())
    known = knowledge_of(data, entries)
    files = [*paths, *_listed_before(own, paths, data)]
    asked = [ask_file(file, _name_of(file, data), known, name) for file in files]
    met = [one for file in asked for one in file.met]
    kept = Kept(own, *(other or ()))
    read = [file for file in asked if file.unread is None]
    sheets = {
        "labels": ask_labels(met, kept, known.codebook, identifier(name)),
        "headers": ask_headers(met, kept),
        "units": ask_units(met, kept),
        "places": ask_places(met, kept, known.register),
        "documents": ask_documents({file.name: file.shown for file in read}, kept),
    }
    preview = [row for file in read for row in file.preview[:_MOST_SHOWN]]
    return Adoption(
        path, sheets, preview, sum(file.figures for file in read),
        tuple(f for f in known.findings if f.locator.startswith(f"{FOLDER}/{name}.xlsx,")),
        tuple(file.unread for file in asked if file.unread is not None),
        _write(path, write_mapping(sheets, preview, known.codebook, own)),
    )  # fmt: skip


def _write(path: Path, data: bytes) -> bool:
    """Write a workbook, unless it is there already as it would be.

    Raises:
        ExportError: If it cannot be written.
    """
    if path.exists() and path.read_bytes() == data:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError("export.output_unwritable", place=path, reason=error) from error
    deliver(data, path)
    return True


def _refuse_open(path: Path) -> None:
    """Refuse to write a workbook that somebody has open: what is typed there would be lost.

    Raises:
        ExportError: With what to do.
    """
    # Excel cuts the first two letters of a long name.
    for lock in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"):
        if path.with_name(lock).exists():
            raise ExportError("mapping.open", path=path, lock=lock)


def _listed_before(own: Entries, paths: Sequence[Path], data: Path) -> list[Path]:
    """Files that the workbook lists from before: their questions are still asked."""
    names = {path.name for path in paths}
    listed = [entry.text("file") for entry in own.rows.get("documents", ())]
    found = (data / re.sub(r"\A/+", "", file) for file in listed if file)
    return [path for path in found if path.name not in names and path.is_file()]
