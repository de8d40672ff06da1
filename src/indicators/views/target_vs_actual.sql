-- target_vs_actual: every target beside the result of the same period, with a verdict.
--
-- One row is one target of one owner. Three origins:
--   printed          a target the documents print
--   percent_of_plan  a document only prints the percent of a plan that was reached: the target is 100
--   none             a result without a target, of an indicator the place sets targets for elsewhere
--
-- verdict: exceeded, met, missed or undetermined; then `reason` says why. At face value: a point or
-- a range beaten on the good side is exceeded; a threshold is met or missed; an indicator whose
-- better side is `inside` is met inside. Which side is good belongs to indicator and measure: a part's
-- share has none, is met inside and undetermined (no_direction) outside. Where figures of the result
-- contradict each other, the verdict is the one that all of them give, or none (result_disputed).
-- target_by: who set it. A percentage of somebody's plan (`against`) that is aimed at is set by the place.
-- gap: how far the result lies from the target on the better side, less than nothing on the worse; 0
-- inside a range. gap_low, gap_high: of both ends, where the result is a range or contradicts itself.
-- robust: the verdict holds for every value inside the
-- rounding of target and result. robust_to_result: the target taken as exact. A verdict on an
-- approximate result is never robust, and at a bound of the target there is none.
-- evidence: the weaker of the two figures: `official`, `press`, `other`, `weak` (bounded.sql).
-- progress_*: a cumulative figure of the year (9 tháng); it is never judged against the yearly target.
WITH
{bounded.sql},

result AS (
    SELECT * FROM latest WHERE role = 'result'
),

printed AS (
    SELECT * FROM latest WHERE role = 'target'
),

-- Ends of results that contradict each other, among figures as good as the one that is shown: an
-- estimate that an actual figure has replaced contradicts nothing.
opposed AS (
    SELECT
        r.observation_id,
        min(coalesce(b.value, b.low, CAST('-infinity' AS DOUBLE))) AS bottom,
        max(coalesce(b.value, b.high, CAST('infinity' AS DOUBLE))) AS top
    FROM result AS r
    JOIN bounded AS f ON f.observation_id = r.observation_id
    JOIN bounded AS b
        ON b.place_id = f.place_id AND b.indicator_id = f.indicator_id
        AND b.period_start = f.period_start AND b.period_end = f.period_end
        AND b.period_kind = f.period_kind AND b.role = f.role AND b.measure = f.measure
        AND b.unit_key = f.unit_key AND b.basis = f.basis AND b.owner = f.owner
        AND b.scenario = f.scenario AND b.evidence = f.evidence
    WHERE r.disputed
    GROUP BY r.observation_id
    HAVING round(max(b.least), 9) > round(min(b.most), 9)
),

target AS (
    SELECT
        'printed' AS origin, place_id, indicator_id, period_start, period_end, period_kind,
        measure, unit, basis, owner, target_by, price_basis, base_year,
        bound, value, low, high, denominator, decimals, half, least, most,
        observation_id, document_id, locator, source_locator, raw_label, raw_value, reported_status,
        ordinal, disputed, lowest, highest, evidence AS target_evidence,
        coalesce(array_contains(flags, 'approximate'), false) AS approximate
    FROM printed
    UNION ALL
    SELECT DISTINCT
        'percent_of_plan', r.place_id, r.indicator_id,
        make_date(year(r.period_end), 1, 1), make_date(year(r.period_end), 12, 31), 'year',
        'attainment', '%', r.basis, r.owner, r.target_by, r.price_basis, r.base_year,
        'point', 100.0, CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS INTEGER), 0.0, 100.0, 100.0,
        CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR),
        CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS INTEGER), false, CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE),
        CAST(NULL AS VARCHAR), false
    FROM result AS r
    LEFT JOIN printed AS p
        ON p.place_id = r.place_id AND p.indicator_id = r.indicator_id AND p.measure = 'attainment'
        AND p.owner = r.owner AND p.basis = r.basis AND p.value = 100 AND year(p.period_end) = year(r.period_end)
    WHERE r.measure = 'attainment' AND r.period_kind IN ('year', 'year_to_date') AND p.place_id IS NULL
    UNION ALL
    SELECT
        'none', r.place_id, r.indicator_id, r.period_start, r.period_end, r.period_kind,
        r.measure, r.unit, r.basis, r.owner, CAST(NULL AS VARCHAR), r.price_basis, r.base_year,
        CAST(NULL AS VARCHAR), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE),
        CAST(NULL AS INTEGER), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE),
        CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR),
        r.raw_label, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), r.ordinal, false,
        CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS VARCHAR), false
    FROM result AS r
    JOIN (SELECT DISTINCT place_id, indicator_id, measure, period_kind FROM printed) AS elsewhere
        ON elsewhere.place_id = r.place_id AND elsewhere.indicator_id = r.indicator_id
        AND elsewhere.measure = r.measure AND elsewhere.period_kind = r.period_kind
    LEFT JOIN printed AS p
        ON p.place_id = r.place_id AND p.indicator_id = r.indicator_id AND p.measure = r.measure
        AND p.period_start = r.period_start AND p.period_end = r.period_end
    WHERE p.place_id IS NULL AND r.measure <> 'attainment'
),

