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
    """Tables and texts of the outputs; of a picture its text, which is made of its data."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            text = data.get("text/markdown") or data.get("text/html") or data.get("text/plain")
            if output.get("name") != "stderr":
                found.append(output.get("text") or text)
    return found


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


OTHER = {
    "02_target_vs_actual": {"place": "nhon-trach", "year": 2024, "lang": "en"},
    "03_growth_rates": {"place": "vinh-bao", "year": 2024, "lang": "en"},
    "04_sector_structure": {"place": "vinh-bao", "year": 2024, "lang": "en"},
    "05_district_comparison": {"places": ["nhon-trach", "vinh-bao"], "year": 2024, "lang": "en"},
}


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", OTHER)
def test_notebook_runs_for_another_place_year_and_language(name: str, built: Path) -> None:
    """With papermill's parameters, put in the way papermill does; run by our own runner."""
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    folder = built.parent / "notebooks"
    folder.mkdir(exist_ok=True)
    notebook = load_notebook_node(str(PROJECT / "notebooks" / f"{name}.ipynb"))
    changed = parameterize_notebook(notebook, OTHER[name])
    path = folder / f"other_{name}.ipynb"
    nbformat.write(changed, path)  # type: ignore[no-untyped-call]
    texts = "\n".join(shown(runner().execute(path, folder)))
    assert "Traceback" not in texts
    assert "Mục tiêu" not in texts
