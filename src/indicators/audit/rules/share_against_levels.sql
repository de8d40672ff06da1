/*
severity = "warning"
title_vi = "Tỷ trọng khác tỷ lệ của giá trị"
title_en = "A share differs from that of the levels"
meaning_vi = "Tỷ trọng in ra khác tỷ lệ giữa giá trị của phần và của tổng. Khi giá trị không in loại giá, có thể hai bên khác loại giá."
meaning_en = "The printed share differs from the part's level over the whole's. Where the levels print no price basis, the two may be in different prices."
settle_vi = "Loại giá của giá trị và của cơ cấu."
settle_en = "The price basis of the levels and of the structure."
message_vi = "{name}, {period}: tỷ trọng {p1}, nhưng {p2} trên {p3} là {expected}"
message_en = "{name}, {period}: the share is {p1}, but {p2} over {p3} is {expected}"
*/
WITH computed AS (
    SELECT
        [s.observation_id, l.observation_id, w.observation_id] AS figures, s.least, s.most,
        100 * l.least / w.most AS expected_low, 100 * l.most / w.least AS expected_high
    FROM fact AS s
    JOIN known AS k ON k.indicator = s.indicator
    JOIN known AS whole ON whole.indicator_id = k.parent
    JOIN fact AS l
        ON l.cell = s.cell AND l.role = s.role
        AND l.measure = 'level' AND l.bound = 'point' AND l.basis IN (s.basis, 'not printed')
    JOIN fact AS w
        ON w.place = s.place AND w.indicator = whole.indicator AND w.period = s.period AND w.role = s.role
        AND w.measure = 'level' AND w.bound = 'point' AND w.basis = l.basis AND w.unit = l.unit AND w.least > 0
    WHERE s.measure = 'share' AND s.bound = 'point' AND s.role = 'result'
    -- levels in the prices of the share, else those that print none
    QUALIFY row_number() OVER (PARTITION BY s.observation_id ORDER BY l.basis = s.basis DESC) = 1
)

SELECT figures, expected_low, expected_high, '%' AS unit
FROM computed
WHERE least > expected_high OR most < expected_low
