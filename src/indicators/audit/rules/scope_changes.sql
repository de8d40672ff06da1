/*
severity = "warning"
title_vi = "Tên chỉ tiêu nêu phạm vi khác nhau"
title_en = "Labels name different scopes"
meaning_vi = "Cùng một chỉ tiêu mà các nhãn nêu phạm vi khác nhau (thu tại huyện, thu trên địa bàn; nông nghiệp - thủy sản, nông lâm thủy sản; số lao động, số lượt lao động): có thể không cùng một gốc tính."
meaning_en = "Labels of one indicator name different scopes (revenue at the district, in the area; agriculture with or without forestry; workers, times of work): they may not have one base."
settle_vi = "Định nghĩa của cơ quan ban hành cho từng nhãn."
settle_en = "The issuing office's definition of each label."
message_vi = "{name}: nhãn “{label}” {p1} nêu “{scope}”, nhãn “{other_label}” {p2} nêu “{other_scope}”"
message_en = "{name}: the label “{label}” {p1} says “{scope}”, the label “{other_label}” {p2} says “{other_scope}”"
*/
WITH scope (family, word) AS (
    VALUES
    ('revenue', 'tại huyện'), ('revenue', 'trên địa bàn'), ('revenue', 'huyện quản lý'), ('revenue', 'cấp huyện'),
    ('area', 'nông thôn'), ('area', 'đô thị'), ('area', 'thành thị'),
    ('base', 'hộ dân'), ('base', 'dân số'), ('base', 'người dân'),
    ('agriculture', 'nông nghiệp - thủy sản'), ('agriculture', 'nông, lâm'),
    ('work', 'số lao động'), ('work', 'số lượt')
),

-- Few labels stand for many figures: each is read once.
worded AS (
    SELECT l.raw_label, s.family, list_sort(list(s.word)) AS words
    FROM (SELECT DISTINCT raw_label FROM observation) AS l
    JOIN scope AS s ON contains(lower(l.raw_label), s.word)
    GROUP BY l.raw_label, s.family
),

-- Of each label its first figure.
label AS (
    SELECT
        place_id, indicator_id, raw_label,
        min_by(observation_id, (document_id, ordinal)) AS observation_id, min((document_id, ordinal)) AS place_in_line
    FROM observation
    WHERE raw_label IN (SELECT raw_label FROM worded)
    GROUP BY place_id, indicator_id, raw_label
),

scoped AS (
    SELECT l.*, w.family, w.words
    FROM label AS l
    JOIN worded AS w ON w.raw_label = l.raw_label
)

SELECT
    [b.observation_id, a.observation_id] AS figures, a.raw_label AS other_label,
    array_to_string(b.words, ', ') AS scope, array_to_string(a.words, ', ') AS other_scope
FROM scoped AS a
JOIN scoped AS b
    ON b.place_id = a.place_id AND b.indicator_id = a.indicator_id AND b.family = a.family
    AND b.place_in_line > a.place_in_line AND b.words <> a.words
QUALIFY row_number() OVER (PARTITION BY a.place_id, a.indicator_id, a.family, least(a.words, b.words), greatest(a.words, b.words) ORDER BY a.place_in_line, b.place_in_line) = 1
