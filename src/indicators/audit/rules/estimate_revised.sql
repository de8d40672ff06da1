/*
severity = "note"
title_vi = "Thực hiện khác ước"
title_en = "The result differs from the estimate"
meaning_vi = "Số thực hiện của một văn bản khác số ước của văn bản khác cho cùng chỉ tiêu và kỳ: số ước đã được điều chỉnh."
meaning_en = "The result in one document differs from the estimate in another for the same indicator and period: the estimate was revised."
settle_vi = "Không cần; dùng số thực hiện."
settle_en = "Nothing to settle; use the result."
message_vi = "{name}, {period}: thực hiện {p1}, còn ước là {rest}"
message_en = "{name}, {period}: the result is {p1}, the estimate {rest}"
*/
WITH fact AS (
    SELECT
        max(least) FILTER (scenario = 'actual') AS actual_least,
        min(most) FILTER (scenario = 'actual') AS actual_most,
        max(least) FILTER (scenario = 'estimate') AS estimate_least,
        min(most) FILTER (scenario = 'estimate') AS estimate_most,
        min_by(observation_id, line) FILTER (scenario = 'actual') AS actual,
        list(observation_id ORDER BY line) FILTER (scenario = 'estimate') AS estimates,
        count(DISTINCT document) AS documents
    FROM disputed
    WHERE role = 'result'
    GROUP BY cell, sort
    -- constant prices of different base years are different figures
    HAVING count(DISTINCT base_year) < 2
)

-- what contradicts inside a scenario is for the rules on differing figures
SELECT list_prepend(actual, estimates) AS figures
FROM fact
WHERE documents > 1 AND round(actual_least - actual_most, 9) <= 0 AND round(estimate_least - estimate_most, 9) <= 0
    AND (round(actual_least - estimate_most, 9) > 0 OR round(estimate_least - actual_most, 9) > 0)
