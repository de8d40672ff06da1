/*
severity = "error"
title_vi = "Giá trị không thể có"
title_en = "An impossible value"
meaning_vi = "Tỷ trọng, tỷ lệ ngoài 0 đến 100 %, số đếm âm, giảm quá 100 %, hoặc ngoài giới hạn mà từ điển chỉ tiêu ghi."
meaning_en = "A share or rate outside 0 to 100 %, a negative count, a fall of more than 100 %, or a value beyond the limits of the codebook."
settle_vi = "Số liệu gốc; xem dấu phẩy thập phân và đơn vị."
settle_en = "The original figure; look at the decimal comma and the unit."
message_vi = "{name}, {period}: {p1} nằm ngoài khoảng có thể {expected}"
message_en = "{name}, {period}: {p1} lies outside what is possible, {expected}"
*/
WITH limited AS (
    SELECT
        f.observation_id, f.unit, coalesce(f.value, f.low) - f.half AS lowest, coalesce(f.value, f.high) + f.half AS highest,
        CASE
            WHEN f.measure = 'growth' AND f.unit = '%' THEN -100
            WHEN f.measure = 'attainment' THEN 0
            -- the limits of the codebook are those of the indicator's own unit
            WHEN f.measure = 'share' AND f.unit = '%' AND k.unit <> '%' THEN 0
            WHEN f.measure IN ('level', 'share') THEN k.range_low
        END AS limit_low,
        CASE
            WHEN f.measure = 'share' AND f.unit = '%' AND k.unit <> '%' THEN 100
            WHEN f.measure IN ('level', 'share') THEN k.range_high
        END AS limit_high
    FROM figure AS f
    JOIN known AS k ON k.indicator = f.indicator
)

SELECT
    [observation_id] AS figures, coalesce(limit_low, CAST('-infinity' AS DOUBLE)) AS expected_low,
    coalesce(limit_high, CAST('infinity' AS DOUBLE)) AS expected_high, unit
FROM limited
WHERE round(highest - limit_low, 9) < 0 OR round(lowest - limit_high, 9) > 0
