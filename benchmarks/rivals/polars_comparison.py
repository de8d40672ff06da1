"""`district_comparison` by polars."""

from __future__ import annotations

import polars as pl
from rivals.polars_latest import PERIOD, Frames, col, latest, territory, when


def district_comparison(t: Frames) -> pl.LazyFrame:
    kinds = t["indicator"].select("indicator_id", "comparability", group_grade="grade")
    facts = latest(t).join(kinds, on="indicator_id")
    figures = (
        territory(facts, t["place"], pl.min_horizontal("period_end", "issued_on"), place_level=col("level"))
        .select(
            "comparability", *PERIOD, "period_kind", "role", "measure", "bound", "value", "unit", "basis",
            "price_basis", "base_year", "disputed", "group_grade", "observation_id", "document_id", "locator",
            place_level=col("place_level").fill_null("unknown"), unit_key=col("unit").fill_null(""),
        )
        .collect()
        .lazy()
    )  # fmt: skip
    keys = [
        "comparability", "place_level", "measure", "role", "period_start", "period_end",
        "period_kind", "basis", "unit_key",
    ]  # fmt: skip
    compared = figures.group_by(keys).agg(
        places=col("place_id").n_unique(),
        differ=col("indicator_id").min() != col("indicator_id").max(),
        years=col("base_year").min() != col("base_year").max(),
    )
    alone, years, differ = col("places") < 2, col("years").fill_null(value=False), col("differ")
    return figures.join(compared, on=keys).select(
        "comparability", "place_level", *PERIOD, "period_kind", "role", "measure", "bound", "value",
        "unit", "price_basis", "disputed", "places", "observation_id", "document_id", "locator",
        grade=when(alone).then(None).when(years).then(pl.lit("not comparable"))
        .when(differ).then(col("group_grade")).otherwise(pl.lit("same")),
        reason=when(alone).then(pl.lit("only_here")).when(years).then(pl.lit("base_year_differs"))
        .when(differ).then(pl.lit("definitions_differ")).otherwise(pl.lit("same_indicator")),
    )  # fmt: skip
