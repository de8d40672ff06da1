"""How long each view takes over a large store, against other SQL and polars, in one run.

`python benchmarks/views.py [OBSERVATIONS] [ROUNDS]` makes a store of synthetic figures (10 million unless told;
100000 for a quick look), answers each view in three ways in turn and prints seconds and ratios:

view    the view as the package has it
SQL     the same answer by hand-written DuckDB SQL in another formulation
polars  the same answer by polars, from frames in memory (loading is not counted)

Rows and sums of the three must agree, else the run ends with an error. The columns of an answer are
those in `COLUMNS`; all three ways leave out the rest. DuckDB answers before polars has its frames, so
that neither holds the other's memory. Peak memory is that of the process, counted anew for each answer
(Linux only).
"""

from __future__ import annotations

import gc
import os
import platform
import sys
import tempfile
import time
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import polars as pl

from indicators.views import VIEWS, view

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[], tuple[float, tuple[float, ...]]]

OBSERVATIONS, ROUNDS = 10_000_000, 3
A_PLACE = 200 * 10 * 7  # indicators, years, figures of an indicator in a year
TABLES = ("observation", "document", "place", "indicator", "unit", "rating")

STORE = """
INSERT INTO unit VALUES
    ('tỷ đồng', 'billion dong', 'money', false), ('triệu đồng', 'million dong', 'money', false),
    ('%', 'percent', 'percent', false), ('điểm %', 'percentage points', 'points', false),
    ('ha', 'hectares', 'area', false), ('xã', 'communes', 'communes', true),
    ('người', 'persons', 'persons', true);

INSERT INTO place
SELECT format('district-{:03d}', p), CAST(10000 + p AS VARCHAR), format('Huyện {}', p), 'district',
    format('province-{}', p % 63), DATE '1900-01-01',
    CASE WHEN p % 10 = 0 THEN DATE '2021-06-30' END, NULL
FROM range($places) AS r(p)
UNION ALL
-- one in ten has another territory since
SELECT format('district-{:03d}', p), CAST(20000 + p AS VARCHAR), format('Quận {}', p), 'district',
    format('province-{}', p % 63), DATE '2021-07-01', NULL, NULL
FROM range($places) AS r(p) WHERE p % 10 = 0;

-- 0 to 39: ten groups of a whole and three parts; then all other kinds
INSERT INTO indicator BY NAME
SELECT
    format('indicator_{:03d}', i) AS indicator_id, format('Chỉ tiêu {}', i) AS name_vi,
    format('Indicator {}', i) AS name_en, format('theme_{}', i % 9) AS theme,
    CASE
        WHEN i < 40 THEN 'tỷ đồng'
        ELSE list_extract(['tỷ đồng', 'triệu đồng', '%', 'ha', 'xã', 'người'], i % 6 + 1)
    END AS unit,
    list_extract(['higher', 'higher', 'higher', 'lower', 'none', 'higher', 'inside'], i % 7 + 1) AS better,
    'level' AS measure,
    CASE WHEN i < 40 AND i % 4 > 0 THEN format('indicator_{:03d}', i - i % 4) END AS parent,
    CASE WHEN i < 40 AND i % 4 > 0 THEN format('sector_{}', i % 4) END AS sector,
    CASE WHEN i < 40 AND i % 4 > 0 THEN format('group_{}', i // 4) END AS structure_group,
    'As printed' AS definition,
    format('comparable_{}', CASE WHEN i >= 180 THEN i - i % 2 ELSE i END) AS comparability,
    list_extract(['same', 'similar', 'not comparable'], i % 3 + 1) AS grade,
    'As the documents define it' AS comparability_note, NULL AS comparability_note_vi
FROM range(200) AS r(i);

-- a year has a resolution with targets, a report with estimates, a report with actual figures
INSERT INTO document BY NAME
SELECT
    format('district-{:03d}/{}-{}', p, y, k) AS document_id, format('{}-{}', y, k) AS number,
    format('Báo cáo {} {}', y, k) AS title, 'Báo cáo' AS kind, 'UBND' AS issuer,
    CASE k WHEN 0 THEN make_date(y - 1, 12, 20) WHEN 1 THEN make_date(y, 12, 5)
        ELSE make_date(y + 1, 4, 1) END AS issued_on,
    'day' AS issued_precision, format('district-{:03d}', p) AS place_id,
    format('{}/{}.xlsx', p, y) AS file, '' AS sha256
FROM range($places) AS a(p), range(2015, 2025) AS b(y), range(3) AS c(k);

INSERT INTO observation BY NAME
WITH cell AS (
    SELECT
        n, n % 7 AS slot, n // 7 % 200 AS i, CAST(2015 + n // 1400 % 10 AS INTEGER) AS y, n // 14000 AS p,
        hash(n) % 1000 AS dice,  -- of the figure
        hash(n // 7) % 1000 AS luck,  -- of its place, year and indicator
        CASE WHEN n % 7 IN (1, 2) AND hash(n) % 1000 < 700 THEN hash(n // 7) ELSE hash(n) END % 1000 AS noise,
        hash(n // 14000 * 200 + n // 7 % 200) % 10000 AS size  -- of its place and indicator
    FROM range($observations) AS r(n)
),
kind AS (
    SELECT
        cell.*, i.unit AS plain,
        i.unit IN ('tỷ đồng', 'triệu đồng') AS money,
        CASE
            WHEN slot = 0 THEN CASE WHEN dice < 30 THEN 'text' ELSE 'target' END
            WHEN slot = 2 THEN CASE WHEN luck < 600 THEN 'estimate' ELSE 'plan' END
            WHEN slot = 3 THEN 'growth'
            WHEN slot = 4 THEN CASE
                WHEN i.structure_group IS NOT NULL AND luck % 2 = 0 THEN 'share'
                WHEN luck % 2 = 0 THEN 'growth_target' ELSE 'city' END
            WHEN slot = 5 THEN 'progress'
            WHEN slot = 6 THEN CASE WHEN i.unit IN ('tỷ đồng', 'triệu đồng') THEN 'constant'
                WHEN luck % 2 = 0 THEN 'growth_again' ELSE 'month' END
            ELSE 'actual'
        END AS what
    FROM cell JOIN indicator AS i ON i.indicator_id = format('indicator_{:03d}', i)
),
shape AS (
    SELECT
        *,
        CASE WHEN what IN ('growth', 'growth_target', 'growth_again') THEN 'growth'
            WHEN what IN ('plan', 'city') THEN 'attainment' WHEN what = 'share' THEN 'share'
            WHEN what = 'text' THEN 'text' ELSE 'level' END AS measure,
        CASE WHEN what = 'text' THEN 'text'
            WHEN what NOT IN ('target', 'growth_target') THEN CASE WHEN dice = 999 THEN 'range' ELSE 'point' END
            WHEN dice < 500 THEN 'point' WHEN dice < 700 THEN 'range' WHEN dice < 800 THEN 'at_least'
            WHEN dice < 880 THEN 'more_than' WHEN dice < 940 THEN 'at_most' ELSE 'less_than' END AS bound,
        CAST(CASE WHEN plain IN ('xã', 'người') AND what NOT IN ('growth', 'growth_target', 'growth_again', 'plan', 'city')
            THEN 0 ELSE n % 3 END AS INTEGER) AS decimals
    FROM kind
),
valued AS (
    SELECT
        *,
        round(CASE
            WHEN measure = 'growth' THEN CASE WHEN what = 'growth_again' AND dice < 500 THEN luck ELSE dice END / 100 - 1
            WHEN measure = 'attainment' THEN 80 + dice / 25
            WHEN measure = 'share' THEN 33 + dice / 1500
            WHEN plain = '%' THEN 30 + size / 200 + (y - 2015) + dice / 500
            -- a whole is its three parts, or nearly
            WHEN i < 40 THEN (100 + size / 500) * CASE WHEN i % 4 = 0 THEN 3 ELSE 1 END
                * power(1.07, y - 2015) * (0.99 + noise / 50000)
            ELSE (10 + size) * power(1.05, y - 2015) * (0.98 + noise / 25000)
        END * CASE WHEN what = 'progress' THEN 0.7 WHEN what = 'constant' THEN 0.8 ELSE 1 END, decimals) AS v
    FROM shape
)
SELECT
    substr(md5(CAST(n AS VARCHAR)), 1, 16) AS observation_id,
    format('district-{:03d}/{}-{}', p, y, CASE
        WHEN what IN ('text', 'target', 'growth_target') THEN 0
        WHEN what IN ('estimate', 'progress', 'month', 'growth_again') THEN 1 ELSE 2 END) AS document_id,
    format('Phụ lục!{}{}', chr(CAST(67 + slot AS INTEGER)), i + 5) AS locator,
    CASE WHEN dice % 2 = 0 THEN 'Phụ lục I.1' END AS source_locator,
    format('district-{:03d}', p) AS place_id, format('indicator_{:03d}', i) AS indicator_id,
    CASE WHEN what = 'month' THEN make_date(y, 6, 1) ELSE make_date(y, 1, 1) END AS period_start,
    CASE what WHEN 'month' THEN make_date(y, 6, 30) WHEN 'progress' THEN make_date(y, 9, 30)
        ELSE make_date(y, 12, 31) END AS period_end,
    CASE what WHEN 'month' THEN 'month' WHEN 'progress' THEN 'year_to_date' ELSE 'year' END AS period_kind,
    CASE WHEN what IN ('text', 'target', 'growth_target') THEN 'target'
        WHEN what IN ('estimate', 'growth_again') THEN 'estimate' ELSE 'actual' END AS scenario,
    CASE WHEN what IN ('text', 'target', 'growth_target') THEN 'district'
        WHEN what IN ('plan', 'city') THEN what END AS target_by,
    measure, bound,
    CASE WHEN bound = 'point' THEN v END AS value,
    CASE WHEN bound IN ('range', 'at_least', 'more_than') THEN v END AS low,
    CASE WHEN bound IN ('at_most', 'less_than') THEN v WHEN bound = 'range' THEN v + abs(v) / 20 END AS high,
    CASE WHEN plain = 'xã' AND bound = 'point' AND measure = 'level' THEN 30.0 END AS denominator,
    CASE WHEN bound <> 'text' THEN decimals END AS decimals,
    CASE WHEN measure = 'text' THEN NULL WHEN measure = 'level' THEN plain
        WHEN measure = 'growth' AND plain = '%' THEN 'điểm %' ELSE '%' END AS unit,
    CASE
        WHEN NOT money OR measure IN ('attainment', 'text') THEN NULL
        WHEN what = 'constant' THEN 'constant'
        WHEN measure = 'growth' THEN CASE WHEN luck % 5 < 4 THEN 'constant' END
        WHEN i % 3 = 0 AND i >= 40 THEN NULL
        ELSE 'current'
    END AS price_basis,
    CASE WHEN money AND what = 'constant' AND luck % 2 = 0 THEN 2010 END AS base_year,
    format('Giá trị của chỉ tiêu {}', i) AS raw_label,
    coalesce(CAST(v AS VARCHAR), 'Thực hiện') AS raw_value,
    plain AS raw_unit,
    CASE WHEN measure = 'attainment' AND dice % 4 = 0 THEN 'Vượt chỉ tiêu' END AS reported_status,
    CASE WHEN dice % 50 = 0 THEN 'Số liệu ước tính' END AS note,
    CASE WHEN dice % 100 = 0 THEN ['scaled'] ELSE CAST([] AS VARCHAR[]) END AS flags,
    CAST(n % 1400 AS INTEGER) AS ordinal
FROM valued;

INSERT INTO rating
SELECT observation_id, t.target_by,
    list_extract(['exceeded', 'met', 'missed'], CAST(hash(observation_id) % 3 AS INTEGER) + 1)
FROM observation, (VALUES ('own'), ('plan')) AS t(target_by)
WHERE (reported_status IS NOT NULL AND hash(observation_id, t.target_by) % 2 = 0)
    OR (measure = 'level' AND scenario <> 'target' AND t.target_by = 'own' AND hash(observation_id) % 8 = 0);
"""

