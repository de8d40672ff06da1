/*
severity = "warning"
title_vi = "Chỉ số hay tốc độ tăng"
title_en = "Index or growth"
meaning_vi = "“Bằng x %” so với cùng kỳ được đọc là chỉ số. Khi x nhỏ đến mức đọc thành “tăng x %” lại là thay đổi ít hơn (x dưới 61,8), hoặc “tăng x %” mà x quá 100 nên đọc thành chỉ số hợp lý hơn, có thể từ bị in nhầm. Nếu mức hai năm khớp thì không nêu."
meaning_en = "“Bằng x %” of the same period is an index. Where x is so small that “tăng x %” would be less of a change (below 61.8), or where “tăng x %” exceeds 100 so that an index is likelier, the word may be a slip. Not reported where the levels of both years confirm it."
settle_vi = "Số cùng kỳ năm trước."
settle_en = "The figure of the same period a year before."
message_vi = "{name}, {period}: {p1} nghĩa là thay đổi {reading} %; nếu in nhầm chữ thì là {other} %"
message_en = "{name}, {period}: {p1} means a change of {reading} %; if the word is a slip, of {other} %"
*/
WITH doubtful AS (
    SELECT f.*
    FROM fact AS f
    LEFT JOIN period AS p ON p.period = f.period
    LEFT JOIN fact AS l
        ON l.cell = f.cell AND l.role = f.role
        AND l.measure = 'level' AND l.bound = 'point'
    LEFT JOIN fact AS b
        ON b.cell = f.before AND b.role = 'result'
        AND b.measure = 'level' AND b.bound = 'point' AND b.basis = l.basis AND b.least > 0
    WHERE f.measure = 'growth' AND f.unit = '%' AND f.bound = 'point' AND f.role = 'result'
        AND (f.value > 100 OR f.value < -38)
    GROUP BY ALL
    HAVING NOT coalesce(bool_or(round(f.least - 100 * (l.most / b.least - 1), 9) <= 0 AND round(100 * (l.least / b.most - 1) - f.most, 9) <= 0), false)
),

worded AS (
    SELECT d.*, regexp_matches(lower(o.raw_value), 'bằng|đạt') AS is_index, 100 + d.value AS index
    FROM doubtful AS d
    JOIN observation AS o ON o.observation_id = d.observation_id
)

SELECT [observation_id] AS figures, value AS reading, CASE WHEN is_index THEN index ELSE value - 100 END AS other
FROM worded
WHERE CASE WHEN is_index THEN index > 0 AND index < 100 AND ln(100 / index) > ln(1 + index / 100) ELSE value > 100 END
