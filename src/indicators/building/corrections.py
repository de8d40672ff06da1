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

from typing import TYPE_CHECKING, Any, TypedDict

from indicators.messages.errors import CodebookError
from indicators.messages.sentences import both, name_below
from indicators.model.records import Finding
from indicators.tomlfile import read_toml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from indicators.model.records import Columns


class _Corrections(TypedDict, total=False):
    fault: list[dict[str, str]]


_FIELDS = {"document", "locator", "expect", "flag", "reason"}


def apply_corrections(data: Path, figures: Callable[[str], Columns | None]) -> list[Finding]:
    """Flag the figures that the corrections files declare as faulty.

    Args:
        data: The data folder.
        figures: The figures of a document, which are changed in place; None if it is not there.

    Returns:
        A finding `correction_out_of_date` for each declared fault whose figure is not there or
        is printed differently now.

    Raises:
        CodebookError: If a corrections file is no TOML or a fault lacks a field.
    """
    findings = []
    for path in sorted((data / "raw").rglob("corrections.toml")):
        for fault in _faults(path):
            if not _apply(fault, figures(fault["document"])):
                name = name_below(data, path)
                findings.append(
                    Finding(
                        "error", "correction_out_of_date", fault["document"], fault["locator"],
                        fault["expect"], None,
                        *both("corrections.out_of_date", name=name, expect=fault["expect"]),
                    )
                )  # fmt: skip
    return findings


def _faults(path: Path) -> list[dict[str, Any]]:
    faults: list[dict[str, Any]] = read_toml(path, _Corrections).get("fault", [])
    for fault in faults:
        if set(fault) != _FIELDS:
            raise CodebookError(
                "corrections.fields",
                path=path,
                expected=", ".join(sorted(_FIELDS)),
                found=", ".join(sorted(fault)),
            )
    return faults


def _apply(fault: dict[str, Any], figures: Columns | None) -> bool:
    if figures is None:
        return False
    printed = list(zip(figures["locator"], figures["raw_value"], strict=True))
    if (fault["locator"], fault["expect"]) not in printed:
        return False
    at = printed.index((fault["locator"], fault["expect"]))
    figures["flags"][at] = " ".join(sorted({*figures["flags"][at].split(), fault["flag"]}))
    figures["note"][at] = "; ".join(filter(None, (figures["note"][at], fault["reason"])))
    return True