# The columns of the answers.
COLUMNS = {
    "latest": "*",
    "target_vs_actual": """
        place_id, indicator_id, period_start, period_end, period_kind, measure, unit, price_basis,
        target_by, origin, target_bound, target_value, target_low, target_high, result_value,
        verdict, gap, reported_verdict, reported_attainment, progress_value, other_price_basis,
        target_observation_id, result_observation_id""",
    "growth": """
        place_id, indicator_id, period_start, period_end, period_kind, role, price_basis,
        reported_bound, reported_value, level_value, base_value, computed, computed_low,
        computed_high, implied_base, index_on_first, years, reason, other_price_basis,
        observation_id, level_observation_id, base_observation_id""",
    "sector_structure": """
        place_id, structure_group, indicator_id, period_start, period_end, period_kind, role, origin,
        value, least, most, parts, members, sum_value, previous_value, shift, contribution,
        observation_id, whole_observation_id, previous_observation_id""",
    "district_comparison": """
        comparability, place_level, place_id, indicator_id, period_start, period_end, period_kind,
        role, measure, bound, value, unit, price_basis, disputed, places, grade, reason,
        observation_id, document_id, locator""",
}

# What must agree, over the answer.
SUMS = {
    "latest": ["value", "least", "half", "figures", "ordinal", "lowest", "disputed"],
    "target_vs_actual": [
        "target_value", "result_value", "gap", "reported_attainment", "progress_value",
        "verdict = 'met'", "verdict = 'missed'", "reported_verdict = 'met'", "other_price_basis = 'constant'",
    ],
    "growth": [
        "reported_value", "level_value", "base_value", "computed", "computed_low", "implied_base",
        "index_on_first", "years", "reason = 'growth_disputed'", "reason = 'price_basis_differs'",
        "reason = 'price_basis_not_printed'", "other_price_basis = 'current'",
    ],
    "sector_structure": ["value", "least", "parts", "sum_value", "previous_value", "shift", "contribution"],
    "district_comparison": ["value", "places", "disputed", "grade = 'same'", "reason = 'only_here'"],
}  # fmt: skip

