-- Figures as all places of a country would print them. Variables: seed, places (provinces, districts,
-- communes), first year, years. `national.py` fills `indicator`, `unit` and the places of the register.

-- The places the register lacks: synthetic ids, each with a parent of the level above.
INSERT INTO place
SELECT format('tinh-{:02d}', n), format('9{:02d}', n), format('Tỉnh {}', n), 'province', NULL, DATE '1900-01-01', NULL, NULL
FROM range(getvariable('provinces') - (SELECT count(DISTINCT place_id) FROM place WHERE level = 'province')) AS r(n);

CREATE TEMP TABLE parent AS
SELECT level, place_id, row_number() OVER (PARTITION BY level ORDER BY place_id) - 1 AS number
FROM (SELECT DISTINCT level, place_id FROM place);

INSERT INTO place
WITH made AS (
    SELECT n, p.place_id AS parent, format('{}/huyen-{:02d}', p.place_id, n // getvariable('provinces')) AS place_id
    FROM range(getvariable('districts') - (SELECT count(DISTINCT place_id) FROM place WHERE level = 'district')) AS r(n)
    JOIN parent AS p ON p.level = 'province' AND p.number = n % getvariable('provinces')
)
SELECT place_id, format('1{:03d}', n), format('Huyện {}', n), 'district', parent, DATE '1900-01-01',
    CASE WHEN n % 10 = 0 THEN DATE '2021-06-30' END, NULL
FROM made
UNION ALL
-- one in ten has another territory since
SELECT place_id, format('2{:03d}', n), format('Quận {}', n), 'district', parent, DATE '2021-07-01', NULL, NULL
FROM made WHERE n % 10 = 0;

DROP TABLE parent;

INSERT INTO place
WITH district AS (
    SELECT place_id, row_number() OVER (ORDER BY place_id) - 1 AS number
    FROM (SELECT DISTINCT place_id FROM place WHERE level = 'district')
)
SELECT format('{}/xa-{:02d}', d.place_id, n // getvariable('districts')), format('3{:05d}', n), format('Xã {}', n),
    'commune', d.place_id, DATE '1900-01-01', NULL, NULL
FROM range(getvariable('communes') - (SELECT count(DISTINCT place_id) FROM place WHERE level = 'commune')) AS r(n)
JOIN district AS d ON d.number = n % getvariable('districts');

-- Places that print figures, and how many: the first of every level, then all levels in their
-- proportion, until there are enough. A smaller store is a part of a larger one.
CREATE TEMP TABLE area AS
WITH one AS (
    SELECT place_id, level, row_number() OVER (ORDER BY place_id) - 1 AS area
    FROM (SELECT DISTINCT place_id, level FROM place)
),
ranked AS (
    SELECT *, CASE level WHEN 'commune' THEN 70 * 10 ELSE 200 * 18 END * getvariable('years') AS figures,
        (row_number() OVER (PARTITION BY level ORDER BY hash(area, getvariable('seed'))) - 1)
            / count(*) OVER (PARTITION BY level) AS rank
    FROM one
),
summed AS (
    SELECT *, sum(figures) OVER (ORDER BY rank, level DESC, area) - figures AS before FROM ranked
)
-- in batches of about a million figures, in the order of their ids
SELECT
    area, place_id, level, CAST(least(figures, getvariable('rows') - before) AS INTEGER) AS figures,
    CAST(sum(figures) OVER (ORDER BY place_id) - figures AS BIGINT) // 1000000 AS batch
FROM summed WHERE before < getvariable('rows');

-- What every figure has of its column, its row, its year and its kind, worked out once.
-- Communes print 7 of 20 indicators, and of the months the 3rd, 6th and 9th.
CREATE TEMP TABLE slot AS
SELECT CAST(slot AS INTEGER) AS slot, CAST(CASE WHEN slot > 6 THEN slot - 6 END AS INTEGER) AS months,
    CAST(CASE WHEN slot < 7 THEN slot WHEN (slot - 6) % 3 = 0 THEN 6 + (slot - 6) // 3 END AS INTEGER) AS commune_slot,
    coalesce(CAST(months AS VARCHAR), '') AS suffix, 'Phụ lục!' || chr(CAST(67 + slot AS INTEGER)) AS column_letter
FROM range(18) AS r(slot);

CREATE TEMP TABLE kind AS
SELECT indicator_id, CAST(i AS INTEGER) AS i, CAST(CASE WHEN i % 20 < 7 THEN i // 20 * 7 + i % 20 END AS INTEGER) AS commune_i,
    CAST(i + 5 AS VARCHAR) AS line, unit, structure_group IS NOT NULL AS is_part, measure AS plain_measure,
    unit IN ('tỷ đồng', 'triệu đồng') AS money, unit = '%' AS percent, name_vi, coalesce(u.counted, false) AS counted
FROM (SELECT *, rowid AS i FROM indicator) LEFT JOIN unit AS u ON u.symbol = unit;

CREATE TEMP TABLE calendar AS
SELECT CAST(y - getvariable('first') AS INTEGER) AS age, CAST(y AS INTEGER) AS y, '/' || y AS printed, '/' || (y + 1) AS printed_next,
    make_date(y, 1, 1) AS first_day, make_date(y, 6, 1) AS june, make_date(y, 6, 30) AS end_of_june, make_date(y, 12, 31) AS last_day,
    list_transform(range(1, 12), lambda m: last_day(make_date(y, m, 1))) AS ends
FROM range(getvariable('first'), getvariable('first') + getvariable('years')) AS r(y);

-- k: which document of its year prints it (below); bounded: whether it has a bound as targets have
CREATE TEMP TABLE sort AS
SELECT * FROM (VALUES
    (0, 'text', 'target', 'district', 'year', '-NQ', 'text', false),
    (1, 'target', 'target', 'district', 'year', '-NQ', NULL, true),
    (2, 'actual', 'actual', NULL, 'year', '-BC', NULL, false),
    (3, 'estimate', 'estimate', NULL, 'year', '-UT', NULL, false),
    (4, 'plan', 'actual', 'plan', 'year', '-BC', 'attainment', false),
    (5, 'growth', 'actual', NULL, 'year', '-BC', 'growth', false),
    (6, 'share', 'actual', NULL, 'year', '-BC', 'share', false),
    (7, 'growth target', 'target', 'district', 'year', '-NQ', 'growth', true),
    (8, 'city', 'actual', 'city', 'year', '-BC', 'attainment', false),
    (9, 'constant', 'actual', NULL, 'year', '-BC', NULL, false),
    (10, 'growth again', 'estimate', NULL, 'year', '-UT', 'growth', false),
    (11, 'month', 'actual', NULL, 'month', '-UT', NULL, false),
    (12, 'revision', 'actual', NULL, 'year', '-BC', NULL, false),
    (13, 'progress', 'actual', NULL, 'year_to_date', '-T', NULL, false)
) AS t(sort, what, scenario, target_by, period_kind, k, own_measure, bounded);

-- What a place issues for a year: a resolution with targets (NQ), a report with estimates (UT), one
-- with actual figures and those of the year before, revised (BC), and reports of months (T1, …).
CREATE TEMP TABLE issue AS
SELECT * FROM (VALUES ('NQ', NULL), ('UT', NULL), ('BC', NULL)) AS t(k, months)
UNION ALL
SELECT 'T' || m, CAST(m AS INTEGER) FROM range(1, 12) AS r(m);

INSERT INTO document BY NAME
SELECT
    place_id || '/' || y || '-' || k AS document_id, y || '-' || k AS number,
    CASE k WHEN 'NQ' THEN 'Nghị quyết' ELSE 'Báo cáo' END AS kind, kind || ' năm ' || y AS title, 'UBND' AS issuer,
    CASE k WHEN 'NQ' THEN make_date(y - 1, 12, 20) WHEN 'UT' THEN make_date(y, 12, 5)
        WHEN 'BC' THEN make_date(y + 1, 4, 1) ELSE make_date(y, months + 1, 5) END AS issued_on,
    'day' AS issued_precision, place_id, 'raw/' || document_id || '.xlsx' AS file, '' AS sha256, 'official' AS source_class, 'document' AS title_from
FROM area, issue, range(getvariable('first'), getvariable('first') + getvariable('years') + 1) AS r(y)
WHERE (months IS NULL OR level <> 'commune' OR months % 3 = 0)
    AND (k = 'BC' OR y < getvariable('first') + getvariable('years'))
ORDER BY document_id;
