-- bounded: every figure with the interval its true value lies in, what makes it one fact with others,
-- and its place in line. No view of its own: `latest` and the audit include it.
--
-- least, most: `value`, `low` and `high` widened by `half`, the interval the true value lies in. A
-- printed figure is rounded to half a unit of its last decimal; whole numbers of things that are
-- counted (xã, người) are exact, but not 1,65 triệu lượt (negative decimals).
-- NOT MATERIALIZED: to work the intervals out twice is cheaper than to keep the whole store in between.
release AS (
    -- documents in line, the latest first
    SELECT document_id, issued_on, row_number() OVER (ORDER BY issued_on DESC, document_id) AS turn
    FROM document
),

figure AS NOT MATERIALIZED (
    SELECT
        o.*,
        d.issued_on,
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
        -- The order of the figures of a fact as one number: 2^62 for an estimate, 2^31 a document, and
        -- the place in the document, which no two of its figures share; where a store has none, a
        -- number of the id stands for it, so that a fact still is one row.
        CASE WHEN o.scenario = 'estimate' THEN 4611686018427387904 ELSE 0 END
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