KEYS = [
    "place_id", "indicator_id", "period_start", "period_end", "period_kind", "role", "measure",
    "unit_key", "basis", "owner",
]  # fmt: skip

# `latest` by hand: DuckDB reads the observations twice rather than keep them; the order of the
# figures is one number.
_LINE = """
    SELECT o.*, d.issued_on, coalesce(o.unit, '') AS unit_key,
        CASE WHEN o.scenario = 'target' THEN 'target' ELSE 'result' END AS role,
        coalesce(o.price_basis, 'not printed') AS basis,
        CASE WHEN o.scenario = 'target' OR o.measure = 'attainment' THEN coalesce(o.target_by, '')
            ELSE '' END AS owner,
        CASE WHEN u.counted AND o.decimals <= 0 THEN 0.0
            ELSE coalesce(0.5 * power(10, -o.decimals), 0.0) END AS half,
        CASE WHEN o.bound <> 'text' THEN coalesce(o.value, o.low, '-infinity'::DOUBLE) - half END AS least,
        CASE WHEN o.bound <> 'text' THEN coalesce(o.value, o.high, 'infinity'::DOUBLE) + half END AS most,
        (o.scenario = 'estimate')::BIGINT * 4611686018427387904 + d.turn * 2147483648
            + coalesce(o.ordinal, 2147483647) AS line
    FROM observation AS o
    JOIN (SELECT *, row_number() OVER (ORDER BY issued_on DESC, document_id) AS turn FROM document) AS d
        ON d.document_id = o.document_id
    LEFT JOIN unit AS u ON u.symbol = o.unit
"""
_KEYS = ", ".join(KEYS)
LATEST = f"""
    SELECT
        b.* EXCLUDE (unit_key, line, raw_unit),
        coalesce(c.figures, 1) AS figures,
        CASE WHEN b.bound <> 'text' THEN coalesce(c.disputed, false) END AS disputed,
        coalesce(c.lowest, b.value, b.low, b.high) AS lowest,
        coalesce(c.highest, b.value, b.high, b.low) AS highest
    FROM ({_LINE}) AS b
    LEFT JOIN (
        SELECT {_KEYS}, min(line) AS first_line, count(*) AS figures,
            max(least) > min(most) AS disputed, min(coalesce(value, low, high)) AS lowest,
            max(coalesce(value, high, low)) AS highest
        FROM ({_LINE}) GROUP BY {_KEYS} HAVING count(*) > 1
    ) AS c ON {" AND ".join(f"c.{key} = b.{key}" for key in KEYS)}
    WHERE c.first_line IS NULL OR c.first_line = b.line
"""

# Only indicators that structures are made of, taken out before figures are put in line.
LATEST_OF_GROUPS = LATEST.replace(
    "FROM observation AS o",
    """FROM (
        SELECT * FROM observation WHERE indicator_id IN (
            SELECT unnest([indicator_id, parent]) FROM indicator WHERE structure_group IS NOT NULL)
            AND measure IN ('share', 'level', 'growth')
    ) AS o""",
)

