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
SELECT
    [f.observation_id] AS figures,
    coalesce(CASE WHEN f.measure IN ('growth', 'attainment') THEN CASE f.measure WHEN 'growth' THEN -100 ELSE 0 END ELSE k.range_low END,
        CAST('-infinity' AS DOUBLE)) AS expected_low,
    coalesce(CASE WHEN f.measure IN ('level', 'share') THEN k.range_high END, CAST('infinity' AS DOUBLE)) AS expected_high,
    f.unit
FROM figure AS f
JOIN known AS k ON k.indicator = f.indicator
WHERE (f.measure IN ('level', 'share')
        AND (coalesce(f.value, f.high) + f.half < k.range_low OR coalesce(f.value, f.low) - f.half > k.range_high))
    OR (f.measure = 'growth' AND f.unit = '%' AND coalesce(f.value, f.high) + f.half < -100)
    OR (f.measure = 'attainment' AND coalesce(f.value, f.high) + f.half < 0)
