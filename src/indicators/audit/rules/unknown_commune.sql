/*
severity = "warning"
title_vi = "Tên xã không có trong danh mục"
title_en = "A commune that is not in the register"
meaning_vi = "Nhãn, ghi chú hoặc giá trị nêu tên xã, thị trấn, phường mà danh mục hành chính của địa bàn vào ngày văn bản không có; nêu tên gần nhất."
meaning_en = "A label, note or value names a commune that the register of the place at the date of the document does not have; the nearest name is given."
settle_vi = "Bản gốc của văn bản."
settle_en = "The original of the document."
message_vi = "{document}: tên “{given}” không có trong danh mục của {district}; có lẽ là “{likely}” ({p1})"
message_en = "{document}: the name “{given}” is not in the register of {district}; probably “{likely}” ({p1})"
*/
WITH commune AS (
    SELECT
        parent, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_to,
        regexp_replace(name, '^(Xã|Thị trấn|Phường) ', '') AS name
    FROM place
    WHERE level = 'commune'
),

telling AS (
    SELECT words
    FROM (SELECT DISTINCT raw_label AS words FROM observation)
    WHERE regexp_matches(words, '(?:[Xx]ã|[Tt]hị trấn|[Pp]hường)(?: \(|:?\s+\p{Lu}\p{Ll})')
),

-- Materialised, so that few texts are put together and read in full.
likely AS MATERIALIZED (
    SELECT o.observation_id, o.document_id, o.ordinal, concat_ws(' ; ', o.raw_label, o.note, o.raw_value) AS words
    FROM observation AS o
    LEFT JOIN telling AS l ON l.words = o.raw_label
    WHERE l.words IS NOT NULL
        OR contains(o.note, 'ã') OR contains(o.note, 'ị trấn') OR contains(o.note, 'ường')
        OR contains(o.raw_value, 'ã') OR contains(o.raw_value, 'ị trấn') OR contains(o.raw_value, 'ường')
),

-- A name has two syllables or more: Nông in xã Nông thôn mới is none.
text AS (
    SELECT
        o.observation_id, o.document_id, o.ordinal, d.place_id, d.issued_on,
        unnest(regexp_extract_all(
            o.words,
            '(?:[Xx]ã|[Tt]hị trấn|[Pp]hường)(?: \([^)]*\))?:?\s+((?:\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+)(?:,\s*\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+)*)', 1
        )) AS names
    FROM likely AS o
    JOIN document AS d ON d.document_id = o.document_id
    WHERE regexp_matches(o.words, '(?:[Xx]ã|[Tt]hị trấn|[Pp]hường)(?: \([^)]*\))?:?\s+\p{Lu}\p{Ll}')
),

named AS (
    SELECT observation_id, document_id, ordinal, place_id, issued_on, unnest(string_split_regex(names, ',\s*')) AS given
    FROM text
),

-- One way of writing tone marks: Hòa, Thủy.
written AS (
    SELECT
        n.*, c.name,
        replace(replace(replace(replace(replace(lower(n.given), 'oà', 'òa'), 'oá', 'óa'), 'uỷ', 'ủy'), 'uý', 'úy'), 'uỳ', 'ùy') AS a,
        replace(replace(replace(replace(replace(lower(c.name), 'oà', 'òa'), 'oá', 'óa'), 'uỷ', 'ủy'), 'uý', 'úy'), 'uỳ', 'ùy') AS b
    FROM named AS n
    JOIN commune AS c ON c.parent = n.place_id AND n.issued_on BETWEEN c.valid_from AND c.valid_to
)

SELECT
    [min_by(w.observation_id, w.ordinal)] AS figures, w.given, w.given AS found, p.name AS district,
    min_by(w.name, (levenshtein(strip_accents(w.a), strip_accents(w.b)), levenshtein(w.a, w.b), w.name)) AS likely,
    min_by(w.name, (levenshtein(strip_accents(w.a), strip_accents(w.b)), levenshtein(w.a, w.b), w.name)) AS expected
FROM written AS w
JOIN place AS p ON p.place_id = w.place_id AND w.issued_on BETWEEN p.valid_from AND coalesce(p.valid_to, DATE '9999-12-31')
GROUP BY w.document_id, w.given, p.name
HAVING NOT bool_or(w.a = w.b)
