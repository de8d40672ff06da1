/*
severity = "error"
title_vi = "Tỷ trọng cộng lại quá 100"
title_en = "Shares sum to more than 100"
meaning_vi = "Các phần của một cơ cấu cộng lại quá 100 %, kể cả khi đã tính đến làm tròn; thiếu phần nào cũng không thể quá 100."
meaning_en = "The parts of a structure sum to more than 100 %, rounding allowed for; not even an incomplete list can."
settle_vi = "Số đếm của từng phần và tổng."
settle_en = "The counts of each part and of the whole."
message_vi = "Cơ cấu, {period}: {printed} cộng lại được {expected}, quá 100 %"
message_en = "Structure, {period}: {printed} sum to {expected}, more than 100 %"
*/
SELECT
    list(f.observation_id ORDER BY f.line) AS figures,
    round(sum(f.least), 9) AS expected_low, round(sum(f.most), 9) AS expected_high, '%' AS unit
FROM fact AS f
JOIN known AS k ON k.indicator = f.indicator
WHERE f.measure = 'share' AND k.structure_group IS NOT NULL
GROUP BY f.place, k.structure_group, f.period, f.role, f.basis, f.owner
HAVING count(*) > 1 AND round(sum(f.least), 9) > 100
