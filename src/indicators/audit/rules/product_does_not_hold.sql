/*
severity = "error"
title_vi = "Tích không khớp"
title_en = "A product does not hold"
meaning_vi = "Sản lượng phải bằng diện tích nhân năng suất (và các quan hệ tích khác của từ điển chỉ tiêu), trong phạm vi làm tròn."
meaning_en = "Output must be area times yield (and the codebook's other products), within rounding."
settle_vi = "Số liệu gốc của cả ba chỉ tiêu; xem đơn vị đã in."
settle_en = "The original figures of all of them; look at the printed units."
message_vi = "{name}, {period}: in {p1}, nhưng tích của {rest} là {expected}"
message_en = "{name}, {period}: printed {p1}, but the product of {rest} is {expected}"
*/
SELECT figures, product_low AS expected_low, product_high AS expected_high, unit
FROM composed
WHERE kind = 'product' AND parts = terms AND smallest >= 0
    AND (round(least - product_high, 9) > 0 OR round(product_low - most, 9) > 0)
