/*
severity = "error"
title_vi = "Tỷ lệ không khớp số đếm"
title_en = "A rate does not follow from its counts"
meaning_vi = "Tỷ lệ in ra khác tỷ lệ tính từ số đếm và mẫu số (73/79), kể cả khi đã tính đến làm tròn. Mẫu số của chỉ tiêu có thể là số cuối kỳ trước."
meaning_en = "The printed rate differs from the count over its whole (73/79), rounding allowed for. The whole of a target may be the stock at the end of the period before."
settle_vi = "Số đếm và mẫu số; văn bản cần nói rõ tính trên tổng nào."
settle_en = "Count and whole; the document should say what the whole is."
message_vi = "{name}, {period}: in {p1}, nhưng {rest} cho {expected}"
message_en = "{name}, {period}: printed {p1}, but {rest} make it {expected}"
*/
WITH part AS (
    -- with one term its own denominator is the whole
    SELECT
        f.cell - r.term + r.indicator AS cell, f.role, f.owner, f.bound,
        f.observation_id AS part_id, NULL AS whole_id, f.value, f.low, f.high, f.half,
        f.denominator AS whole_least, f.denominator AS whole_most
    FROM related AS r
    JOIN kin AS f ON f.indicator = r.term AND f.measure = 'level'
    WHERE r.kind = 'rate' AND r.terms = 1 AND f.denominator > 0
    UNION ALL
    SELECT
        f.cell - r.term + r.indicator AS cell, f.role, f.owner, f.bound,
        f.observation_id, w.observation_id, f.value, f.low, f.high, f.half, w.least, w.most
    FROM related AS r
    JOIN kin AS f ON f.indicator = r.term AND f.measure = 'level'
    JOIN period AS p ON p.period = f.period
    JOIN related AS second ON second.relation = r.relation AND second.position = 2
    JOIN kin AS w
        ON w.indicator = second.term AND w.place = f.place AND w.measure = 'level' AND w.bound = 'point'
        AND w.role = 'result' AND w.least > 0 AND w.period IN (p.period, p.before)
    LEFT JOIN changed AS c ON c.place = f.place AND c.period = f.period
    WHERE r.kind = 'rate' AND r.terms = 2 AND r.position = 1 AND (w.period = p.period OR c.place IS NULL)
    -- a result is a part of the stock of its period; a target may start from either
    QUALIFY f.role = 'target' OR rank() OVER (PARTITION BY f.observation_id, r.relation ORDER BY w.period = p.period DESC) = 1
),

computed AS (
    SELECT
        p.*, t.observation_id AS rate_id,
        -- two thresholds on one side are compared end to end
        p.bound IN ('at_least', 'more_than') AND t.bound IN ('at_least', 'more_than') AS floors,
        p.bound IN ('at_most', 'less_than') AND t.bound IN ('at_most', 'less_than') AS ceilings,
        -- a point may be the rounded rate of the counts; the ends of a decided range are exact
        CASE WHEN t.bound = 'range' AND t.role = 'target' THEN t.low ELSE t.least END AS least,
        CASE WHEN t.bound = 'range' AND t.role = 'target' THEN t.high ELSE t.most END AS most,
        t.low - t.half AS floor_low, t.low + t.half AS floor_high,
        t.high - t.half AS ceiling_low, t.high + t.half AS ceiling_high
    FROM part AS p
    JOIN kin AS t
        ON t.cell = p.cell AND t.role = p.role
        AND t.owner = p.owner AND t.measure IN ('level', 'share') AND t.unit = '%'
),

compared AS (
    SELECT
        rate_id, part_id, list_filter([rate_id, part_id, whole_id], lambda id: id IS NOT NULL) AS figures,
        100 * (coalesce(value, low, CASE WHEN ceilings THEN high END, CAST('-infinity' AS DOUBLE)) - half) / whole_most
            AS expected_low,
        100 * (coalesce(value, high, CASE WHEN floors THEN low END, CAST('infinity' AS DOUBLE)) + half) / whole_least
            AS expected_high,
        CASE WHEN floors THEN floor_low WHEN ceilings THEN ceiling_low ELSE least END AS printed_low,
        CASE WHEN floors THEN floor_high WHEN ceilings THEN ceiling_high ELSE most END AS printed_high
    FROM computed
)

SELECT figures, expected_low, expected_high, '%' AS unit
FROM compared
QUALIFY bool_and(round(printed_low - expected_high, 9) > 0 OR round(expected_low - printed_high, 9) > 0)
        OVER (PARTITION BY rate_id, part_id)
    AND row_number() OVER (PARTITION BY rate_id, part_id ORDER BY figures) = 1
