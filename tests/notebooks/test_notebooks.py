"""The notebooks run, and the outputs kept in the repository are those of the store."""

from __future__ import annotations

import importlib.util
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_core.utils import run_sync

from tests.conftest import PROJECT
from tests.notebooks.browser import formats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import nbformat

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
QUICK = "01_explore"


@cache
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("execute", PROJECT / "notebooks" / "execute.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def kernel() -> Iterator[Any]:
    """One for all notebooks: to start it and load the libraries takes longer than most of them."""
    manager = runner().Manager(kernel_name="python3")
    yield manager
    run_sync(manager.shutdown_kernel)(now=True)


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
@pytest.mark.parametrize("path", [
    pytest.param(path, id=path.stem, marks=[pytest.mark.slow] if path.stem != QUICK else [])
    for path in NOTEBOOKS
])  # fmt: skip
def test_notebook_runs_and_its_kept_outputs_are_up_to_date(
    path: Path, whole: Path, kernel: Any
) -> None:
    folder = whole.parent / "notebooks"
    folder.mkdir(exist_ok=True)
    copy = Path(shutil.copy(path, folder / path.name))
    kept = shown(formats().read(path, as_version=4))
    fresh = shown(runner().execute(copy, folder, kernel))
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
    "06_data_quality": {"place": "nhon-trach", "lang": "en"},
}


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", OTHER)
def test_notebook_runs_for_another_place_year_and_language(
    name: str, whole: Path, kernel: Any
) -> None:
    """With papermill's parameters, put in the way papermill does; run by our own runner."""
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    folder = whole.parent / "notebooks"
    folder.mkdir(exist_ok=True)
    notebook = load_notebook_node(str(PROJECT / "notebooks" / f"{name}.ipynb"))
    changed = parameterize_notebook(notebook, OTHER[name])
    path = folder / f"other_{name}.ipynb"
    formats().write(changed, path)
    texts = "\n".join(shown(runner().execute(path, folder, kernel)))
    assert "Traceback" not in texts
    assert "Mục tiêu" not in texts


def test_data_quality_shows_the_arithmetic_of_its_contradictions() -> None:
    path = PROJECT / "notebooks" / "06_data_quality.ipynb"
    texts = "\n".join(shown(formats().read(path, as_version=4)))
    # cells of the four files: 200 + 343 + 1440 + 82, and of five pages: 47 + 35 + 53 + 65 + 59
    assert "2324 = " in texts
    assert ": True" in texts
    # 6865 / 1,1794 + 1059,65 / 1,2 = 6703,80; 7924,65 / 6703,80 = 1,1821; with 1,4017: 1,2050
    assert "Xây dựng tăng 20,00 % thì cả ngành tăng 18,21 %." in texts
    assert "Xây dựng tăng 40,17 % thì cả ngành tăng 20,50 %." in texts
    # 6150 / 5900 = 1,0424; 6150 / 5700 = 1,0789; 6150 / 1,164 = 5283,5
    assert "104,2–107,9 % kế hoạch; văn bản in 116,4 %" in texts
    assert "kế hoạch phải là 5.283,5 tỷ đồng" in texts


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_data_quality_of_all_places_at_once(whole: Path, kernel: Any) -> None:
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    folder = whole.parent / "notebooks"
    folder.mkdir(exist_ok=True)
    notebook = load_notebook_node(str(PROJECT / "notebooks" / "06_data_quality.ipynb"))
    path = folder / "all_places.ipynb"
    formats().write(parameterize_notebook(notebook, {"place": None}), path)
    texts = "\n".join(shown(runner().execute(path, folder, kernel)))
    assert "15596 = " in texts  # 2377 cells of the five documents and 13219 of 177 pages
    assert "trong 1836 số liệu" in texts.replace("**", "")
