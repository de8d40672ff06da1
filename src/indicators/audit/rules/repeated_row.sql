/*
severity = "warning"
title_vi = "Hai dòng liền nhau giống hệt"
title_en = "Two rows in a row are equal"
meaning_vi = "Hai chỉ tiêu khác nhau ở hai dòng liền nhau có mọi số giống hệt, với nhiều chữ số hơn mức trùng ngẫu nhiên (dưới 1 % cho cả trang): có thể chép nhầm dòng."
meaning_en = "Two different indicators in adjacent rows have all figures equal, with more digits than chance explains (below 1 % for the whole sheet): perhaps a row was copied."
settle_vi = "Số gốc của dòng thứ hai."
settle_en = "The original figures of the second row."
message_vi = "{name}, {period}: hai dòng liền nhau in cùng các số {printed}"
message_en = "{name}, {period}: adjacent rows print the same figures {printed}"
*/
WITH strong AS NOT MATERIALIZED (
    SELECT *, hash(document, place, period, role, measure, bound, value, low, high) AS key
    FROM figure
    -- two significant digits or more: those of a row are counted below
    WHERE abs(coalesce(value, low, high)) * power(10, decimals) >= 11
        AND abs(coalesce(value, low, high)) * power(10, decimals) < 1e15
),

-- Figures that stand in their document for several indicators: few, found without a join of all.
twin AS MATERIALIZED (
    SELECT * FROM strong
    WHERE key IN (SELECT key FROM strong GROUP BY key HAVING min(indicator) <> max(indicator))
),

-- Close by in one document, the same figure of another indicator.
near AS (
    SELECT a.observation_id AS a_id, b.observation_id AS b_id
    FROM twin AS a
    JOIN twin AS b
        ON b.key = a.key AND b.document = a.document AND b.role = a.role AND b.measure = a.measure AND b.bound = a.bound
        AND b.value IS NOT DISTINCT FROM a.value AND b.low IS NOT DISTINCT FROM a.low
        AND b.high IS NOT DISTINCT FROM a.high
        AND b.place = a.place AND b.period = a.period
        AND b.indicator <> a.indicator AND b.line BETWEEN a.line + 1 AND a.line + 12
),

placed AS (
    SELECT DISTINCT x.document_id, d.sheet, d.row
    FROM near AS n
    JOIN observation AS x ON x.observation_id = n.a_id
    JOIN observation AS y ON y.observation_id = n.b_id
    JOIN address AS d ON d.locator = x.locator
    JOIN address AS e ON e.locator = y.locator AND e.sheet = d.sheet AND e.row = d.row + 1
),

-- These rows, with their figures column by column, and their significant digits: those of a number
-- without zeros at both ends.
held AS (
    SELECT
        o.document_id, d.sheet, d.row,
        list(o.observation_id ORDER BY o.ordinal) AS ids,
        list((regexp_extract(o.locator, '!([A-Z]+)', 1), o.measure, o.bound, o.value, o.low, o.high, o.denominator) ORDER BY o.ordinal) AS figures,
        min(o.indicator_id) AS indicator_id,
        sum(list_sum(list_transform(
            list_filter([o.value, o.low, o.high, o.denominator], lambda x: x IS NOT NULL AND abs(x) * power(10, o.decimals) < 1e15),
            lambda x: length(trim(CAST(CAST(round(abs(x) * power(10, o.decimals)) AS BIGINT) AS VARCHAR), '0'))
        ))) AS digits
    FROM observation AS o
    JOIN address AS d ON d.locator = o.locator
    JOIN (
        SELECT document_id, sheet, row FROM placed UNION SELECT document_id, sheet, row + 1 FROM placed
    ) AS p ON p.document_id = o.document_id AND p.sheet = d.sheet AND p.row = d.row
    WHERE o.bound <> 'text'
    GROUP BY o.document_id, d.sheet, d.row
),

repeated AS (
    SELECT p.document_id, p.sheet, list_concat(b.ids, a.ids) AS figures, a.digits
    FROM placed AS p
    JOIN held AS a ON a.document_id = p.document_id AND a.sheet = p.sheet AND a.row = p.row
    JOIN held AS b ON b.document_id = p.document_id AND b.sheet = p.sheet AND b.row = p.row + 1 AND b.figures = a.figures
    WHERE a.indicator_id <> b.indicator_id
        -- a total may equal its only part, and so may a mean; with other parts it lies between them
        AND NOT EXISTS (
            SELECT 1 FROM relation AS r
            WHERE ((r.indicator_id = a.indicator_id AND r.term_id = b.indicator_id)
                OR (r.indicator_id = b.indicator_id AND r.term_id = a.indicator_id))
                AND NOT (r.kind = 'mean' AND EXISTS (
                    SELECT 1
                    FROM relation AS s
                    JOIN observation AS o ON o.indicator_id = s.term_id
                    WHERE s.relation = r.relation AND s.term_id <> r.term_id AND o.document_id = p.document_id
                ))
        )
),

pairs AS (
    SELECT o.document_id, d.sheet, count(DISTINCT coalesce(d.row, 0)) AS pairs
    FROM observation AS o
    JOIN address AS d ON d.locator = o.locator
    WHERE o.document_id IN (SELECT document_id FROM repeated) AND o.bound <> 'text'
    GROUP BY o.document_id, d.sheet
)

SELECT r.figures
FROM repeated AS r
JOIN pairs AS n ON n.document_id = r.document_id AND n.sheet = r.sheet
WHERE power(10, r.digits) > 100 * n.pairs
