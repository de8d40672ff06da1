/*
severity = "error"
title_vi = "Các phần vượt tổng"
title_en = "Parts exceed their total"
meaning_vi = "Một số phần của tổng (trong đó) đã cộng lại lớn hơn tổng, kể cả khi đã tính đến làm tròn."
meaning_en = "Some of the parts of a total already add up to more than the total, rounding allowed for."
settle_vi = "Bảng tính gốc của tổng và các phần."
settle_en = "The working table of the total and its parts."
message_vi = "{name}, {period}: in {p1}, nhưng riêng {rest} đã là {expected}"
message_en = "{name}, {period}: printed {p1}, but {rest} alone make {expected}"
*/
SELECT figures, sum_low AS expected_low, sum_high AS expected_high, unit
FROM composed
WHERE kind = 'sum' AND parts < terms AND not_negative AND round(sum_low - most, 9) > 0