BY_HAND = {
    "latest": LATEST,
    "target_vs_actual": f"""
        WITH l AS MATERIALIZED (
            SELECT *, year(period_end) AS y FROM ({LATEST})
        ),
        r AS (SELECT * FROM l WHERE role = 'result'),
        p AS (SELECT * FROM l WHERE role = 'target'),
        t AS (
            SELECT 'printed' AS origin, place_id, indicator_id, period_start, period_end, period_kind,
                measure, unit, basis, owner, target_by, price_basis, bound, value, low, high, observation_id
            FROM p
            UNION ALL
            SELECT DISTINCT 'percent_of_plan', place_id, indicator_id, make_date(y, 1, 1),
                make_date(y, 12, 31), 'year', 'attainment', '%', 'not printed', owner, target_by,
                NULL, 'point', 100.0, NULL::DOUBLE, NULL::DOUBLE, NULL
            FROM r WHERE measure = 'attainment' AND period_kind IN ('year', 'year_to_date')
                AND NOT EXISTS (SELECT 1 FROM p WHERE p.place_id = r.place_id
                    AND p.indicator_id = r.indicator_id AND p.measure = 'attainment'
                    AND p.owner = r.owner AND p.value = 100 AND p.y = r.y)
            UNION ALL
            SELECT 'none', place_id, indicator_id, period_start, period_end, period_kind,
                measure, unit, basis, owner, NULL, price_basis, NULL, NULL, NULL, NULL, NULL
            FROM r WHERE measure <> 'attainment'
                AND (place_id, indicator_id, measure, period_kind) IN (
                    SELECT (place_id, indicator_id, measure, period_kind) FROM p)
                AND NOT EXISTS (SELECT 1 FROM p WHERE p.place_id = r.place_id
                    AND p.indicator_id = r.indicator_id AND p.measure = r.measure
                    AND p.period_start = r.period_start AND p.period_end = r.period_end)
        ),
        done AS (  -- the furthest of the year, as one value
            SELECT place_id, indicator_id, y, measure, unit, basis, owner,
                arg_max_null(value, period_end) AS value, count(*) AS figures
            FROM r WHERE period_kind = 'year_to_date' GROUP BY ALL
        ),
        other AS (
            SELECT place_id, indicator_id, period_start, period_end, measure, unit, min(basis) AS basis
            FROM r GROUP BY ALL
        ),
        pair AS (
            SELECT t.*, r.bound AS rbound, r.value AS rvalue, r.low AS rlow, r.high AS rhigh,
                r.observation_id AS rid, done.value AS pvalue, done.figures AS progress,
                other.basis AS obasis, said.value AS svalue,
                coalesce(a.verdict, b.verdict) AS reported_verdict,
                i.better, CASE WHEN t.bound IN ('at_least', 'more_than') THEN 1
                    WHEN t.bound IN ('at_most', 'less_than') THEN -1
                    WHEN i.better IN ('higher', 'inside') THEN 1 WHEN i.better = 'lower' THEN -1 END AS side
            FROM t
            LEFT JOIN indicator AS i ON i.indicator_id = t.indicator_id
            LEFT JOIN r ON r.place_id = t.place_id AND r.indicator_id = t.indicator_id
                AND r.period_start = t.period_start AND r.period_end = t.period_end
                AND r.period_kind = t.period_kind AND r.measure = t.measure AND r.unit = t.unit
                AND r.basis = t.basis AND (r.owner = t.owner OR t.measure <> 'attainment')
            LEFT JOIN rating AS a ON a.observation_id = r.observation_id
                AND a.target_by = if(t.origin = 'printed', 'own', t.owner)
            LEFT JOIN rating AS b ON b.observation_id = t.observation_id AND b.target_by = 'own'
            LEFT JOIN done ON done.place_id = t.place_id AND done.indicator_id = t.indicator_id
                AND done.y = year(t.period_end) AND t.period_kind = 'year' AND done.measure = t.measure
                AND done.unit = t.unit AND done.basis = t.basis
                AND (done.owner = t.owner OR t.measure <> 'attainment')
            LEFT JOIN other ON other.place_id = t.place_id AND other.indicator_id = t.indicator_id
                AND other.period_start = t.period_start AND other.period_end = t.period_end
                AND other.measure = t.measure AND other.unit = t.unit AND r.observation_id IS NULL
            LEFT JOIN (SELECT * FROM r WHERE measure = 'attainment' AND bound = 'point') AS said
                ON said.place_id = t.place_id AND said.indicator_id = t.indicator_id
                AND said.period_start = t.period_start AND said.period_end = t.period_end
                AND t.measure = 'level' AND said.owner = if(t.owner = 'district', 'plan', t.owner)
        ),
        turned AS (
            SELECT *,
                side * coalesce(value, if(side = 1, low, high)) AS floor,
                if(bound IN ('point', 'range'), side * coalesce(value, if(side = 1, high, low)),
                    'infinity'::DOUBLE) AS ceiling,
                coalesce(side * coalesce(rvalue, if(side = 1, rlow, rhigh)), '-infinity'::DOUBLE) AS worst,
                coalesce(side * coalesce(rvalue, if(side = 1, rhigh, rlow)), 'infinity'::DOUBLE) AS best
            FROM pair
        ),
        placed AS (
            SELECT *, bound IN ('more_than', 'less_than') AS open,
                if(worst < floor OR (open AND worst = floor), -1, if(worst > ceiling, 1, 0)) AS w,
                if(best < floor OR (open AND best = floor), -1, if(best > ceiling, 1, 0)) AS b,
                origin = 'none' OR bound = 'text' OR rid IS NULL OR rbound = 'text' OR side IS NULL AS barred
            FROM turned
        )
        SELECT place_id, indicator_id, period_start, period_end, period_kind, measure, unit,
            price_basis, target_by, origin, bound AS target_bound, value AS target_value,
            low AS target_low, high AS target_high, rvalue AS result_value,
            CASE WHEN barred OR w <> b THEN 'undetermined' WHEN w = 0 THEN 'met'
                WHEN w = 1 AND coalesce(better, 'none') <> 'inside' THEN 'exceeded' ELSE 'missed' END AS verdict,
            CASE WHEN barred THEN NULL
                WHEN bound = 'range' AND abs(rvalue - low) <= abs(rvalue - high) THEN rvalue - low
                WHEN bound = 'range' THEN rvalue - high
                ELSE rvalue - coalesce(value, low, high) END AS gap,
            reported_verdict, svalue AS reported_attainment, pvalue AS progress_value,
            obasis AS other_price_basis, observation_id AS target_observation_id, rid AS result_observation_id
        FROM placed
    """,
    "growth": f"""
        WITH f AS MATERIALIZED (
            SELECT l.*, 12 * year(period_start) + month(period_start) AS m1,
                12 * year(period_end) + month(period_end) AS m2,
                coalesce(p.valid_from, '0001-01-01'::DATE) AS territory
            FROM ({LATEST}) AS l
            LEFT JOIN place AS p ON p.place_id = l.place_id
                AND l.period_end BETWEEN p.valid_from AND coalesce(p.valid_to, '9999-12-31'::DATE)
            WHERE l.measure IN ('growth', 'level') AND l.bound <> 'text'
        ),
        g AS (SELECT * FROM f WHERE measure = 'growth'),
        point AS (SELECT * FROM f WHERE measure = 'level' AND role = 'result' AND bound = 'point'),
        -- first year of a series: one window over the points instead of a group and a join back
        ranked AS (
            SELECT *, first_value(value) OVER series AS v1, first_value(m2) OVER series AS y1
            FROM point
            WINDOW series AS (PARTITION BY place_id, indicator_id, unit, basis, period_kind, territory,
                m2 % 12, m2 - m1 ORDER BY m2)
        ),
        level AS (
            SELECT *, (m2 - y1) // 12 AS years, if(v1 > 0, value / v1, NULL) AS ratio FROM ranked
            UNION ALL BY NAME
            SELECT * FROM f WHERE measure = 'level' AND NOT (role = 'result' AND bound = 'point')
        ),
        paired AS MATERIALIZED (
            SELECT l.*, b.observation_id AS bid, b.value AS bvalue,
                CASE WHEN l.unit = '%' THEN l.value - b.value
                    WHEN b.least > 0 THEN 100 * (l.value / b.value - 1) END AS computed,
                CASE WHEN l.unit = '%' THEN l.least - b.most
                    WHEN b.least > 0 THEN 100 * (l.least / b.most - 1) END AS computed_low,
                CASE WHEN l.unit = '%' THEN l.most - b.least
                    WHEN b.least > 0 THEN 100 * (l.most / b.least - 1) END AS computed_high
            FROM level AS l
            LEFT JOIN point AS b ON b.place_id = l.place_id AND b.indicator_id = l.indicator_id
                AND b.unit = l.unit AND b.basis = l.basis AND b.period_kind = l.period_kind
                AND b.territory = l.territory AND b.m1 = l.m1 - 12 AND b.m2 = l.m2 - 12
                AND l.period_kind <> 'multi_year'
                AND coalesce(b.base_year = l.base_year, true)
        ),
        o AS (
            SELECT place_id, indicator_id, role, owner, period_start, period_end, min(basis) AS basis
            FROM paired WHERE basis <> 'not printed' GROUP BY ALL
        ),
        joined AS (
            SELECT g.*, if(e.observation_id IS NULL, u.observation_id, e.observation_id) AS lid,
                o.basis AS obasis, e.observation_id IS NULL AND u.observation_id IS NOT NULL AS bare
            FROM g
            LEFT JOIN paired AS e USING (place_id, indicator_id, role, owner, period_start, period_end, basis)
            LEFT JOIN (SELECT * FROM paired WHERE basis = 'not printed') AS u
                ON u.place_id = g.place_id AND u.indicator_id = g.indicator_id AND u.role = g.role
                AND u.owner = g.owner AND u.period_start = g.period_start
                AND u.period_end = g.period_end AND g.basis <> 'not printed'
            LEFT JOIN o ON o.place_id = g.place_id AND o.indicator_id = g.indicator_id
                AND o.role = g.role AND o.owner = g.owner AND o.period_start = g.period_start
                AND o.period_end = g.period_end AND o.basis <> g.basis
        ),
        lone AS (
            SELECT * FROM paired AS l WHERE bid IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM g WHERE g.place_id = l.place_id
                    AND g.indicator_id = l.indicator_id AND g.role = l.role AND g.owner = l.owner
                    AND g.period_start = l.period_start AND g.period_end = l.period_end
                    AND (g.basis = l.basis OR l.basis = 'not printed'))
        )
        SELECT j.place_id, j.indicator_id, j.period_start, j.period_end, j.period_kind, j.role,
            j.price_basis, j.bound AS reported_bound, j.value AS reported_value,
            l.value AS level_value, l.bvalue AS base_value, l.computed, l.computed_low, l.computed_high,
            CASE WHEN j.role = 'result' AND NOT j.disputed AND l.bound = 'point' AND j.bound = 'point'
                AND (j.unit <> '%' OR j.least > -100)
                THEN if(j.unit = '%', l.value / (1 + j.value / 100), l.value - j.value) END AS implied_base,
            if(l.years > 0, 100 * l.ratio, NULL) AS index_on_first, if(l.years > 0, l.years, NULL) AS years,
            CASE WHEN j.disputed THEN 'growth_disputed'
                WHEN lid IS NULL AND obasis IS NOT NULL THEN 'price_basis_differs'
                WHEN bare THEN 'price_basis_not_printed' END AS reason,
            obasis AS other_price_basis, j.observation_id, lid AS level_observation_id,
            l.bid AS base_observation_id
        FROM joined AS j LEFT JOIN paired AS l ON l.observation_id = j.lid
        UNION ALL
        SELECT place_id, indicator_id, period_start, period_end, period_kind, role,
            price_basis, NULL, NULL, value, bvalue, computed, computed_low, computed_high, NULL,
            if(years > 0, 100 * ratio, NULL), if(years > 0, years, NULL), NULL, NULL, NULL,
            observation_id, bid
        FROM lone
    """,
    "sector_structure": f"""
        WITH f AS MATERIALIZED (
            SELECT l.*, i.structure_group, i.parent, 12 * year(l.period_end) + month(l.period_end) AS m
            FROM ({LATEST_OF_GROUPS}) AS l JOIN indicator AS i ON i.indicator_id = l.indicator_id
            WHERE l.measure IN ('share', 'level', 'growth') AND l.bound <> 'text'
                AND (i.structure_group IS NOT NULL
                    OR i.indicator_id IN (SELECT parent FROM indicator WHERE structure_group IS NOT NULL))
        ),
        part AS (SELECT * FROM f WHERE structure_group IS NOT NULL),
        whole AS (SELECT * FROM f WHERE bound = 'point' AND measure <> 'share'
            AND indicator_id IN (SELECT parent FROM indicator WHERE structure_group IS NOT NULL)),
        share AS MATERIALIZED (
            SELECT 'reported' AS origin, * EXCLUDE (measure), NULL AS wid FROM part WHERE measure = 'share'
            UNION ALL BY NAME
            SELECT 'computed' AS origin, p.* EXCLUDE (measure)
                    REPLACE (100 * p.value / w.value AS value, 100 * p.least / w.most AS least,
                        100 * p.most / w.least AS most),
                w.observation_id AS wid
            FROM part AS p
            JOIN whole AS w ON w.place_id = p.place_id AND w.indicator_id = p.parent
                AND w.measure = 'level' AND w.period_start = p.period_start
                AND w.period_end = p.period_end AND w.period_kind = p.period_kind AND w.role = p.role
                AND w.owner = p.owner AND w.unit = p.unit AND w.basis = p.basis AND w.least > 0
            WHERE p.measure = 'level' AND p.bound = 'point'
                AND NOT EXISTS (SELECT 1 FROM part AS s WHERE s.measure = 'share'
                    AND s.place_id = p.place_id AND s.indicator_id = p.indicator_id AND s.basis = p.basis
                    AND s.period_start = p.period_start AND s.period_end = p.period_end
                    AND s.role = p.role AND s.owner = p.owner)
        ),
        total AS (
            SELECT place_id, structure_group, period_start, period_end, period_kind, role, owner, basis,
                origin, sum(value) AS sum_value, count(*) AS parts
            FROM share GROUP BY ALL
        ),
        n AS (SELECT structure_group, count(*) AS members FROM indicator
            WHERE structure_group IS NOT NULL GROUP BY ALL)
        SELECT s.place_id, s.structure_group, s.indicator_id, s.period_start, s.period_end,
            s.period_kind, s.role, s.origin, s.value, s.least, s.most, t.parts, n.members, t.sum_value,
            q.value AS previous_value, s.value - q.value AS shift,
            s.value / 100 * (1 + w.value / 100) / (1 + g.value / 100) * g.value AS contribution,
            s.observation_id, s.wid AS whole_observation_id, q.observation_id AS previous_observation_id
        FROM share AS s
        JOIN total AS t USING (place_id, structure_group, period_start, period_end, period_kind, role,
            owner, basis, origin)
        JOIN n ON n.structure_group = s.structure_group
        LEFT JOIN (SELECT * FROM share WHERE role = 'result' AND bound = 'point') AS q
            ON q.place_id = s.place_id AND q.indicator_id = s.indicator_id
            AND q.period_kind = s.period_kind AND q.m = s.m - 12 AND q.basis = s.basis
            AND q.origin = s.origin
        LEFT JOIN (SELECT * FROM part WHERE measure = 'growth' AND bound = 'point' AND role = 'result'
            AND NOT disputed AND unit = '%') AS g
            ON g.place_id = s.place_id AND g.indicator_id = s.indicator_id
            AND g.period_start = s.period_start AND g.period_end = s.period_end
            AND g.basis = s.basis AND s.role = 'result' AND s.bound = 'point'
        LEFT JOIN (SELECT * FROM whole WHERE measure = 'growth' AND role = 'result'
            AND NOT disputed AND unit = '%') AS w
            ON w.place_id = s.place_id AND w.indicator_id = s.parent
            AND w.period_start = s.period_start AND w.period_end = s.period_end
            AND w.basis = s.basis AND s.role = 'result' AND s.bound = 'point'
    """,
    "district_comparison": f"""
        WITH f AS MATERIALIZED (
            SELECT l.*, i.comparability, i.grade AS group_grade, coalesce(p.level, 'unknown') AS place_level,
                coalesce(l.unit, '') AS unit_key
            FROM ({LATEST}) AS l
            JOIN indicator AS i ON i.indicator_id = l.indicator_id
            LEFT JOIN place AS p ON p.place_id = l.place_id
                AND least(l.period_end, l.issued_on) BETWEEN p.valid_from
                    AND coalesce(p.valid_to, '9999-12-31'::DATE)
        ),
        -- by place first: no count(DISTINCT)
        c AS (
            SELECT comparability, place_level, measure, role, period_start, period_end, period_kind, basis,
                unit_key, count(*) AS places, min(i1) <> max(i2) AS differ, min(b1) <> max(b2) AS years
            FROM (
                SELECT comparability, place_level, measure, role, period_start, period_end, period_kind,
                    basis, unit_key, place_id, min(indicator_id) AS i1, max(indicator_id) AS i2,
                    min(base_year) AS b1, max(base_year) AS b2
                FROM f GROUP BY ALL
            ) GROUP BY ALL
        )
        SELECT f.comparability, f.place_level, f.place_id, f.indicator_id, f.period_start,
            f.period_end, f.period_kind, f.role, f.measure, f.bound, f.value, f.unit, f.price_basis, f.disputed, c.places,
            CASE WHEN c.places < 2 THEN NULL WHEN c.years THEN 'not comparable'
                WHEN c.differ THEN f.group_grade ELSE 'same' END AS grade,
            CASE WHEN c.places < 2 THEN 'only_here' WHEN c.years THEN 'base_year_differs'
                WHEN c.differ THEN 'definitions_differ' ELSE 'same_indicator' END AS reason,
            f.observation_id, f.document_id, f.locator
        FROM f JOIN c USING (comparability, place_level, measure, role, period_start, period_end,
            period_kind, basis, unit_key)
    """,
}  # fmt: skip

