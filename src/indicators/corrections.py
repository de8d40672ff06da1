"""Declared faults of documents: `data/raw/<place>/corrections.toml`.

A figure is never edited. A declared fault puts a flag on the figure, with the reason as its note;
it names the printed value it expects and is reported as soon as the document says otherwise.

    [[fault]]
    document = "vinh-bao/499-BC-HU"
    locator = "Kinh tế!F20"
    expect = "61,88"
    flag = "unit_suspect"
    reason = "…"
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from indicators.errors import CodebookError
from indicators.records import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indicators.normalise import Normalised

_FIELDS = {"document", "locator", "expect", "flag", "reason"}


def apply_corrections(data: Path, files: Iterable[Normalised]) -> list[Finding]:
    """Flag the figures that the corrections files declare as faulty.

    Returns:
        A finding `correction_out_of_date` for each declared fault whose figure is not there or
        is printed differently now.

    Raises:
        CodebookError: If a corrections file is no TOML or a fault lacks a field.
    """
    results = list(files)
    findings = []
    for path in sorted((data / "raw").rglob("corrections.toml")):
        for fault in _faults(path):
            if not _apply(fault, results):
                name = path.relative_to(data).as_posix()
                findings.append(
                    Finding(
                        "error", "correction_out_of_date", fault["document"], fault["locator"],
                        fault["expect"], None,
                        f"{name} khai lỗi của số '{fault['expect']}' nhưng ô này không ghi như vậy; hãy sửa hoặc xóa khai báo",
                        f"{name} declares a fault of '{fault['expect']}', which is not what stands there; mend or delete the entry",
                    )
                )  # fmt: skip
    return findings


def _faults(path: Path) -> list[dict[str, Any]]:
    try:
        faults: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8")).get("fault", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path}: not valid TOML ({error}); mend the line it names."
        raise CodebookError(message) from error
    for fault in faults:
        if set(fault) != _FIELDS:
            message = f"{path}: a [[fault]] takes exactly {', '.join(sorted(_FIELDS))}, found {', '.join(sorted(fault))}; mend it."
            raise CodebookError(message)
    return faults


def _apply(fault: dict[str, Any], results: Iterable[Normalised]) -> bool:
    for result in results:
        for index, observation in enumerate(result.observations):
            if (observation.document_id, observation.locator, observation.raw_value) == (
                fault["document"],
                fault["locator"],
                fault["expect"],
            ):
                result.observations[index] = replace(
                    observation,
                    flags=tuple(sorted({*observation.flags, fault["flag"]})),
                    note="; ".join(filter(None, (observation.note, fault["reason"]))),
                )
                return True
    return False
