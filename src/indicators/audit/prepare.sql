-- What the rules read, worked out once: narrow tables with whole numbers for keys, so that a rule
-- joins millions of figures in a fraction of a second.

-- The codebook, numbered.
CREATE TEMP TABLE known AS
SELECT CAST(row_number() OVER (ORDER BY indicator_id) AS INTEGER) AS indicator, *
FROM indicator;

-- Relations between indicators, by number.
CREATE TEMP TABLE related AS
SELECT r.relation, r.kind, r.factor, r.terms, r.position, whole.indicator AS indicator, term.indicator AS term
FROM relation AS r
JOIN known AS whole ON whole.indicator_id = r.indicator_id
LEFT JOIN known AS term ON term.indicator_id = r.term_id;

CREATE TEMP TABLE territory AS
SELECT CAST(row_number() OVER (ORDER BY place_id) AS INTEGER) AS place, place_id
FROM (SELECT DISTINCT place_id FROM observation);

-- Periods, each with the same one of the year before.
CREATE TEMP TABLE period AS
WITH numbered AS (
    SELECT
        CAST(row_number() OVER (ORDER BY period_start, period_end, period_kind) AS INTEGER) AS period,
        period_start, period_end, period_kind, year(period_end) AS year,
        12 * year(period_start) + month(period_start) AS first_month,
        12 * year(period_end) + month(period_end) AS last_month
    FROM (SELECT DISTINCT period_start, period_end, period_kind FROM observation)
)

SELECT p.*, b.period AS before
FROM numbered AS p
LEFT JOIN numbered AS b
    ON b.period_kind = p.period_kind AND p.period_kind NOT IN ('multi_year', 'date')
    AND b.first_month = p.first_month - 12 AND b.last_month = p.last_month - 12;

-- The cells of workbooks: sheet and row. Few addresses stand for many figures.
CREATE TEMP TABLE address AS
SELECT
    locator, split_part(locator, '!', 1) AS sheet,
    TRY_CAST(regexp_extract(locator, '!([A-Z]+)(\d+)', 2) AS INTEGER) AS row
FROM (SELECT DISTINCT locator FROM observation);

-- Where the territory is another than a year before: series are not carried on over that.
CREATE TEMP TABLE changed AS
SELECT DISTINCT t.place, p.period
FROM territory AS t
JOIN place AS r ON r.place_id = t.place_id
JOIN period AS p ON r.valid_from <= p.period_end
JOIN period AS b ON b.period = p.before AND r.valid_from > b.period_end;

-- Every figure, also words. cell: place, indicator and period in one number, to join by; before: that
-- of the same period of the year before. sort: what else makes it one fact with others. What has few
-- values is an ENUM: a byte a figure.
CREATE TEMP VIEW numbered AS
WITH
{bounded.sql}

SELECT
    b.observation_id, b.line,
    CAST(b.line >> 31 & 536870911 AS INTEGER) AS document,
    t.place, k.indicator, p.period,
    CAST(t.place AS BIGINT) * 4294967296 + p.period * 65536 + k.indicator AS cell,
    CAST(t.place AS BIGINT) * 4294967296 + p.before * 65536 + k.indicator AS before,
    hash(b.role, b.measure, b.unit_key, b.basis, b.owner) AS sort,
    CAST(b.role AS ENUM ('result', 'target')) AS role,
    CAST(b.scenario AS ENUM ({observation.scenario})) AS scenario,
    CAST(b.measure AS ENUM ({observation.measure})) AS measure,
    b.unit,
    CAST(b.basis AS ENUM ('not printed', {observation.price_basis})) AS basis,
    b.base_year,
    CAST(b.owner AS ENUM ('', {observation.target_by})) AS owner,
    CAST(b.bound AS ENUM ({observation.bound})) AS bound,
    b.value, b.low, b.high, b.denominator, b.decimals, b.half, b.least, b.most