Frames = dict[str, pl.LazyFrame]
col, when = pl.col, pl.when
INFINITY = float("inf")
_PERIOD = ["place_id", "indicator_id", "period_start", "period_end"]


def _latest(t: Frames) -> pl.LazyFrame:
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
            disputed=col("least").max() > col("most").min(),
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


def _named(frame: pl.LazyFrame, keys: list[str], **columns: str) -> pl.LazyFrame:
    return frame.select(*keys, **{name: col(old) for name, old in columns.items()})


def _target_vs_actual(t: Frames) -> pl.LazyFrame:
    latest = _latest(t).select(
        *_PERIOD, "period_kind", "role", "measure", "unit", "basis", "owner", "target_by",
        "price_basis", "bound", "value", "low", "high", "observation_id", y=col("period_end").dt.year(),
    ).collect().lazy()  # fmt: skip
    r, p = latest.filter(col("role") == "result"), latest.filter(col("role") == "target")
    same = [*_PERIOD, "period_kind", "measure", "unit", "basis"]
    start, end = pl.date(col("y"), 1, 1), pl.date(col("y"), 12, 31)
    percent = (
        r.filter(
            col("measure") == "attainment", col("period_kind").is_in(["year", "year_to_date"])
        )
        .join(
            p.filter(col("measure") == "attainment", col("value") == 100),
            on=["place_id", "indicator_id", "owner", "y"],
            how="anti",
        )
        .select("place_id", "indicator_id", "y", "owner", "target_by")
        .unique()
        .select(
            "place_id", "indicator_id", "owner", "target_by", period_start=start, period_end=end,
            period_kind=pl.lit("year"), measure=pl.lit("attainment"), unit=pl.lit("%"),
            basis=pl.lit("not printed"), bound=pl.lit("point"), value=pl.lit(100.0),
            origin=pl.lit("percent_of_plan"),
        )
    )  # fmt: skip
    none = (
        r.filter(col("measure") != "attainment")
        .join(p, on=["place_id", "indicator_id", "measure", "period_kind"], how="semi")
        .join(p, on=[*_PERIOD, "measure"], how="anti")
        .select(*same, "owner", "price_basis", origin=pl.lit("none"))
    )
    targets = pl.concat(
        [
            p.select(
                *same,
                "owner",
                "target_by",
                "price_basis",
                "bound",
                "value",
                "low",
                "high",
                "observation_id",
                origin=pl.lit("printed"),
            ),
            percent,
            none,
        ],
        how="diagonal",
    ).with_columns(
        # an attainment is measured against one owner's target; all else is the same for all
        owned=when(col("measure") == "attainment").then(col("owner")).otherwise(pl.lit("")),
        y=col("period_end").dt.year(),
    )
    owned = when(col("measure") == "attainment").then(col("owner")).otherwise(pl.lit(""))
    results = r.with_columns(owned=owned)
    done = (
        results.filter(col("period_kind") == "year_to_date")
        .group_by("place_id", "indicator_id", "y", "measure", "unit", "basis", "owned")
        .agg(progress_value=col("value").sort_by("period_end").last(), progress=pl.len())
    )
    other = r.group_by(*_PERIOD, "measure", "unit").agg(other_price_basis=col("basis").min())
    said = r.filter(col("measure") == "attainment", col("bound") == "point").select(
        *_PERIOD, measure=pl.lit("level"), said_by=col("owner"), reported_attainment=col("value")
    )
    own = when(col("origin") == "printed").then(pl.lit("own")).otherwise(col("owner"))
    upwards = when(col("side") == 1)
    never = pl.lit(INFINITY)
    pair = (
        targets.join(t["indicator"].select("indicator_id", "better"), on="indicator_id", how="left")
        .join(
            _named(
                results, [*same, "owned"],
                rid="observation_id", rbound="bound", rvalue="value", rlow="low", rhigh="high",
            ),
            on=[*same, "owned"], how="left",
        )
        .with_columns(rated=own, year_key=when(col("period_kind") == "year").then(col("y")))
        .join(
            t["rating"].rename({"verdict": "verdict_a"}),
            left_on=["rid", "rated"], right_on=["observation_id", "target_by"], how="left",
        )
        .join(
            t["rating"].filter(col("target_by") == "own").select("observation_id", verdict_b="verdict"),
            on="observation_id", how="left",
        )
        .join(
            done.rename({"y": "year_key"}),
            on=["place_id", "indicator_id", "year_key", "measure", "unit", "basis", "owned"], how="left",
        )
        .join(other, on=[*_PERIOD, "measure", "unit"], how="left")
        .with_columns(
            other_price_basis=when(col("rid").is_null()).then(col("other_price_basis")),
            said_by=col("owner").replace({"district": "plan"}),
        )
        .join(said, on=[*_PERIOD, "measure", "said_by"], how="left")
        .with_columns(
            side=when(col("bound").is_in(["at_least", "more_than"])).then(1)
            .when(col("bound").is_in(["at_most", "less_than"])).then(-1)
            .when(col("better").is_in(["higher", "inside"])).then(1)
            .when(col("better") == "lower").then(-1),
            open=col("bound").is_in(["more_than", "less_than"]),
        )
        .with_columns(
            floor=col("side") * pl.coalesce("value", upwards.then(col("low")).otherwise(col("high"))),
            ceiling=when(col("bound").is_in(["point", "range"]))
            .then(col("side") * pl.coalesce("value", upwards.then(col("high")).otherwise(col("low"))))
            .otherwise(never),
            worst=(col("side") * pl.coalesce("rvalue", upwards.then(col("rlow")).otherwise(col("rhigh")))).fill_null(-INFINITY),
            best=(col("side") * pl.coalesce("rvalue", upwards.then(col("rhigh")).otherwise(col("rlow")))).fill_null(INFINITY),
        )
    )  # fmt: skip

    def where(name: str) -> pl.Expr:
        below = (col(name) < col("floor")) | (col("open") & (col(name) == col("floor")))
        return when(below).then(-1).when(col(name) > col("ceiling")).then(1).otherwise(0)

    barred = (
        (col("origin") == "none")
        | (col("bound") == "text").fill_null(value=False)
        | col("rid").is_null()
        | (col("rbound") == "text").fill_null(value=False)
        | col("side").is_null()
    )
    low, high = col("rvalue") - col("low"), col("rvalue") - col("high")
    return (
        pair.with_columns(w=where("worst"), b=where("best"), barred=barred)
        .with_columns(
            verdict=when(col("barred") | (col("w") != col("b"))).then(pl.lit("undetermined"))
            .when(col("w") == 0).then(pl.lit("met"))
            .when((col("w") == 1) & (col("better") != "inside").fill_null(value=True)).then(pl.lit("exceeded"))
            .otherwise(pl.lit("missed")),
            gap=when(col("barred")).then(None)
            .when((col("bound") == "range") & (low.abs() <= high.abs())).then(low)
            .when(col("bound") == "range").then(high)
            .otherwise(col("rvalue") - pl.coalesce("value", "low", "high")),
        )
        .select(
            *_PERIOD, "period_kind", "measure", "unit", "price_basis", "target_by", "origin",
            "verdict", "gap", "reported_attainment", "progress_value", "other_price_basis",
            target_bound="bound", target_value="value", target_low="low", target_high="high",
            result_value="rvalue", reported_verdict=pl.coalesce("verdict_a", "verdict_b"),
            target_observation_id="observation_id", result_observation_id="rid",
        )
    )  # fmt: skip


