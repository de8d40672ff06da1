/*
severity = "error"
title_vi = "Các phần vượt tổng"
title_en = "Parts exceed their total"
meaning_vi = "Một số phần của tổng (trong đó) đã cộng lại lớn hơn tổng, kể cả khi đã tính đến làm tròn."
meaning_en = "Some of the parts of a total already add up to more than the total, rounding allowed for."
settle_vi = "Bảng tính gốc của tổng và các phần."
settle_en = "The working table of the total and its parts."
message_vi = "{name}, {period}: in {p1}, nhưng riêng {rest} đã là {expected}"
message_en = "{name}, {period}: printed {p1}, but {rest} alone make {expected}"
*/
WITH sums AS (
    SELECT
        -- the cell of the total, where its terms meet
        f.cell - r.term + r.indicator AS whole, f.role, f.basis, f.owner,
        list(f.observation_id ORDER BY r.position) AS figures, min(f.base_year) AS base_year,
        round(any_value(r.factor) * sum(f.least), 9) AS expected_low,
        round(any_value(r.factor) * sum(f.most), 9) AS expected_high
    FROM related AS r
    JOIN kin AS f ON f.indicator = r.term AND f.measure = 'level'
    WHERE r.kind = 'sum'
    GROUP BY r.relation, r.terms, whole, f.role, f.basis, f.owner
    -- what is printed as 0 is not negative; constant prices of different base years do not add up
    HAVING count(*) < r.terms AND min(f.least + f.half) >= 0 AND coalesce(min(f.base_year) = max(f.base_year), true)
)

SELECT list_prepend(t.observation_id, s.figures) AS figures, s.expected_low, s.expected_high, t.unit
FROM sums AS s
JOIN kin AS t
    ON t.cell = s.whole AND t.role = s.role
    AND t.basis = s.basis AND t.owner = s.owner AND t.measure = 'level'
    AND coalesce(t.base_year = s.base_year, true)
WHERE round(s.expected_low - t.most, 9) > 0
