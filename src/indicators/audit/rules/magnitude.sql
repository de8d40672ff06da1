/*
severity = "warning"
title_vi = "Khác hẳn cỡ số của các năm"
title_en = "Of another size than its years"
meaning_vi = "Mức gấp mười lần trở lên (hoặc chưa bằng một phần mười) cả năm trước lẫn năm sau: có thể nhầm đơn vị hoặc dấu phẩy."
meaning_en = "A level ten times or more (or a tenth or less) of both the year before and the year after: perhaps a slip of unit or of the decimal comma."
settle_vi = "Đơn vị của số gốc."
settle_en = "The unit of the original figure."
message_vi = "{name}, {period}: {p1} khác hẳn cỡ số năm trước {p2} và năm sau {p3}"
message_en = "{name}, {period}: {p1} is of another size than the year before {p2} and after {p3}"
*/
SELECT [f.observation_id, b.observation_id, a.observation_id] AS figures
FROM fact AS f
JOIN fact AS b
    ON b.cell = f.before AND b.role = f.role
    AND b.measure = 'level' AND b.basis = f.basis AND b.owner = f.owner AND b.bound = 'point'
    -- before the other join, so that few go into it
    AND b.least > 0 AND (f.least >= 10 * b.most OR 10 * f.most <= b.least)
JOIN fact AS a
    ON a.before = f.cell AND a.role = f.role
    AND a.measure = 'level' AND a.basis = f.basis AND a.owner = f.owner AND a.bound = 'point'
LEFT JOIN unit AS u ON u.symbol = f.unit
WHERE f.measure = 'level' AND f.bound = 'point' AND f.least > 0 AND a.least > 0
    AND f.unit <> '%'
    -- small counts jump (1, 12, 1): counted things only where thousands or millions
    -- too many or too few bring them between their years
    AND (NOT coalesce(u.counted, false) OR len(list_filter(
        [3, 6, 9], lambda k: f.value / power(10, k) BETWEEN least(a.value, b.value) AND greatest(a.value, b.value)
            OR f.value * power(10, k) BETWEEN least(a.value, b.value) AND greatest(a.value, b.value)
    )) > 0)
    AND (f.least >= 10 * greatest(a.most, b.most) OR 10 * f.most <= least(a.least, b.least))
