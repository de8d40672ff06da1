"""Socio-economic indicators of Vietnamese districts in a tidy, citable DuckDB store.

import indicators as ind
store = ind.open()
store.observations(place="vinh-bao", year=2023)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from indicators.messages.errors import IndicatorsError, errors_in

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

    from indicators.adopting import Adoption, adopt
    from indicators.answers.places import place_history, places
    from indicators.answers.results import Result
    from indicators.answers.store import Store
    from indicators.building import Report, build
    from indicators.codebook.asking import LabelMatch, match_label
    from indicators.model.display import Language
    from indicators.prose import extract
    from indicators.prose.model import Draft

    __version__: str

__all__ = [
    "Adoption",
    "Draft",
    "IndicatorsError",
    "LabelMatch",
    "Report",
    "Result",
    "Store",
    "adopt",
    "build",
    "extract",
    "match_label",
    "open",
    "place_history",
    "places",
]

# Loaded on first use: `import indicators` is quick and brings no data library with it.
_LAZY = {
    "Adoption": "indicators.adopting",
    "Draft": "indicators.prose.model",
    "LabelMatch": "indicators.codebook.asking",
    "Report": "indicators.building",
    "Result": "indicators.answers.results",
    "Store": "indicators.answers.store",
    "adopt": "indicators.adopting",
    "build": "indicators.building",
    "extract": "indicators.prose",
    "match_label": "indicators.codebook.asking",
    "place_history": "indicators.answers.places",
    "places": "indicators.answers.places",
}


def open(  # noqa: A001 (ind.open)
    path: Path | str | None = None,
    *,
    lang: Language | None = None,
    data: Path | str | None = None,
    session: SparkSession | None = None,
    verify: bool = False,
) -> Store:
    """Open a published store for reading.

    Args:
        path: A store file, or a data folder; by default `data/processed/indicators.duckdb` of the
            project the current folder lies in (so notebooks may lie deeper). Or a Parquet data
            set of `indicators export`, which is read lazily: a folder, or an address such as
            `s3://bucket/prefix`. Or `spark`: Apache Spark answers the questions (docs/scale.md).
        lang: Language of headers and number formats in what is shown, `vi` or `en`; by default
            Vietnamese. Given, it is that of errors too, which are else in that of the locale.
        data: For `spark`: the data set, as `path` otherwise.
        session: For `spark`: the session, by default that of this process or a new one.
        verify: Compare every byte of a data set with the hashes of its manifest; sizes (and the
            rows of a folder) are always compared.

    Returns:
        A `Store`. After a rebuild a new call shows the new figures, also while older stores are
        still open.

    Raises:
        StoreError: If there is no store, the file is none, or files of a data set are not those of
            its manifest.

    Examples:
        >>> store = ind.open(lang="en")
        >>> store
        Store('indicators.duckdb', 555 figures)
    """
    with errors_in(lang):
        if path == "spark":
            from indicators.spark.store import SparkStore

            return SparkStore(data, session=session, lang=lang)
        from indicators.answers.store import Store
        from indicators.store.locations import store_path

        return Store(store_path(path), lang=lang, verify=verify)


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("indicators")
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    message = f"module 'indicators' has no attribute '{name}'"
    raise AttributeError(message)
