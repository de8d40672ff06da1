/*
severity = "warning"
title_vi = "Tỷ trọng cộng lại chưa đủ 100"
title_en = "Shares sum to less than 100"
meaning_vi = "Mọi phần của một cơ cấu đều được in mà tổng nhỏ hơn 100 %, kể cả khi đã tính đến làm tròn: có số sai, hoặc còn một phần không nêu tên."
meaning_en = "All parts of a structure are printed and their sum stays below 100 %, rounding allowed for: a figure is wrong, or a part is not named."
settle_vi = "Số đếm của từng phần và tổng."
settle_en = "The counts of each part and of the whole."
message_vi = "Cơ cấu, {period}: {printed} cộng lại được {expected}, không phải 100 %"
message_en = "Structure, {period}: {printed} sum to {expected}, not 100 %"
*/
SELECT
    list(f.observation_id ORDER BY f.line) AS figures,
    round(sum(f.least), 9) AS expected_low, round(sum(f.most), 9) AS expected_high, '%' AS unit
FROM fact AS f
JOIN known AS k ON k.indicator = f.indicator
JOIN (SELECT structure_group, count(*) AS members FROM known GROUP BY structure_group) AS g
    ON g.structure_group = k.structure_group
WHERE f.measure = 'share'
GROUP BY f.place, k.structure_group, f.period, f.role, f.basis, f.owner, g.members
HAVING count(*) = g.members AND g.members > 1 AND round(sum(f.most), 9) < 100
