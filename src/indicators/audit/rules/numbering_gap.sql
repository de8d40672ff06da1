/*
severity = "warning"
title_vi = "Số thứ tự bị nhảy"
title_en = "A gap in the numbering"
meaning_vi = "Mục La Mã hoặc số thứ tự của bảng, danh mục bỏ qua một số: có thể mất một tiêu đề hay một dòng."
meaning_en = "The Roman sections or the item numbers of a table or list skip a number: a heading or a row may be lost."
settle_vi = "Bản gốc của bảng."
settle_en = "The original of the table."
message_vi = "{document}, {sheet}: đánh số {numbers} mà không có {missing}; mục sau chỗ nhảy bắt đầu tại {p1}"
message_en = "{document}, {sheet}: numbered {numbers} without {missing}; what follows the gap begins at {p1}"
*/
-- Few texts stand for many figures: each is read once.
WITH text AS (
    SELECT
        source_locator,
        regexp_extract(source_locator, '^(?:(.*) )?([IVX]+)\.(\d+)$', ['prefix', 'roman', 'item']) AS part,
        regexp_extract(source_locator, '^(.*)\((\d+)\)$', ['prefix', 'item']) AS listed
    FROM (SELECT DISTINCT source_locator FROM observation)
    WHERE source_locator IS NOT NULL AND NOT starts_with(source_locator, 'chú thích')
),

numbered AS (
    SELECT
        source_locator, part.prefix AS series,
        list_position(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'], part.roman) AS number,
        true AS roman
    FROM text
    WHERE part.roman <> ''
    UNION ALL
    SELECT source_locator, part.prefix || ' ' || part.roman, CAST(part.item AS INTEGER), false
    FROM text
    WHERE part.roman <> ''
    UNION ALL
    SELECT source_locator, listed.prefix, CAST(listed.item AS INTEGER), false
    FROM text
    WHERE listed.item <> ''
),

level AS (
    SELECT p.document_id, p.sheet, n.series, n.number, n.roman
    FROM (
        SELECT DISTINCT o.document_id, d.sheet, o.source_locator
        FROM observation AS o
        JOIN address AS d ON d.locator = o.locator
        WHERE o.source_locator IN (SELECT source_locator FROM numbered)
    ) AS p
    JOIN numbered AS n ON n.source_locator = p.source_locator
),

series AS (
    SELECT
        document_id, sheet, series, roman, list_sort(list(DISTINCT number)) AS numbers,
        list_filter(range(min(number), max(number) + 1), lambda n: NOT list_contains(list(DISTINCT number), n)) AS missing
    FROM level
    WHERE number IS NOT NULL
    GROUP BY document_id, sheet, series, roman
    HAVING max(number) - min(number) + 1 > count(DISTINCT number)
),

first AS (
    SELECT s.document_id, s.sheet, s.series, s.roman, min_by(o.observation_id, o.ordinal) AS observation_id
    FROM series AS s
    JOIN numbered AS n ON n.series = s.series AND n.roman = s.roman AND n.number > s.missing[1]
    JOIN observation AS o
        ON o.document_id = s.document_id AND split_part(o.locator, '!', 1) = s.sheet AND o.source_locator = n.source_locator
    GROUP BY s.document_id, s.sheet, s.series, s.roman
)

SELECT
    [f.observation_id] AS figures, s.sheet,
    list_transform(s.numbers, lambda n: CASE WHEN s.roman THEN ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'][n] ELSE CAST(n AS VARCHAR) END) AS numbers,
    list_transform(s.missing, lambda n: CASE WHEN s.roman THEN ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'][n] ELSE CAST(n AS VARCHAR) END) AS missing
FROM series AS s
JOIN first AS f ON f.document_id = s.document_id AND f.sheet = s.sheet AND f.series = s.series AND f.roman = s.roman
