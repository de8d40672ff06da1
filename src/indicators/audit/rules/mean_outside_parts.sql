/*
severity = "error"
title_vi = "Bình quân nằm ngoài các phần"
title_en = "A mean outside its parts"
meaning_vi = "Số bình quân phải nằm giữa phần nhỏ nhất và phần lớn nhất."
meaning_en = "A mean must lie between its smallest and its largest part."
settle_vi = "Số liệu gốc của từng phần; xem đơn vị đã in."
settle_en = "The original figures of the parts; look at the printed units."
message_vi = "{name}, {period}: in {p1}, nhưng bình quân của {rest} phải nằm trong {expected}"
message_en = "{name}, {period}: printed {p1}, but a mean of {rest} must lie in {expected}"
*/
SELECT figures, mean_low AS expected_low, mean_high AS expected_high, unit
FROM composed
WHERE kind = 'mean' AND parts = terms
    AND (round(mean_low - most, 9) > 0 OR round(least - mean_high, 9) > 0)
