/*
severity = "error"
title_vi = "Tích không khớp"
title_en = "A product does not hold"
meaning_vi = "Sản lượng phải bằng diện tích nhân năng suất (và các quan hệ tích khác của từ điển chỉ tiêu), trong phạm vi làm tròn."
meaning_en = "Output must be area times yield (and the codebook's other products), within rounding."
settle_vi = "Số liệu gốc của cả ba chỉ tiêu; xem đơn vị đã in."
settle_en = "The original figures of all of them; look at the printed units."
message_vi = "{name}, {period}: in {p1}, nhưng tích của {rest} là {expected}"
message_en = "{name}, {period}: printed {p1}, but the product of {rest} is {expected}"
*/
WITH products AS (
    SELECT
        -- the cell of the total, where its terms meet
        f.cell - r.term + r.indicator AS whole, f.role, f.basis, f.owner,
        list(f.observation_id ORDER BY r.position) AS figures,
        any_value(r.factor) * product(f.least) AS expected_low,
        any_value(r.factor) * product(f.most) AS expected_high
    FROM related AS r
    JOIN kin AS f ON f.indicator = r.term AND f.measure = 'level'
    WHERE r.kind = 'product'
    GROUP BY r.relation, r.terms, whole, f.role, f.basis, f.owner
    HAVING count(*) = r.terms AND min(f.least) >= 0
)

SELECT list_prepend(t.observation_id, p.figures) AS figures, p.expected_low, p.expected_high, t.unit
FROM products AS p
JOIN kin AS t
    ON t.cell = p.whole AND t.role = p.role
    AND t.basis = p.basis AND t.owner = p.owner AND t.measure = 'level'
WHERE t.least > p.expected_high OR t.most < p.expected_low
