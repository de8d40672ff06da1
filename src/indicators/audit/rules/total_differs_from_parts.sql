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
        r.relation, r.indicator, f.place, f.period, f.role, f.basis, f.owner,
        list(f.observation_id ORDER BY r.position) AS figures,
        round(any_value(r.factor) * sum(f.least), 9) AS expected_low,
        round(any_value(r.factor) * sum(f.most), 9) AS expected_high
    FROM related AS r
    JOIN fact AS f ON f.indicator = r.term AND f.measure = 'level'
    WHERE r.kind = 'sum'
    GROUP BY r.relation, r.indicator, r.terms, f.place, f.period, f.role, f.basis, f.owner
    HAVING count(*) = r.terms
)

SELECT list_prepend(t.observation_id, s.figures) AS figures, s.expected_low, s.expected_high, t.unit
FROM sums AS s
JOIN fact AS t
    ON t.indicator = s.indicator AND t.place = s.place AND t.period = s.period AND t.role = s.role
    AND t.basis = s.basis AND t.owner = s.owner AND t.measure = 'level'
WHERE t.least > s.expected_high OR t.most < s.expected_low
