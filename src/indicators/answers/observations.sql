-- Figures with the names of place, indicator and document. A figure belongs to the territory of
-- its date: that of its period, or of its document where the period goes on after it (targets,
-- plans of several years).
SELECT
    o.*,
    year(o.period_end) AS year,
    p.name AS place,
    i.name_vi,
    i.name_en,
    i.theme,
    i.sector,
    d.number AS document_number,
    d.kind AS document_kind,
    d.issuer,
    d.issued_on,
    d.issued_precision,
    d.title AS document_title,
    d.source_class,
    d.address,
    d.title_from
FROM observation AS o
JOIN indicator AS i USING (indicator_id)
JOIN document AS d USING (document_id)
LEFT JOIN place AS p
    ON p.place_id = o.place_id
    AND least(o.period_end, d.issued_on) BETWEEN p.valid_from AND coalesce(p.valid_to, DATE '9999-12-31')
