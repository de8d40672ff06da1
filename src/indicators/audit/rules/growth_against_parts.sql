/*
severity = "error"
title_vi = "Tăng trưởng của tổng không khớp các phần"
title_en = "Growth of a total does not follow from its parts"
meaning_vi = "Mức và tăng trưởng của mọi phần cho biết mức năm trước của từng phần, và do đó tăng trưởng của tổng; số in ra nằm ngoài khoảng ấy."
meaning_en = "Level and growth of every part give its level of the year before, and so the growth of the total; the printed one lies outside that interval."
settle_vi = "Bảng giá trị của từng phần hai năm, cùng loại giá."
settle_en = "The table of the parts in both years, in the same prices."
message_vi = "{name}, {period}: in {p1}, nhưng mức và tăng trưởng của các phần {rest} cho {expected}"
message_en = "{name}, {period}: printed {p1}, but levels and growth of the parts {rest} make it {expected}"
*/
WITH part AS (
    SELECT
        -- the cell of the total, where its terms meet
        r.relation, r.terms, r.position, g.cell - r.term + r.indicator AS whole, g.basis,
        g.observation_id AS growth_id, l.observation_id AS level_id,
        l.least, l.most, l.least / (1 + g.most / 100) AS base_least, l.most / (1 + g.least / 100) AS base_most
    FROM related AS r
    JOIN kin AS g
        ON g.indicator = r.term AND g.measure = 'growth' AND g.unit = '%' AND g.role = 'result' AND g.bound = 'point'
    JOIN kin AS l
        ON l.cell = g.cell AND l.role = 'result'
        AND l.measure = 'level' AND l.bound = 'point' AND l.basis IN (g.basis, 'not printed')
    WHERE r.kind = 'sum' AND g.least > -100 AND l.least > 0
    QUALIFY row_number() OVER (PARTITION BY r.relation, g.observation_id ORDER BY l.basis = g.basis DESC) = 1
),

whole AS (
    SELECT
        whole, basis,
        flatten(list([level_id, growth_id] ORDER BY position)) AS figures,
        100 * (sum(least) / sum(base_most) - 1) AS expected_low,
        100 * (sum(most) / sum(base_least) - 1) AS expected_high
    FROM part
    GROUP BY relation, terms, whole, basis
    HAVING count(*) = terms
)

SELECT list_prepend(t.observation_id, w.figures) AS figures, w.expected_low, w.expected_high, t.unit
FROM whole AS w
JOIN kin AS t
    ON t.cell = w.whole AND t.basis = w.basis
    AND t.role = 'result' AND t.measure = 'growth' AND t.unit = '%' AND t.bound = 'point'
WHERE t.least > w.expected_high OR t.most < w.expected_low
