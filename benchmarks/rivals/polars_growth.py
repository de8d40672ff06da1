"""`growth` by polars."""

from __future__ import annotations

import polars as pl
from rivals.polars_latest import PERIOD, Frames, col, latest, territory, when


def growth(t: Frames) -> pl.LazyFrame:
    facts = latest(t).filter(col("measure").is_in(["growth", "level"]), col("bound") != "text")
    figures = (
        territory(facts, t["place"], col("period_end"), territory=col("valid_from"))
        .select(
            *PERIOD, "period_kind", "role", "owner", "measure", "unit", "basis", "price_basis",
            "base_year", "bound", "value", "least", "most", "disputed", "observation_id",
            territory=col("territory").fill_null(pl.date(1, 1, 1)),
            m1=12 * col("period_start").dt.year() + col("period_start").dt.month(),
            m2=12 * col("period_end").dt.year() + col("period_end").dt.month(),
        )
        .with_columns(closing=col("m2") % 12, months=col("m2") - col("m1"))
        .collect()
        .lazy()
    )  # fmt: skip
    g, level = figures.filter(col("measure") == "growth"), figures.filter(col("measure") == "level")
    is_point = (col("role") == "result") & (col("bound") == "point")
    point = level.filter(is_point)
    series = [
        "place_id",
        "indicator_id",
        "unit",
        "basis",
        "period_kind",
        "territory",
        "closing",
        "months",
    ]
    firsts = point.group_by(series).agg(y1=col("m2").min(), v1=col("value").sort_by("m2").first())
    pairing = ["place_id", "indicator_id", "unit", "basis", "period_kind", "territory", "m1", "m2"]
    before = point.filter(col("period_kind") != "multi_year").select(
        *pairing[:6], m1=col("m1") + 12, m2=col("m2") + 12, bid="observation_id", bvalue="value",
        bleast="least", bmost="most", byear="base_year",
    )  # fmt: skip
    # two years of different prices do not pair
    fits = (col("byear") == col("base_year")).fill_null(value=True)
    percent, positive = col("unit") == "%", col("bleast") > 0

    def change(of: str, on: str, over: str) -> pl.Expr:
        plain = when(positive).then(100 * (col(of) / col(over) - 1))
        return when(percent).then(col(of) - col(on)).otherwise(plain)

    paired = (
        level.join(before, on=pairing, how="left")
        .with_columns(
            when(fits).then(col(name)).alias(name) for name in ("bid", "bvalue", "bleast", "bmost")
        )
        .with_columns(
            computed=change("value", "bvalue", "bvalue"),
            computed_low=change("least", "bmost", "bmost"),
            computed_high=change("most", "bleast", "bleast"),
        )
        .join(firsts, on=series, how="left")
        .with_columns(
            years=when(is_point).then((col("m2") - col("y1")) // 12),
            ratio=when(is_point & (col("v1") > 0)).then(col("value") / col("v1")),
        )
        .collect()
        .lazy()
    )
    fact = [*PERIOD, "role", "owner"]
    bare = paired.filter(col("basis") == "not printed").select(*fact, u="observation_id")
    o = (
        paired.filter(col("basis") != "not printed")
        .group_by(fact)
        .agg(other_price_basis=col("basis").min())
    )
    lid = pl.coalesce("e", when(col("basis") != "not printed").then(col("u")))
    level_columns = {
        "level_value": "value", "level_bound": "bound", "base_value": "bvalue", "base_observation_id": "bid",
        "computed": "computed", "computed_low": "computed_low", "computed_high": "computed_high",
        "years": "years", "ratio": "ratio",
    }  # fmt: skip
    joined = (
        g.join(paired.select(*fact, "basis", e="observation_id"), on=[*fact, "basis"], how="left")
        .join(bare, on=fact, how="left")
        .join(o, on=fact, how="left")
        .with_columns(
            level_observation_id=lid,
            other_price_basis=when(col("other_price_basis") != col("basis")).then(col("other_price_basis")),
        )
        .join(
            paired.select(level_observation_id="observation_id", **{k: col(v) for k, v in level_columns.items()}),
            on="level_observation_id", how="left",
        )
        .with_columns(
            implied_base=when(
                (col("role") == "result") & ~col("disputed") & (col("level_bound") == "point")
                & (col("bound") == "point") & ((col("unit") != "%") | (col("least") > -100))
            ).then(
                when(col("unit") == "%").then(col("level_value") / (1 + col("value") / 100))
                .otherwise(col("level_value") - col("value"))
            ),
            reason=when(col("disputed")).then(pl.lit("growth_disputed"))
            .when(col("level_observation_id").is_null() & col("other_price_basis").is_not_null())
            .then(pl.lit("price_basis_differs"))
            .when(col("e").is_null() & col("level_observation_id").is_not_null())
            .then(pl.lit("price_basis_not_printed")),
            reported_bound="bound", reported_value="value",
        )
    )  # fmt: skip
    lone = (
        paired.filter(col("bid").is_not_null())
        .join(g, on=[*fact, "basis"], how="anti")
        .with_columns(free=when(col("basis") == "not printed").then(pl.lit(1)))
        .join(g.with_columns(free=pl.lit(1)), on=[*fact, "free"], how="anti")
        .select(
            *PERIOD,
            "period_kind",
            "role",
            "price_basis",
            level_observation_id="observation_id",
            **{k: col(v) for k, v in level_columns.items()},
        )
    )
    since = when(col("years") > 0)
    return pl.concat([joined, lone], how="diagonal").select(
        *PERIOD, "period_kind", "role", "price_basis", "reported_bound", "reported_value", "level_value",
        "base_value", "computed", "computed_low", "computed_high", "implied_base", "reason",
        "other_price_basis", "observation_id", "level_observation_id", "base_observation_id",
        index_on_first=since.then(100 * col("ratio")), years=since.then(col("years")),
    )  # fmt: skip
