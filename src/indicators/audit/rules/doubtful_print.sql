/*
severity = "warning"
title_vi = "Chỗ in đáng ngờ"
title_en = "A doubtful print"
meaning_vi = "Chỗ in được đánh dấu khi đọc hoặc trong corrections.toml: lỗi quét chữ, đơn vị sai loại, không ghi tăng hay giảm."
meaning_en = "A print that was flagged on reading or in corrections.toml: a slip of scanning, a unit of another kind, neither rise nor fall printed."
settle_vi = "Bản gốc của văn bản."
settle_en = "The original of the document."
message_vi = "{name}, {period}: {p1} đáng ngờ ({doubts_vi}){why}"
message_en = "{name}, {period}: {p1} is doubtful ({doubts}){why}"
*/
SELECT
    [observation_id] AS figures, CASE WHEN note IS NOT NULL AND NOT list_contains(doubts, 'direction_not_printed') THEN ': ' || note ELSE '' END AS why,
    list_transform(doubts, lambda flag: coalesce(map {
        'ocr_suspect': 'lỗi quét chữ', 'unit_suspect': 'đơn vị', 'direction_not_printed': 'không ghi tăng hay giảm'
    }[flag], flag)) AS doubts_vi,
    list_transform(doubts, lambda flag: coalesce(map {
        'ocr_suspect': 'slip of scanning', 'unit_suspect': 'unit', 'direction_not_printed': 'neither rise nor fall'
    }[flag], flag)) AS doubts
FROM doubted
