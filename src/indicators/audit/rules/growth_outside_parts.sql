/*
severity = "error"
title_vi = "Tăng trưởng của tổng nằm ngoài các phần"
title_en = "Growth of a total outside that of its parts"
meaning_vi = "Tổng không thể tăng nhanh hơn phần tăng nhanh nhất hay chậm hơn phần tăng chậm nhất. Phần nào biết cả mức và tăng trưởng thì được trừ ra trước; phần còn lại phải nằm trong khoảng của các phần còn lại."
meaning_en = "A total cannot grow faster than its fastest part or slower than its slowest. Parts with level and growth are taken out first; what remains must lie within the growth of the parts that remain."
settle_vi = "Bảng giá trị của từng phần hai năm, cùng loại giá."
settle_en = "The table of the parts in both years, in the same prices."
message_vi = "{name}, {period}: in {p1}; sau khi trừ các phần đã biết mức thì phần còn lại tăng {low} đến {high} %, nhưng các phần còn lại chỉ tăng {expected} ({rest})"
message_en = "{name}, {period}: printed {p1}; without the parts whose level is known the rest grows {low} to {high} %, but the remaining parts grow {expected} ({rest})"
*/
WITH part AS (
    SELECT
        -- the cell of the total, where its terms meet
        r.relation, r.terms, r.position, g.cell - r.term + r.indicator AS whole, g.basis,
        g.observation_id, g.least AS growth_least, g.most AS growth_most,
        l.observation_id AS level_id, l.least, l.most,
        l.least / (1 + g.most / 100) AS base_least, l.most / (1 + g.least / 100) AS base_most
    FROM related AS r
    JOIN kin AS g
        ON g.indicator = r.term AND g.measure = 'growth' AND g.unit = '%' AND g.role = 'result' AND g.bound = 'point'
    LEFT JOIN kin AS l
        ON l.cell = g.cell AND l.role = 'result'
        AND l.measure = 'level' AND l.bound = 'point' AND l.basis IN (g.basis, 'not printed') AND l.least > 0
    WHERE r.kind = 'sum' AND g.least > -100
    QUALIFY row_number() OVER (PARTITION BY r.relation, g.observation_id ORDER BY l.basis = g.basis DESC) = 1
),

-- Of the whole, with its level where it has one.
whole AS (
    SELECT
        g.cell, g.basis, g.unit, g.observation_id, g.least AS growth_least, g.most AS growth_most,
        l.observation_id AS level_id, l.least, l.most
    FROM kin AS g
    LEFT JOIN kin AS l
        ON l.cell = g.cell AND l.role = 'result'
        AND l.measure = 'level' AND l.bound = 'point' AND l.basis IN (g.basis, 'not printed') AND l.least > 0
    WHERE g.measure = 'growth' AND g.unit = '%' AND g.role = 'result' AND g.bound = 'point'
        AND g.indicator IN (SELECT indicator FROM related WHERE kind = 'sum')
    QUALIFY row_number() OVER (PARTITION BY g.observation_id ORDER BY l.basis = g.basis DESC) = 1
),

taken AS (
    SELECT
        p.relation, w.observation_id AS whole_id, w.level_id AS whole_level_id, w.unit,
        w.growth_least, w.growth_most, w.least, w.most,
        w.least / (1 + w.growth_most / 100) AS base_least, w.most / (1 + w.growth_least / 100) AS base_most,
        -- a level of a part counts where the whole has one
        coalesce(sum(p.least) FILTER (w.least IS NOT NULL), 0) AS known_least,
        coalesce(sum(p.most) FILTER (w.least IS NOT NULL), 0) AS known_most,
        coalesce(sum(p.base_least) FILTER (w.least IS NOT NULL), 0) AS known_base_least,
        coalesce(sum(p.base_most) FILTER (w.least IS NOT NULL), 0) AS known_base_most,
        min(p.growth_least) FILTER (p.least IS NULL OR w.least IS NULL) AS expected_low,
        max(p.growth_most) FILTER (p.least IS NULL OR w.least IS NULL) AS expected_high,
        list(p.observation_id ORDER BY p.position) AS growths,
        list(p.level_id ORDER BY p.position) FILTER (p.level_id IS NOT NULL AND w.least IS NOT NULL) AS levels
    FROM part AS p
    JOIN whole AS w
        ON w.cell = p.whole AND w.basis = p.basis
    GROUP BY ALL
    HAVING count(*) = any_value(p.terms)
),

rest AS (
    SELECT
        *,
        CASE WHEN least IS NULL THEN growth_least
            ELSE 100 * ((least - known_most) / (base_most - known_base_least) - 1) END AS low,
        CASE WHEN least IS NULL THEN growth_most
            ELSE 100 * ((most - known_least) / (base_least - known_base_most) - 1) END AS high
    FROM taken
    WHERE least IS NULL OR (least > known_most AND base_least > known_base_most)
)

SELECT
    list_concat(list_concat([whole_id], growths), list_filter(list_prepend(whole_level_id, coalesce(levels, [])), lambda id: id IS NOT NULL)) AS figures,
    low, high, expected_low, expected_high, unit
FROM rest
WHERE round(low - expected_high, 9) > 0 OR round(expected_low - high, 9) > 0
