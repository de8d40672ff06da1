"""`import indicators` and `indicators --help` are quick: they bring no library of data or charts."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "duckdb", "polars", "pandas", "numpy", "pyarrow", "matplotlib", "rapidfuzz", "xlrd",
    "xlsxwriter", "pdfplumber", "docx", "pyspark", "sqlglot", "tqdm", "jinja2",
}  # fmt: skip
HELP = "try:\n    import indicators.cli as c; c.main(['--help'])\nexcept SystemExit: pass"


def loaded(code: str) -> set[str]:
    """Top names of the modules that a fresh Python holds after `code`."""
    ending = "\nimport json, sys; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code + ending], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr))


@pytest.mark.parametrize("code", ["import indicators", HELP], ids=["import", "help"])
def test_no_library_of_data_is_loaded(code: str) -> None:
    names = loaded(code)
    assert "indicators" in names
    assert names & HEAVY == set()


def test_a_library_would_be_seen() -> None:
    assert "duckdb" in loaded("import indicators; indicators.Store")
