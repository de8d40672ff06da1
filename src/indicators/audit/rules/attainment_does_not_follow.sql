/*
severity = "error"
title_vi = "Phần trăm so kế hoạch không khớp"
title_en = "A percent of plan does not follow"
meaning_vi = "Phần trăm so với kế hoạch in ra khác số tính từ kết quả và kế hoạch của cùng kỳ, kể cả khi đã tính đến làm tròn và mọi giá trị trong khoảng kế hoạch."
meaning_en = "The printed percent of plan differs from result over plan of the same period, for every plan within the printed range and rounding."
settle_vi = "Kế hoạch được giao; có khi đó là tăng so với cùng kỳ."
settle_en = "The plan that was set; it may be growth on the year before."
message_vi = "{name}, {period}: in {p1} so với kế hoạch, nhưng {p2} trên {p3} là {expected}"
message_en = "{name}, {period}: printed {p1} of plan, but {p2} over {p3} is {expected}"
*/
WITH computed AS (
    SELECT
        a.observation_id AS percent_id, [a.observation_id, r.observation_id, t.observation_id] AS figures,
        -- a result may be negative
        CASE WHEN isinf(r.least) THEN r.least ELSE least(100 * r.least / t.most, 100 * r.least / t.least) END AS expected_low,
        CASE WHEN isinf(r.most) THEN r.most ELSE greatest(100 * r.most / t.least, 100 * r.most / t.most) END AS expected_high,
        round(a.least - expected_high, 9) <= 0 AND round(expected_low - a.most, 9) <= 0 AS fits
    FROM fact AS t
    JOIN fact AS r
        ON r.cell = t.cell AND r.measure = 'level'
        AND r.role = 'result' AND r.basis = t.basis AND coalesce(r.base_year = t.base_year, true)
    JOIN fact AS a
        ON a.cell = t.cell AND a.measure = 'attainment'
        AND a.role = 'result' AND a.bound = 'point'
        -- a report that says plan means the target the district set
        AND (a.owner = t.owner OR (a.owner = 'plan' AND t.owner = 'district'))
    WHERE t.measure = 'level' AND t.role = 'target' AND t.least > 0
    QUALIFY rank() OVER (PARTITION BY a.observation_id ORDER BY a.owner = t.owner DESC, a.basis = t.basis DESC) = 1
)

-- of several price bases the percent is that of one
SELECT figures, expected_low, expected_high, '%' AS unit
FROM computed
QUALIFY NOT bool_or(fits) OVER (PARTITION BY percent_id) AND row_number() OVER (PARTITION BY percent_id ORDER BY figures) = 1
