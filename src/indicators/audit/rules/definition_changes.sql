/*
severity = "warning"
title_vi = "Chỉ tiêu đổi định nghĩa"
title_en = "The definition changes"
meaning_vi = "Năm sau địa bàn dùng một chỉ tiêu gần giống nhưng khác định nghĩa, phạm vi hoặc đơn vị với năm trước (nước sạch của dân nông thôn, rồi của hộ dân): hai năm không so sánh được."
meaning_en = "In the later year the place uses a similar indicator of another definition, base or unit (clean water of the rural population, then of households): the years do not compare."
settle_vi = "Định nghĩa trong văn bản giao chỉ tiêu; số theo cùng một định nghĩa cho cả hai năm."
settle_en = "The definition in the document that sets the target; figures of both years by one definition."
message_vi = "{period}: “{name}” {p1} thay cho “{earlier}” {p2} của năm {earlier_year}; {note_vi}"
message_en = "{period}: “{name}” {p1} takes the place of “{earlier_en}” {p2} of {earlier_year}; {note}"
*/
WITH used AS (
    SELECT f.place, f.indicator, p.year, min_by(f.observation_id, f.line) AS observation_id
    FROM figure AS f
    JOIN period AS p ON p.period = f.period
    JOIN known AS k ON k.indicator = f.indicator
    WHERE p.period_kind = 'year' AND f.role = 'target'
        AND k.comparability IN (SELECT comparability FROM known GROUP BY comparability HAVING count(*) > 1)
    GROUP BY f.place, f.indicator, p.year
)

SELECT
    [b.observation_id, a.observation_id] AS figures,
    ka.name_vi AS earlier, ka.name_en AS earlier_en, CAST(a.year AS VARCHAR) AS earlier_year,
    kb.comparability_note AS note, coalesce(kb.comparability_note_vi, kb.comparability_note) AS note_vi
FROM used AS a
JOIN used AS b ON b.place = a.place AND b.year = a.year + 1 AND b.indicator <> a.indicator
JOIN known AS ka ON ka.indicator = a.indicator
JOIN known AS kb ON kb.indicator = b.indicator AND kb.comparability = ka.comparability
LEFT JOIN used AS still ON still.place = a.place AND still.indicator = a.indicator AND still.year = b.year
LEFT JOIN used AS already ON already.place = b.place AND already.indicator = b.indicator AND already.year = a.year
WHERE still.place IS NULL AND already.place IS NULL
-- to each new indicator the one of the likest name
QUALIFY row_number() OVER (
    PARTITION BY b.place, b.year, b.indicator ORDER BY jaro_winkler_similarity(ka.name_vi, kb.name_vi) DESC, ka.indicator
) = 1