FROM bounded AS b
JOIN territory AS t ON t.place_id = b.place_id
JOIN known AS k ON k.indicator_id = b.indicator_id
JOIN period AS p
    ON p.period_start = b.period_start AND p.period_end = b.period_end AND p.period_kind = b.period_kind;

-- Facts with several figures. The store is read twice: cheaper than to copy all columns once more.
CREATE TEMP TABLE contested AS
SELECT cell, sort, min(line) AS first_line
FROM numbered
GROUP BY cell, sort
HAVING count(*) > 1;

CREATE TEMP TABLE printed AS
SELECT n.*, c.first_line IS NOT NULL AS contested, c.first_line IS NULL OR c.first_line = n.line AS latest
FROM numbered AS n
LEFT JOIN contested AS c ON c.cell = n.cell AND c.sort = n.sort;

-- Every figure that is a number.
CREATE TEMP VIEW figure AS
SELECT * FROM printed WHERE bound <> 'text';

-- The figures of facts that contradict each other somewhere.
CREATE TEMP TABLE disputed AS
SELECT *
FROM figure
WHERE contested AND (cell, sort) IN (
    SELECT (cell, sort) FROM figure WHERE contested GROUP BY cell, sort HAVING round(max(least) - min(most), 9) > 0
);

-- One figure a fact: what the view `latest` shows.
CREATE TEMP VIEW fact AS
SELECT * FROM printed WHERE latest AND bound <> 'text';

-- The facts of indicators that stand in a relation: few of all, and many rules read them.
CREATE TEMP TABLE kin AS
SELECT * FROM fact
WHERE indicator IN (SELECT unnest([indicator, term]) FROM related);

-- Levels of totals, means and products beside what their terms make them. parts: how many of the terms
-- are printed. Constant prices of different base years are not set side by side.
CREATE TEMP TABLE composed AS
WITH made AS (
    SELECT
        -- the cell of the total, where its terms meet
        f.cell - r.term + r.indicator AS whole, r.kind, r.terms, f.role, f.basis, f.owner, count(*) AS parts,
        list(f.observation_id ORDER BY r.position) AS figures,
        min(f.least) AS smallest, min(f.least + f.half) >= 0 AS not_negative,  -- printed as 0 is not negative
        min(f.base_year) AS base_year, coalesce(min(f.base_year) = max(f.base_year), true) AS one_base,
        round(any_value(r.factor) * sum(f.least), 9) AS sum_low, round(any_value(r.factor) * sum(f.most), 9) AS sum_high,
        any_value(r.factor) * min(f.least) AS mean_low, any_value(r.factor) * max(f.most) AS mean_high,
        any_value(r.factor) * product(f.least) AS product_low, any_value(r.factor) * product(f.most) AS product_high
    FROM related AS r
    JOIN kin AS f ON f.indicator = r.term AND f.measure = 'level'
    WHERE r.kind IN ('sum', 'mean', 'product')
    GROUP BY r.relation, r.kind, r.terms, whole, f.role, f.basis, f.owner
)

SELECT m.* EXCLUDE (figures), list_prepend(t.observation_id, m.figures) AS figures, t.least, t.most, t.unit
FROM made AS m
JOIN kin AS t
    ON t.cell = m.whole AND t.role = m.role AND t.basis = m.basis AND t.owner = m.owner AND t.measure = 'level'
WHERE m.one_base AND coalesce(t.base_year = m.base_year, true);