def _territory(
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


def _growth(t: Frames) -> pl.LazyFrame:
    latest = _latest(t).filter(col("measure").is_in(["growth", "level"]), col("bound") != "text")
    figures = (
        _territory(latest, t["place"], col("period_end"), territory=col("valid_from"))
        .select(
            *_PERIOD, "period_kind", "role", "owner", "measure", "unit", "basis", "price_basis",
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
    fact = [*_PERIOD, "role", "owner"]
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
            *_PERIOD,
            "period_kind",
            "role",
            "price_basis",
            level_observation_id="observation_id",
            **{k: col(v) for k, v in level_columns.items()},
        )
    )
    since = when(col("years") > 0)
    return pl.concat([joined, lone], how="diagonal").select(
        *_PERIOD, "period_kind", "role", "price_basis", "reported_bound", "reported_value", "level_value",
        "base_value", "computed", "computed_low", "computed_high", "implied_base", "reason",
        "other_price_basis", "observation_id", "level_observation_id", "base_observation_id",
        index_on_first=since.then(100 * col("ratio")), years=since.then(col("years")),
    )  # fmt: skip


def _sector_structure(t: Frames) -> pl.LazyFrame:
    parts = t["indicator"].filter(col("structure_group").is_not_null())
    wanted = pl.concat([parts.select("indicator_id"), parts.select(indicator_id="parent")]).unique()
    some = t | {"observation": t["observation"].join(wanted, on="indicator_id", how="semi")}
    figures = (
        _latest(some)
        .filter(col("measure").is_in(["share", "level", "growth"]), col("bound") != "text")
        .join(t["indicator"].select("indicator_id", "structure_group", "parent"), on="indicator_id")
        .with_columns(m=12 * col("period_end").dt.year() + col("period_end").dt.month())
        .collect()
        .lazy()
    )
    part = figures.filter(col("structure_group").is_not_null())
    whole = figures.filter(col("bound") == "point", col("measure") != "share").join(
        parts.select(indicator_id="parent").unique(), on="indicator_id", how="semi"
    )
    keys = [
        "place_id",
        "period_start",
        "period_end",
        "period_kind",
        "role",
        "owner",
        "unit",
        "basis",
    ]
    levels = whole.filter(col("measure") == "level", col("least") > 0).select(
        *keys,
        parent="indicator_id",
        wvalue="value",
        wleast="least",
        wmost="most",
        wid="observation_id",
    )
    computed = (
        part.filter(col("measure") == "level", col("bound") == "point")
        .join(
            part.filter(col("measure") == "share"),
            on=[*_PERIOD, "role", "owner", "basis"],
            how="anti",
        )
        .join(levels, on=[*keys, "parent"])
        .with_columns(
            value=100 * col("value") / col("wvalue"),
            least=100 * col("least") / col("wmost"),
            most=100 * col("most") / col("wleast"),
            origin=pl.lit("computed"),
        )
    )
    reported = part.filter(col("measure") == "share").with_columns(origin=pl.lit("reported"))
    share = pl.concat([reported, computed], how="diagonal")
    group = [
        "place_id",
        "structure_group",
        "period_start",
        "period_end",
        "period_kind",
        "role",
        "owner",
        "basis",
        "origin",
    ]
    members = parts.group_by("structure_group").agg(members=pl.len())
    sure = (col("measure") == "growth") & (col("bound") == "point") & (col("role") == "result")
    sure &= ~col("disputed") & (col("unit") == "%")
    grown = part.filter(sure).select(*_PERIOD, "basis", g="value")
    grown_whole = (
        whole.filter(sure)
        .rename({"indicator_id": "of"})
        .select("place_id", "of", "period_start", "period_end", "basis", w="value")
    )
    before = share.filter(col("role") == "result", col("bound") == "point").select(
        "place_id", "indicator_id", "period_kind", "basis", "origin", m=col("m") + 12,
        previous_value="value", previous_observation_id="observation_id",
    )  # fmt: skip
    growth = col("value") / 100 * (1 + col("w") / 100) / (1 + col("g") / 100) * col("g")
    return (
        share.join(share.group_by(group).agg(sum_value=col("value").sum(), parts=pl.len()), on=group)
        .join(members, on="structure_group")
        .join(before, on=["place_id", "indicator_id", "period_kind", "basis", "origin", "m"], how="left")
        .join(grown, on=[*_PERIOD, "basis"], how="left")
        .join(
            grown_whole, left_on=["place_id", "parent", "period_start", "period_end", "basis"],
            right_on=["place_id", "of", "period_start", "period_end", "basis"], how="left",
        )
        .select(
            *_PERIOD, "structure_group", "period_kind", "role", "origin", "value", "least", "most",
            "parts", "members", "sum_value", "previous_value", "observation_id", "previous_observation_id",
            shift=col("value") - col("previous_value"), whole_observation_id="wid",
            contribution=when((col("role") == "result") & (col("bound") == "point")).then(growth),
        )
    )  # fmt: skip


def _district_comparison(t: Frames) -> pl.LazyFrame:
    kinds = t["indicator"].select("indicator_id", "comparability", group_grade="grade")
    latest = _latest(t).join(kinds, on="indicator_id")
    figures = (
        _territory(latest, t["place"], pl.min_horizontal("period_end", "issued_on"), place_level=col("level"))
        .select(
            "comparability", *_PERIOD, "period_kind", "role", "measure", "bound", "value", "unit", "basis",
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
        "comparability", "place_level", *_PERIOD, "period_kind", "role", "measure", "bound", "value",
        "unit", "price_basis", "disputed", "places", "observation_id", "document_id", "locator",
        grade=when(alone).then(None).when(years).then(pl.lit("not comparable"))
        .when(differ).then(col("group_grade")).otherwise(pl.lit("same")),
        reason=when(alone).then(pl.lit("only_here")).when(years).then(pl.lit("base_year_differs"))
        .when(differ).then(pl.lit("definitions_differ")).otherwise(pl.lit("same_indicator")),
    )  # fmt: skip


POLARS: dict[str, Callable[[Frames], pl.LazyFrame]] = {
    "latest": _latest,
    "target_vs_actual": _target_vs_actual,
    "growth": _growth,
    "sector_structure": _sector_structure,
    "district_comparison": _district_comparison,
}


def make(path: Path, observations: int) -> None:
    """A store of synthetic figures, through the schema and the views of the package."""
    schema = resources.files("indicators.store") / "schema.sql"
    places = -(-observations // A_PLACE)
    with duckdb.connect(str(path)) as connection:
        connection.execute(schema.read_text("utf-8"))
        for name in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {view(name)}")
        for statement in STORE.split(";\n"):
            filled = statement.replace("$places", str(places))
            connection.execute(filled.replace("$observations", str(observations)))
        connection.execute("CHECKPOINT")


def frames(connection: duckdb.DuckDBPyConnection, folder: Path) -> Frames:
    """The tables as polars frames in memory."""
    tables = {}
    for name in TABLES:
        file = folder / f"{name}.parquet"
        connection.execute(f"COPY {name} TO '{file}'")
        tables[name] = pl.read_parquet(file).lazy()
    return tables


def _peak() -> float:
    """Gigabytes of the process at most since `_forget`; NaN where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(x.split()[1]) / 2**20 for x in lines if x.startswith("VmHWM")), float("nan"))


def _forget() -> None:
    gc.collect()
    if Path("/proc/self/clear_refs").exists():
        Path("/proc/self/clear_refs").write_text("5")


def _by_duckdb(
    connection: duckdb.DuckDBPyConnection, name: str, query: str
) -> tuple[float, tuple[float, ...]]:
    start = time.perf_counter()
    connection.execute(f"CREATE TEMP TABLE answer AS {query}")
    seconds = time.perf_counter() - start
    sums = ", ".join(f"sum(({column})::DOUBLE)" for column in _finite(name))
    row = connection.execute(f"SELECT count(*), {sums} FROM answer").fetchone()
    connection.execute("DROP TABLE answer")
    return seconds, tuple(float(value or 0) for value in row or ())


def _by_polars(tables: Frames, name: str) -> tuple[float, tuple[float, ...]]:
    start = time.perf_counter()
    answer = POLARS[name](tables).collect()
    seconds = time.perf_counter() - start
    row = pl.SQLContext(answer=answer).execute(
        "SELECT " + ", ".join(f"sum(CAST({column} AS DOUBLE)) AS s{n}" for n, column in enumerate(_finite(name))) + " FROM answer"
    ).collect().row(0)  # fmt: skip
    return seconds, (float(answer.height), *(float(value or 0) for value in row))


def _finite(name: str) -> list[str]:
    """What is summed; open ends are infinite and left out."""
    return [
        f"CASE WHEN abs({c}) < 1e15 THEN {c} END" if c in ("least", "computed_low") else c
        for c in SUMS[name]
    ]


def _same(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    return len(one) == len(two) and all(
        abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1) for a, b in zip(one, two, strict=True)
    )


def main() -> int:
    """Measure, compare and print."""
    observations = int(sys.argv[1]) if len(sys.argv) > 1 else OBSERVATIONS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    print(
        f"{observations} observations, best of {rounds}; {os.cpu_count()} cores, {platform.machine()}, "
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, polars {pl.__version__}"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.duckdb"
        make(path, observations)
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"ATTACH '{path}' AS store (READ_ONLY)")
            connection.execute("USE store")
            best: dict[tuple[str, str], float] = {}
            peak: dict[tuple[str, str], float] = {}
            answers: dict[tuple[str, str], tuple[float, ...]] = {}

            def measure(name: str, ways: dict[str, Run]) -> None:
                for _ in range(rounds):
                    for way, run in ways.items():
                        _forget()
                        seconds, answers[name, way] = run()
                        best[name, way] = min(best.get((name, way), seconds), seconds)
                        peak[name, way] = max(peak.get((name, way), 0.0), _peak())

            # DuckDB first, while polars does not hold its frames in memory yet.
            for name in VIEWS:
                query = f"SELECT {COLUMNS[name]} FROM {name}"
                measure(name, {
                    "view": partial(_by_duckdb, connection, name, query),
                    "SQL": partial(_by_duckdb, connection, name, BY_HAND[name]),
                })  # fmt: skip
            tables = frames(connection, Path(folder))
        for name in VIEWS:
            measure(name, {"polars": partial(_by_polars, tables, name)})
    return _printed(best, peak, answers)


def _printed(
    best: dict[tuple[str, str], float],
    peak: dict[tuple[str, str], float],
    answers: dict[tuple[str, str], tuple[float, ...]],
) -> int:
    """The table; 1 when the three ways do not agree."""
    print(
        f"{'view':20} {'rows':>10} {'view':>8} {'SQL':>8} {'polars':>8}   {'of SQL':>7} {'of polars':>9}"
        f"   peak GB: view, SQL, polars"
    )
    ways = ("view", "SQL", "polars")
    for name in VIEWS:
        for way in ways:
            if not _same(answers[name, "view"], answers[name, way]):
                print(
                    f"{name}: {way} answers otherwise: {answers[name, 'view']} {answers[name, way]}"
                )
                return 1
        print(
            f"{name:20} {answers[name, 'view'][0]:10.0f} "
            + " ".join(f"{best[name, way]:8.2f}" for way in ways)
            + f"   {best[name, 'view'] / best[name, 'SQL']:7.2f}"
            + f" {best[name, 'view'] / best[name, 'polars']:9.2f}   "
            + ", ".join(f"{peak[name, way]:.1f}" for way in ways)
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
