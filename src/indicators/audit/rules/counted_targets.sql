/*
severity = "error"
title_vi = "Số chỉ tiêu hoàn thành không khớp bảng"
title_en = "The count of reached targets does not fit the table"
meaning_vi = "Lời văn đếm số chỉ tiêu hoàn thành (18/19); bảng chỉ tiêu của chính văn bản cho số khác. Một dòng đánh số là một chỉ tiêu; dòng có nhiều số thì chỉ đạt khi mọi số đều đạt. Chỉ xét khi bảng có đủ các dòng."
meaning_en = "The text counts the targets that were reached (18/19); the document's own table gives another number. A numbered row is one target, reached when all its figures are. Only where the table has all the rows."
settle_vi = "Danh sách chỉ tiêu mà lời văn đã đếm, và cách đếm dòng có nhiều số."
settle_en = "The list of targets that was counted, and how rows of several figures were counted."
message_vi = "{name}, {period}: in {p1}; tính từ bảng thì {reached} đạt, {missed} không đạt, {open} không tính được; theo chữ của bảng {said} không đạt. Số không đạt: {rest}"
message_en = "{name}, {period}: printed {p1}; computed from the table {reached} reached, {missed} missed, {open} undetermined; by the table's own words {said} missed. Missed: {rest}"
*/
WITH statement AS MATERIALIZED (
    SELECT f.*, p.period_start, p.period_end, o.document_id
    FROM kin AS f
    JOIN related AS r ON r.indicator = f.indicator AND r.kind = 'count_of_met'
    JOIN period AS p ON p.period = f.period
    JOIN observation AS o ON o.observation_id = f.observation_id
    WHERE f.denominator IS NOT NULL AND f.bound = 'point'
),

-- The number of a row is read once for each of the few places in documents.
item_of AS (
    SELECT source_locator, CAST(regexp_extract(source_locator, '(?:(?:^| )[IVX]+\.|\()(\d+)\)?$', 1) AS INTEGER) AS number
    FROM (SELECT DISTINCT source_locator FROM observation)
    WHERE regexp_matches(source_locator, '(?:(?:^| )[IVX]+\.|\()(\d+)\)?$')
),

-- The rows by their numbers. Of targets of several owners in a row the district's counts.
numbered AS (
    SELECT
        s.observation_id, j.*, i.number
    FROM statement AS s
    JOIN judged AS j
        ON j.place = s.place AND j.period_start = s.period_start AND j.period_end = s.period_end AND j.origin = 'printed'
    JOIN observation AS t ON t.observation_id = j.target_observation_id AND t.document_id = s.document_id
    JOIN item_of AS i ON i.source_locator = t.source_locator AND i.number <= s.denominator
    QUALIFY rank() OVER (
        PARTITION BY s.observation_id, i.number, j.indicator, j.measure ORDER BY j.target_by = 'district' DESC
    ) = 1
),

item AS (
    SELECT
        observation_id, number, bool_or(verdict = 'missed') AS missed,
        bool_or(verdict = 'undetermined' AND NOT qualitative) AS unknown,
        bool_or(coalesce(reported_verdict = 'missed', false)) AS said,
        list(result_observation_id ORDER BY result_observation_id) FILTER (verdict = 'missed') AS missing
    FROM numbered
    GROUP BY observation_id, number
),

counted AS (
    SELECT
        s.observation_id, s.value, count(*) FILTER (i.missed) AS missed,
        count(*) FILTER (NOT i.missed AND i.unknown) AS open,
        count(*) FILTER (NOT i.missed AND NOT i.unknown) AS reached,
        count(*) FILTER (i.said) AS said,
        flatten(list(i.missing ORDER BY i.number) FILTER (i.missing IS NOT NULL)) AS missing
    FROM statement AS s
    JOIN item AS i ON i.observation_id = s.observation_id AND i.number <= s.denominator
    GROUP BY s.observation_id, s.value, s.denominator
    HAVING count(*) = s.denominator
)

SELECT
    list_prepend(observation_id, missing) AS figures, reached, missed, open, said,
    CAST(reached AS VARCHAR) || CASE WHEN open > 0 THEN '…' || CAST(reached + open AS VARCHAR) ELSE '' END AS expected
FROM counted
WHERE value < reached OR value > reached + open
