-- The figures of one batch of places, place by place and year by year. Of an indicator in a year there
-- are 18: slots 0 to 6 are those of the year, 7 to 17 those of its first 1 to 11 months.
INSERT INTO observation BY NAME
WITH cell AS (
    SELECT
        a.place_id, c.*, i.*, s.*,
        ((a.area * 200 + i.i) * 100 + c.age) * 32 + s.slot AS n,
        hash((a.area * 200 + i.i) * 100 + c.age, getvariable('seed')) AS fact,
        hash(a.area * 200 + i.i, getvariable('seed')) % 10000 AS size
    FROM area AS a, kind AS i, slot AS s, calendar AS c
    WHERE a.batch = getvariable('batch') AND a.figures > CASE a.level
        WHEN 'commune' THEN (i.commune_i * getvariable('years') + c.age) * 10 + s.commune_slot
        ELSE (i.i * getvariable('years') + c.age) * 18 + s.slot END
),
diced AS (
    SELECT
        *,
        hash(n, getvariable('seed')) % 1000 AS dice,  -- of the figure
        fact % 1000 AS luck,  -- of its place, year and indicator
        -- what was true of the year, and what some figures print instead
        CASE WHEN slot = 1 OR (slot IN (2, 6) AND dice < 900) THEN fact // 1000 ELSE hash(n) END % 1000 AS noise
    FROM cell
),
sorted AS (
    SELECT
        *,
        CASE slot
            WHEN 0 THEN CASE WHEN dice < 30 THEN 0 ELSE 1 END
            WHEN 1 THEN 2
            WHEN 2 THEN CASE WHEN luck < 600 THEN 3 ELSE 4 END
            WHEN 3 THEN 5
            WHEN 4 THEN CASE WHEN luck % 2 = 1 THEN 8 WHEN is_part THEN 6 ELSE 7 END
            WHEN 5 THEN CASE WHEN money THEN 9 WHEN luck % 2 = 0 THEN 10 ELSE 11 END
            WHEN 6 THEN 12
            ELSE 13
        END AS sort
    FROM diced
),
shaped AS (
    SELECT
        c.*, t.* EXCLUDE (sort),
        coalesce(t.own_measure, c.plain_measure) AS measure,
        CASE WHEN t.what = 'text' THEN 'text' WHEN NOT t.bounded THEN CASE WHEN dice = 999 THEN 'range' ELSE 'point' END
            WHEN dice < 500 THEN 'point' WHEN dice < 700 THEN 'range' WHEN dice < 800 THEN 'at_least'
            WHEN dice < 880 THEN 'more_than' WHEN dice < 940 THEN 'at_most' ELSE 'less_than' END AS bound,
        CAST(CASE WHEN counted AND t.own_measure IS NULL THEN 0 ELSE fact % 3 END AS INTEGER) AS decimals
    FROM sorted AS c JOIN sort AS t ON t.sort = c.sort
),
valued AS (
    SELECT
        *,
        round(CASE
            WHEN measure = 'growth' THEN CASE WHEN what = 'growth again' AND dice < 100 THEN dice ELSE luck END / 100 - 1
            WHEN measure = 'attainment' THEN 80 + dice / 25
            WHEN measure = 'share' THEN 33 + dice / 1500
            WHEN percent THEN 30 + size / 200 + age + noise / 500
            -- a whole is its three parts, or nearly
            WHEN i < 40 THEN (100 + size / 500) * CASE WHEN i % 4 = 0 THEN 3 ELSE 1 END * power(1.07, age) * (0.99 + noise / 50000)
            ELSE (10 + size) * power(1.05, age) * (0.98 + noise / 25000)
        END * CASE WHEN percent OR sort NOT IN (9, 13) THEN 1 WHEN sort = 9 THEN 0.8 ELSE months / 12 END, decimals) AS v
    FROM shaped
)
SELECT
    lpad(lower(to_hex(hash(n))), 16, '0') AS observation_id,
    place_id || CASE WHEN what = 'revision' THEN printed_next ELSE printed END
        || k || suffix AS document_id,
    column_letter || line AS locator,
    CASE WHEN dice % 2 = 0 THEN 'Phụ lục I.1' END AS source_locator,
    place_id, indicator_id,
    CASE WHEN what = 'month' THEN june ELSE first_day END AS period_start,
    CASE what WHEN 'month' THEN end_of_june WHEN 'progress' THEN ends[months] ELSE last_day END AS period_end,
    period_kind, scenario, target_by, measure, bound,
    CASE WHEN bound = 'point' THEN v END AS value,
    CASE WHEN bound IN ('range', 'at_least', 'more_than') THEN v END AS low,
    CASE WHEN bound IN ('at_most', 'less_than') THEN v WHEN bound = 'range' THEN round(v + abs(v) / 20, decimals) END AS high,
    CASE WHEN unit = 'xã' AND bound = 'point' AND measure = 'level' THEN 30.0 END AS denominator,
    CASE WHEN bound <> 'text' THEN decimals END AS decimals,
    CASE WHEN measure = 'text' THEN NULL WHEN measure = 'level' THEN unit
        WHEN measure = 'growth' AND percent THEN 'điểm %' ELSE '%' END AS unit,
    CASE
        WHEN NOT money OR measure IN ('attainment', 'text') THEN NULL
        WHEN what = 'constant' THEN 'constant'
        WHEN measure = 'growth' THEN CASE WHEN luck % 5 < 4 THEN 'constant' END
        WHEN i % 3 = 0 AND i >= 40 THEN NULL
        ELSE 'current'
    END AS price_basis,
    CASE WHEN what = 'constant' AND luck % 2 = 0 THEN 2010 END AS base_year,
    name_vi AS raw_label,
    coalesce(replace(CAST(v AS VARCHAR), '.', ','), 'Thực hiện') AS raw_value,
    unit AS raw_unit,
    CASE WHEN measure = 'attainment' AND dice % 4 = 0 THEN 'Vượt chỉ tiêu' END AS reported_status,
    CASE WHEN dice % 50 = 0 THEN 'Số liệu ước tính' END AS note,
    CASE WHEN dice % 100 = 0 THEN ['price_basis_assumed'] ELSE CAST([] AS VARCHAR[]) END AS flags,
    i * 32 + slot AS ordinal
FROM valued
ORDER BY document_id, ordinal;
