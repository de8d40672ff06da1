"""The picture of the README is that of the store."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from matplotlib.testing.compare import compare_images

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_picture_of_the_readme_is_up_to_date(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("picture", PROJECT / "docs" / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    picture = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(picture)
    monkeypatch.chdir(built.parent)
    fresh, kept = tmp_path / "fresh.png", tmp_path / "kept.png"
    kept.write_bytes((PROJECT / "docs" / "growth-2023.png").read_bytes())
    assert picture.main(fresh) == 0
    assert compare_images(str(kept), str(fresh), tol=5) is None, "run `python docs/picture.py`"
