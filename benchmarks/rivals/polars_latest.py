"""`latest` by polars, and what the other views share."""

from __future__ import annotations

import polars as pl

Frames = dict[str, pl.LazyFrame]
col, when = pl.col, pl.when
INFINITY = float("inf")
PERIOD = ["place_id", "indicator_id", "period_start", "period_end"]
KEYS = [
    "place_id", "indicator_id", "period_start", "period_end", "period_kind", "role", "measure",
    "unit_key", "basis", "owner",
]  # fmt: skip


def latest(t: Frames) -> pl.LazyFrame:
    order = (
        t["document"]
        .sort(["issued_on", "document_id"], descending=[True, False])
        .with_row_index("turn")
    )
    target = col("scenario") == "target"
    lines = (
        t["observation"]
        .join(order.select("document_id", "issued_on", "turn"), on="document_id")
        .join(t["unit"].select("symbol", "counted"), left_on="unit", right_on="symbol", how="left")
        .with_columns(
            unit_key=col("unit").fill_null(""),
            role=when(target).then(pl.lit("target")).otherwise(pl.lit("result")),
            basis=col("price_basis").fill_null("not printed"),
            owner=when(target | (col("measure") == "attainment"))
            .then(col("target_by").fill_null(""))
            .otherwise(pl.lit("")),
            half=when(col("counted") & (col("decimals") <= 0))
            .then(0.0)
            .otherwise((0.5 * pl.lit(10.0).pow(-col("decimals"))).fill_null(0.0)),
            line=(col("scenario") == "estimate").cast(pl.Int64) * 2**62
            + col("turn").cast(pl.Int64) * 2**31
            + col("ordinal").fill_null(2**31 - 1),
        )
        .with_columns(
            least=when(col("bound") != "text").then(
                pl.coalesce("value", "low", -INFINITY) - col("half")
            ),
            most=when(col("bound") != "text").then(
                pl.coalesce("value", "high", INFINITY) + col("half")
            ),
        )
    )
    several = (
        lines.group_by(KEYS)
        .agg(
            first_line=col("line").min(),
            figures=pl.len(),
            disputed=col("least").max().round(9) > col("most").min().round(9),
            lowest=pl.coalesce("value", "low", "high").min(),
            highest=pl.coalesce("value", "high", "low").max(),
        )
        .filter(col("figures") > 1)
    )
    return (
        lines.join(several, on=KEYS, how="left")
        .filter(col("first_line").is_null() | (col("first_line") == col("line")))
        .with_columns(
            figures=col("figures").fill_null(1),
            disputed=when(col("bound") != "text").then(col("disputed").fill_null(value=False)),
            lowest=pl.coalesce("lowest", "value", "low", "high"),
            highest=pl.coalesce("highest", "value", "high", "low"),
        )
        .drop("unit_key", "line", "first_line", "turn", "counted", "raw_unit")
    )


def territory(
    frame: pl.LazyFrame, places: pl.LazyFrame, on: pl.Expr, **columns: pl.Expr
) -> pl.LazyFrame:
    """`frame` with columns of the place as it was on the day `on`: the last version begun by then."""
    versions = places.select(
        "place_id",
        begun="valid_from",
        ended=col("valid_to").fill_null(pl.date(9999, 12, 31)),
        **columns,
    )
    days = frame.select("place_id", day=on).unique().join(versions, on="place_id")
    days = days.filter(col("begun") <= col("day"), col("ended") >= col("day")).drop(
        "begun", "ended"
    )
    return frame.with_columns(day=on).join(days, on=["place_id", "day"], how="left")
