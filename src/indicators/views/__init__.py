"""The analyses: one SQL file each, the same for Python and for any other client of the store."""

from __future__ import annotations

from functools import cache
from importlib import resources

# In this order they build on each other.
VIEWS = ("latest", "target_vs_actual", "growth", "sector_structure", "district_comparison")


@cache
def view(name: str) -> str:
    """The SELECT of the view `name`."""
    return (resources.files("indicators.views") / f"{name}.sql").read_text("utf-8")
