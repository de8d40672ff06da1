-- bounded: every figure with the interval its true value lies in, what makes it one fact with others,
-- and its place in line. No view of its own: `latest` and the audit include it.
--
-- least, most: `value`, `low` and `high` widened by `half`, the interval the true value lies in. A
-- printed figure is rounded to half a unit of its last decimal; whole numbers of things that are
-- counted (xã, người) are exact, but not 1,65 triệu lượt (negative decimals).
-- evidence: the class of the document (official, press, other), or `weak`: a figure that was typed
-- once, or that its source quotes from another.
-- NOT MATERIALIZED: to work the intervals out twice is cheaper than to keep the whole store in between.
release AS (
    -- documents in line, the latest first, those without a date last
    SELECT
        document_id, issued_on, source_class,
        row_number() OVER (ORDER BY issued_on DESC NULLS LAST, document_id) AS turn
    FROM document
),

figure AS NOT MATERIALIZED (
    SELECT
        o.*,
        d.issued_on,
        CASE
            WHEN array_contains(o.flags, 'typed_once') OR array_contains(o.flags, 'secondary') THEN 'weak'
            ELSE d.source_class
        END AS evidence,
        coalesce(o.unit, '') AS unit_key,
        CASE WHEN o.scenario = 'target' THEN 'target' ELSE 'result' END AS role,
        coalesce(o.price_basis, 'not printed') AS basis,
        CASE
            WHEN o.scenario = 'target' OR o.measure = 'attainment' THEN coalesce(o.target_by, '')
            ELSE ''
        END AS owner,
        CASE
            WHEN u.counted AND o.decimals = 0 THEN 0.0
            ELSE coalesce(0.5 * power(10, -o.decimals), 0.0)
        END AS half,
        -- The order of the figures of a fact as one number: 2^61 a class of evidence, 2^60 for an
        -- estimate, 2^31 a document, and the place in the document, which no two of its figures share;
        -- where a store has none, a number of the id stands for it, so that a fact still is one row.
        CASE evidence WHEN 'official' THEN 0 WHEN 'press' THEN 1 WHEN 'other' THEN 2 ELSE 3 END * 2305843009213693952
            + CASE WHEN o.scenario = 'estimate' THEN 1152921504606846976 ELSE 0 END
            + d.turn * 2147483648 + coalesce(o.ordinal, 1147483647 + CAST('0x' || substr(md5(o.observation_id), 1, 7) AS BIGINT)) AS line
    FROM observation AS o
    JOIN release AS d ON d.document_id = o.document_id
    LEFT JOIN unit AS u ON u.symbol = o.unit
),

bounded AS NOT MATERIALIZED (
    SELECT
        *,
        CASE
            WHEN bound = 'text' THEN NULL
            ELSE coalesce(value, low, CAST('-infinity' AS DOUBLE)) - half
        END AS least,
        CASE
            WHEN bound = 'text' THEN NULL
            ELSE coalesce(value, high, CAST('infinity' AS DOUBLE)) + half
        END AS most
    FROM figure
)
