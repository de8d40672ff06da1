/*
severity = "error"
title_vi = "Tổng khác cộng các phần"
title_en = "The total differs from its parts"
meaning_vi = "Mọi phần của tổng đều được in mà cộng lại không bằng tổng, kể cả khi đã tính đến làm tròn. Khi chỉ nêu một số phần (trong đó) thì không xét."
meaning_en = "All parts of a total are printed and do not add up to it, rounding allowed for. A partial breakdown (trong đó) is not judged."
settle_vi = "Bảng tính gốc của tổng và các phần."
settle_en = "The working table of the total and its parts."
message_vi = "{name}, {period}: in {p1}, nhưng {rest} cộng lại là {expected}"
message_en = "{name}, {period}: printed {p1}, but {rest} add up to {expected}"
*/
SELECT figures, sum_low AS expected_low, sum_high AS expected_high, unit
FROM composed
WHERE kind = 'sum' AND parts = terms
    AND (round(least - sum_high, 9) > 0 OR round(sum_low - most, 9) > 0)
