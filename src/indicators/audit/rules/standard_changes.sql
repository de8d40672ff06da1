/*
severity = "warning"
title_vi = "Chuẩn ghi trong tên chỉ tiêu đổi"
title_en = "The standard named in the label changes"
meaning_vi = "Tên chỉ tiêu của năm sau nêu một chuẩn hay giai đoạn (theo chuẩn nghèo giai đoạn …, theo tiêu chí mới) mà tên của năm trước không nêu."
meaning_en = "The label of the later year names a standard (theo chuẩn nghèo giai đoạn …, theo tiêu chí mới) that the labels of the year before do not."
settle_vi = "Văn bản ban hành chuẩn mới; số của hai năm theo cùng một chuẩn."
settle_en = "The document that sets the new standard; figures of both years by one standard."
message_vi = "{name}, {period}: nhãn “{label}” {p1} nêu chuẩn “{standard}”, nhãn của năm trước {earlier} ({p2})"
message_en = "{name}, {period}: the label “{label}” {p1} names the standard “{standard}”, that of the year before {earlier_en} ({p2})"
*/
-- Few labels stand for many figures: each is read once.
WITH label AS (
    SELECT
        raw_label,
        nullif(trim(regexp_extract(lower(raw_label), 'theo (?:bộ )?((?:chuẩn|tiêu chí|tiêu chuẩn|quy chuẩn)[^,;)]*)', 1)), '') AS standard
    FROM (SELECT DISTINCT raw_label FROM observation)
),

named AS (
    SELECT o.observation_id, o.place_id, k.comparability, year(o.period_end) AS year, o.document_id, o.ordinal, l.standard
    FROM observation AS o
    JOIN known AS k ON k.indicator_id = o.indicator_id
    JOIN label AS l ON l.raw_label = o.raw_label
    -- no others can stand beside a label with a standard
    WHERE o.period_kind = 'year' AND k.comparability IN (
        SELECT c.comparability
        FROM (SELECT DISTINCT indicator_id, raw_label FROM observation) AS used
        JOIN label AS s ON s.raw_label = used.raw_label AND s.standard IS NOT NULL
        JOIN known AS c ON c.indicator_id = used.indicator_id
    )
),

later AS (
    SELECT * FROM named WHERE standard IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY place_id, comparability, year, standard ORDER BY document_id, ordinal) = 1
),

earlier AS (
    SELECT
        place_id, comparability, year, list(DISTINCT standard) AS standards,
        min_by(observation_id, (standard IS NULL, document_id, ordinal)) AS observation_id,
        min_by(standard, (standard IS NULL, document_id, ordinal)) AS standard
    FROM named
    GROUP BY place_id, comparability, year
)

SELECT
    [l.observation_id, e.observation_id] AS figures, l.standard,
    coalesce('nêu “' || e.standard || '”', 'không nêu') AS earlier,
    coalesce('names “' || e.standard || '”', 'names none') AS earlier_en
FROM later AS l
JOIN earlier AS e ON e.place_id = l.place_id AND e.comparability = l.comparability AND e.year = l.year - 1
WHERE NOT coalesce(list_contains(e.standards, l.standard), false)
