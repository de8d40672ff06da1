"""Which files of a data folder are read; what lies there and is not read is said."""

from __future__ import annotations

import os
from pathlib import Path

from indicators.model.records import Finding

_READ = {".xlsx", ".csv"}
_BESIDE = {".toml", ".md", ".txt"}  # corrections and notes live beside the tables


def find_tables(data: Path) -> tuple[list[Path], list[Finding]]:
    """Files to read below `raw/`, and findings about the others."""
    raw = data / "raw"
    paths, findings = [], []

    def closed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            findings.append(_closed(Path(error.filename).relative_to(data).as_posix(), error))

    for path in sorted(
        Path(folder, name) for folder, _, names in os.walk(raw, onerror=closed) for name in names
    ):
        if not _is_file(path):
            continue
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


def _closed(name: str, error: OSError) -> Finding:
    return Finding(
        "error", "unreadable_folder", None, name, None, None,
        f"không mở được thư mục ({error.strerror}); hãy kiểm tra quyền truy cập",
        f"the folder cannot be opened ({error.strerror}); check its rights",
    )  # fmt: skip


def _is_file(path: Path) -> bool:
    """Whether to look at it; what may not even be asked about counts, and reading it says why."""
    try:
        return path.is_file()
    except OSError:
        return True
