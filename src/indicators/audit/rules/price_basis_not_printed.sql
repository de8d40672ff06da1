/*
severity = "note"
title_vi = "Không in loại giá"
title_en = "The price basis is not printed"
meaning_vi = "Văn bản in tăng trưởng hoặc cơ cấu mà không ghi giá so sánh hay giá hiện hành; loại giá được hiểu theo quy ước của từ điển chỉ tiêu. Mỗi văn bản một dòng."
meaning_en = "The document prints growth or structure without saying constant or current prices; the basis is taken by the codebook's convention. One line a document."
settle_vi = "Văn bản ghi rõ loại giá và năm gốc."
settle_en = "The document naming price basis and base year."
message_vi = "{document}: {count} số không in loại giá, đầu tiên là {p1}"
message_en = "{document}: {count} figures print no price basis, the first being {p1}"
*/
SELECT list(observation_id ORDER BY ordinal) AS figures, CAST(count(*) AS VARCHAR) || ' số' AS found
FROM observation
WHERE list_contains(flags, 'price_basis_assumed')
GROUP BY document_id
