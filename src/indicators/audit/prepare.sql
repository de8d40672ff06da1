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

-- Where the territory is another than a year before: series are not carried on over that.
CREATE TEMP TABLE changed AS
SELECT DISTINCT t.place, p.period
FROM territory AS t
JOIN place AS r ON r.place_id = t.place_id
JOIN period AS p ON r.valid_from <= p.period_end
JOIN period AS b ON b.period = p.before AND r.valid_from > b.period_end;

-- Every figure that is a number. sort: what else makes it one fact with others.
CREATE TEMP TABLE printed AS
WITH
{bounded.sql}

SELECT
    b.observation_id, b.line,
    CAST(b.line % 4611686018427387904 // 2147483648 AS INTEGER) AS document,
    t.place, k.indicator, p.period,
    hash(b.role, b.measure, b.unit_key, b.basis, b.owner) AS sort,
    b.role, b.scenario, b.measure, b.unit, b.basis, b.base_year, b.owner,
    b.bound, b.value, b.low, b.high, b.denominator, b.decimals, b.half, b.least, b.most
FROM bounded AS b
JOIN territory AS t ON t.place_id = b.place_id
JOIN known AS k ON k.indicator_id = b.indicator_id
JOIN period AS p
    ON p.period_start = b.period_start AND p.period_end = b.period_end AND p.period_kind = b.period_kind
WHERE b.bound <> 'text';

-- Facts with several figures.
CREATE TEMP TABLE contested AS
SELECT place, indicator, period, sort, min(line) AS first_line
FROM printed
GROUP BY place, indicator, period, sort
HAVING count(*) > 1;

CREATE TEMP TABLE figure AS
SELECT f.*, c.first_line IS NOT NULL AS contested, c.first_line IS NULL OR c.first_line = f.line AS latest
FROM printed AS f
LEFT JOIN contested AS c
    ON c.place = f.place AND c.indicator = f.indicator AND c.period = f.period AND c.sort = f.sort;

DROP TABLE printed;

-- One figure a fact: what the view `latest` shows.
CREATE TEMP VIEW fact AS
SELECT * FROM figure WHERE latest;

-- Targets with their verdicts.
CREATE TEMP TABLE judged AS
SELECT
    place_id, indicator_id, period_start, period_end, year, measure, origin, target_by,
    target_bound, target_low, target_high, result_bound, result_low, result_high,
    verdict, reason, robust_to_result, reported_verdict, reported_status, agrees,
    target_observation_id, result_observation_id, target_document_id, target_source_locator
FROM target_vs_actual;
