/*
severity = "error"
title_vi = "Tổng khác cộng các phần"
title_en = "The total differs from its parts"
meaning_vi = "Mọi phần của tổng đều được in mà cộng lại không bằng tổng, kể cả khi đã tính đến làm tròn. Khi chỉ nêu một số phần (trong đó) thì không xét."
meaning_en = "All parts of a total are printed and do not add up to it, rounding allowed for. A partial breakdown (trong đó) is not judged."
settle_vi = "Bảng tính gốc của tổng và các phần."
settle_en = "The working table of the total and its parts."
message_vi = "{name}, {period}: in {p1}, nhưng {rest} cộng lại là {expected}"
message_en = "{name}, {period}: printed {p1}, but {rest} add up to {expected}"
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
    -- constant prices of different base years do not add up
    HAVING count(*) = r.terms AND coalesce(min(f.base_year) = max(f.base_year), true)
)

SELECT list_prepend(t.observation_id, s.figures) AS figures, s.expected_low, s.expected_high, t.unit
FROM sums AS s
JOIN kin AS t
    ON t.cell = s.whole AND t.role = s.role
    AND t.basis = s.basis AND t.owner = s.owner AND t.measure = 'level'
    AND coalesce(t.base_year = s.base_year, true)
WHERE round(t.least - s.expected_high, 9) > 0 OR round(s.expected_low - t.most, 9) > 0
