"""The indicator dictionary: what each indicator is, and which printed labels mean it."""

from indicators.codebook.book import Codebook
from indicators.codebook.entries import (
    Alias,
    Indicator,
    Match,
    Measure,
    Relation,
)
from indicators.codebook.labels import Label, PriceBasis, is_prices_alone, prices_in, read_label
from indicators.codebook.loader import load_codebook
from indicators.codebook.match import (
    AmbiguousLabelError,
    UnknownLabelError,
    label_units,
    match_label,
    only_unit,
)

__all__ = [
    "Alias",
    "AmbiguousLabelError",
    "Codebook",
    "Indicator",
    "Label",
    "Match",
    "Measure",
    "PriceBasis",
    "Relation",
    "UnknownLabelError",
    "is_prices_alone",
    "label_units",
    "load_codebook",
    "match_label",
    "only_unit",
    "prices_in",
    "read_label",
]
