/*
severity = "warning"
title_vi = "Tăng giảm tỷ trọng không bù trừ"
title_en = "Changes of shares do not cancel"
meaning_vi = "Các phần của một cơ cấu luôn bằng 100 %, nên điểm % tăng giảm của mọi phần phải cộng lại bằng 0."
meaning_en = "The parts of a structure always make 100 %, so that the percentage points they gain and lose must sum to 0."
settle_vi = "Cơ cấu của cả hai kỳ."
settle_en = "The structure of both periods."
message_vi = "Cơ cấu, {period}: {printed} cộng lại được {expected}, không phải 0"
message_en = "Structure, {period}: {printed} sum to {expected}, not 0"
*/
SELECT
    list(f.observation_id ORDER BY f.line) AS figures,
    round(sum(f.least), 9) AS expected_low, round(sum(f.most), 9) AS expected_high, f.unit
FROM fact AS f
JOIN known AS k ON k.indicator = f.indicator
JOIN (SELECT structure_group, count(*) AS members FROM known GROUP BY structure_group) AS g
    ON g.structure_group = k.structure_group
JOIN observation AS o ON o.observation_id = f.observation_id
WHERE f.measure = 'growth' AND f.unit = 'điểm %'
GROUP BY f.place, k.structure_group, f.period, f.role, f.basis, f.unit, g.members
HAVING count(*) = g.members AND g.members > 1
    AND NOT bool_or(list_contains(o.flags, 'direction_not_printed'))
    AND (round(sum(f.least), 9) > 0 OR round(sum(f.most), 9) < 0)
