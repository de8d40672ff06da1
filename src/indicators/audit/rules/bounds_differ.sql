/*
severity = "warning"
title_vi = "Một chỉ tiêu, hai cách ghi"
title_en = "One target, printed in two ways"
meaning_vi = "Cùng một mục tiêu được in với ngưỡng hoặc khoảng khác nhau (dưới 0,64 và 0,64; 11,91 và 11,9); đánh giá đạt hay không có thể đổi theo cách ghi."
meaning_en = "One target is printed with different bounds (below 0.64 and 0.64; 11.91 and 11.9); whether it is met may depend on which."
settle_vi = "Nghị quyết giao chỉ tiêu."
settle_en = "The resolution that sets the target."
message_vi = "{name}, {period}: chỉ tiêu được in là {printed}"
message_en = "{name}, {period}: the target is printed as {printed}"
*/
SELECT list(observation_id ORDER BY line) AS figures
FROM figure
WHERE contested AND role = 'target'
GROUP BY cell, sort
HAVING round(max(least) - min(most), 9) <= 0 AND count(DISTINCT (bound, value, low, high)) > 1
