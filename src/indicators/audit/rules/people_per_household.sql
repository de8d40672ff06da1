/*
severity = "warning"
title_vi = "Số hộ không hợp với dân số"
title_en = "Households do not fit the population"
meaning_vi = "Dân số chia cho số hộ của cùng địa bàn, cùng kỳ, được dưới 2 hoặc trên 6 người một hộ, kể cả khi đã tính đến làm tròn; cả nước năm 2019 là 3,6."
meaning_en = "The population over the households of the same place and period is below 2 or above 6 persons a household, rounding allowed for; the country had 3.6 in 2019."
settle_vi = "Số hộ và dân số gốc; có thể một trong hai là của một phần địa bàn."
settle_en = "The original counts; one of them may be of a part of the place."
message_vi = "{name}, {period}: {p2} với {p1} là {expected} người một hộ"
message_en = "{name}, {period}: {p2} and {p1} make {expected} persons a household"
*/
SELECT
    [h.observation_id, p.observation_id] AS figures,
    p.least / h.most AS expected_low, CASE WHEN p.bound = 'more_than' OR p.most = CAST('infinity' AS DOUBLE) THEN p.least / h.most ELSE p.most / h.least END AS expected_high, NULL AS unit
FROM fact AS h
JOIN known AS households ON households.indicator = h.indicator AND households.indicator_id = 'households'
JOIN known AS people ON people.indicator_id = 'population'
JOIN fact AS p
    ON p.place = h.place AND p.period = h.period AND p.indicator = people.indicator
    AND p.role = 'result' AND p.measure = 'level'
WHERE h.role = 'result' AND h.measure = 'level' AND h.bound = 'point' AND h.least > 0
    AND (p.least > 6 * h.most OR p.most < 2 * h.least)