-- The furthest cumulative figure of the year.
progress AS (
    SELECT *
    FROM (
        SELECT
            *,
            row_number() OVER (
                PARTITION BY place_id, indicator_id, year(period_end), measure, unit, basis, owner
                ORDER BY period_end DESC
            ) AS place_in_line
        FROM result
        WHERE period_kind = 'year_to_date'
    ) AS cumulative
    WHERE place_in_line = 1
),

-- Results in another price basis than the target's: named, never compared.
other_basis AS (
    SELECT place_id, indicator_id, period_start, period_end, measure, unit, min(basis) AS basis
    FROM result
    GROUP BY place_id, indicator_id, period_start, period_end, measure, unit
),

pair AS (
    SELECT
        t.*, r.evidence AS result_evidence,
        i.theme, i.sector,
        CASE WHEN t.measure = 'share' THEN i.better_share ELSE i.better END AS good,
        home.level AS place_level,
        opposed.bottom AS opposed_bottom, opposed.top AS opposed_top, opposed.bottom IS NOT NULL AS contradicted,
        r.scenario AS result_scenario, r.bound AS result_bound, r.value AS result_value,
        r.low AS result_low, r.high AS result_high, r.denominator AS result_denominator, r.decimals AS result_decimals,
        r.least AS result_least, r.most AS result_most, r.raw_value AS result_raw_value,
        r.observation_id AS result_observation_id, r.document_id AS result_document_id,
        r.locator AS result_locator, r.source_locator AS result_source_locator,
        r.figures AS result_figures, r.disputed AS result_disputed,
        r.lowest AS result_lowest, r.highest AS result_highest, r.ordinal AS result_ordinal,
        coalesce(r.reported_status, t.reported_status) AS status,
        coalesce(rating.verdict, rating_of_target.verdict) AS reported_verdict,
        p.period_end AS progress_period_end, p.bound AS progress_bound, p.value AS progress_value,
        p.low AS progress_low, p.high AS progress_high, p.decimals AS progress_decimals,
        p.observation_id AS progress_observation_id, p.document_id AS progress_document_id,
        p.locator AS progress_locator, p.source_locator AS progress_source_locator,
        other.basis AS other_price_basis, r.base_year AS result_base_year,
        coalesce(said.value, plain.value) AS reported_attainment,
        coalesce(said.least, plain.least) AS said_least, coalesce(said.most, plain.most) AS said_most,
        coalesce(said.locator, plain.locator) AS reported_attainment_locator,
        -- the side on which a result is good: 1 upwards, -1 downwards
        CASE
            WHEN t.bound IN ('at_least', 'more_than') AND NOT t.approximate THEN 1
            WHEN t.bound IN ('at_most', 'less_than') AND NOT t.approximate THEN -1
            WHEN CASE WHEN t.measure = 'share' THEN i.better_share ELSE i.better END IN ('higher', 'inside') THEN 1
            WHEN CASE WHEN t.measure = 'share' THEN i.better_share ELSE i.better END = 'lower' THEN -1
        END AS side,
        t.bound IN ('more_than', 'less_than') AND NOT t.approximate AS open_bound,
        -- `gần 900` and `hơn 3.000` are judged at the printed number, at which no verdict holds
        coalesce(t.value, CASE WHEN t.approximate THEN coalesce(t.low, t.high) END) AS target_at,
        coalesce(r.value, CASE WHEN array_contains(r.flags, 'approximate') THEN coalesce(r.low, r.high) END) AS result_at,
        coalesce(array_contains(r.flags, 'approximate'), false) AS result_approximate
    FROM target AS t
    LEFT JOIN indicator AS i ON i.indicator_id = t.indicator_id
    LEFT JOIN place AS home
        ON home.place_id = t.place_id AND home.valid_from <= t.period_start
        AND coalesce(home.valid_to, DATE '9999-12-31') >= t.period_start
    LEFT JOIN result AS r
        ON r.place_id = t.place_id AND r.indicator_id = t.indicator_id
        AND r.period_start = t.period_start AND r.period_end = t.period_end
        AND r.period_kind = t.period_kind AND r.measure = t.measure AND r.unit = t.unit
        AND r.basis = t.basis AND (r.owner = t.owner OR t.measure <> 'attainment')
    LEFT JOIN opposed ON opposed.observation_id = r.observation_id
    LEFT JOIN rating
        ON rating.observation_id = r.observation_id
        AND rating.target_by = CASE WHEN t.origin = 'printed' THEN 'own' ELSE t.owner END
    LEFT JOIN rating AS rating_of_target
        ON rating_of_target.observation_id = t.observation_id AND rating_of_target.target_by = 'own'
    LEFT JOIN progress AS p
        ON p.place_id = t.place_id AND p.indicator_id = t.indicator_id
        AND year(p.period_end) = year(t.period_end) AND t.period_kind = 'year'
        AND p.measure = t.measure AND p.unit = t.unit AND p.basis = t.basis
        AND (p.owner = t.owner OR t.measure <> 'attainment')
    LEFT JOIN other_basis AS other
        ON other.place_id = t.place_id AND other.indicator_id = t.indicator_id
        AND other.period_start = t.period_start AND other.period_end = t.period_end
        AND other.measure = t.measure AND other.unit = t.unit AND other.basis <> t.basis AND r.place_id IS NULL
    LEFT JOIN result AS said
        ON said.place_id = t.place_id AND said.indicator_id = t.indicator_id
        AND said.period_start = t.period_start AND said.period_end = t.period_end
        AND said.measure = 'attainment' AND said.bound = 'point' AND t.measure = 'level'
        AND said.owner = CASE WHEN t.owner = 'district' THEN 'plan' ELSE t.owner END AND said.basis = t.basis
    LEFT JOIN result AS plain  -- the same without a price basis
        ON plain.place_id = t.place_id AND plain.indicator_id = t.indicator_id
        AND plain.period_start = t.period_start AND plain.period_end = t.period_end
        AND plain.measure = 'attainment' AND plain.bound = 'point' AND t.measure = 'level'
        AND plain.owner = CASE WHEN t.owner = 'district' THEN 'plan' ELSE t.owner END AND plain.basis = 'not printed'
),

