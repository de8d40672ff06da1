/*
severity = "warning"
title_vi = "Chỗ in đáng ngờ"
title_en = "A doubtful print"
meaning_vi = "Chỗ in được đánh dấu khi đọc hoặc trong corrections.toml: lỗi quét chữ, đơn vị sai loại, không ghi tăng hay giảm."
meaning_en = "A print that was flagged on reading or in corrections.toml: a slip of scanning, a unit of another kind, neither rise nor fall printed."
settle_vi = "Bản gốc của văn bản."
settle_en = "The original of the document."
message_vi = "{name}, {period}: {p1} đáng ngờ ({doubts}){why}"
message_en = "{name}, {period}: {p1} is doubtful ({doubts}){why}"
*/
WITH flagged AS (
    SELECT
        observation_id, note,
        list_filter(flags, lambda flag: NOT list_contains([
            'inherited_unit', 'unit_from_label', 'price_basis_assumed', 'percentage_points', 'index_as_growth', 'index_suspect',
            'approximate', 'hidden', 'definition_differs', 'estimate', 'more_precise_than_shown'
        ], flag)) AS doubts
    FROM observation
    WHERE len(flags) > 0
)

SELECT [observation_id] AS figures, doubts, coalesce(': ' || note, '') AS why
FROM flagged
WHERE len(doubts) > 0
