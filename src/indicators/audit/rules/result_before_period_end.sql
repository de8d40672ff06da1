/*
severity = "note"
title_vi = "Gọi là thực hiện khi kỳ chưa hết"
title_en = "A result before the period has ended"
meaning_vi = "Văn bản ghi là thực hiện, nhưng ngày ban hành trước ngày cuối kỳ: thực chất là ước. Mỗi văn bản một dòng."
meaning_en = "The document calls figures results although it is older than the end of their period: they are estimates. One line a document."
settle_vi = "Số chính thức công bố sau khi hết kỳ."
settle_en = "The official figures after the end of the period."
message_vi = "{document}: {count} số ghi là thực hiện của kỳ kết thúc {period_end}, đầu tiên là {p1}"
message_en = "{document}: {count} figures are called results of a period that ends on {period_end_en}, the first being {p1}"
*/
SELECT
    list(o.observation_id ORDER BY o.ordinal) AS figures, CAST(count(*) AS VARCHAR) || ' số' AS found,
    strftime(max(o.period_end), '%d/%m/%Y') AS period_end, strftime(max(o.period_end), '%Y-%m-%d') AS period_end_en
FROM observation AS o
JOIN document AS d ON d.document_id = o.document_id
WHERE o.scenario = 'actual' AND o.period_kind IN ('year', 'year_to_date', 'quarter', 'half_year')
    AND o.period_end > CASE d.issued_precision
        WHEN 'day' THEN d.issued_on WHEN 'month' THEN last_day(d.issued_on) ELSE make_date(year(d.issued_on), 12, 31)
    END
GROUP BY o.document_id, o.period_end