-- Everything turned so that more is better: floor is what must be reached, ceiling what may be beaten.
turned AS (
    SELECT
        *,
        coalesce(side, 1) AS turn,
        CASE WHEN turn = 1 THEN coalesce(target_at, low) ELSE -coalesce(target_at, high) END AS floor,
        CASE
            WHEN bound NOT IN ('point', 'range') AND NOT approximate THEN CAST('infinity' AS DOUBLE)
            WHEN turn = 1 THEN coalesce(target_at, high)
            ELSE -coalesce(target_at, low)
        END AS ceiling,
        CASE WHEN turn = 1 THEN coalesce(opposed_bottom, result_at, result_low, CAST('-infinity' AS DOUBLE))
            ELSE -coalesce(opposed_top, result_at, result_high, CAST('infinity' AS DOUBLE)) END AS worst,
        CASE WHEN turn = 1 THEN coalesce(opposed_top, result_at, result_high, CAST('infinity' AS DOUBLE))
            ELSE -coalesce(opposed_bottom, result_at, result_low, CAST('-infinity' AS DOUBLE)) END AS best,
        -- the end of the result that a strict threshold (`trên 87`, `dưới 87`) leaves out
        NOT contradicted AND result_at IS NULL AND result_bound = CASE WHEN turn = 1 THEN 'more_than' ELSE 'less_than' END AS open_worst,
        NOT contradicted AND result_at IS NULL AND result_bound = CASE WHEN turn = 1 THEN 'less_than' ELSE 'more_than' END AS open_best,
        CASE WHEN turn = 1 THEN result_least ELSE -result_most END AS rounded_worst,
        CASE WHEN turn = 1 THEN result_most ELSE -result_least END AS rounded_best
    FROM pair
),

