"""The analyses: one SQL file each, the same for Python and for any other client of the store."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

# In this order they build on each other.
VIEWS = ("latest", "target_vs_actual", "growth", "sector_structure", "district_comparison")


@cache
def view(name: str) -> str:
    """The SELECT of the view `name`.

    A line `{other.sql}` stands for the text of that file, so that a view can work out another one
    for a part of the figures and there still is one definition of it.
    """
    text = (resources.files("indicators.views") / f"{name}.sql").read_text("utf-8")
    return re.sub(r"\{(\w+)\.sql\}", lambda found: view(found[1]), text)
