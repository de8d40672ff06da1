"""The notebooks run, and the outputs kept in the repository are those of the store."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from types import ModuleType

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))


def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("execute", PROJECT / "notebooks" / "execute.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown(notebook: nbformat.NotebookNode) -> list[str]:
    """Tables and texts of the outputs; pictures are compared elsewhere."""
    return [
        output.get("text") or output["data"].get("text/html") or output["data"]["text/plain"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output["output_type"] != "display_data" and output.get("name") != "stderr"
    ]


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_its_kept_outputs_are_up_to_date(path: Path, built: Path) -> None:
    folder = built.parent / "notebooks"
    folder.mkdir(exist_ok=True)
    copy = Path(shutil.copy(path, folder / path.name))
    kept = shown(nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call]
    fresh = shown(runner().execute(copy, folder))
    assert kept, "run `make notebooks` and commit the outputs"
    assert fresh == kept, "run `make run` and commit the notebooks"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_kept_outputs_name_no_path_of_a_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert str(PROJECT) not in text
    assert "/home/" not in text