-- Where the result lies, for its worst and best value: as printed, and inside the rounding.
placed AS (
    SELECT
        *,
        CASE
            WHEN worst < floor OR (open_bound AND worst = floor) THEN 'below'
            WHEN worst > ceiling OR (open_worst AND worst = ceiling) THEN 'above'
            ELSE 'within'
        END AS worst_is,
        CASE
            WHEN best < floor OR ((open_bound OR open_best) AND best = floor) THEN 'below'
            WHEN best > ceiling THEN 'above'
            ELSE 'within'
        END AS best_is,
        CASE
            WHEN rounded_worst < floor OR (open_bound AND rounded_worst = floor) THEN 'below'
            WHEN rounded_worst > ceiling THEN 'above'
            ELSE 'within'
        END AS rounded_worst_is,
        CASE
            WHEN rounded_best < floor OR (open_bound AND rounded_best = floor) THEN 'below'
            WHEN rounded_best > ceiling THEN 'above'
            ELSE 'within'
        END AS rounded_best_is,
        CASE
            WHEN rounded_worst < floor + half OR (open_bound AND rounded_worst = floor + half) THEN 'below'
            WHEN rounded_worst > ceiling + half THEN 'above'
            ELSE 'within'
        END AS all_rounded_worst_is,
        CASE
            WHEN rounded_best < floor - half OR (open_bound AND rounded_best = floor - half) THEN 'below'
            WHEN rounded_best > ceiling - half THEN 'above'
            ELSE 'within'
        END AS all_rounded_best_is,
        CASE
            WHEN origin = 'none' THEN 'no_target'
            WHEN bound = 'text' THEN 'qualitative'
            WHEN result_observation_id IS NULL AND progress_observation_id IS NOT NULL THEN 'progress_only'
            WHEN result_observation_id IS NULL AND 'not printed' IN (basis, other_price_basis)
                AND other_price_basis IS NOT NULL THEN 'price_basis_not_printed'
            WHEN result_observation_id IS NULL AND other_price_basis IS NOT NULL THEN 'price_basis_differs'
            WHEN result_observation_id IS NULL THEN 'no_result'
            WHEN base_year <> result_base_year THEN 'base_year_differs'
            -- `gần 250` lies below 250 and `hơn 250` above: at a bound of the target neither side is known
            WHEN (result_approximate OR approximate) AND (worst IN (floor, ceiling) OR best IN (floor, ceiling))
                THEN 'result_approximate'
        END AS obstacle
    FROM turned
),

compared AS (
    SELECT
        *,
        coalesce(obstacle, CASE
            WHEN contradicted AND worst_is <> best_is THEN 'result_disputed'
            WHEN worst_is <> best_is THEN 'result_spans_bound'
            WHEN side IS NULL AND worst_is <> 'within' THEN 'no_direction'
        END) AS undecided,
        turn * CASE WHEN result_bound = 'point' AND NOT contradicted THEN result_value END AS shown
    FROM placed
),

judged AS (
    SELECT
        *,
        CASE
            WHEN undecided IS NOT NULL THEN 'undetermined'
            WHEN worst_is = 'within' THEN 'met'
            WHEN worst_is = 'above' AND coalesce(good, 'none') <> 'inside' THEN 'exceeded'
            ELSE 'missed'
        END AS verdict,
        coalesce(undecided, CASE WHEN contradicted THEN 'result_disputed' WHEN disputed THEN 'target_disputed' END)
            AS reason,
        -- how far beyond the target, and the bound that is measured to: of a range the nearer one
        obstacle IS NULL AND side IS NOT NULL AS measured,
        CASE
            WHEN shown < floor OR ceiling = CAST('infinity' AS DOUBLE) THEN shown - floor
            WHEN shown > ceiling THEN CASE WHEN good = 'inside' THEN ceiling - shown ELSE shown - ceiling END
            WHEN shown IS NOT NULL THEN 0.0
        END AS gap_shown,
        CASE
            WHEN worst < floor OR ceiling = CAST('infinity' AS DOUBLE) THEN worst - floor
            WHEN worst > ceiling THEN CASE WHEN good = 'inside' THEN ceiling - worst ELSE worst - ceiling END
            WHEN worst IS NOT NULL THEN 0.0
        END AS gap_worst,
        CASE
            WHEN best < floor OR ceiling = CAST('infinity' AS DOUBLE) THEN best - floor
            WHEN best > ceiling THEN CASE WHEN good = 'inside' THEN ceiling - best ELSE best - ceiling END
            WHEN best IS NOT NULL THEN 0.0
        END AS gap_best,
        turn * CASE
            WHEN shown IS NULL THEN NULL
            WHEN abs(shown - floor) <= abs(shown - ceiling) THEN floor
            ELSE ceiling
        END AS nearest_bound
    FROM compared
)

