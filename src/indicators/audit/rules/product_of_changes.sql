/*
severity = "error"
title_vi = "Tăng trưởng hay so kế hoạch của tích không khớp"
title_en = "Growth or percent of plan of a product does not fit"
meaning_vi = "Sản lượng là diện tích nhân năng suất, nên chỉ số của sản lượng (so kế hoạch, so cùng kỳ) là tích hai chỉ số kia, trong phạm vi làm tròn."
meaning_en = "Output is area times yield, so that its index (on the plan, on the year before) is the product of both indices, within rounding."
settle_vi = "Kế hoạch và số năm trước của cả ba chỉ tiêu."
settle_en = "Plan and figure of the year before of all of them."
message_vi = "{name}, {period}: in {p1}, nhưng {rest} cho {expected}"
message_en = "{name}, {period}: printed {p1}, but {rest} make it {expected}"
*/
WITH ratio AS (
    -- 0 for a percent of plan, 100 for growth: what makes it an index
    SELECT *, CASE WHEN measure = 'growth' THEN 100 ELSE 0 END AS shift
    FROM kin
    WHERE measure IN ('growth', 'attainment') AND unit = '%' AND bound = 'point'
),

products AS (
    SELECT
        -- the cell of the product, where its terms meet
        f.cell - r.term + r.indicator AS whole, f.role, f.owner, f.measure, f.shift,
        list(f.observation_id ORDER BY r.position) AS figures,
        100 * product((f.least + f.shift) / 100) - f.shift AS expected_low,
        100 * product((f.most + f.shift) / 100) - f.shift AS expected_high
    FROM related AS r
    JOIN ratio AS f ON f.indicator = r.term
    WHERE r.kind = 'product'
    GROUP BY r.relation, r.terms, whole, f.role, f.owner, f.measure, f.shift, f.basis
    HAVING count(*) = r.terms AND min(f.least + f.shift) > 0
)

SELECT list_prepend(t.observation_id, p.figures) AS figures, p.expected_low, p.expected_high, t.unit
FROM products AS p
JOIN ratio AS t
    ON t.cell = p.whole AND t.role = p.role
    AND t.owner = p.owner AND t.measure = p.measure
WHERE t.least > p.expected_high OR t.most < p.expected_low
