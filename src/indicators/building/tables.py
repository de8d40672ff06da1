"""Which files of a data folder are read; what lies there and is not read is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.records import Finding

if TYPE_CHECKING:
    from pathlib import Path

_READ = {".xlsx", ".csv"}
_BESIDE = {".toml", ".md", ".txt"}  # corrections and notes live beside the tables


def find_tables(data: Path) -> tuple[list[Path], list[Finding]]:
    """Files to read below `raw/`, and findings about the others."""
    paths, findings = [], []
    raw = data / "raw"
    for path in sorted(p for p in raw.rglob("*") if p.is_file()):
        hidden = path.name.startswith((".", "~$"))  # also the lock file of an open workbook
        if path.suffix.lower() in _READ and not hidden:
            paths.append(path)
        elif path.suffix.lower() not in _BESIDE and not hidden:
            name = path.relative_to(data).as_posix()
            findings.append(
                Finding(
                    "warning", "file_not_read", None, name, ".xlsx, .csv", path.suffix,
                    f"tệp '{path.name}' không được đọc; hãy lưu thành .xlsx hoặc .csv",
                    f"the file '{path.name}' is not read; save it as .xlsx or .csv",
                )
            )  # fmt: skip
    if not paths:
        findings.append(
            Finding(
                "error", "no_files", None, f"{raw}", None, None,
                f"không có tệp .xlsx hay .csv nào trong {raw}; hãy đặt tệp vào raw/<địa bàn>/",
                f"there is no .xlsx or .csv file in {raw}; put files into raw/<place>/",
            )
        )  # fmt: skip
    return paths, findings