SELECT
    place_id, indicator_id, theme, sector, year(period_end) AS year,
    period_start, period_end, period_kind, measure, unit, price_basis, base_year,
    CASE WHEN origin = 'printed' AND measure = 'attainment' THEN place_level ELSE target_by END AS target_by,
    CASE WHEN measure = 'attainment' THEN target_by END AS against, place_level, origin,
    bound AS target_bound, value AS target_value, low AS target_low, high AS target_high,
    denominator AS target_denominator, decimals AS target_decimals, raw_label, raw_value AS target_raw_value,
    result_scenario, result_bound, result_value, result_low, result_high,
    result_denominator, result_decimals, result_raw_value,
    verdict, reason,
    CASE WHEN verdict <> 'undetermined' THEN all_rounded_worst_is = all_rounded_best_is
        AND all_rounded_worst_is = worst_is AND NOT result_approximate AND NOT approximate
        AND NOT contradicted END AS robust,
    CASE WHEN verdict <> 'undetermined' THEN rounded_worst_is = rounded_best_is AND NOT result_approximate
        AND NOT contradicted END AS robust_to_result,
    CASE WHEN measured THEN gap_shown END AS gap,
    CASE WHEN measured THEN 100 * gap_shown / nullif(abs(nearest_bound), 0) END AS gap_percent,
    CASE WHEN measured THEN nearest_bound END AS gap_bound,
    CASE WHEN measured AND abs(gap_worst) < CAST('infinity' AS DOUBLE) THEN least(gap_worst, gap_best) END AS gap_low,
    CASE WHEN measured AND abs(gap_best) < CAST('infinity' AS DOUBLE) THEN greatest(gap_worst, gap_best) END AS gap_high,
    status AS reported_status, reported_verdict,
    CASE
        WHEN reported_verdict IS NULL OR verdict = 'undetermined' THEN NULL
        -- a threshold cannot be exceeded, only met
        WHEN verdict = 'met' AND bound NOT IN ('point', 'range') THEN reported_verdict <> 'missed'
        ELSE reported_verdict = verdict
    END AS agrees,
    CASE WHEN measure = 'level' AND least > 0 THEN 100 * result_least / nullif(most, CAST('infinity' AS DOUBLE)) END
        AS attainment_low,
    CASE WHEN measure = 'level' AND least > 0 AND result_most < CAST('infinity' AS DOUBLE)
        THEN 100 * result_most / least END AS attainment_high,
    reported_attainment, reported_attainment_locator,
    CASE WHEN measure = 'level' AND least > 0 AND reported_attainment IS NOT NULL AND result_least IS NOT NULL
        THEN said_most >= 100 * result_least / most AND said_least <= 100 * result_most / least
    END AS attainment_agrees,
    result_figures, coalesce(result_disputed, false) AS result_disputed,
    result_lowest, result_highest, disputed AS target_disputed, lowest AS target_lowest, highest AS target_highest,
    contradicted AS result_contradicted,
    progress_period_end, progress_bound, progress_value, progress_low, progress_high, progress_decimals,
    CASE WHEN measure = 'level' THEN 100 * progress_value / nullif(coalesce(value, high, low), 0) END
        AS progress_percent,
    other_price_basis,
    observation_id AS target_observation_id, document_id AS target_document_id,
    locator AS target_locator, source_locator AS target_source_locator,
    result_observation_id, result_document_id, result_locator, result_source_locator,
    progress_observation_id, progress_document_id, progress_locator, progress_source_locator,
    coalesce(ordinal, result_ordinal) AS ordinal,
    greatest(target_evidence, result_evidence) AS evidence
FROM judged
