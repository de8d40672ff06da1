-- `latest` by hand: DuckDB reads the observations twice rather than keep them; the order of the
-- figures is one number.
    SELECT
        b.* EXCLUDE (unit_key, line, raw_unit),
        coalesce(c.figures, 1) AS figures,
        CASE WHEN b.bound <> 'text' THEN coalesce(c.disputed, false) END AS disputed,
        coalesce(c.lowest, b.value, b.low, b.high) AS lowest,
        coalesce(c.highest, b.value, b.high, b.low) AS highest
    FROM (
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
) AS b
    LEFT JOIN (
        SELECT place_id, indicator_id, period_start, period_end, period_kind, role, measure, unit_key, basis, owner, min(line) AS first_line, count(*) AS figures,
            round(max(least), 9) > round(min(most), 9) AS disputed, min(coalesce(value, low, high)) AS lowest,
            max(coalesce(value, high, low)) AS highest
        FROM (
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
) GROUP BY place_id, indicator_id, period_start, period_end, period_kind, role, measure, unit_key, basis, owner HAVING count(*) > 1
    ) AS c ON c.place_id = b.place_id AND c.indicator_id = b.indicator_id AND c.period_start = b.period_start AND c.period_end = b.period_end AND c.period_kind = b.period_kind AND c.role = b.role AND c.measure = b.measure AND c.unit_key = b.unit_key AND c.basis = b.basis AND c.owner = b.owner
    WHERE c.first_line IS NULL OR c.first_line = b.line
