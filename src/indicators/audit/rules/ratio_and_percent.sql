/*
severity = "error"
title_vi = "Phần trăm không khớp tỷ số"
title_en = "A percentage does not fit its ratio"
meaning_vi = "Cùng một chỗ in tỷ số (485.000/1.000.000) và phần trăm so kế hoạch, mà phần trăm khác tỷ số, kể cả khi đã tính đến làm tròn."
meaning_en = "A ratio (485,000/1,000,000) and its percent of plan are printed side by side and do not fit, rounding allowed for."
settle_vi = "Tử số và mẫu số gốc."
settle_en = "The original numerator and denominator."
message_vi = "{name}, {period}: in {p1}, nhưng {p2} cho {expected}"
message_en = "{name}, {period}: printed {p1}, but {p2} makes it {expected}"
*/
WITH unlike AS (
    SELECT
        a.observation_id AS percent_id, f.observation_id AS ratio_id,
        100 * f.least / f.denominator AS expected_low, 100 * f.most / f.denominator AS expected_high
    FROM fact AS f
    JOIN fact AS a
        ON a.cell = f.cell AND a.document = f.document
        AND a.measure = 'attainment' AND a.owner = 'plan' AND a.role = 'result'
    WHERE f.denominator > 0 AND f.measure = 'level' AND f.role = 'result'
        -- not where the denominator is a stock (73 of 79 schools) and the percent that of a plan
        AND f.indicator NOT IN (SELECT term FROM related WHERE kind = 'rate' AND position = 1)
        AND (round(a.least - 100 * f.most / f.denominator, 9) > 0 OR round(100 * f.least / f.denominator - a.most, 9) > 0)
)

-- Side by side: in one row. Elsewhere the ratio may be that of another whole (27 of all 30 communes).
SELECT [u.percent_id, u.ratio_id] AS figures, u.expected_low, u.expected_high, '%' AS unit
FROM unlike AS u
JOIN observation AS a ON a.observation_id = u.percent_id
JOIN observation AS f ON f.observation_id = u.ratio_id
WHERE split_part(a.locator, '!', 1) = split_part(f.locator, '!', 1)
    AND regexp_extract(a.locator, '!([A-Z]+)(\d+)', 2) = regexp_extract(f.locator, '!([A-Z]+)(\d+)', 2)
