/*
severity = "error"
title_vi = "Bình quân nằm ngoài các phần"
title_en = "A mean outside its parts"
meaning_vi = "Số bình quân phải nằm giữa phần nhỏ nhất và phần lớn nhất."
meaning_en = "A mean must lie between its smallest and its largest part."
settle_vi = "Số liệu gốc của từng phần; xem đơn vị đã in."
settle_en = "The original figures of the parts; look at the printed units."
message_vi = "{name}, {period}: in {p1}, nhưng bình quân của {rest} phải nằm trong {expected}"
message_en = "{name}, {period}: printed {p1}, but a mean of {rest} must lie in {expected}"
*/
WITH parts AS (
    SELECT
        -- the cell of the total, where its terms meet
        f.cell - r.term + r.indicator AS whole, f.role, f.basis, f.owner,
        list(f.observation_id ORDER BY r.position) AS figures,
        min(f.least) * any_value(r.factor) AS expected_low, max(f.most) * any_value(r.factor) AS expected_high
    FROM related AS r
    JOIN kin AS f ON f.indicator = r.term AND f.measure = 'level'
    WHERE r.kind = 'mean'
    GROUP BY r.relation, r.terms, whole, f.role, f.basis, f.owner
    HAVING count(*) = r.terms
)

SELECT list_prepend(t.observation_id, p.figures) AS figures, p.expected_low, p.expected_high, t.unit
FROM parts AS p
JOIN kin AS t
    ON t.cell = p.whole AND t.role = p.role
    AND t.basis = p.basis AND t.owner = p.owner AND t.measure = 'level'
WHERE round(p.expected_low - t.most, 9) > 0 OR round(t.least - p.expected_high, 9) > 0
