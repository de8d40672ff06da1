/*
severity = "warning"
title_vi = "Số của năm trước in lại"
title_en = "Last year's figure again"
meaning_vi = "Mức của hai năm liền giống hệt đến từng chữ số, mà với mức biến động thường thấy của địa bàn thì khó trùng ngẫu nhiên (dưới 1 % cho cả địa bàn), và văn bản không nói là không đổi: có thể chép số năm trước."
meaning_en = "The levels of two years are equal to the last digit, which chance would hardly bring about, seen how much the levels of the place move from year to year (below 1 % for the place), and no document says it is unchanged: perhaps last year's figure was copied."
settle_vi = "Số gốc của năm sau."
settle_en = "The original figure of the later year."
message_vi = "{name}, {period}: {p1} giống hệt số của kỳ trước {p2}"
message_en = "{name}, {period}: {p1} is equal to the figure of the period before {p2}"
*/
WITH pairs AS (
    SELECT
        f.observation_id, b.observation_id AS before_id, f.cell, f.value = b.value AS same,
        count(*) OVER (PARTITION BY f.place) AS compared,
        -- how much levels of the place move from year to year
        median(abs(f.value - b.value) / abs(b.value)) FILTER (f.value <> b.value AND b.value <> 0) OVER (PARTITION BY f.place) AS moves,
        -- the figure in units of its last significant digit
        CAST(trim(CAST(CAST(round(abs(f.value) * power(10, f.decimals)) AS HUGEINT) AS VARCHAR), '0') AS VARCHAR) AS digits
    FROM fact AS f
    JOIN fact AS b
        ON b.cell = f.before AND b.role = 'result'
        AND b.measure = f.measure AND b.basis = f.basis AND b.owner = f.owner AND b.bound = 'point'
    WHERE f.role = 'result' AND f.measure IN ('level', 'share') AND f.bound = 'point'
        AND abs(f.value) * power(10, f.decimals) < 1e18
)

SELECT [p.observation_id, p.before_id] AS figures
FROM pairs AS p
LEFT JOIN fact AS g
    ON g.cell = p.cell AND g.measure = 'growth' AND g.role = 'result'
    AND g.least <= 0 AND g.most >= 0
WHERE p.same AND 2 * coalesce(p.moves, 1) * TRY_CAST(p.digits AS DOUBLE) > 100 * p.compared AND g.cell IS NULL