-- Targets with their verdicts: the view target_vs_actual itself, over less. Unqualified names mean
-- temporary ones first, so that it reads the three views that follow for the store's `latest`,
-- `indicator` and `place`. They leave out results that meet no printed target, and the texts.
CREATE TEMP VIEW latest AS
SELECT
    f.observation_id, f.place AS place_id, f.indicator AS indicator_id, p.period_start, p.period_end, p.period_kind,
    f.role, f.scenario, f.owner AS target_by, f.measure, f.bound, f.value, f.low, f.high, f.denominator, f.decimals,
    f.half, f.least, f.most, f.unit, f.basis AS price_basis, f.base_year, f.basis, f.owner,
    NULL AS document_id, NULL AS locator, NULL AS source_locator, NULL AS raw_label, NULL AS raw_value,
    NULL AS reported_status, NULL AS ordinal, NULL AS figures, NULL AS disputed, NULL AS lowest, NULL AS highest, NULL AS evidence,
    CASE WHEN f.observation_id IN (SELECT observation_id FROM observation WHERE array_contains(flags, 'approximate'))
        THEN ['approximate'] END AS flags
FROM printed AS f
JOIN period AS p ON p.period = f.period
WHERE f.latest AND (
    f.role = 'target'
    OR (f.cell, f.measure) IN (SELECT (cell, measure) FROM printed WHERE role = 'target')
);

CREATE TEMP VIEW indicator AS
SELECT indicator AS indicator_id, better, better_share, theme, sector FROM known;

CREATE TEMP VIEW place AS
SELECT place AS place_id, NULL AS level, DATE '0001-01-01' AS valid_from, NULL AS valid_to FROM territory;

CREATE TEMP TABLE judged AS
SELECT
    place_id AS place, indicator_id AS indicator, period_start, period_end, year, measure, origin, target_by,
    target_bound, target_low, target_high, result_bound, result_low, result_high,
    verdict, reason = 'qualitative' AS qualitative, robust_to_result, reported_verdict, agrees,
    target_observation_id, result_observation_id
FROM ({target_vs_actual.sql})
WHERE origin <> 'none';

DROP VIEW temp.latest;
DROP VIEW temp.indicator;
DROP VIEW temp.place;

-- What the documents say of an attainment beside its verdict, also where a later document repeats the
-- figure without a rating. agrees: strictly, except that a threshold can only be met or missed.
CREATE TEMP VIEW rated AS
WITH said AS (
    SELECT result_observation_id AS figure, target_observation_id AS target, target_bound, verdict, reported_verdict AS said
    FROM judged
    WHERE reported_verdict IS NOT NULL
    UNION ALL
    SELECT f.observation_id, j.target_observation_id, j.target_bound, j.verdict, r.verdict
    FROM judged AS j
    JOIN printed AS x ON x.observation_id = j.result_observation_id AND x.contested
    JOIN printed AS f ON f.cell = x.cell AND f.sort = x.sort AND f.observation_id <> x.observation_id AND f.value = x.value
    JOIN rating AS r ON r.observation_id = f.observation_id AND r.target_by = 'own'
    WHERE j.reported_verdict IS NULL
)

SELECT
    s.figure, s.target, s.verdict, s.said, coalesce(f.reported_status, t.reported_status) AS reported_status,
    CASE WHEN s.verdict = 'met' AND s.target_bound NOT IN ('point', 'range') THEN s.said <> 'missed' ELSE s.said = s.verdict END AS agrees
FROM said AS s
JOIN observation AS f ON f.observation_id = s.figure
JOIN observation AS t ON t.observation_id = s.target
WHERE s.verdict <> 'undetermined';

-- Figures whose print is doubtful: flagged on reading, or declared in corrections.toml. The flags
-- left out say how a figure was read, not that it may be wrong.
CREATE TEMP TABLE doubted AS
SELECT observation_id, note, doubts
FROM (
    SELECT
        observation_id, note,
        list_filter(flags, lambda flag: NOT list_contains([
            'inherited_unit', 'unit_from_label', 'unit_from_codebook', 'price_basis_assumed', 'percentage_points', 'index_as_growth', 'index_suspect',
            'approximate', 'typed_once', 'secondary', 'hidden', 'definition_differs', 'estimate', 'preliminary', 'more_precise_than_shown'
        ], flag)) AS doubts
    FROM observation
    WHERE len(flags) > 0
)
WHERE len(doubts) > 0;
