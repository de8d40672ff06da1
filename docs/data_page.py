"""What the repository holds, place by place, from `data/processed` and `data/raw`: a hook of MkDocs."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from indicators.codebook.places import load_register
from indicators.tomlfile import toml_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

DATA = Path(__file__).parents[1] / "data"
ABOUT = """# Data

{figures} figures of {places} places, from {documents} documents and pages. Documents of the authorities and
their pages are *official*; figures of the press and of others (theses, encyclopedias) are marked wherever
they are shown, and judged only when asked for ([analyses](analyses.md#sources)). Of each page its opening was
read, some 1 700 letters, so that figures further down are missing.

## Missing

- Yearly results of Vĩnh Bảo and Nhơn Trạch from 2015 to 2022, and results of Nhơn Trạch against its targets of 2024.
- Poverty rates of one place over three years; income per head of Vĩnh Bảo.
- Price bases of most levels of the press: such levels are never set beside those that print one.
- Figures without a period, figures compared with another year than the one before, and names that may be
  several indicators (`Thu ngân sách` of a commune, sectors without saying of what) are left out.
- Parts of the five documents: footnotes 1 to 19 and 40 to 46 of 499-BC/HU and its parts I.1, I.3 and II, the
  October report outside II.2, the conclusion outside section I.

## Places
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    files.append(File.generated(config, "data.md", content=page()))
    return files


def page() -> str:
    """The page: what is missing, and a row a place with its years, figures and sources."""
    text = (DATA / "processed" / "observations.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    register = load_register(toml_files(DATA / "codebook"))
    by_place = defaultdict(list)
    for row in rows:
        by_place[row["place_id"]].append(row)
    lines = ["| place | figures | results | targets | sources |", "|---|---|---|---|---|"]
    classes = _classes()
    for place_id, figures in sorted(by_place.items(), key=lambda item: (-len(item[1]), item[0])):
        documents = Counter(
            classes[row["document_id"]] for row in {r["document_id"]: r for r in figures}.values()
        )
        name = register.of_id(place_id)[-1].name if place_id in register else place_id
        sources = ", ".join(f"{count} {kind}" for kind, count in documents.most_common())
        years = [
            _years(r for r in figures if (r["scenario"] == "target") == goal)
            for goal in (False, True)
        ]
        lines.append(
            f"| {name} (`{place_id}`) | {len(figures)} | {years[0]} | {years[1]} | {sources} |"
        )
    about = ABOUT.format(
        figures=len(rows), places=len(by_place), documents=len({row["document_id"] for row in rows})
    )
    return about + "\n" + "\n".join(lines) + "\n"


def _years(rows: Iterable[dict[str, str]]) -> str:
    """The years that figures are of, runs of them as spans."""
    years = sorted({int(row["period_end"][:4]) for row in rows})
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in spans) or "–"


def _classes() -> dict[str, str]:
    """The class of source of each document."""
    package = json.loads((DATA / "processed" / "datapackage.json").read_text("utf-8"))
    return {source["path"]: source["source_class"] for source in package["sources"]}
