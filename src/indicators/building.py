"""Building the store: all tables below `data/raw`, read, normalised, checked, published."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.audit import audit, read_settings
from indicators.codebook import load_codebook
from indicators.corrections import apply_corrections
from indicators.errors import SourceError
from indicators.locations import STORE, data_folder
from indicators.normalise import Normalised, normalise
from indicators.places import load_register
from indicators.readers import read_source
from indicators.records import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb
    import polars as pl

    from indicators.audit import Settings
    from indicators.codebook import Codebook
    from indicators.places import Register

_READ = {".xlsx", ".csv"}
_BESIDE = {".toml", ".md", ".txt"}  # corrections and notes live beside the tables


@dataclass(slots=True)
class Report:
    """What a build did.

    Attributes:
        data: The data folder.
        files: What each file holds, by path.
        findings: All findings of the build, of files and between them; errors stop publishing.
        audit: What the audit found in the documents; it never stops publishing.
        published: Whether the store was written.
    """

    data: Path
    files: list[Normalised] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    audit: list[Finding] = field(default_factory=list)
    published: bool = False

    @property
    def errors(self) -> int:
        """Number of findings that stop publishing."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def figures(self) -> int:
        """Number of observations."""
        return sum(len(result.observations) for result in self.files)


def build(
    data: Path | str | None = None,
    *,
    keep_going: bool = False,
    progress: bool = False,
    paths: Sequence[Path] | None = None,
) -> Report:
    """Read all tables of a data folder and publish the store.

    Args:
        data: The data folder with `raw/` and, if you like, `codebook/`; by default the one of the
            project the current folder lies in.
        keep_going: Publish although there are errors, without what was refused; all that was
            refused is in the table `finding`.
        progress: Show a progress bar on standard error.
        paths: The files to read, instead of all below `raw/`; their order does not matter.

    Returns:
        What was read and found; `published` is False when errors stopped it, and then the store
        of before is as it was.

    Raises:
        CodebookError: If the codebook or the register of places is wrong.
        PublishError: If the store cannot be written.
    """
    report = Report(data_folder() if data is None else Path(data))
    overlays = sorted((report.data / "codebook").glob("*.toml"))
    codebook, register = load_codebook(overlays), load_register(overlays)
    settings = read_settings(report.data)
    found = _tables(report) if paths is None else list(paths)
    for path in _watched(found, progress=progress):
        report.files.append(_read(path, report.data, codebook, register))
    report.files.sort(key=lambda result: result.file)
    _refuse_duplicates(report.files)
    report.findings += [finding for result in report.files for finding in result.findings]
    report.findings += apply_corrections(report.data, report.files)
    report.findings.sort(key=lambda f: (f.document_id or "", f.locator, f.rule))
    if report.files and (keep_going or not report.errors):
        _publish(report, codebook, register, settings)
    return report


def _tables(report: Report) -> list[Path]:
    """Files to read below `raw/`; what lies there and is not read is said."""
    paths = []
    raw = report.data / "raw"
    for path in sorted(p for p in raw.rglob("*") if p.is_file()):
        hidden = path.name.startswith((".", "~$"))  # also the lock file of an open workbook
        if path.suffix.lower() in _READ and not hidden:
            paths.append(path)
        elif path.suffix.lower() not in _BESIDE and not hidden:
            name = path.relative_to(report.data).as_posix()
            report.findings.append(
                Finding(
                    "warning", "file_not_read", None, name, ".xlsx, .csv", path.suffix,
                    f"tệp '{path.name}' không được đọc; hãy lưu thành .xlsx hoặc .csv",
                    f"the file '{path.name}' is not read; save it as .xlsx or .csv",
                )
            )  # fmt: skip
    if not paths:
        report.findings.append(
            Finding(
                "error", "no_files", None, f"{raw}", None, None,
                f"không có tệp .xlsx hay .csv nào trong {raw}; hãy đặt tệp vào raw/<địa bàn>/",
                f"there is no .xlsx or .csv file in {raw}; put files into raw/<place>/",
            )
        )  # fmt: skip
    return paths


def _watched(paths: Iterable[Path], *, progress: bool) -> Iterable[Path]:
    from tqdm import tqdm

    bar: Iterable[Path] = tqdm(paths, desc="reading", unit=" files", disable=not progress)
    return bar


def _read(path: Path, data: Path, codebook: Codebook, register: Register) -> Normalised:
    name = path.relative_to(data).as_posix() if path.is_relative_to(data) else path.name
    try:
        return normalise(read_source(path), codebook, register, name)
    except SourceError as error:
        place = f", {error.place}" if error.place else ""
        finding = Finding(
            "error", "unreadable_file", None, name + place, None, None,
            f"không đọc được tệp ({error.message})", error.message,
        )  # fmt: skip
        return Normalised(name, findings=[finding])


def _refuse_duplicates(files: Iterable[Normalised]) -> None:
    """Two files that claim one document are both refused: which one is right is not known."""
    claims: defaultdict[str, list[Normalised]] = defaultdict(list)
    for result in files:
        if result.document is not None:
            claims[result.document.document_id].append(result)
    for document_id, results in claims.items():
        if len(results) == 1:
            continue
        names = " và ".join(result.file for result in results)
        for result in results:
            result.document = None
            result.observations.clear()
            result.findings.append(
                Finding(
                    "error", "duplicate_document", document_id, result.file, "1", str(len(results)),
                    f"các tệp {names} cùng khai là văn bản {document_id}; hãy giữ một tệp",
                    f"the files {names.replace(' và ', ' and ')} all claim to be the document {document_id}; keep one of them",
                )
            )  # fmt: skip


def _versions() -> str:
    """What the store is built with."""
    return ", ".join(f"{name} {version(name)}" for name in ("indicators", "duckdb", "polars"))


def _publish(report: Report, codebook: Codebook, register: Register, settings: Settings) -> None:
    from indicators.store import frames
    from indicators.store.datapackage import describe
    from indicators.store.publish import publish

    observations = [o for result in report.files for o in result.observations]
    documents = [result.document for result in report.files if result.document is not None]
    tables = {
        "document": frames.documents(documents),
        "place": frames.places(register),
        "indicator": frames.indicators(codebook),
        "alias": frames.aliases(codebook),
        "unit": frames.units(),
        "relation": frames.relations(codebook),
        "observation": frames.observations(observations),
        "rating": frames.ratings(observations),
        "finding": frames.findings(report.findings),
        "build": frames.builds(report.files, _versions()),
    }

    def inspect(connection: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
        report.audit = settings.apply(audit(connection, settings.rules))
        return {"finding": frames.findings(report.audit), "rule": frames.rules(settings.rules)}

    publish(report.data / STORE.parent, tables, describe(tables), inspect)
    report.published = True
