/*
severity = "error"
title_vi = "Mức năm trước của các phần vượt tổng"
title_en = "The parts of the year before exceed their total"
meaning_vi = "Mức và tăng trưởng của tổng và của một số phần cho biết mức năm trước; các phần của năm trước cộng lại đã lớn hơn tổng của năm trước."
meaning_en = "Level and growth of a total and of some of its parts give their levels of the year before; the parts then add up to more than the total."
settle_vi = "Bảng giá trị của từng phần hai năm, cùng loại giá."
settle_en = "The table of the parts in both years, in the same prices."
message_vi = "{name}, {period}: năm trước tổng là {total} {unit}, nhưng riêng {parts} phần đã là {expected}, tính từ {printed}"
message_en = "{name}, {period}: the total of the year before was {total} {unit}, but {parts} of its parts alone were {expected}, by {printed}"
*/
WITH based AS (
    SELECT
        l.cell, l.indicator, l.observation_id AS level_id, g.observation_id AS growth_id, g.basis, l.unit,
        l.least / (1 + g.most / 100) AS low, l.most / (1 + g.least / 100) AS high
    FROM kin AS l
    JOIN kin AS g
        ON g.cell = l.cell AND g.role = 'result' AND g.measure = 'growth' AND g.unit = '%' AND g.bound = 'point'
        AND g.least > -100
    WHERE l.measure = 'level' AND l.role = 'result' AND l.bound = 'point' AND l.least >= 0 AND l.basis IN (g.basis, 'not printed')
    QUALIFY row_number() OVER (PARTITION BY g.observation_id ORDER BY l.basis = g.basis DESC) = 1
),

parts AS (
    SELECT
        r.relation, p.cell - r.term + r.indicator AS cell, p.basis,
        flatten(list([p.level_id, p.growth_id] ORDER BY r.position)) AS figures,
        any_value(r.factor) * sum(p.low) AS low, any_value(r.factor) * sum(p.high) AS high
    FROM related AS r
    JOIN based AS p ON p.indicator = r.term
    WHERE r.kind = 'sum'
    GROUP BY r.relation, r.terms, p.cell - r.term + r.indicator, p.basis
    -- with all parts growth_against_parts compares
    HAVING count(*) < r.terms
)

SELECT
    list_concat([w.level_id, w.growth_id], p.figures) AS figures, (w.low + w.high) / 2 AS total,
    CAST(len(p.figures) // 2 AS VARCHAR) AS parts, p.low AS expected_low, p.high AS expected_high, w.unit
FROM parts AS p
JOIN based AS w ON w.cell = p.cell AND w.basis = p.basis
WHERE round(p.low - w.high, 9) > 0
