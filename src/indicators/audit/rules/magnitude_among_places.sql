/*
severity = "warning"
title_vi = "Khác hẳn cỡ số của các địa bàn khác"
title_en = "Of another size than other places"
meaning_vi = "Mức tính trên đơn vị (tạ/ha, triệu đồng/người/năm) so sánh được giữa các địa bàn; một nơi nằm ngoài khoảng của các nơi còn lại (nới thêm đúng độ chênh của chúng), nhưng dời dấu phẩy thì lại nằm trong, có thể nhầm đơn vị hoặc dấu phẩy. Cần ít nhất ba địa bàn."
meaning_en = "Levels per unit (tạ/ha, million đồng per head) compare between places; one that lies outside the range of the others (widened by their own spread), but inside it when the comma is moved, may be a slip of unit or comma. At least three places are needed."
settle_vi = "Đơn vị của số gốc."
settle_en = "The unit of the original figure."
message_vi = "{name}, {period}: {p1} khác hẳn cỡ số của {others} địa bàn khác, gần nhất là {p2}"
message_en = "{name}, {period}: {p1} is of another size than {others} other places, the nearest being {p2}"
*/
WITH per_unit AS (
    SELECT f.*, hash(f.indicator, f.period, f.sort) AS same
    FROM fact AS f
    WHERE f.measure = 'level' AND f.role = 'result' AND f.bound = 'point' AND f.least > 0 AND contains(f.unit, '/')
),

ends AS (
    SELECT
        same, count(DISTINCT place) AS places, max(value, 3) AS high, min(value, 3) AS low,
        arg_max(observation_id, value, 2) AS high_ids, arg_min(observation_id, value, 2) AS low_ids
    FROM per_unit
    GROUP BY same
    HAVING count(DISTINCT place) > 2
),

-- The highest, and the lowest, beside the range of all the others and their spread.
odd AS (
    SELECT high_ids AS ids, places - 1 AS others, high[1] AS value, low[1] AS least, high[2] AS most, high[2] / low[1] AS spread FROM ends
    UNION ALL
    SELECT low_ids, places - 1, low[1], low[2], high[1], high[1] / low[2] FROM ends
)

SELECT [ids[1], ids[2]] AS figures, CAST(others AS VARCHAR) AS others
FROM odd
-- outside the range widened by its own spread, but inside it when the comma or unit is moved
WHERE (value > most * spread OR value < least / spread)
    AND len(list_filter(range(-6, 7), lambda k: value * power(10, k) BETWEEN least / spread AND most * spread)) > 0
